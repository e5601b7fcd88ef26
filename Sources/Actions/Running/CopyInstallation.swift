package import Kernel
package import SQL
import Storage

/// Copies every row of an installation into an empty database, of whichever engine, and proves by
/// the seals that both say the same. Interrupted, it goes on where it stopped.
package struct CopyInstallation: Sendable {
    package let source: any Database
    package let target: any Database

    package init(from source: any Database, to target: any Database) {
        self.source = source
        self.target = target
    }

    /// Why a copy was not made: each a sentence that says what to do.
    package enum Problem: Error, CustomStringConvertible {
        case otherSchema(table: String)
        case notEmpty
        case sourceChanged
        case notTheSame(String)

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
            }
        }
    }

    /// What the target holds.
    package struct Report: Sendable {
        package var rows = 0
        package let records: Int64
        package let lastSeal: Digest?
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
        let state = try await state(of: source)
        var report = Report(records: state.records, lastSeal: state.seal)
        guard try await begin(state) else { return report }
        let tables = try await tables()
        let all = try await source.read { db in
            try tables.reduce(0) { try $0 + Int(db.int($1.count) ?? 0) }
        }
        report.rows = try await target.read { db in
            try tables.reduce(0) { try $0 + Int(db.int($1.count) ?? 0) }
        }
        for table in tables {
            let before = report.rows
            report.rows += try await copy(table) { tell(before + $0, all) }
        }
        for table in tables where !table.ownReferences.isEmpty { try await refer(table) }
        guard try await self.state(of: source) == state else { throw Problem.sourceChanged }
        try await prove(state)
        try await target.write { db in try Settings.remove(Self.mark, db) }
        return report
    }

    /// What tells one moment of an installation from another.
    private struct State: Equatable {
        let key: String
        let records: Int64
        let seal: Digest?

        var text: String { "\(key) \(records)" }
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
    private func begin(_ state: State) async throws -> Bool {
        let there = try await self.state(of: target)
        return try await target.write { db in
            if let mark = try Settings.value(Self.mark, db) {
                guard mark == state.text else { throw Problem.sourceChanged }
                return true
            }
            if there == state { return false }
            guard there.key.isEmpty, there.records == 0 else { throw Problem.notEmpty }
            try Settings.set(Self.mark, to: state.text, db)
            return true
        }
    }

    private func tables() async throws -> [Table] {
        let here = try await source.read { try Table.all($0) }
        let there = try await target.read { try Table.all($0) }
        for table in here {
            guard there.first(where: { $0.name == table.name })?.columns == table.columns else {
                throw Problem.otherSchema(table: table.name)
            }
        }
        return here
    }

    private func copy(
        _ table: Table, _ tell: @Sendable (Int) -> Void
    ) async throws -> Int {
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
                try db.rows(table.page(after: after, limit: Self.rowsAtOnce)) { row in
                    try table.columns.indices.map { try row.value($0) }
                }
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
            for setting in all { try Settings.set(setting.name, to: setting.value, db) }
        }
        return all.count
    }

    private func refer(_ table: Table) async throws {
        let places = table.key.compactMap { table.columns.firstIndex(of: $0) }
        let own = table.ownReferences.compactMap { table.columns.firstIndex(of: $0) }
        var last: [SQLValue]?
        while true {
            let after = last
            let rows = try await source.read { db in
                try db.rows(table.page(after: after, limit: Self.rowsAtOnce)) { row in
                    try table.columns.indices.map { try row.value($0) }
                }
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
    private func prove(_ state: State) async throws {
        let report = try await VerifyRecords().run(in: target)
        if let problem = report.problem { throw Problem.notTheSame(problem) }
        guard try await self.state(of: target) == state else {
            throw Problem.notTheSame("its record ends otherwise.")
        }
    }
}
