import Kernel
import SQL
import Storage

extension EraseExpired {
    /// Erases who was helped, some days after the end of each pairing.
    func erasePairings(
        in realm: Realm.ID, _ installation: Installation, at now: Instant
    ) async throws -> Int {
        let end = now.adding(fullDays: -Int(Pairing.keptDays))
        let due = try await installation.database.read { db in
            try PairingSecrets.due(endedBy: end, in: realm, limit: Self.matterMax, db)
        }
        var done = 0
        for pairing in due {
            done += try await installation.database.write { db in
                guard try PairingSecrets.isHeld(of: pairing, db) else { return 0 }
                try PairingSecrets.erase(pairing, db)
                try Records.append(
                    Records.Entry(
                        realm: realm, at: now, person: nil, post: nil, action: "erasePairing",
                        subjectKind: "retention", subject: pairing.rawValue,
                        payload: .object([:])),
                    id: installation.newID(), key: nil, vault: installation.vault, db)
                return 1
            }
        }
        return done
    }
}
