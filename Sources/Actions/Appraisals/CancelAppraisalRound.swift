package import Kernel
import Storage

/// Calls a round off with a reason that everyone at the desk reads: nothing is awarded, and the
/// month is not drawn again, so that nobody draws until they like the ring.
package struct CancelAppraisalRound: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let round: AppraisalRound.ID
    package let seen: Int
    package let reason: String

    package init(
        realm: Realm, holding: Holding, round: AppraisalRound.ID, seen: Int, reason: String
    ) {
        self.realm = realm
        self.holding = holding
        self.round = round
        self.seen = seen
        self.reason = reason
    }

    /// - Throws: `.invalid` without a reason, or once it is awarded or called off.
    @discardableResult
    package func run(in installation: Installation) async throws -> AppraisalRound {
        try await installation.appraise(realm, holding, .convene) { work in
            let (before, _) = try work.round(round, seen: seen)
            var text = FormText()
            let reason = text.read(
                "cancellation", reason, most: AppraisalRound.reasonCharactersMax)
            try text.finish()
            let cancelled = try AppraisalWork.refusing { () throws(AppraisalRefusal) in
                try before.cancelled(for: reason)
            }
            guard
                try AppraisalRounds.cancel(
                    cancelled, from: before, by: holding.post.id, at: work.now, work.db)
            else { throw ActionError.conflict }
            try work.record(
                "appraisalRound", cancelled.id.rawValue, action: "cancelAppraisalRound",
                ["reason": .text(reason)])
            return cancelled
        }
    }
}
