package import Kernel
package import SQL

/// Rows of certificates, and the confirmed service that they sum up.
package enum Certificates {
    private static let columns: SQL = """
        id, realm_id, person_id, code, from_day, until_day, minutes, activities, issued_at
        """

    package static func insert(_ certificate: Certificate, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO certificates (\(columns))
            VALUES (\(certificate.id), \(certificate.realm), \(certificate.person),
                \(certificate.code), \(certificate.from), \(certificate.until),
                \(certificate.minutes), \(certificate.activities), \(certificate.issuedAt))
            """)
    }

    package static func find(
        _ code: String, in realm: Realm.ID, _ db: any Reader
    ) throws -> Certificate? {
        try db.first(
            "SELECT \(columns) FROM certificates WHERE code = \(code) AND realm_id = \(realm)",
            decode)
    }

    package static func of(
        _ person: Person.ID, in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [Certificate] {
        try db.rows(
            """
            SELECT \(columns) FROM certificates
            WHERE person_id = \(person) AND realm_id = \(realm)
            ORDER BY id DESC LIMIT \(limit)
            """, decode)
    }

    /// One activity at which somebody served.
    package struct Served: Sendable {
        package let person: String
        package let activity: Activity.ID
        package let title: String
        package let kind: String
        package let body: LocalName
        package let venue: String
        package let startsAt: Instant
        package let endsAt: Instant
        package let minutes: Int64
    }

    /// Confirmed service within a span, the earliest first.
    ///
    /// - Parameter person: nil for everyone's, as an organiser reports it.
    package static func served(
        of person: Person.ID?, from start: Instant, until end: Instant, in realm: Realm.ID,
        limit: Int, _ db: any Reader
    ) throws -> [Served] {
        let whose: SQL = person.map { "AND sign_ups.person_id = \($0)" } ?? .empty
        return try db.rows(
            """
            SELECT people.name, activities.id, activities.title, activities.kind,
                bodies.name_zh, bodies.name_en, activities.venue, activities.starts_at,
                activities.ends_at, sign_ups.minutes
            FROM activities
            JOIN sign_ups ON sign_ups.activity_id = activities.id
            JOIN people ON people.id = sign_ups.person_id
            JOIN bodies ON bodies.id = activities.body_id
            WHERE activities.realm_id = \(realm) AND activities.starts_at >= \(start)
                AND activities.starts_at < \(end) AND sign_ups.minutes > 0 \(whose)
            ORDER BY activities.starts_at, activities.id, sign_ups.ordinal LIMIT \(limit)
            """
        ) { row in
            Served(
                person: try row.text(0), activity: try row.id(1), title: try row.text(2),
                kind: try row.text(3), body: try row.localName(4), venue: try row.text(6),
                startsAt: try row.instant(7), endsAt: try row.instant(8),
                minutes: try row.int(9))
        }
    }

    private static func decode(_ row: any Row) throws -> Certificate {
        Certificate(
            id: try row.id(0), realm: try row.id(1), person: try row.id(2),
            code: try row.text(3), from: try Day(parsing: row.text(4)),
            until: try Day(parsing: row.text(5)), minutes: try row.int(6),
            activities: Int(try row.int(7)), issuedAt: try row.instant(8))
    }
}
