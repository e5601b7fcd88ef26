package import Kernel
import SQL
import Storage

/// Logs a light visit with one tap: no photograph, no location, no time but that of the tap.
package struct LogVisit: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let pairing: Pairing.ID
    package let kind: LightVisit.Kind
    package let sentence: String

    package init(
        realm: Realm, holding: Holding, pairing: Pairing.ID, kind: LightVisit.Kind,
        sentence: String = ""
    ) {
        self.realm = realm
        self.holding = holding
        self.pairing = pairing
        self.kind = kind
        self.sentence = sentence
    }

    /// - Returns: the pairing with its next day; as it was where the same tap came twice.
    /// - Throws: `.notFound` unless the post has accepted, or acts for a body that has.
    @discardableResult
    package func run(in installation: Installation) async throws -> Pairing {
        try await installation.doing(realm, holding) { (work: PairingWork) in
            let (before, supporter) = try work.supported(pairing, seen: nil)
            guard supporter.state == .accepted else { throw ActionError.notFound }
            var text = FormText(isPublic: false)
            let sentence = text.read(
                "sentence", sentence, most: Pairing.sentenceCharactersMax, isRequired: false)
            // A merchant knows nobody's story and writes none.
            if !sentence.isEmpty, before.kind == .card {
                text.complain("sentence", "answer.wrongKind")
            }
            try text.finish()
            let today = try work.today()
            let visited = try PairingWork.refusing { () throws(Pairing.Refusal) in
                try before.visited(kind, on: today)
            }
            if try isSameTap(of: before, work) { return before }
            let id: LightVisit.ID = installation.newID()
            let sealed =
                sentence.isEmpty
                ? nil
                : try PairingSecrets.seal(
                    sentence, of: id, in: before.id, vault: installation.vault, work.db)
            try LightVisits.insert(
                id, of: before.id, kind, by: holding.post.id, sealed: sealed, at: work.now,
                work.db)
            return try work.store(
                visited, from: before, action: "logVisit", ["visit": .text(kind.rawValue)])
        }
    }

    private func isSameTap(of pairing: Pairing, _ work: PairingWork) throws -> Bool {
        guard let last = try LightVisits.of(pairing.id, limit: 1, work.db).first else {
            return false
        }
        return last.kind == kind && last.post == holding.post.id
            && work.now.seconds(since: last.at) < LightVisit.sameSeconds
    }
}
