package import Kernel
package import SQL

/// Rows of rooms.
package enum Rooms {
    private static let columns: SQL = """
        id, venue_id, name_zh, name_en, has, capacity, access, minutes_max, per_day, ahead_days,
        allows_sound, state, version
        """

    package static func of(
        _ venues: [Venue.ID], _ db: any Reader
    ) throws -> [Venue.ID: [Room]] {
        if venues.isEmpty { return [:] }
        let rooms = try db.rows(
            """
            SELECT \(columns) FROM rooms WHERE venue_id IN \(list: venues)
            ORDER BY venue_id, id LIMIT \(venues.count * Venue.roomsMax)
            """, decode)
        return Dictionary(grouping: rooms, by: \.venue)
    }

    /// A room with its venue, which must be of the realm.
    package static func find(
        _ id: Room.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> (room: Room, venue: Venue)? {
        let room = try db.first("SELECT \(columns) FROM rooms WHERE id = \(id)", decode)
        guard let room, let venue = try Venues.find(room.venue, in: realm, db) else { return nil }
        return (room, venue)
    }

    package static func find(
        ids: [Room.ID], _ db: any Reader
    ) throws -> [Room.ID: Room] {
        if ids.isEmpty { return [:] }
        let rooms = try db.rows(
            """
            SELECT \(columns) FROM rooms WHERE id IN \(list: ids) ORDER BY id LIMIT \(ids.count)
            """, decode)
        return Dictionary(rooms.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package static func insert(_ room: Room, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO rooms (\(columns))
            VALUES (\(room.id), \(room.venue), \(room.name.zh), \(room.name.en), \(room.has),
                \(room.capacity), \(room.access.rawValue), \(room.minutesMax), \(room.perDay),
                \(room.aheadDays), \(room.allowsSound ? 1 : 0), \(room.state.rawValue),
                \(room.version))
            """)
    }

    /// - Returns: false when someone else changed it since `before` was read.
    package static func update(
        _ room: Room, from before: Room, _ db: any Writer
    ) throws -> Bool {
        try db.run(
            """
            UPDATE rooms SET name_zh = \(room.name.zh), name_en = \(room.name.en),
                has = \(room.has), capacity = \(room.capacity), access = \(room.access.rawValue),
                minutes_max = \(room.minutesMax), per_day = \(room.perDay),
                ahead_days = \(room.aheadDays), allows_sound = \(room.allowsSound ? 1 : 0),
                state = \(room.state.rawValue), version = \(before.version + 1)
            WHERE id = \(room.id) AND version = \(before.version)
            """) == 1
    }

    private static func decode(_ row: any Row) throws -> Room {
        Room(
            id: try row.id(0), venue: try row.id(1), name: try row.localName(2),
            has: try row.text(4), capacity: Int(try row.int(5)),
            access: try row.member(6, of: Room.Access.self), minutesMax: Int(try row.int(7)),
            perDay: Int(try row.int(8)), aheadDays: Int(try row.int(9)),
            allowsSound: try row.bool(10), state: try row.member(11, of: Room.State.self),
            version: Int(try row.int(12)))
    }
}

/// Rows of the half hours that are taken.
package enum RoomTimes {
    package static func between(
        _ start: Instant, and end: Instant, of room: Room.ID, limit: Int = halvesMax,
        _ db: any Reader
    ) throws -> [RoomTime] {
        try db.rows(
            """
            SELECT at, noun, subject_id FROM room_times
            WHERE room_id = \(room) AND at >= \(start) AND at < \(end)
            ORDER BY at LIMIT \(limit)
            """, decode)
    }

    /// Of the half hours, the first that something has already.
    package static func taken(
        _ halves: [Instant], of room: Room.ID, _ db: any Reader
    ) throws -> RoomTime? {
        try db.first(
            """
            SELECT at, noun, subject_id FROM room_times
            WHERE room_id = \(room) AND at IN \(list: halves) ORDER BY at LIMIT 1
            """, decode)
    }

    package static func take(
        _ halves: [Instant], of room: Room.ID, for use: RoomTime.Use, _ db: any Writer
    ) throws {
        for half in halves {
            try db.run(
                """
                INSERT INTO room_times (room_id, at, noun, subject_id)
                VALUES (\(room), \(half), \(use.noun.rawValue), \(use.subject))
                """)
        }
    }

    package static func release(_ use: RoomTime.Use, _ db: any Writer) throws {
        try db.run(
            """
            DELETE FROM room_times
            WHERE subject_id = \(use.subject) AND noun = \(use.noun.rawValue)
            """)
    }

    /// The room that something has; nil where it has none.
    package static func room(of use: RoomTime.Use, _ db: any Reader) throws -> Room.ID? {
        try db.first(
            """
            SELECT room_id FROM room_times
            WHERE subject_id = \(use.subject) AND noun = \(use.noun.rawValue)
            ORDER BY room_id, at LIMIT 1
            """
        ) { try $0.id(0) }
    }

    /// Two weeks of half hours.
    package static let halvesMax = 672

    private static func decode(_ row: any Row) throws -> RoomTime {
        RoomTime(
            at: try row.instant(0),
            use: RoomTime.Use(
                try row.member(1, of: RoomTime.Use.Noun.self), try row.int(2)))
    }
}
