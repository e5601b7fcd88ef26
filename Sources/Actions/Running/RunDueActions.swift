import Kernel
import SQL
import Storage

/// Does the actions that procedures leave to the clock, once it has run out.
package struct RunDueActions: Sendable {
    package init() {}

    /// How many matters one round moves for each action; the next round goes on.
    static let matterMax = 200

    /// - Returns: how many actions were done.
    @discardableResult
    package func run(in installation: Installation) async throws -> Int {
        let now = installation.now()
        var done = 0
        let realms = try await installation.database.read { try Realms.all($0) }
        for realm in realms {
            let book = try await installation.rulebook(of: realm)
            for due in try await Self.due(in: book, of: installation, at: now) {
                do {
                    try await ActOnMatter(
                        realm: realm, matter: due.matter, action: due.action, acting: .clock,
                        seen: nil
                    ).run(in: installation)
                    done += 1
                } catch ActionError.refused {
                    // The matter moved between the look and the act: the clock has nothing to do.
                }
            }
        }
        return done
    }

    private static func due(
        in book: Rulebook, of installation: Installation, at now: Instant
    ) async throws -> [(matter: Matter.ID, action: Procedure.Action.ID)] {
        var wanted: [(procedure: Procedure.Name, action: Procedure.Action.ID, clock: String)] = []
        for procedure in book.profile.procedures {
            for action in procedure.actions where action.isTimed && !action.opens {
                for case .elapsed(let clock) in action.guards {
                    wanted.append((procedure.key.name, action.id, clock))
                }
            }
        }
        let asked = wanted
        let realm = book.realm.id
        return try await installation.database.read { db in
            try asked.flatMap { item in
                try Clocks.elapsed(
                    clock: item.clock, procedure: item.procedure, in: realm, at: now,
                    limit: matterMax, db
                ).map { ($0, item.action) }
            }
        }
    }
}
