import Kernel
import SQL
import Storage

extension EraseExpired {
    /// Erases who was helped, some days after the end of each pairing, and as many days after it
    /// was proposed where no consent has come: it then ends.
    func erasePairings(
        in realm: Realm.ID, _ installation: Installation, at now: Instant
    ) async throws -> Int {
        let end = now.adding(fullDays: -Int(Pairing.keptDays))
        let due = try await installation.database.read { db in
            try PairingSecrets.due(endedBy: end, in: realm, limit: Self.matterMax, db)
                + PairingSecrets.unconsented(
                    proposedBy: end, in: realm, limit: Self.matterMax, db)
        }
        var done = 0
        for pairing in due {
            done += try await installation.database.write { db in
                try erase(pairing, in: realm, installation, at: now, db) ? 1 : 0
            }
        }
        return done
    }

    /// - Returns: false where it was erased, or consented to, since it was found.
    private func erase(
        _ id: Pairing.ID, in realm: Realm.ID, _ installation: Installation, at now: Instant,
        _ db: any Writer
    ) throws -> Bool {
        guard let pairing = try Pairings.find(id, in: realm, db),
            try PairingSecrets.isHeld(of: id, db)
        else { return false }
        if pairing.state != .ended {
            guard pairing.consent == nil, let dropped = try? pairing.ended(.dropped, at: now)
            else { return false }
            guard try Pairings.update(dropped, from: pairing, db) else { return false }
        }
        try PairingSecrets.erase(id, db)
        try Records.append(
            Records.Entry(
                realm: realm, at: now, person: nil, post: nil, action: "erasePairing",
                subjectKind: "retention", subject: id.rawValue, payload: .object([:])),
            id: installation.newID(), db)
        return true
    }
}
