package import Kernel
package import SQL

/// Rows of rounds of appraisal and of the buildings that take part in them.
package enum AppraisalRounds {
    private static let columns: SQL = """
        id, realm_id, scheme_id, place_id, month, seed, opened_at, state, closed_at, appeals_until,
        awarded_at, version,
        (SELECT reason FROM appraisal_cancellations
            WHERE appraisal_cancellations.round_id = appraisal_rounds.id)
        """

    package static func find(
        _ id: AppraisalRound.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> AppraisalRound? {
        try db.first(
            "SELECT \(columns) FROM appraisal_rounds WHERE id = \(id) AND realm_id = \(realm)",
            decode)
    }

    package static func exists(
        at place: Place.ID, month: String, in realm: Realm.ID, _ db: any Reader
    ) throws -> Bool {
        try db.exists(
            """
            SELECT 1 FROM appraisal_rounds
            WHERE realm_id = \(realm) AND place_id = \(place) AND month = \(month)
            """)
    }

    /// The rounds at places in one line of the tree with a post's own, the newest first.
    package static func newest(
        along reach: PlacePath, in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [AppraisalRound] {
        try db.rows(
            """
            SELECT \(columns) FROM appraisal_rounds
            WHERE realm_id = \(realm) AND EXISTS (
                SELECT 1 FROM places WHERE places.id = appraisal_rounds.place_id
                    AND ((places.path >= \(reach) AND places.path < \(reach.end))
                        OR places.id IN \(list: reach.ids)))
            ORDER BY opened_at DESC, id DESC LIMIT \(limit)
            """, decode)
    }

    /// The rounds of a place, the newest first.
    package static func of(
        _ place: Place.ID, in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [AppraisalRound] {
        try db.rows(
            """
            SELECT \(columns) FROM appraisal_rounds
            WHERE realm_id = \(realm) AND place_id = \(place)
            ORDER BY month DESC LIMIT \(limit)
            """, decode)
    }

    package static func find(
        ids: [AppraisalRound.ID], in realm: Realm.ID, _ db: any Reader
    ) throws -> [AppraisalRound.ID: AppraisalRound] {
        let rounds = try db.rows(
            """
            SELECT \(columns) FROM appraisal_rounds
            WHERE id IN \(list: ids) AND realm_id = \(realm) ORDER BY id LIMIT \(ids.count)
            """, decode)
        return Dictionary(rounds.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package static func insert(
        _ round: AppraisalRound, buildings: [Place.ID], _ db: any Writer
    ) throws {
        let seed = String(round.seed, radix: 16)
        try db.run(
            """
            INSERT INTO appraisal_rounds
                (id, realm_id, scheme_id, place_id, month, seed, state, opened_at, version)
            VALUES (\(round.id), \(round.realm), \(round.scheme), \(round.place), \(round.month),
                \(String(repeating: "0", count: 16 - seed.count) + seed),
                \(round.state.rawValue), \(round.openedAt), \(round.version))
            """)
        for (index, building) in buildings.enumerated() {
            try db.run(
                """
                INSERT INTO appraisal_buildings (round_id, place_id, ordinal)
                VALUES (\(round.id), \(building), \(index + 1))
                """)
        }
    }

    /// Stores a round as a decision left it.
    ///
    /// - Returns: false when someone else changed it since `before` was read.
    package static func update(
        _ round: AppraisalRound, from before: AppraisalRound, _ db: any Writer
    ) throws -> Bool {
        try db.run(
            """
            UPDATE appraisal_rounds SET state = \(round.state.rawValue),
                closed_at = \(round.closedAt), appeals_until = \(round.appealsUntil),
                awarded_at = \(round.awardedAt), version = \(round.version)
            WHERE id = \(round.id) AND realm_id = \(round.realm) AND version = \(before.version)
            """) == 1
    }

    /// Stores that a round was called off. Its own state stays where it stood.
    ///
    /// - Returns: false when someone else changed it since `before` was read.
    package static func cancel(
        _ round: AppraisalRound, from before: AppraisalRound, by post: Post.ID, at now: Instant,
        _ db: any Writer
    ) throws -> Bool {
        let changed = try db.run(
            """
            UPDATE appraisal_rounds SET version = \(round.version)
            WHERE id = \(round.id) AND realm_id = \(round.realm) AND version = \(before.version)
            """)
        guard changed == 1 else { return false }
        try db.run(
            """
            INSERT INTO appraisal_cancellations (round_id, reason, post_id, cancelled_at)
            VALUES (\(round.id), \(round.cancelledFor ?? ""), \(post), \(now))
            """)
        return true
    }

    /// The buildings of a round in the order from which they were drawn.
    package static func buildings(
        of round: AppraisalRound.ID, _ db: any Reader
    ) throws -> [Place.ID] {
        try db.rows(
            """
            SELECT place_id FROM appraisal_buildings WHERE round_id = \(round)
            ORDER BY ordinal LIMIT \(AppraisalDraw.buildingsMax)
            """
        ) { try $0.id(0) }
    }

    private static func decode(_ row: any Row) throws -> AppraisalRound {
        let reason = try row.textOrNil(12)
        let state = try row.member(7, of: AppraisalRound.State.self)
        return AppraisalRound(
            id: try row.id(0), realm: try row.id(1), scheme: try row.id(2), place: try row.id(3),
            month: try row.text(4),
            seed: try UInt64(try row.text(5), radix: 16).orThrow("a seed"),
            openedAt: try row.instant(6), state: reason == nil ? state : .cancelled,
            closedAt: try row.instantOrNil(8), appealsUntil: try row.dayOrNil(9),
            awardedAt: try row.instantOrNil(10), cancelledFor: reason,
            version: Int(try row.int(11)))
    }
}
