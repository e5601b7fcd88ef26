package import Kernel
package import SQL

/// Counts of limited tries, by kind and keyed subject, in windows of time.
package enum Attempts {
    /// Adds one try.
    ///
    /// - Returns: how many there have been in this window, this one included.
    package static func count(
        kind: String, subject: String, window: Instant, _ db: any Writer
    ) throws -> Int {
        let count = try db.int(counting(kind: kind, subject: subject, window: window))
        return Int(try count.orThrow("a count"))
    }

    /// The statement of `count`, for `Database.write(ahead:)`.
    package static func counting(kind: String, subject: String, window: Instant) -> SQL {
        """
        INSERT INTO attempts (kind, subject, window_start, count)
        VALUES (\(kind), \(subject), \(window), 1)
        ON CONFLICT (kind, subject, window_start) DO UPDATE SET count = attempts.count + 1
        RETURNING count
        """
    }

    /// Takes one try back.
    package static func giveBack(
        kind: String, subject: String, window: Instant, _ db: any Writer
    ) throws {
        try db.run(
            """
            UPDATE attempts SET count = count - 1
            WHERE kind = \(kind) AND subject = \(subject) AND window_start = \(window)
                AND count > 1
            """)
    }

    package static func forget(kind: String, subject: String, _ db: any Writer) throws {
        try db.run("DELETE FROM attempts WHERE kind = \(kind) AND subject = \(subject)")
    }

    package static func delete(
        before window: Instant, limit: Int, _ db: any Writer
    ) throws -> Int {
        try db.run(
            """
            DELETE FROM attempts
            WHERE (kind, subject, window_start) IN (
                SELECT kind, subject, window_start FROM attempts
                WHERE window_start < \(window) ORDER BY window_start LIMIT \(limit))
            """)
    }
}
