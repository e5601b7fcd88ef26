package import Kernel
package import SQL

/// What is sealed of a registration: opened for the person and, logged, for those who keep the
/// register; erased with the row.
package enum EnrolmentSecrets {
    private static func keyContext(_ id: Enrolment.ID) -> String { "key enrolment \(id)" }

    private static func context(_ id: Enrolment.ID) -> String { "enrolment details \(id)" }

    /// The key of a registration; nil before the person consented.
    static func key(
        of id: Enrolment.ID, vault: Vault, _ db: any Reader
    ) throws -> Vault.Key? {
        let wrapped = try db.first("SELECT seal_key FROM enrolments WHERE id = \(id)") {
            try $0.blobOrNil(0)
        }
        return try wrapped.flatMap { $0 }.map { try vault.unwrap($0, context: keyContext(id)) }
    }

    /// Keeps what the person said, with the hour of their consent; a key is made the first time.
    package static func keep(
        _ details: EnrolmentDetails, of id: Enrolment.ID, at now: Instant, vault: Vault,
        _ db: any Writer
    ) throws {
        let key: Vault.Key
        if let held = try self.key(of: id, vault: vault, db) {
            key = held
        } else {
            key = Vault.Key.fresh()
            let wrapped = try vault.wrap(key, context: keyContext(id))
            try db.run("UPDATE enrolments SET seal_key = \(wrapped) WHERE id = \(id)")
        }
        let sealed = try vault.seal(
            details.payload.canonicalBytes, under: key, context: context(id))
        try db.run(
            """
            INSERT INTO enrolment_details (enrolment_id, consented_at, sealed)
            VALUES (\(id), \(now), \(sealed))
            ON CONFLICT (enrolment_id) DO UPDATE
                SET consented_at = excluded.consented_at, sealed = excluded.sealed
            """)
    }

    package static func details(
        of id: Enrolment.ID, vault: Vault, _ db: any Reader
    ) throws -> (details: EnrolmentDetails, consentedAt: Instant)? {
        guard let key = try key(of: id, vault: vault, db) else { return nil }
        let row = try db.first(
            "SELECT consented_at, sealed FROM enrolment_details WHERE enrolment_id = \(id)"
        ) { (at: try $0.instant(0), sealed: try $0.blob(1)) }
        guard let row else { return nil }
        let plain = try vault.open(row.sealed, under: key, context: context(id))
        return EnrolmentDetails(try Payload(parsing: plain)).map { ($0, row.at) }
    }
}

/// The log of who read a registration.
package enum EnrolmentReadings {
    package static func insert(
        id: Identifier<ReadingLog.Line>, of enrolment: Enrolment, post: Post.ID, reason: String,
        at now: Instant, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO enrolment_readings (id, realm_id, enrolment_id, post_id, read_at, reason)
            VALUES (\(id), \(enrolment.realm), \(enrolment.id), \(post), \(now), \(reason))
            """)
    }
}
