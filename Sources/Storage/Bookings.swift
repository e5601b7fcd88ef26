package import Kernel
package import SQL

/// Rows of bookings.
package enum Bookings {
    private static let columns: SQL = """
        id, realm_id, number, room_id, sitting_id, slot, starts_at, ends_at, people, with_sound,
        title, post_id, made_at, state, reason, version
        """

    /// The counter of their numbers.
    package static let counter = "bookings"

    /// What the schema says when a form was done before, and when a slot is taken.
    package static let sent = "bookings.sent_digest"

    package static func find(
        _ id: Booking.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> Booking? {
        try db.first(
            "SELECT \(columns) FROM bookings WHERE id = \(id) AND realm_id = \(realm)", decode)
    }

    package static func find(
        _ number: CardNumber, in realm: Realm.ID, _ db: any Reader
    ) throws -> Booking? {
        try db.first(
            """
            SELECT \(columns) FROM bookings
            WHERE realm_id = \(realm) AND number = \(number.serial)
            """, decode)
    }

    package static func find(
        ids: [Booking.ID], in realm: Realm.ID, _ db: any Reader
    ) throws -> [Booking.ID: Booking] {
        if ids.isEmpty { return [:] }
        let rows = try db.rows(
            """
            SELECT \(columns) FROM bookings WHERE id IN \(list: ids) AND realm_id = \(realm)
            ORDER BY id LIMIT \(ids.count)
            """, decode)
        return Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The booking that a form made.
    package static func find(
        sent digest: String, in realm: Realm.ID, _ db: any Reader
    ) throws -> Booking? {
        try db.first(
            """
            SELECT \(columns) FROM bookings
            WHERE sent_digest = \(digest) AND realm_id = \(realm)
            """, decode)
    }

    package static func wordDigest(of id: Booking.ID, _ db: any Reader) throws -> String? {
        try db.text("SELECT word_digest FROM bookings WHERE id = \(id)")
    }

    /// Standing bookings of a room from an instant on, the nearest first.
    package static func of(
        _ room: Room.ID, from start: Instant, limit: Int, _ db: any Reader
    ) throws -> [Booking] {
        try db.rows(
            """
            SELECT \(columns) FROM bookings
            WHERE room_id = \(room) AND starts_at >= \(start) AND state = 'booked'
            ORDER BY starts_at, id LIMIT \(limit)
            """, decode)
    }

    package typealias Cursor = StartCursor<Booking>

    /// What a post booked that starts at an instant or later, called off or not, the nearest first.
    package static func by(
        _ post: Post.ID, from start: Instant, after: Cursor? = nil, limit: Int,
        _ db: any Reader
    ) throws -> [Booking] {
        let cursor = after ?? Cursor(startsAt: start, id: Booking.ID(-1))
        return try db.rows(
            """
            SELECT \(columns) FROM bookings
            WHERE post_id = \(post) AND (starts_at, id) > (\(cursor.startsAt), \(cursor.id))
            ORDER BY starts_at, id LIMIT \(limit)
            """, decode)
    }

    /// What some posts booked that starts in a span of time, called off or not.
    package static func by(
        _ posts: [Post.ID], from start: Instant, before end: Instant, limit: Int,
        _ db: any Reader
    ) throws -> [Booking] {
        if posts.isEmpty { return [] }
        return try db.rows(
            """
            SELECT \(columns) FROM bookings
            WHERE post_id IN \(list: posts) AND starts_at >= \(start) AND starts_at < \(end)
            ORDER BY starts_at, id LIMIT \(limit)
            """, decode)
    }

    /// The standing bookings of a sitting by slot.
    package static func of(_ sitting: Sitting.ID, _ db: any Reader) throws -> [Booking] {
        try db.rows(
            """
            SELECT \(columns) FROM bookings
            WHERE sitting_id = \(sitting) AND state = 'booked' ORDER BY slot LIMIT 200
            """, decode)
    }

    /// How many slots of each sitting are taken.
    package static func counts(
        of sittings: [Sitting.ID], _ db: any Reader
    ) throws -> [Sitting.ID: Int] {
        if sittings.isEmpty { return [:] }
        let rows = try db.rows(
            """
            SELECT sitting_id, COUNT(*) FROM bookings
            WHERE sitting_id IN \(list: sittings) AND state = 'booked'
            GROUP BY sitting_id ORDER BY sitting_id LIMIT \(sittings.count)
            """
        ) { (try $0.id(0) as Sitting.ID, Int(try $0.int(1))) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// How often the same telephone has a room, or the sitting, in a span of time.
    package static func count(
        of contact: String, for subject: Booking.Subject, from start: Instant,
        before end: Instant, in realm: Realm.ID, _ db: any Reader
    ) throws -> Int {
        let (room, sitting): (Room.ID?, Sitting.ID?) =
            switch subject {
            case .room(let room): (room, nil)
            case .slot(let sitting, _): (nil, sitting)
            }
        return Int(
            try db.int(
                """
                SELECT COUNT(*) FROM bookings
                WHERE realm_id = \(realm) AND contact_digest = \(contact)
                    AND starts_at >= \(start) AND starts_at < \(end) AND state = 'booked'
                    AND (room_id = \(room) OR sitting_id = \(sitting))
                """) ?? 0)
    }

    /// What stands beside a booking and is never read with it.
    package struct Secrets: Sendable {
        package let wordDigest: String
        package let sentDigest: String?
        package let contactDigest: String?
        package let details: BookerDetails?

        package init(
            wordDigest: String, sentDigest: String?, contactDigest: String?,
            details: BookerDetails?
        ) {
            self.wordDigest = wordDigest
            self.sentDigest = sentDigest
            self.contactDigest = contactDigest
            self.details = details
        }
    }

    package static func insert(
        _ booking: Booking, _ secrets: Secrets, vault: Vault, _ db: any Writer
    ) throws {
        let (room, sitting, slot): (Room.ID?, Sitting.ID?, Int?) =
            switch booking.subject {
            case .room(let room): (room, nil, nil)
            case .slot(let sitting, let slot): (nil, sitting, slot)
            }
        let key = secrets.details.map { _ in Vault.Key.fresh() }
        let wrapped = try key.map { try vault.wrap($0, context: keyContext(booking.id)) }
        let sealed = try key.flatMap { key in
            try secrets.details.map {
                try vault.seal(
                    $0.payload.canonicalBytes, under: key, context: context(booking.id))
            }
        }
        try db.run(
            """
            INSERT INTO bookings (\(columns), contact_digest, seal_key, sealed, word_digest,
                sent_digest)
            VALUES (\(booking.id), \(booking.realm), \(booking.number.serial), \(room),
                \(sitting), \(slot), \(booking.startsAt), \(booking.endsAt), \(booking.people),
                \(booking.withSound ? 1 : 0), \(booking.title), \(booking.post),
                \(booking.madeAt), \(booking.state.rawValue), \(booking.reason),
                \(booking.version), \(secrets.contactDigest), \(wrapped), \(sealed),
                \(secrets.wordDigest), \(secrets.sentDigest))
            """)
    }

    /// - Returns: false when someone else changed it since `before` was read.
    package static func update(
        _ booking: Booking, from before: Booking, _ db: any Writer
    ) throws -> Bool {
        try db.run(
            """
            UPDATE bookings SET state = \(booking.state.rawValue), reason = \(booking.reason),
                version = \(before.version + 1)
            WHERE id = \(booking.id) AND realm_id = \(booking.realm)
                AND version = \(before.version)
            """) == 1
    }

    // MARK: - Who booked

    /// Nil where nothing was said, or it was forgotten.
    package static func details(
        of id: Booking.ID, vault: Vault, _ db: any Reader
    ) throws -> BookerDetails? {
        let row = try db.first("SELECT seal_key, sealed FROM bookings WHERE id = \(id)") {
            (try $0.blobOrNil(0), try $0.blobOrNil(1))
        }
        guard case (let wrapped?, let sealed?)? = row else { return nil }
        let key = try vault.unwrap(wrapped, context: keyContext(id))
        let plain = try vault.open(sealed, under: key, context: context(id))
        return BookerDetails(try Payload(parsing: plain))
    }

    package static func isSealed(_ id: Booking.ID, _ db: any Reader) throws -> Bool {
        try db.exists("SELECT 1 FROM bookings WHERE id = \(id) AND sealed IS NOT NULL")
    }

    /// Forgets who booked what ended before an instant.
    ///
    /// - Returns: how many were forgotten; fewer than `limit` once none is left.
    package static func forget(
        endedBefore end: Instant, in realm: Realm.ID, limit: Int, _ db: any Writer
    ) throws -> Int {
        try db.run(
            """
            UPDATE bookings SET seal_key = NULL, sealed = NULL, contact_digest = NULL
            WHERE id IN (SELECT id FROM bookings
                WHERE realm_id = \(realm) AND ends_at < \(end) AND sealed IS NOT NULL
                ORDER BY ends_at, id LIMIT \(limit))
            """)
    }

    package static func keepReading(
        id: Identifier<ReadingLog.Line>, of booking: Booking, post: Post.ID, reason: String,
        at now: Instant, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO booking_readings (id, realm_id, booking_id, post_id, read_at, reason)
            VALUES (\(id), \(booking.realm), \(booking.id), \(post), \(now), \(reason))
            """)
    }

    private static func keyContext(_ id: Booking.ID) -> String { "key booking \(id)" }
    private static func context(_ id: Booking.ID) -> String { "booking details \(id)" }

    private static func decode(_ row: any Row) throws -> Booking {
        let room: Room.ID? = try row.idOrNil(3)
        let subject: Booking.Subject
        if let room {
            subject = .room(room)
        } else {
            subject = .slot(try row.id(4), Int(try row.int(5)))
        }
        return Booking(
            id: try row.id(0), realm: try row.id(1),
            number: CardNumber(serial: Int(try row.int(2))), subject: subject,
            startsAt: try row.instant(6), endsAt: try row.instant(7),
            people: Int(try row.int(8)), withSound: try row.bool(9), title: try row.textOrNil(10),
            post: try row.idOrNil(11), madeAt: try row.instant(12),
            state: try row.member(13, of: Booking.State.self), reason: try row.textOrNil(14),
            version: Int(try row.int(15)))
    }
}
