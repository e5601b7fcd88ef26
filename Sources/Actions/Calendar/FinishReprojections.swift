import Kernel
import SQL
import Storage

/// Works deadlines out once more some minutes after days were changed.
///
/// The first pass follows the change at once, but it may be cut short when the process is killed,
/// and another process may go by the old days for as long as it keeps its rulebooks. The mark of
/// the change is stored with the days and goes only when this second pass is through.
package struct FinishReprojections: Sendable {
    package init() {}

    /// Longer than any process keeps a rulebook.
    static let settledMinutes: Int64 = 2

    /// - Returns: how many deadlines moved that the first pass had missed.
    @discardableResult
    package func run(in installation: Installation) async throws -> Int {
        let now = installation.now()
        let (marks, realms) = try await installation.database.read { db in
            (try Settings.beginning(with: Self.mark, db), try Realms.all(db))
        }
        var moved = 0
        for (name, value) in marks {
            let changed = Instant(milliseconds: Int64(value) ?? 0)
            let settled = changed.adding(minutes: Self.settledMinutes)
            // A clock that was set back is not waited for.
            guard now >= settled || now < changed else { continue }
            if let realm = realms.first(where: { Self.name(of: $0.id) == name }) {
                installation.rulebooks.forget()
                moved += try await installation.reprojectDeadlines(of: realm, at: now)
            }
            // A change that came meanwhile has a mark of another time, which stays.
            try await installation.database.write { db in
                guard try Settings.value(name, db) == value else { return }
                try Settings.remove(name, db)
            }
        }
        return moved
    }

    /// Marks a realm in the transaction that changes its days.
    static func mark(_ realm: Realm.ID, at now: Instant, _ db: any Writer) throws {
        try Settings.set(name(of: realm), to: String(now.milliseconds), db)
    }

    private static let mark = "reproject "

    private static func name(of realm: Realm.ID) -> String { mark + realm.description }
}
