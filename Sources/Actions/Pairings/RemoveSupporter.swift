package import Kernel
import SQL
import Storage

/// Takes a supporter who is gone out of a pairing, with a reason.
///
/// Where the one who is helped has consented, they are told first: their consent named these
/// helpers, and they may want another or none.
package struct RemoveSupporter: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let pairing: Pairing.ID
    package let seen: Int
    package let supporter: Supporter.Who?
    package let reason: String
    /// That the one who is helped was told.
    package let isTold: Bool

    package init(
        realm: Realm, holding: Holding, pairing: Pairing.ID, seen: Int,
        supporter: Supporter.Who?, reason: String, isTold: Bool
    ) {
        self.realm = realm
        self.holding = holding
        self.pairing = pairing
        self.seen = seen
        self.supporter = supporter
        self.reason = reason
        self.isTold = isTold
    }

    /// - Throws: `.notFound` unless the post answers for the pairing, `.invalid` by field.
    @discardableResult
    package func run(in installation: Installation) async throws -> Pairing {
        try await installation.doing(realm, holding) { (work: PairingWork) in
            let before = try work.kept(pairing, seen: seen)
            var complaints: [String: ActionError.Complaint] = [:]
            let found = before.supporters.first { $0.who == supporter && $0.isIn }
            if found == nil { complaints["leaving"] = .init("answer.missing") }
            let parting = Supporter.Parting(rawValue: reason)
            if parting == nil { complaints["parting"] = .init("answer.missing") }
            if before.consent != nil, !isTold {
                complaints["told"] = .init("pairings.told.missing")
            }
            guard complaints.isEmpty, let found, let parting else {
                throw ActionError.invalid(complaints)
            }
            let removed = try PairingWork.refusing { () throws(Pairing.Refusal) in
                try before.removed(found.id, at: work.now)
            }
            return try work.store(
                removed, from: before, action: "removeSupporter",
                [
                    "who": found.who.payload, "reason": .text(parting.rawValue),
                    "told": .bool(before.consent != nil),
                ])
        }
    }
}
