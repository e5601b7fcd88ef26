package import Kernel
package import SQL

/// Rows of letters of thanks to a home unit, and the confirmed service that they tell of.
package enum HomeLetters {
    private static let columns: SQL = """
        id, realm_id, unit_id, code, from_day, until_day, people, times, activities, minutes,
        issued_at
        """

    package static func insert(_ letter: HomeLetter, _ db: any Writer) throws {
        let facts = letter.facts
        try db.run(
            """
            INSERT INTO home_letters (\(columns))
            VALUES (\(letter.id), \(letter.realm), \(letter.unit), \(letter.code),
                \(letter.from), \(letter.until), \(facts.people), \(facts.times),
                \(facts.activities), \(facts.minutes), \(letter.issuedAt))
            """)
    }

    package static func find(
        _ code: String, in realm: Realm.ID, _ db: any Reader
    ) throws -> HomeLetter? {
        try db.first(
            "SELECT \(columns) FROM home_letters WHERE code = \(code) AND realm_id = \(realm)",
            decode)
    }

    /// The newest first.
    package static func of(
        _ unit: UnitRegistration.ID, limit: Int, _ db: any Reader
    ) throws -> [HomeLetter] {
        try db.rows(
            """
            SELECT \(columns) FROM home_letters WHERE unit_id = \(unit)
            ORDER BY id DESC LIMIT \(limit)
            """, decode)
    }

    /// What people of a unit served at a place and under it, between two instants: of those who are
    /// registered there with it, each person once although they may be of both kinds.
    package static func facts(
        of unit: UnitRegistration, from start: Instant, until end: Instant, _ db: any Reader
    ) throws -> HomeFacts {
        let found = try db.first(
            """
            SELECT COUNT(DISTINCT sign_ups.person_id), COUNT(*),
                COUNT(DISTINCT sign_ups.activity_id),
                CAST(COALESCE(SUM(sign_ups.minutes), 0) AS BIGINT)
            \(served(of: unit, from: start, until: end, onlyNamed: false))
            """
        ) { row in
            HomeFacts(
                people: Int(try row.int(0)), times: Int(try row.int(1)),
                activities: Int(try row.int(2)), minutes: try row.int(3))
        }
        return found ?? HomeFacts(people: 0, times: 0, activities: 0, minutes: 0)
    }

    /// Somebody who served and agreed to be named.
    package struct Named: Sendable {
        package let name: String
        package let times: Int
        package let minutes: Int64
    }

    /// How many names one letter has at most; the sums count everyone.
    package static let namesMax = 60

    /// Those who agree today to be named, in the order of their names.
    package static func named(
        of unit: UnitRegistration, from start: Instant, until end: Instant, _ db: any Reader
    ) throws -> [Named] {
        try db.rows(
            """
            SELECT people.name, COUNT(*), CAST(SUM(sign_ups.minutes) AS BIGINT)
            \(served(of: unit, from: start, until: end, onlyNamed: true))
            GROUP BY people.id, people.name ORDER BY people.name, people.id LIMIT \(namesMax)
            """
        ) { Named(name: try $0.text(0), times: Int(try $0.int(1)), minutes: try $0.int(2)) }
    }

    private static func served(
        of unit: UnitRegistration, from start: Instant, until end: Instant, onlyNamed: Bool
    ) -> SQL {
        let consent: SQL = onlyNamed ? "AND is_named = 1" : .empty
        return """
            FROM sign_ups
            JOIN activities ON activities.id = sign_ups.activity_id
            JOIN people ON people.id = sign_ups.person_id
            WHERE sign_ups.person_id IN (
                SELECT person_id FROM enrolments
                WHERE unit_body_id = \(unit.body) AND realm_id = \(unit.realm)
                    AND state = 'confirmed'
                    AND place_path >= \(unit.placePath) AND place_path < \(unit.placePath.end)
                    \(consent))
                AND sign_ups.minutes > 0 AND activities.realm_id = \(unit.realm)
                AND activities.place_path >= \(unit.placePath)
                AND activities.place_path < \(unit.placePath.end)
                AND activities.starts_at >= \(start) AND activities.starts_at < \(end)
            """
    }

    private static func decode(_ row: any Row) throws -> HomeLetter {
        HomeLetter(
            id: try row.id(0), realm: try row.id(1), unit: try row.id(2), code: try row.text(3),
            from: try Day(parsing: row.text(4)), until: try Day(parsing: row.text(5)),
            facts: HomeFacts(
                people: Int(try row.int(6)), times: Int(try row.int(7)),
                activities: Int(try row.int(8)), minutes: try row.int(9)),
            issuedAt: try row.instant(10))
    }
}
