package import Kernel
package import SQL

/// A log of who read what is personal, for whoever it concerns to see: one for matters, one for
/// pairings, one for registrations, one for bookings.
package struct ReadingLog: Sendable {
    package struct Line: Sendable {
        package let at: Instant
        package let body: LocalName
        package let role: Role.ID
        package let reason: String
    }

    private let table: SQL
    /// The column that says what was read.
    private let subject: SQL

    package static let ofMatters = ReadingLog(table: "personal_readings", subject: "matter_id")
    package static let ofPairings = ReadingLog(table: "pairing_readings", subject: "pairing_id")
    package static let ofEnrolments = ReadingLog(
        table: "enrolment_readings", subject: "enrolment_id")
    package static let ofBookings = ReadingLog(
        table: "booking_readings", subject: "booking_id")
    package static let all = [ofMatters, ofPairings, ofEnrolments, ofBookings]

    /// The newest first.
    package func lines<Noun>(
        of subject: Identifier<Noun>, limit: Int, _ db: any Reader
    ) throws -> [Line] {
        try db.rows(
            """
            SELECT \(table).read_at, bodies.name_zh, bodies.name_en, posts.role, \(table).reason
            FROM \(table)
            JOIN posts ON posts.id = \(table).post_id
            JOIN bodies ON bodies.id = posts.body_id
            WHERE \(table).\(self.subject) = \(subject)
            ORDER BY \(table).id DESC LIMIT \(limit)
            """
        ) { row in
            Line(
                at: try row.instant(0), body: try row.localName(1), role: try row.text(3),
                reason: try row.text(4))
        }
    }

    /// - Returns: how many went; fewer than `limit` once none is left.
    package func delete(
        before instant: Instant, in realm: Realm.ID, limit: Int, _ db: any Writer
    ) throws -> Int {
        try db.run(
            """
            DELETE FROM \(table)
            WHERE id IN (SELECT id FROM \(table)
                WHERE id < \(Identifier<Line>.earliest(at: instant)) AND realm_id = \(realm)
                    AND read_at < \(instant)
                ORDER BY id LIMIT \(limit))
            """)
    }
}
