package import Kernel
package import SQL

/// Rows of the shifts of duty rosters. What they say is who was to be there, never who was where.
package enum DutyShifts {
    private static let columns: SQL = """
        id, roster_id, starts_at, ends_at, post_id, body_id
        """

    /// No shift lasts longer than a day.
    private static let minutesMax = Int64(DutySpan.minutesRange.upperBound)
    /// How many shifts one reading gives at most: those of four months of one roster.
    package static let shownMax = 600

    package static func find(
        _ id: DutyShift.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> DutyShift? {
        try find(ids: [id], in: realm, db).first
    }

    package static func find(
        ids: [DutyShift.ID], in realm: Realm.ID, _ db: any Reader
    ) throws -> [DutyShift] {
        if ids.isEmpty { return [] }
        return try db.rows(
            """
            SELECT \(columns) FROM duty_shifts WHERE id IN \(list: ids) AND realm_id = \(realm)
            ORDER BY starts_at, id LIMIT \(ids.count)
            """, decode)
    }

    /// The shifts of a roster that start in a span of time.
    package static func of(
        _ roster: Roster.ID, from start: Instant, before end: Instant, _ db: any Reader
    ) throws -> [DutyShift] {
        try db.rows(
            """
            SELECT \(columns) FROM duty_shifts
            WHERE roster_id = \(roster) AND starts_at >= \(start) AND starts_at < \(end)
            ORDER BY starts_at LIMIT \(shownMax)
            """, decode)
    }

    /// The shifts of a realm that go on at an instant.
    package static func going(
        at now: Instant, in realm: Realm.ID, _ db: any Reader
    ) throws -> [DutyShift] {
        try db.rows(
            """
            SELECT \(columns) FROM duty_shifts
            WHERE realm_id = \(realm) AND starts_at > \(now.adding(minutes: -minutesMax))
                AND starts_at <= \(now) AND ends_at > \(now)
            ORDER BY starts_at, id LIMIT \(Roster.openMax)
            """, decode)
    }

    /// The shifts at a place and below that start in a span of time, the earliest first.
    package static func starting(
        from start: Instant, before end: Instant, under place: PlacePath, isPublic: Bool,
        in realm: Realm.ID, _ db: any Reader
    ) throws -> [DutyShift] {
        try db.rows(
            """
            SELECT \(columns) FROM duty_shifts
            WHERE realm_id = \(realm) AND starts_at >= \(start) AND starts_at < \(end)
                AND EXISTS (SELECT 1 FROM rosters WHERE rosters.id = roster_id
                    AND place_path >= \(place) AND place_path < \(place.end)
                    AND is_public >= \(isPublic ? 1 : 0))
            ORDER BY starts_at, id LIMIT \(shownMax)
            """, decode)
    }

    /// The shifts of some posts, and of some bodies, that end after an instant and start before
    /// another, the earliest first.
    package static func held(
        by posts: [Post.ID], and bodies: [Body.ID], from start: Instant, before end: Instant,
        in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [DutyShift] {
        func walk(_ holder: SQL) -> SQL {
            """
            SELECT * FROM (SELECT \(columns) FROM duty_shifts
                WHERE \(holder) AND realm_id = \(realm)
                    AND starts_at > \(start.adding(minutes: -minutesMax))
                    AND starts_at < \(end) AND ends_at > \(start)
                ORDER BY starts_at LIMIT \(limit)) AS walk
            """
        }
        let walks =
            (posts.isEmpty ? [] : [walk("post_id IN \(list: posts)")])
            + (bodies.isEmpty ? [] : [walk("body_id IN \(list: bodies)")])
        if walks.isEmpty { return [] }
        return try db.rows(
            """
            SELECT * FROM (\(walks.joined(separator: " UNION ALL "))) AS walks
            ORDER BY starts_at, id LIMIT \(limit)
            """, decode)
    }

    /// Sets down who takes a shift, in place of who stood for it.
    package static func set(_ shift: DutyShift, in realm: Realm.ID, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO duty_shifts (realm_id, \(columns))
            VALUES (\(realm), \(shift.id), \(shift.roster), \(shift.startsAt), \(shift.endsAt),
                \(shift.holder.post), \(shift.holder.body))
            ON CONFLICT (roster_id, starts_at) DO UPDATE SET ends_at = excluded.ends_at,
                post_id = excluded.post_id, body_id = excluded.body_id
            """)
    }

    /// Strikes shifts with what was asked about them; the record keeps both.
    package static func remove(_ ids: [DutyShift.ID], _ db: any Writer) throws {
        if ids.isEmpty { return }
        try db.run("DELETE FROM duty_swaps WHERE given_id IN \(list: ids)")
        try db.run("DELETE FROM duty_swaps WHERE wanted_id IN \(list: ids)")
        try db.run("DELETE FROM duty_shifts WHERE id IN \(list: ids)")
    }

    private static func decode(_ row: any Row) throws -> DutyShift {
        DutyShift(
            id: try row.id(0), roster: try row.id(1), startsAt: try row.instant(2),
            endsAt: try row.instant(3), holder: try Rosters.holder(row, at: 4))
    }
}

/// Rows of shifts that two want to change.
package enum DutySwaps {
    private static let columns: SQL = "id, given_id, wanted_id, asked_by, asked_at, state"

    package static func find(
        _ id: DutySwap.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> DutySwap? {
        try db.first(
            "SELECT \(columns) FROM duty_swaps WHERE id = \(id) AND realm_id = \(realm)", decode)
    }

    /// What is asked about some shifts, on either side.
    package static func asked(
        about shifts: [DutyShift.ID], _ db: any Reader
    ) throws -> [DutySwap] {
        if shifts.isEmpty { return [] }
        return try db.rows(
            """
            SELECT \(columns) FROM duty_swaps
            WHERE state = 'asked' AND (given_id IN \(list: shifts) OR wanted_id IN \(list: shifts))
            ORDER BY id LIMIT \(DutyShifts.shownMax)
            """, decode)
    }

    package static func insert(_ swap: DutySwap, in realm: Realm.ID, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO duty_swaps (realm_id, \(columns))
            VALUES (\(realm), \(swap.id), \(swap.given), \(swap.wanted), \(swap.askedBy),
                \(swap.askedAt), \(swap.state.rawValue))
            """)
    }

    /// - Returns: false when it was settled meanwhile.
    package static func settle(
        _ id: DutySwap.ID, as state: DutySwap.State, at now: Instant, _ db: any Writer
    ) throws -> Bool {
        try db.run(
            """
            UPDATE duty_swaps SET state = \(state.rawValue), answered_at = \(now)
            WHERE id = \(id) AND state = 'asked'
            """) == 1
    }

    /// What is asked about shifts that somebody changed is asked no more.
    package static func lapse(
        about shifts: [DutyShift.ID], at now: Instant, _ db: any Writer
    ) throws {
        if shifts.isEmpty { return }
        try db.run(
            """
            UPDATE duty_swaps SET state = 'lapsed', answered_at = \(now)
            WHERE state = 'asked' AND (given_id IN \(list: shifts) OR wanted_id IN \(list: shifts))
            """)
    }

    private static func decode(_ row: any Row) throws -> DutySwap {
        DutySwap(
            id: try row.id(0), given: try row.id(1), wanted: try row.id(2),
            askedBy: try row.id(3), askedAt: try row.instant(4),
            state: try row.member(5, of: DutySwap.State.self))
    }
}
