package import Kernel
package import SQL

/// Rows of sittings.
package enum Sittings {
    private static let columns: SQL = """
        id, realm_id, venue_id, room_id, place_path, kind, body_id, about, starts_at, ends_at,
        slot_minutes, state, served, reason, version
        """

    package static func find(
        _ id: Sitting.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> Sitting? {
        try db.first(
            "SELECT \(columns) FROM sittings WHERE id = \(id) AND realm_id = \(realm)", decode)
    }

    package static func find(
        ids: [Sitting.ID], in realm: Realm.ID, _ db: any Reader
    ) throws -> [Sitting.ID: Sitting] {
        if ids.isEmpty { return [:] }
        let rows = try db.rows(
            """
            SELECT \(columns) FROM sittings WHERE id IN \(list: ids) AND realm_id = \(realm)
            ORDER BY id LIMIT \(ids.count)
            """, decode)
        return Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package typealias Cursor = StartCursor<Sitting>

    /// Sittings that start at an instant or later, the nearest first.
    package static func upcoming(
        in realm: Realm.ID, from start: Instant, limit: Int, _ db: any Reader
    ) throws -> [Sitting] {
        try db.rows(
            """
            SELECT \(columns) FROM sittings WHERE realm_id = \(realm) AND starts_at >= \(start)
            ORDER BY starts_at, id LIMIT \(limit)
            """, decode)
    }

    /// Those that start in a span of time, whatever became of them.
    package static func between(
        _ start: Instant, and end: Instant, in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [Sitting] {
        try db.rows(
            """
            SELECT \(columns) FROM sittings
            WHERE realm_id = \(realm) AND starts_at >= \(start) AND starts_at < \(end)
            ORDER BY starts_at, id LIMIT \(limit)
            """, decode)
    }

    /// Those that started before an instant, the latest first.
    package static func past(
        in realm: Realm.ID, before end: Instant, after: Cursor? = nil, limit: Int,
        _ db: any Reader
    ) throws -> [Sitting] {
        let cursor = after ?? Cursor(startsAt: end, id: Sitting.ID(-1))
        return try db.rows(
            """
            SELECT \(columns) FROM sittings
            WHERE realm_id = \(realm) AND (starts_at, id) < (\(cursor.startsAt), \(cursor.id))
            ORDER BY starts_at DESC, id DESC LIMIT \(limit)
            """, decode)
    }

    package static func of(
        _ venue: Venue.ID, from start: Instant, limit: Int, _ db: any Reader
    ) throws -> [Sitting] {
        try db.rows(
            """
            SELECT \(columns) FROM sittings WHERE venue_id = \(venue) AND starts_at >= \(start)
            ORDER BY starts_at, id LIMIT \(limit)
            """, decode)
    }

    /// Whether the same sitting stands already: a form that was sent twice.
    package static func stands(_ sitting: Sitting, _ db: any Reader) throws -> Bool {
        try db.exists(
            """
            SELECT 1 FROM sittings
            WHERE venue_id = \(sitting.venue) AND starts_at = \(sitting.startsAt)
                AND kind = \(sitting.kind) AND state = 'open' LIMIT 1
            """)
    }

    package static func insert(_ sitting: Sitting, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO sittings (\(columns))
            VALUES (\(sitting.id), \(sitting.realm), \(sitting.venue), \(sitting.room),
                \(sitting.placePath), \(sitting.kind), \(sitting.body), \(sitting.about),
                \(sitting.startsAt), \(sitting.endsAt), \(sitting.slotMinutes),
                \(sitting.state.rawValue), \(sitting.served), \(sitting.reason),
                \(sitting.version))
            """)
    }

    /// - Returns: false when someone else changed it since `before` was read.
    package static func update(
        _ sitting: Sitting, from before: Sitting, _ db: any Writer
    ) throws -> Bool {
        try db.run(
            """
            UPDATE sittings SET state = \(sitting.state.rawValue), served = \(sitting.served),
                reason = \(sitting.reason), version = \(before.version + 1)
            WHERE id = \(sitting.id) AND realm_id = \(sitting.realm)
                AND version = \(before.version)
            """) == 1
    }

    private static func decode(_ row: any Row) throws -> Sitting {
        Sitting(
            id: try row.id(0), realm: try row.id(1), venue: try row.id(2),
            room: try row.idOrNil(3), placePath: try row.path(4), kind: try row.text(5),
            body: try row.id(6), about: try row.text(7), startsAt: try row.instant(8),
            endsAt: try row.instant(9), slotMinutes: Int(try row.int(10)),
            state: try row.member(11, of: Sitting.State.self),
            served: try row.intOrNil(12).map(Int.init), reason: try row.textOrNil(13),
            version: Int(try row.int(14)))
    }
}
