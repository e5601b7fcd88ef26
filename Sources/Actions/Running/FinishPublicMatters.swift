import Kernel
import SQL
import Storage

/// Works out once more which matters everyone may read and where they are, after the program or the
/// profile of a realm became another: states and levels may be public that were not before.
package struct FinishPublicMatters: Sendable {
    package init() {}

    /// How many matters one transaction looks at.
    private static let stepMatters = 500

    private static func mark(of realm: Realm.ID) -> String { "public matters \(realm)" }

    /// Whether the rows of a realm were worked out under its present profile.
    static func isFinished(_ realm: Realm, _ db: any Reader) throws -> Bool {
        try Settings.value(mark(of: realm.id), db) == String(realm.profileVersion)
    }

    /// - Returns: how many matters were looked at; none where nothing changed.
    @discardableResult
    package func run(in installation: Installation) async throws -> Int {
        let marks = try await installation.database.read { db in
            try Realms.all(db).map { ($0, try Settings.value(Self.mark(of: $0.id), db)) }
        }
        var count = 0
        for (realm, mark) in marks where mark != String(realm.profileVersion) {
            var last: String? = ""
            while let after = last {
                try Task.checkCancellation()
                // Reading holds nobody up; the turn to write is taken where something is wrong.
                var step = try await installation.database.read { db in
                    try Self.step(realm, after: after, in: installation, db)
                }
                if !step.wrong.isEmpty {
                    step = try await installation.database.write { db in
                        let again = try Self.step(realm, after: after, in: installation, db)
                        for row in again.wrong { try row.correct(db) }
                        return again
                    }
                }
                count += step.count
                last = step.last
            }
            try await installation.database.write { db in
                try Settings.set(
                    Self.mark(of: realm.id), to: String(realm.profileVersion), db)
            }
        }
        return count
    }

    /// What a look at some matters found.
    private struct Step {
        let count: Int
        let wrong: [WrongRow]
        /// The reference of the last of them; nil where none follow.
        let last: String?
    }

    /// A matter whose row is not as `wanted`; which must have none, if that is nil.
    private struct WrongRow {
        let matter: Matter.ID
        let wanted: PublicMatters.Row?

        func correct(_ db: any Writer) throws {
            if let wanted {
                try PublicMatters.keep(matter, wanted, db)
            } else {
                try PublicMatters.remove(matter, db)
            }
        }
    }

    /// A matter that opens behind the walk is made public, or not, by the act that opens it.
    private static func step(
        _ realm: Realm, after reference: String, in installation: Installation, _ db: any Reader
    ) throws -> Step {
        let candidates = try PublicMatters.candidates(
            in: realm.id, after: reference, limit: stepMatters, db)
        var positions: [Place.ID: Position?] = [:]
        let wrong = try candidates.compactMap { candidate -> WrongRow? in
            let wanted = try row(of: candidate, realm, in: installation, db) { place in
                if let known = positions[place] { return known }
                let position = try Positions.find(place, db)
                positions[place] = .some(position)
                return position
            }
            guard candidate.stored != wanted else { return nil }
            return WrongRow(matter: candidate.id, wanted: wanted)
        }
        return Step(
            count: candidates.count, wrong: wrong,
            last: candidates.count == stepMatters ? candidates.last?.reference : nil)
    }

    /// The row that a matter must have; nil while not everyone may read it.
    private static func row(
        of candidate: PublicMatters.Candidate, _ realm: Realm, in installation: Installation,
        _ db: any Reader, position: (Place.ID) throws -> Position?
    ) throws -> PublicMatters.Row? {
        let now = installation.now()
        let book = try installation.rulebooks.find(
            realm, version: candidate.profileVersion, at: now, db)
        guard let procedure = book.profile.procedure(candidate.procedure),
            procedure.state(candidate.state)?.isPublic ?? false
        else { return nil }
        let line = try installation.gazetteer.places(
            candidate.path.ids, in: realm.id, at: now, db)
        return try book.profile.publicRow(
            openedAt: candidate.openedAt, at: line, under: procedure, position: position)
    }
}
