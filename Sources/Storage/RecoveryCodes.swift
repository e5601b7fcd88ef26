package import Kernel
package import SQL

/// Rows of recovery codes: a digest each, gone when the code was used.
package enum RecoveryCodes {
    package static func replace(
        _ digests: [String], of person: Person.ID, _ db: any Writer
    ) throws {
        try db.run("DELETE FROM recovery_codes WHERE person_id = \(person)")
        for digest in digests {
            try db.run(
                "INSERT INTO recovery_codes (person_id, digest) VALUES (\(person), \(digest))")
        }
    }

    package static func count(of person: Person.ID, _ db: any Reader) throws -> Int {
        Int(
            try db.int("SELECT COUNT(*) FROM recovery_codes WHERE person_id = \(person)") ?? 0)
    }

    package static func holds(
        _ digest: String, of person: Person.ID, _ db: any Reader
    ) throws -> Bool {
        try db.exists(
            """
            SELECT 1 FROM recovery_codes WHERE person_id = \(person) AND digest = \(digest)
            """)
    }

    /// Uses a code up.
    ///
    /// - Returns: false when there is no such code any more.
    package static func use(
        _ digest: String, of person: Person.ID, _ db: any Writer
    ) throws -> Bool {
        try db.run(
            """
            DELETE FROM recovery_codes WHERE person_id = \(person) AND digest = \(digest)
            """) == 1
    }
}
