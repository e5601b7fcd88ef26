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
                let (looked, next) = try await installation.database.write { db in
                    try Self.step(realm, after: after, in: installation, db)
                }
                count += looked
                last = next
            }
            try await installation.database.write { db in
                try Settings.set(
                    Self.mark(of: realm.id), to: String(realm.profileVersion), db)
            }
        }
        return count
    }

    /// A matter that opens behind the walk is made public, or not, by the act that opens it.
    ///
    /// - Returns: how many matters were looked at, and the reference of the last where more follow.
    private static func step(
        _ realm: Realm, after reference: String, in installation: Installation, _ db: any Writer
    ) throws -> (Int, String?) {
        let now = installation.now()
        let candidates = try PublicMatters.candidates(
            in: realm.id, after: reference, limit: stepMatters, db)
        for candidate in candidates {
            let book = try installation.rulebooks.find(
                realm, version: candidate.profileVersion, at: now, db)
            let procedure = book.profile.procedure(candidate.procedure)
            let line = try installation.gazetteer.places(
                candidate.path.ids, in: realm.id, at: now, db)
            guard let procedure, procedure.state(candidate.state)?.isPublic ?? false,
                let place = book.profile.shownPlace(of: line, under: procedure)
            else {
                try PublicMatters.remove(candidate.id, db)
                continue
            }
            try PublicMatters.keep(
                candidate.id, at: place.id, openedAt: candidate.openedAt, db)
        }
        return (
            candidates.count,
            candidates.count == stepMatters ? candidates.last?.reference : nil
        )
    }
}
