import Kernel
import SQL
package import Storage

/// Does one action on many matters: each in a transaction of its own, with its own record, so that
/// one refusal holds up none of the others.
package struct ActOnMany: Sendable {
    package let visit: Visit
    /// Given out with the preview: the same run is never done twice.
    package let run: BulkRun.ID
    package let order: BulkOrder
    package let filling: MessageFilling
    /// Puts into words why one was not done.
    package let wording: @Sendable (any Error) -> String

    package init(
        visit: Visit, run: BulkRun.ID, order: BulkOrder, filling: @escaping MessageFilling,
        wording: @escaping @Sendable (any Error) -> String
    ) {
        self.visit = visit
        self.run = run
        self.order = order
        self.filling = filling
        self.wording = wording
    }

    /// Does nothing when the run was done before: `outcomes(of:for:)` tells what came of it.
    package func run(in installation: Installation) async throws {
        guard visit.holding.verbs.contains(.read) else { throw ActionError.forbidden }
        let preview = try await installation.preview(order, for: visit, filling: filling)
        let moves = preview.lines.compactMap { line -> (Matter, BulkPreview.Outcome)? in
            guard let matter = line.matter else { return nil }
            if case .stays = line.outcome { return nil }
            return (matter, line.outcome)
        }
        guard try await claim(moves.map(\.0.id), in: installation) else { return }
        for (matter, outcome) in moves {
            let reason = await act(on: matter, outcome, in: installation)
            try await installation.database.write { db in
                try Bulks.settle(run, matter: matter.id, reason: reason, db)
            }
        }
    }

    private func claim(_ matters: [Matter.ID], in installation: Installation) async throws -> Bool {
        let now = installation.now()
        return try await installation.database.write { db in
            try Bulks.claim(
                run, by: visit.person.id, procedure: order.procedure, action: order.action,
                matters: matters, at: now, db)
        }
    }

    /// - Returns: the sentence that says why it was not done; nil when it was.
    private func act(
        on matter: Matter, _ outcome: BulkPreview.Outcome, in installation: Installation
    ) async -> String? {
        do {
            switch outcome {
            case .stays: return nil
            case .refused(let error): throw error
            case .moves(let move):
                try await ActOnMatter(
                    realm: visit.realm, matter: matter.id, action: order.action,
                    acting: .holding(visit.holding),
                    seen: order.seen[matter.reference] ?? matter.version, form: move.form
                ).run(in: installation)
                return nil
            }
        } catch {
            return wording(error)
        }
    }
}

extension Installation {
    /// What came of a run, for whoever asked for it; nil for everyone else and after a day.
    package func outcomes(of run: BulkRun.ID, for visit: Visit) async throws -> [Bulks.Outcome]? {
        let found = try await database.read { db in
            try Bulks.outcomes(of: run, by: visit.person.id, in: visit.realm.id, db)
        }
        return found.isEmpty ? nil : found
    }
}
