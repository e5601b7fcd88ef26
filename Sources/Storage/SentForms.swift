package import Kernel
package import SQL

/// Rows of forms that were sent and done.
package enum SentForms {
    /// What the schema says when a form was done before.
    package static let taken = "sent_forms.digest"

    /// - Throws: `SQLError.constraint(.unique, detail: taken)` when the form was done before.
    package static func insert(
        _ digest: String, matter: Matter.ID, at now: Instant, _ db: any Writer
    ) throws {
        try db.send(
            """
            INSERT INTO sent_forms (digest, matter_id, sent_at)
            VALUES (\(digest), \(matter), \(now))
            """)
    }

    /// The matter that a form opened or acted on; nil when it was not done.
    package static func matter(_ digest: String, _ db: any Reader) throws -> Matter.ID? {
        try db.first("SELECT matter_id FROM sent_forms WHERE digest = \(digest)") { try $0.id(0) }
    }

    package static func delete(
        before instant: Instant, limit: Int, _ db: any Writer
    ) throws -> Int {
        try db.run(
            """
            DELETE FROM sent_forms
            WHERE digest IN (SELECT digest FROM sent_forms
                WHERE sent_at < \(instant) ORDER BY sent_at LIMIT \(limit))
            """)
    }
}
