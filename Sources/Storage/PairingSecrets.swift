package import Kernel
package import SQL

/// What is personal in a pairing as it is kept: sealed under a key of its own, which is wrapped by
/// the installation's.
package struct SealedDetails: Sendable {
    let wrappedKey: [UInt8]
    let details: [UInt8]
    /// The sentence alone, for the merchant of a card.
    let card: [UInt8]?

    package init(_ details: HelpedDetails, of pairing: Pairing, vault: Vault) throws {
        let key = Vault.Key.fresh()
        wrappedKey = try vault.wrap(key, context: PairingSecrets.keyContext(pairing.id))
        self.details = try vault.seal(
            details.payload.canonicalBytes, under: key,
            context: PairingSecrets.context("details", pairing.id))
        card =
            pairing.kind == .card
            ? try vault.seal(
                Array(details.sentence.utf8), under: key,
                context: PairingSecrets.context("card", pairing.id)) : nil
    }
}

/// What is sealed of pairings: opened for few, erased for good.
package enum PairingSecrets {
    static func keyContext(_ pairing: Pairing.ID) -> String { "key pairing \(pairing)" }

    static func context(_ use: String, _ pairing: Pairing.ID) -> String {
        "pairing \(use) \(pairing)"
    }

    /// The key of a pairing; nil where nothing is personal, and once it was erased.
    private static func key(
        of pairing: Pairing.ID, vault: Vault, _ db: any Reader
    ) throws -> Vault.Key? {
        let wrapped = try db.first("SELECT seal_key FROM pairings WHERE id = \(pairing)") {
            try $0.blobOrNil(0)
        }
        return try wrapped.flatMap { $0 }.map {
            try vault.unwrap($0, context: keyContext(pairing))
        }
    }

    /// Who is helped; nil once it was erased.
    package static func details(
        of pairing: Pairing.ID, vault: Vault, _ db: any Reader
    ) throws -> HelpedDetails? {
        guard let key = try key(of: pairing, vault: vault, db) else { return nil }
        let sealed = try db.first(
            "SELECT sealed FROM pairing_details WHERE pairing_id = \(pairing)"
        ) { try $0.blob(0) }
        return try sealed.flatMap { sealed in
            HelpedDetails(
                try Payload(
                    parsing: try vault.open(
                        sealed, under: key, context: context("details", pairing))))
        }
    }

    /// The sentences of cards, which say neither who nor where.
    package static func cards(
        of pairings: [Pairing.ID], vault: Vault, _ db: any Reader
    ) throws -> [Pairing.ID: String] {
        let rows = try db.rows(
            """
            SELECT pairings.id, pairings.seal_key, pairing_details.card
            FROM pairings JOIN pairing_details ON pairing_details.pairing_id = pairings.id
            WHERE pairings.id IN \(list: pairings) AND pairings.seal_key IS NOT NULL
                AND pairing_details.card IS NOT NULL
            ORDER BY pairings.id LIMIT \(pairings.count)
            """
        ) { (try $0.id(0) as Pairing.ID, try $0.blob(1), try $0.blob(2)) }
        var sentences: [Pairing.ID: String] = [:]
        for (id, wrapped, card) in rows {
            let key = try vault.unwrap(wrapped, context: keyContext(id))
            let plain = try vault.open(card, under: key, context: context("card", id))
            sentences[id] = String(decoding: plain, as: UTF8.self)
        }
        return sentences
    }

    /// The sentence of a visit, sealed; nil where the key is gone or never was.
    package static func seal(
        _ sentence: String, of visit: LightVisit.ID, in pairing: Pairing.ID, vault: Vault,
        _ db: any Reader
    ) throws -> [UInt8]? {
        try key(of: pairing, vault: vault, db).map {
            try vault.seal(
                Array(sentence.utf8), under: $0, context: context("visit \(visit)", pairing))
        }
    }

    /// What was written down with the visits of a pairing, by visit.
    package static func sentences(
        of pairing: Pairing.ID, vault: Vault, _ db: any Reader
    ) throws -> [LightVisit.ID: String] {
        guard let key = try key(of: pairing, vault: vault, db) else { return [:] }
        let rows = try db.rows(
            """
            SELECT id, sealed FROM pairing_visits
            WHERE pairing_id = \(pairing) AND sealed IS NOT NULL
            ORDER BY id DESC LIMIT \(LightVisits.linesMax)
            """
        ) { (try $0.id(0) as LightVisit.ID, try $0.blob(1)) }
        var sentences: [LightVisit.ID: String] = [:]
        for (id, sealed) in rows {
            let plain = try vault.open(
                sealed, under: key, context: context("visit \(id)", pairing))
            sentences[id] = String(decoding: plain, as: UTF8.self)
        }
        return sentences
    }

    /// Erases what is personal for good: the key, so that nobody ever reads a copy, and the rows.
    package static func erase(_ pairing: Pairing.ID, _ db: any Writer) throws {
        try db.run("UPDATE pairings SET seal_key = NULL WHERE id = \(pairing)")
        try db.run("DELETE FROM pairing_details WHERE pairing_id = \(pairing)")
        try db.run(
            """
            UPDATE pairing_visits SET sealed = NULL
            WHERE pairing_id = \(pairing) AND sealed IS NOT NULL
            """)
    }

    /// Pairings that ended at an instant or before and are not erased, the oldest first.
    package static func due(
        endedBy end: Instant, in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [Pairing.ID] {
        try db.rows(
            """
            SELECT id FROM pairings
            WHERE realm_id = \(realm) AND ended_at <= \(end)
                AND seal_key IS NOT NULL AND ended_at IS NOT NULL
            ORDER BY ended_at, id LIMIT \(limit)
            """
        ) { try $0.id(0) }
    }

    /// Pairings that were proposed at an instant or before, and to which nobody consented.
    package static func unconsented(
        proposedBy end: Instant, in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [Pairing.ID] {
        try db.rows(
            """
            SELECT id FROM pairings
            WHERE realm_id = \(realm) AND proposed_at <= \(end)
                AND state = 'proposed' AND seal_key IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM pairing_consents
                    WHERE pairing_consents.pairing_id = pairings.id)
            ORDER BY proposed_at, id LIMIT \(limit)
            """
        ) { try $0.id(0) }
    }

    /// Whether there is anything personal still.
    package static func isHeld(of pairing: Pairing.ID, _ db: any Reader) throws -> Bool {
        try db.exists(
            "SELECT 1 FROM pairings WHERE id = \(pairing) AND seal_key IS NOT NULL LIMIT 1")
    }
}

/// The log of who read what is personal in a pairing.
package enum PairingReadings {
    package static func insert(
        id: Identifier<ReadingLog.Line>, of pairing: Pairing, post: Post.ID, reason: String,
        at now: Instant, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO pairing_readings (id, realm_id, pairing_id, post_id, read_at, reason)
            VALUES (\(id), \(pairing.realm), \(pairing.id), \(post), \(now), \(reason))
            """)
    }
}
