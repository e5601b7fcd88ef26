package import Kernel
package import SQL

/// Rows of forms that were sent and done.
package enum SentForms {
    /// What a form is known by, and, where a program sent it, a digest of its words.
    package struct Sent: Hashable, Sendable {
        package let digest: String
        package let written: String?

        package init(digest: String, written: String?) {
            self.digest = digest
            self.written = written
        }
    }

    /// The same key of a program came with other words.
    package struct OtherWords: Error, Sendable {
        package init() {}
    }

    /// What the schema says when a form was done before.
    package static let taken = "sent_forms.digest"

    /// - Throws: `SQLError.constraint(.unique, detail: taken)` when the form was done before.
    package static func insert(
        _ sent: Sent, matter: Matter.ID, at now: Instant, _ db: any Writer
    ) throws {
        try db.send(
            """
            INSERT INTO sent_forms (digest, matter_id, sent_at, written)
            VALUES (\(sent.digest), \(matter), \(now), \(sent.written))
            """)
    }

    /// The matter that a form opened or acted on; nil when it was not done.
    ///
    /// - Throws: `OtherWords` when a program's key stood over other words before.
    package static func matter(_ sent: Sent, _ db: any Reader) throws -> Matter.ID? {
        let found = try db.first(
            "SELECT matter_id, written FROM sent_forms WHERE digest = \(sent.digest)"
        ) { (matter: try $0.id(0) as Matter.ID, written: try $0.textOrNil(1)) }
        guard let found else { return nil }
        guard found.written == sent.written else { throw OtherWords() }
        return found.matter
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
