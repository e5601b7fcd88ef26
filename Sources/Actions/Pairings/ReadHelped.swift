package import Kernel
import SQL
import Storage

/// Reads who is helped: a logged act with a reason, for those who accepted and for the worker who
/// answers for the pairing.
package struct ReadHelped: Sendable {
    /// What the reader is told.
    package struct Told: Sendable {
        /// By part; for a supporter only what the consent covers.
        package let parts: [HelpedDetails.Part: String]
        package let sentence: String
        /// What was written down with visits.
        package let visits: [LightVisit.ID: String]
    }

    package let realm: Realm
    package let holding: Holding
    package let pairing: Pairing.ID
    package let reason: String

    package init(realm: Realm, holding: Holding, pairing: Pairing.ID, reason: String) {
        self.realm = realm
        self.holding = holding
        self.pairing = pairing
        self.reason = reason
    }

    /// - Returns: nil once it was erased, and where nothing is personal.
    /// - Throws: `.notFound` for everybody else; `.forbidden` for a merchant and for a supporter
    ///   while no consent stands; `.invalid` without a reason.
    package func run(in installation: Installation) async throws -> Told? {
        try await installation.doing(realm, holding) { (work: PairingWork) in
            guard let found = try Pairings.find(pairing, in: realm.id, work.db) else {
                throw ActionError.notFound
            }
            let isKeeper = try installation.isKept(
                found, by: holding, on: work.today(), work.db)
            guard isKeeper || found.isAccepted(by: holding) else { throw ActionError.notFound }
            guard isKeeper || (found.kind != .card && found.state == .running) else {
                throw ActionError.forbidden
            }
            let covers = isKeeper ? Set(HelpedDetails.Part.allCases) : found.consent?.covers
            guard let covers else { throw ActionError.forbidden }
            var text = FormText(isPublic: false)
            let reason = text.read("reason", reason, most: Pairing.reasonCharactersMax)
            try text.finish()
            guard
                let details = try PairingSecrets.details(
                    of: found.id, vault: installation.vault, work.db)
            else { return nil }
            try PairingReadings.insert(
                id: installation.newID(), of: found, post: holding.post.id, reason: reason,
                at: work.now, work.db)
            let told = details.told(covers)
            try work.record(
                found, action: "readHelped",
                ["parts": .list(told.keys.map(\.rawValue).sorted().map { .text($0) })])
            return Told(
                parts: told, sentence: details.sentence,
                visits: try PairingSecrets.sentences(
                    of: found.id, vault: installation.vault, work.db))
        }
    }
}
