package import Kernel
package import SQL
import Storage

/// Copies every row of an installation, or those of some of its realms, into an empty database, of
/// whichever engine, and proves by the seals that both say the same. Interrupted, it goes on where
/// it stopped.
package struct CopyInstallation: Sendable {
    package let source: any Database
    package let target: any Database
    /// The realms that are copied, by their names in addresses, each once and in order; none for
    /// the whole installation.
    package let slugs: [String]

    package init(
        from source: any Database, to target: any Database, realms slugs: [String] = []
    ) {
        self.source = source
        self.target = target
        self.slugs = Set(slugs).sorted()
    }

    /// Why a copy was not made: each a sentence that says what to do.
    package enum Problem: Error, CustomStringConvertible {
        case otherSchema(table: String)
        case notEmpty
        case sourceChanged
        case notTheSame(String)
        case noRealm(String, there: [String])
        case notSealed(Int64)

        package var description: String {
            switch self {
            case .otherSchema(let table):
                "The table \(table) has other columns in the two databases. Bring both up to this "
                    + "program with linli migrate, then copy again."
            case .notEmpty:
                "The target holds another installation. Name an empty database."
            case .sourceChanged:
                "The source was written to since the copy began. Stop its server, empty the "
                    + "target, and copy again."
            case .notTheSame(let reason):
                "The copy is not the same: \(reason) Empty the target, and copy again."
            case .noRealm(let slug, let there):
                "The source has no realm “\(slug)”. It has: \(there.joined(separator: ", "))."
            case .notSealed(let count):
                "\(count) record(s) of the source are not sealed yet. Run linli seal there, then "
                    + "copy again."
            }
        }
    }

    /// What the target holds.
    package struct Report: Sendable {
        package var rows = 0
        package let records: Int64
        package let lastSeal: Digest?
    }

    /// A table, and which of its rows are copied; nil for all.
    private struct Part {
        let table: Table
        let condition: SQL?
    }

    /// The setting of the target that names what it is to become, until it is whole.
    package static let mark = "copyOf"
    private static let rowsAtOnce = 500

    /// - Parameter tell: hears how many rows of how many are there, after each step.
    /// - Throws: `Problem`; `SQLError`.
    package func run(
        at now: Instant, tell: @escaping @Sendable (_ rows: Int, _ all: Int) -> Void
    ) async throws -> Report {
        try await Installation.migrate(target, now: now)
        let realms = try await realms()
        let state = try await state(of: source)
        let share = try await share(of: realms, at: state)
        var report = Report(records: share?.count ?? state.records, lastSeal: state.seal)
        guard try await begin(state, share) else { return report }
        let parts = try await parts(of: realms)
        let all = try await source.read { db in
            try parts.reduce(0) {
                try $0 + Int(db.int($1.table.count(where: $1.condition)) ?? 0)
            }
        }
        report.rows = try await target.read { db in
            try parts.reduce(0) { try $0 + Int(db.int($1.table.count()) ?? 0) }
        }
        for part in parts {
            let before = report.rows
            report.rows += try await copy(part) { tell(before + $0, all) }
        }
        for part in parts where !part.table.ownReferences.isEmpty { try await refer(part) }
        guard try await self.state(of: source) == state else { throw Problem.sourceChanged }
        if let share { try await record(share, of: realms, at: now) }
        try await prove(state, share)
        try await target.write { db in try Settings.remove(Self.mark, db) }
        return report
    }

    /// The realms to copy; none for all.
    private func realms() async throws -> [Realm] {
        guard !slugs.isEmpty else { return [] }
        let there = try await source.read { try Realms.all($0) }
        return try slugs.map { slug in
            guard let realm = there.first(where: { $0.slug == slug }) else {
                throw Problem.noRealm(slug, there: there.map(\.slug))
            }
            return realm
        }
    }

    /// What some realms have of the record; nil where everything is copied.
    private func share(of realms: [Realm], at state: State) async throws -> RecordShare? {
        guard !realms.isEmpty else { return nil }
        return try await source.read { db in
            let sealed = try Seals.last(db)?.last ?? 0
            guard sealed == state.records else { throw Problem.notSealed(state.records - sealed) }
            return try Records.share(of: realms.map(\.id), through: state.records, db)
        }
    }

    /// Records in the target, which has the records of some realms now, what it has of the whole.
    private func record(_ share: RecordShare, of realms: [Realm], at now: Instant) async throws {
        try await target.write { db in
            guard try Records.share(db) != share else { return }
            let ids = IdentifierSource(node: 0, after: try GivenIdentifiers.highest(db))
            try Records.tell(share, to: realms.map(\.id), at: now, ids: ids, db)
        }
    }

    /// What tells one moment of an installation from another.
    private struct State: Equatable {
        let key: String
        let records: Int64
        let seal: Digest?

        func mark(of slugs: [String]) -> String {
            ([key, String(records)] + slugs).joined(separator: " ")
        }
    }

    private func state(of database: any Database) async throws -> State {
        try await database.read { db in
            State(
                key: try Settings.value("key", db) ?? "", records: try Records.lastSequence(db),
                seal: try Seals.last(db)?.digest)
        }
    }

    /// Marks the target as being filled; one that is being filled with the same goes on.
    ///
    /// - Returns: false for a target that is a whole copy of the same already.
    private func begin(_ state: State, _ share: RecordShare?) async throws -> Bool {
        let there = try await self.state(of: target)
        let mark = state.mark(of: slugs)
        return try await target.write { db in
            if let begun = try Settings.value(Self.mark, db) {
                guard begun == mark else { throw Problem.sourceChanged }
                return true
            }
            if share == nil && there == state { return false }
            if let share, try there.key == state.key && Records.share(db) == share { return false }
            guard there.key.isEmpty, there.records == 0 else { throw Problem.notEmpty }
            try Settings.set(Self.mark, to: mark, db)
            return true
        }
    }

    private func parts(of realms: [Realm]) async throws -> [Part] {
        let here = try await source.read { try Table.all($0) }
        let there = try await target.read { try Table.all($0) }
        for table in here {
            guard there.first(where: { $0.name == table.name })?.columns == table.columns else {
                throw Problem.otherSchema(table: table.name)
            }
        }
        guard !realms.isEmpty else { return here.map { Part(table: $0, condition: nil) } }
        let rows = try RealmRows(of: realms.map(\.id), among: here)
        return try here.compactMap { table in
            switch try rows.part(of: table) {
            case .all: Part(table: table, condition: nil)
            case .some(let condition): Part(table: table, condition: condition)
            case .none: nil
            }
        }
    }

    private func copy(
        _ part: Part, _ tell: @Sendable (Int) -> Void
    ) async throws -> Int {
        let table = part.table
        // Settings stand in both, and are few: they are set anew, whatever is there.
        if table.name == "settings" { return try await copySettings() }
        let places = table.key.compactMap { table.columns.firstIndex(of: $0) }
        let own = table.ownReferences.compactMap { table.columns.firstIndex(of: $0) }
        var last = try await target.read { db in
            try db.first(table.last) { row in try table.key.indices.map { try row.value($0) } }
        }
        var count = 0
        while true {
            let after = last
            let rows = try await source.read { db in
                try page(of: part, after: after, db)
            }
            guard let final = rows.last else { return count }
            // A row may refer to one that comes after it: references within are set at the end.
            let stored = own.isEmpty ? rows : rows.map { Self.blank($0, at: own) }
            try await target.write { db in try db.run(table.insertion(of: stored)) }
            last = places.map { final[$0] }
            count += rows.count
            tell(count)
        }
    }

    private func page(
        of part: Part, after key: [SQLValue]?, _ db: any Reader
    ) throws -> [[SQLValue]] {
        let query = part.table.page(
            where: part.condition, after: key, limit: Self.rowsAtOnce)
        return try db.rows(SQL.walkedInOrder + query) { row in
            try part.table.columns.indices.map { try row.value($0) }
        }
    }

    private static func blank(_ row: [SQLValue], at places: [Int]) -> [SQLValue] {
        var row = row
        for place in places { row[place] = .null }
        return row
    }

    private func copySettings() async throws -> Int {
        let all = try await source.read { db in
            try db.rows("SELECT name, value FROM settings ORDER BY name LIMIT 1000") {
                (name: try $0.text(0), value: try $0.text(1))
            }
        }
        try await target.write { db in
            for setting in all where slugs.isEmpty || setting.name != Records.shareName {
                try Settings.set(setting.name, to: setting.value, db)
            }
        }
        return all.count
    }

    private func refer(_ part: Part) async throws {
        let table = part.table
        let places = table.key.compactMap { table.columns.firstIndex(of: $0) }
        let own = table.ownReferences.compactMap { table.columns.firstIndex(of: $0) }
        var last: [SQLValue]?
        while true {
            let after = last
            let rows = try await source.read { db in
                try page(of: part, after: after, db)
            }
            guard let final = rows.last else { return }
            let referring = rows.filter { row in own.contains { row[$0] != .null } }
            if !referring.isEmpty {
                try await target.write { db in
                    for row in referring {
                        try db.run(
                            table.settingOwnReferences(
                                to: own.map { row[$0] }, of: places.map { row[$0] }))
                    }
                }
            }
            last = places.map { final[$0] }
        }
    }

    /// Checks the whole record of the target, and that it ends as that of the source does.
    private func prove(_ state: State, _ share: RecordShare?) async throws {
        let report = try await VerifyRecords().run(in: target)
        if let problem = report.problem { throw Problem.notTheSame(problem) }
        let there = try await self.state(of: target)
        let held = try await target.read { try Records.share($0) }
        guard there.key == state.key, there.seal == state.seal,
            share == nil ? there.records == state.records : held == share
        else { throw Problem.notTheSame("its record ends otherwise.") }
    }
}
