import Kernel
import SQL
import Storage

extension OpenMatter {
    /// The receipt of the same form, if it was sent and done before.
    ///
    /// - Throws: `SentForms.OtherWords` when a program's key stood over other words before.
    package func earlier(in installation: Installation) async throws -> Receipt? {
        guard let sent = sent(installation.vault) else { return nil }
        let word = CheckWord(of: sent.digest, vault: installation.vault)
        let wordDigest = installation.vault.keyedDigest(word.text, use: "check word")
        let realm = realm.id
        let found = try await installation.database.read { db -> Matter? in
            guard let id = try SentForms.matter(sent, db),
                try Matters.wordDigest(of: id, db) == wordDigest
            else { return nil }
            return try Matters.find(id, in: realm, db)
        }
        return found.map { Receipt(id: $0.id, reference: $0.reference, word: word) }
    }

    /// What the sending is known by.
    func sent(_ vault: Vault) -> SentForms.Sent? {
        sending?.sent(to: "open \(realm.id) \(procedure) \(action)", vault: vault)
    }
}
