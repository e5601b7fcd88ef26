package import Kernel
package import SQL

/// Rows of calls that programs sent under keys of their own.
package enum SentCalls {
    /// What the schema says when a call was taken before.
    package static let taken = "sent_calls.digest"

    package struct Row: Sendable {
        package let written: String
        /// Sealed; nil until it was answered.
        package let answer: [UInt8]?
    }

    package static func find(_ digest: String, _ db: any Reader) throws -> Row? {
        try db.first("SELECT written, answer FROM sent_calls WHERE digest = \(digest)") {
            Row(written: try $0.text(0), answer: try $0.blobOrNil(1))
        }
    }

    /// - Throws: `SQLError.constraint(.unique, detail: taken)` when the call was taken before.
    package static func insert(
        _ digest: String, written: String, in realm: Realm.ID, at now: Instant, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO sent_calls (digest, realm_id, written, sent_at)
            VALUES (\(digest), \(realm), \(written), \(now))
            """)
    }

    package static func keep(_ answer: [UInt8], of digest: String, _ db: any Writer) throws {
        try db.run("UPDATE sent_calls SET answer = \(answer) WHERE digest = \(digest)")
    }

    package static func delete(_ digest: String, _ db: any Writer) throws {
        try db.run("DELETE FROM sent_calls WHERE digest = \(digest)")
    }

    package static func delete(
        before instant: Instant, limit: Int, _ db: any Writer
    ) throws -> Int {
        try db.run(
            """
            DELETE FROM sent_calls
            WHERE digest IN (SELECT digest FROM sent_calls
                WHERE sent_at < \(instant) ORDER BY sent_at LIMIT \(limit))
            """)
    }
}
