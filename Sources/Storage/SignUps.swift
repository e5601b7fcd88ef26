package import Kernel
package import SQL

/// Rows of who signed up for an activity.
package enum SignUps {
    private static let columns: SQL = """
        sign_ups.activity_id, sign_ups.person_id, sign_ups.ordinal, sign_ups.at,
        sign_ups.standing, sign_ups.minutes, sign_ups.transfer_id, sign_ups.contest
        """

    /// How many names one list holds at most.
    package static let namesMax = 6_000

    /// A name on a list.
    package struct Name: Sendable {
        package let signUp: SignUp
        package let name: String
    }

    package static func find(
        _ person: Person.ID, for activity: Activity.ID, _ db: any Reader
    ) throws -> SignUp? {
        try db.first(
            """
            SELECT \(columns) FROM sign_ups
            WHERE activity_id = \(activity) AND person_id = \(person)
            """, decode)
    }

    /// Everyone who has not left again, in the order in which they signed up.
    package static func of(_ activity: Activity.ID, _ db: any Reader) throws -> [Name] {
        try db.rows(
            """
            SELECT \(columns), people.name
            FROM sign_ups JOIN people ON people.id = sign_ups.person_id
            WHERE sign_ups.activity_id = \(activity) AND sign_ups.standing <> 'withdrawn'
            ORDER BY sign_ups.ordinal LIMIT \(namesMax)
            """
        ) { Name(signUp: try decode($0), name: try $0.text(8)) }
    }

    /// How many have a place, and how many wait for one.
    package static func counts(
        of activities: [Activity.ID], _ db: any Reader
    ) throws -> [Activity.ID: (placed: Int, waiting: Int)] {
        if activities.isEmpty { return [:] }
        let rows = try db.rows(
            """
            SELECT activity_id, SUM(CASE WHEN standing = 'placed' THEN 1 ELSE 0 END),
                SUM(CASE WHEN standing = 'waiting' THEN 1 ELSE 0 END)
            FROM sign_ups WHERE activity_id IN \(list: activities)
            GROUP BY activity_id ORDER BY activity_id LIMIT \(activities.count)
            """
        ) { row in
            (
                try row.id(0) as Activity.ID,
                (placed: Int(try row.int(1)), waiting: Int(try row.int(2)))
            )
        }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    package static func counts(
        of activity: Activity.ID, _ db: any Reader
    ) throws -> (placed: Int, waiting: Int) {
        try counts(of: [activity], db)[activity] ?? (0, 0)
    }

    /// The next number on a list.
    package static func nextOrdinal(of activity: Activity.ID, _ db: any Reader) throws -> Int {
        Int(
            try db.int(
                "SELECT MAX(ordinal) FROM sign_ups WHERE activity_id = \(activity)") ?? 0) + 1
    }

    /// Those who wait longest, in order.
    package static func waiting(
        for activity: Activity.ID, limit: Int, _ db: any Reader
    ) throws -> [SignUp] {
        try db.rows(
            """
            SELECT \(columns) FROM sign_ups
            WHERE activity_id = \(activity) AND standing = 'waiting'
            ORDER BY ordinal LIMIT \(limit)
            """, decode)
    }

    /// Puts a name on the list, at its end also when it stood there before and left.
    package static func keep(_ signUp: SignUp, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO sign_ups
                (activity_id, person_id, ordinal, at, standing, minutes, transfer_id, contest)
            VALUES (\(signUp.activity), \(signUp.person), \(signUp.ordinal), \(signUp.at),
                \(signUp.standing.rawValue), \(signUp.minutes), \(signUp.transfer),
                \(signUp.contest))
            ON CONFLICT (activity_id, person_id) DO UPDATE
                SET ordinal = excluded.ordinal, at = excluded.at, standing = excluded.standing,
                    minutes = excluded.minutes, transfer_id = excluded.transfer_id,
                    contest = excluded.contest
            """)
    }

    /// What somebody signed up for, the latest first.
    package static func of(
        _ person: Person.ID, in realm: Realm.ID, before: Activity.ID? = nil, limit: Int,
        _ db: any Reader
    ) throws -> [SignUp] {
        let last = before ?? Activity.ID(.max)
        return try db.rows(
            """
            SELECT \(columns) FROM sign_ups JOIN activities ON activities.id = activity_id
            WHERE sign_ups.person_id = \(person) AND sign_ups.activity_id < \(last)
                AND activities.realm_id = \(realm)
            ORDER BY sign_ups.activity_id DESC LIMIT \(limit)
            """, decode)
    }

    /// Where somebody stands in some activities.
    package static func of(
        _ person: Person.ID, among activities: [Activity.ID], _ db: any Reader
    ) throws -> [Activity.ID: SignUp] {
        let rows = try db.rows(
            """
            SELECT \(columns) FROM sign_ups
            WHERE activity_id IN \(list: activities) AND person_id = \(person)
            ORDER BY activity_id LIMIT \(activities.count)
            """, decode)
        return Dictionary(rows.map { ($0.activity, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// What some people served elsewhere, in activities that began within a span.
    package static func served(
        by people: [Person.ID], from start: Instant, until end: Instant,
        except activity: Activity.ID, _ db: any Reader
    ) throws -> [HoursDoubt.Other] {
        if people.isEmpty { return [] }
        return try db.rows(
            """
            SELECT sign_ups.person_id, activities.starts_at, activities.ends_at, sign_ups.minutes
            FROM sign_ups JOIN activities ON activities.id = sign_ups.activity_id
            WHERE sign_ups.person_id IN \(list: people) AND sign_ups.activity_id <> \(activity)
                AND sign_ups.minutes > 0
                AND activities.starts_at >= \(start) AND activities.starts_at < \(end)
            ORDER BY sign_ups.person_id, sign_ups.activity_id LIMIT \(namesMax)
            """
        ) { row in
            HoursDoubt.Other(
                person: try row.id(0), startsAt: try row.instant(1), endsAt: try row.instant(2),
                minutes: try row.int(3))
        }
    }

    private static func decode(_ row: any Row) throws -> SignUp {
        SignUp(
            activity: try row.id(0), person: try row.id(1), ordinal: Int(try row.int(2)),
            at: try row.instant(3), standing: try row.member(4, of: SignUp.Standing.self),
            minutes: try row.intOrNil(5), transfer: try row.idOrNil(6),
            contest: try row.textOrNil(7))
    }
}
