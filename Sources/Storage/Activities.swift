package import Kernel
package import SQL

/// Rows of activities.
package enum Activities {
    static let columns: SQL = """
        id, realm_id, body_id, place_id, place_path, kind, title, about, venue, starts_at, ends_at,
        places, risk, risk_note, state, visitors, reason, version, agreement_id
        """

    package static func find(
        _ id: Activity.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> Activity? {
        try db.first(
            "SELECT \(columns) FROM activities WHERE id = \(id) AND realm_id = \(realm)", decode)
    }

    package static func find(
        ids: [Activity.ID], in realm: Realm.ID, _ db: any Reader
    ) throws -> [Activity.ID: Activity] {
        if ids.isEmpty { return [:] }
        let rows = try db.rows(
            """
            SELECT \(columns) FROM activities
            WHERE id IN \(list: ids) AND realm_id = \(realm) ORDER BY id LIMIT \(ids.count)
            """, decode)
        return Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package typealias Cursor = StartCursor<Activity>

    /// Activities that start at an instant or later, the nearest first.
    package static func upcoming(
        in realm: Realm.ID, from start: Instant, limit: Int, _ db: any Reader
    ) throws -> [Activity] {
        try db.rows(
            """
            SELECT \(columns) FROM activities
            WHERE realm_id = \(realm) AND starts_at >= \(start)
            ORDER BY starts_at, id LIMIT \(limit)
            """, decode)
    }

    /// Activities that started before an instant, the latest first.
    package static func past(
        in realm: Realm.ID, before end: Instant, after: Cursor? = nil, limit: Int,
        _ db: any Reader
    ) throws -> [Activity] {
        let cursor = after ?? Cursor(startsAt: end, id: Activity.ID(-1))
        return try db.rows(
            """
            SELECT \(columns) FROM activities
            WHERE realm_id = \(realm) AND (starts_at, id) < (\(cursor.startsAt), \(cursor.id))
            ORDER BY starts_at DESC, id DESC LIMIT \(limit)
            """, decode)
    }

    /// A span of time, such as a month: for a calendar.
    package static func between(
        _ start: Instant, and end: Instant, in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [Activity] {
        try db.rows(
            """
            SELECT \(columns) FROM activities
            WHERE realm_id = \(realm) AND starts_at >= \(start) AND starts_at < \(end)
            ORDER BY starts_at, id LIMIT \(limit)
            """, decode)
    }

    /// Whether the same activity has been announced already: a form that was sent twice.
    package static func stands(_ activity: Activity, _ db: any Reader) throws -> Bool {
        try db.exists(
            """
            SELECT 1 FROM activities
            WHERE realm_id = \(activity.realm) AND starts_at = \(activity.startsAt)
                AND body_id = \(activity.body) AND title = \(activity.title) AND state = 'open'
            LIMIT 1
            """)
    }

    package static func insert(_ activity: Activity, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO activities (\(columns))
            VALUES (\(activity.id), \(activity.realm), \(activity.body), \(activity.place),
                \(activity.placePath), \(activity.kind), \(activity.title), \(activity.about),
                \(activity.venue), \(activity.startsAt), \(activity.endsAt), \(activity.places),
                \(activity.risk.rawValue), \(activity.riskNote), \(activity.state.rawValue),
                \(activity.visitors), \(activity.reason), \(activity.version),
                \(activity.agreement))
            """)
    }

    /// Stores an activity as a decision left it.
    ///
    /// - Returns: false when someone else changed it since `before` was read.
    package static func update(
        _ activity: Activity, from before: Activity, _ db: any Writer
    ) throws -> Bool {
        try db.run(
            """
            UPDATE activities SET kind = \(activity.kind), title = \(activity.title),
                about = \(activity.about), venue = \(activity.venue),
                starts_at = \(activity.startsAt), ends_at = \(activity.endsAt),
                places = \(activity.places), risk = \(activity.risk.rawValue),
                risk_note = \(activity.riskNote), state = \(activity.state.rawValue),
                visitors = \(activity.visitors), reason = \(activity.reason),
                version = \(activity.version), agreement_id = \(activity.agreement)
            WHERE id = \(activity.id) AND realm_id = \(activity.realm)
                AND version = \(before.version)
            """) == 1
    }

    static func decode(_ row: any Row) throws -> Activity {
        Activity(
            id: try row.id(0), realm: try row.id(1), body: try row.id(2), place: try row.id(3),
            placePath: try row.path(4), kind: try row.text(5), title: try row.text(6),
            about: try row.text(7), venue: try row.text(8), startsAt: try row.instant(9),
            endsAt: try row.instant(10), places: try row.intOrNil(11).map(Int.init),
            risk: try row.member(12, of: Activity.Risk.self), riskNote: try row.textOrNil(13),
            agreement: try row.idOrNil(18),
            state: try row.member(14, of: Activity.State.self),
            visitors: try row.intOrNil(15).map(Int.init), reason: try row.textOrNil(16),
            version: Int(try row.int(17)))
    }
}

/// What a span of time saw, each counted for itself: a person who came twice is one person and two
/// person-times.
package struct ActivityCounts: Hashable, Sendable {
    package var activities = 0
    /// Times that someone on a list came (志愿服务人次).
    package var personTimes = 0
    /// Different people among them (志愿者人数).
    package var people = 0
    package var minutes: Int64 = 0
    /// Those who came or were served without a name (服务人次).
    package var visitors = 0

    package init(
        activities: Int = 0, personTimes: Int = 0, people: Int = 0, minutes: Int64 = 0,
        visitors: Int = 0
    ) {
        self.activities = activities
        self.personTimes = personTimes
        self.people = people
        self.minutes = minutes
        self.visitors = visitors
    }
}

extension Activities {
    /// What the held activities of a span amount to. A month of one street, not a whole table.
    package static func counts(
        from start: Instant, until end: Instant, in realm: Realm.ID, _ db: any Reader
    ) throws -> ActivityCounts {
        var counts = ActivityCounts()
        let held = try db.first(
            """
            SELECT COUNT(*), CAST(COALESCE(SUM(visitors), 0) AS BIGINT) FROM activities
            WHERE realm_id = \(realm) AND starts_at >= \(start) AND starts_at < \(end)
                AND state = 'held'
            """
        ) { (Int(try $0.int(0)), Int(try $0.int(1))) }
        (counts.activities, counts.visitors) = held ?? (0, 0)
        let served = try db.first(
            """
            SELECT COUNT(*), COUNT(DISTINCT sign_ups.person_id),
                CAST(COALESCE(SUM(sign_ups.minutes), 0) AS BIGINT)
            FROM activities CROSS JOIN sign_ups
            WHERE activities.realm_id = \(realm) AND activities.starts_at >= \(start)
                AND activities.starts_at < \(end) AND activities.state = 'held'
                AND sign_ups.activity_id = activities.id AND sign_ups.minutes > 0
            """
        ) { (Int(try $0.int(0)), Int(try $0.int(1)), try $0.int(2)) }
        (counts.personTimes, counts.people, counts.minutes) = served ?? (0, 0, 0)
        return counts
    }
}
