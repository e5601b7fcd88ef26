package import Kernel
package import Profiles
import SQL
import Storage

/// Takes over matters from another system's file, each by its procedure's opening for imports.
///
/// The clocks judge whether each was in time; the file's own word is only compared. Importing the
/// same file again adds nothing.
package struct ImportMatters: Sendable {
    package let realm: Realm
    package let file: CSVFile
    package let map: ImportMap
    /// How many rows to take at most; nil takes all.
    package let limit: Int?
    /// Told after each batch how many rows of how many are done.
    package let progress: @Sendable (Int, Int) -> Void

    package init(
        realm: Realm, file: CSVFile, map: ImportMap, limit: Int? = nil,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) {
        self.realm = realm
        self.file = file
        self.map = map
        self.limit = limit
        self.progress = progress
    }

    /// Why nothing was imported.
    package enum Problem: Error, CustomStringConvertible {
        case noProcedure(String)
        case noClock(String)
        case wordsMissing([String])

        package var description: String {
            switch self {
            case .noProcedure(let name): "The realm has no procedure “\(name)”."
            case .noClock(let id): "The procedure has no clock “\(id)” for the deadlines."
            case .wordsMissing(let words):
                "The map uses words that the realm does not have: "
                    + words.prefix(12).joined(separator: ", ") + "."
            }
        }
    }

    /// Rows a transaction: few enough that others may write in between.
    static let batch = 500

    package func run(in installation: Installation) async throws -> ImportedMatters {
        let book = try await installation.rulebook(of: realm)
        guard let procedure = book.profile.procedure(map.procedure) else {
            throw Problem.noProcedure(map.procedure)
        }
        guard procedure.clock(map.due.clock) != nil else { throw Problem.noClock(map.due.clock) }
        let words = try await installation.database.read { db in
            try RealmWords(of: realm, profile: book.profile, db)
        }
        try refuseUnknownWords(words, procedure)
        let reader = try RowReader(map: map, file: file, realm: words)
        let rows = file.rows.prefix(limit ?? file.rows.count)
        var report = ImportedMatters(rows: rows.count)
        let taker = Taker(
            installation: installation, book: book, procedure: procedure, map: map,
            now: installation.now())
        var start = 0
        while start < rows.count {
            var read: [ImportedRow] = []
            for row in rows[start..<min(start + Self.batch, rows.count)] {
                do throws(BadRow) {
                    read.append(try reader.read(row))
                } catch {
                    report.bad.add(error)
                }
            }
            let batch = read
            let taken = try await installation.database.write { db in try taker.take(batch, db) }
            report.add(taken)
            start += Self.batch
            progress(min(start, rows.count), rows.count)
        }
        return report
    }

    private func refuseUnknownWords(_ words: RealmWords, _ procedure: Procedure) throws {
        let states = Set(procedure.openings.filter(\.isTimed).compactMap(\.to))
        let used = map.status.words.subtracting(["ended"]).union(map.ending.words)
        let missing =
            used.subtracting(states).map { "state \($0)" }
            + map.category.words.subtracting(words.categories.keys).map { "category \($0)" }
            + map.place.words.subtracting(words.places.keys).map { "place \($0)" }
            + map.lead.words.subtracting(words.bodies.keys).map { "body \($0)" }
            + map.channel.words.filter { Matter.Channel(rawValue: $0) == nil }
            .map { "channel \($0)" }
        guard missing.isEmpty else { throw Problem.wordsMissing(missing.sorted()) }
    }
}

/// Writes rows as matters, through the procedure and with a record each.
private struct Taker: Sendable {
    let installation: Installation
    let book: Rulebook
    let procedure: Procedure
    let map: ImportMap
    let now: Instant

    func take(_ rows: [ImportedRow], _ db: any Writer) throws -> [ImportedMatters.Taken] {
        let realm = book.realm.id
        var known = try Imports.known(rows.map(\.id), source: map.source, realm: realm, db)
        return try rows.map { row in
            guard known.insert(row.id).inserted else { return .known }
            let matter = try open(row, db)
            try Imports.insert(row.id, source: map.source, realm: realm, matter: matter.id, db)
            return .added(
                isOpen: matter.isOpen,
                ImportedMatters.Judgement(
                    line: row.line, id: row.id, kernelInTime: inTime(matter),
                    saidInTime: row.saidInTime))
        }
    }

    private func open(_ row: ImportedRow, _ db: any Writer) throws -> Matter {
        guard let opening = procedure.openings.first(where: { $0.isTimed && $0.to == row.state })
        else { throw ActionError.notFound }
        // The reference and the clocks are of the time when it was opened, the record of today.
        let journal = Journal(installation: installation, book: book, db: db, now: row.opened)
        let clocks = row.due.map {
            [Clock(name: map.due.clock, budget: .until($0), startedAt: row.opened)]
        }
        let draft = Matter(
            id: installation.newID(), realm: book.realm.id,
            reference: try journal.nextReference().reference,
            procedure: procedure.key, channel: row.channel, openedAt: row.opened, state: "",
            title: row.title, account: row.account, place: row.place.id,
            placePath: row.place.path, category: row.category, urgency: row.urgency,
            lead: row.lead, clocks: clocks ?? [])
        let change = try procedure.open(
            opening.id, draft: draft, by: .clock,
            with: Answers(["origin": .text("\(map.source) · \(row.id)")]),
            in: Situation(now: row.closed ?? row.opened, timekeeper: book.keeper))
        try journal.open(
            change, under: procedure, by: .clock, personal: [:], wordDigest: nil, at: now)
        return change.after
    }

    /// What the clock says: met or not once it has stopped, its light while it runs; nil without
    /// a clock.
    private func inTime(_ matter: Matter) -> Bool? {
        guard let clock = matter.clock(map.due.clock) else { return nil }
        let deadline = clock.deadline(by: book.keeper).at
        return clock.met(deadline: deadline) ?? (clock.light(at: now, deadline: deadline) != .red)
    }
}
