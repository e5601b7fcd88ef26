package import Kernel
package import SQL

/// Rows of call-ups, their shifts and what units answered.
package enum CallUps {
    private static let columns: SQL = """
        id, realm_id, body_id, place_id, place_path, kind, title, about, venue, opened_at, state,
        version
        """

    package static func find(
        _ id: CallUp.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> CallUp? {
        try db.first(
            "SELECT \(columns) FROM call_ups WHERE id = \(id) AND realm_id = \(realm)", decode)
    }

    /// How many open ones a page shows.
    package static let openMax = 60

    /// Those that are open, the newest first.
    package static func open(in realm: Realm.ID, _ db: any Reader) throws -> [CallUp] {
        try db.rows(
            """
            SELECT \(columns) FROM call_ups WHERE realm_id = \(realm) AND state = 'open'
            ORDER BY id DESC LIMIT \(openMax)
            """, decode)
    }

    /// Those that are closed, the newest first.
    package static func closed(
        in realm: Realm.ID, before: CallUp.ID? = nil, limit: Int, _ db: any Reader
    ) throws -> [CallUp] {
        let last = before ?? CallUp.ID(.max)
        return try db.rows(
            """
            SELECT \(columns) FROM call_ups
            WHERE realm_id = \(realm) AND id < \(last) AND state = 'closed'
            ORDER BY id DESC LIMIT \(limit)
            """, decode)
    }

    package static func insert(_ callUp: CallUp, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO call_ups (\(columns))
            VALUES (\(callUp.id), \(callUp.realm), \(callUp.body), \(callUp.place),
                \(callUp.placePath), \(callUp.kind), \(callUp.title), \(callUp.about),
                \(callUp.venue), \(callUp.openedAt), \(callUp.state.rawValue),
                \(callUp.version))
            """)
    }

    /// - Returns: false when someone else changed it since `before` was read.
    package static func update(
        _ callUp: CallUp, from before: CallUp, _ db: any Writer
    ) throws -> Bool {
        try db.run(
            """
            UPDATE call_ups SET state = \(callUp.state.rawValue), version = \(callUp.version)
            WHERE id = \(callUp.id) AND realm_id = \(callUp.realm)
                AND version = \(before.version)
            """) == 1
    }

    // MARK: - Shifts

    package static func insert(
        shift activity: Activity.ID, of callUp: CallUp.ID, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO call_up_shifts (activity_id, call_up_id)
            VALUES (\(activity), \(callUp))
            """)
    }

    /// The shifts of call-ups, by call-up.
    package static func shifts(
        of callUps: [CallUp.ID], _ db: any Reader
    ) throws -> [CallUp.ID: [Activity.ID]] {
        if callUps.isEmpty { return [:] }
        let rows = try db.rows(
            """
            SELECT call_up_id, activity_id FROM call_up_shifts
            WHERE call_up_id IN \(list: callUps)
            ORDER BY call_up_id, activity_id LIMIT \(callUps.count * CallUp.shiftsMax)
            """
        ) { (callUp: try $0.id(0) as CallUp.ID, activity: try $0.id(1) as Activity.ID) }
        return Dictionary(grouping: rows, by: \.callUp).mapValues { $0.map(\.activity) }
    }

    // MARK: - Answers of units

    /// How many answers one page shows.
    package static let answersMax = 200

    package static func keep(
        _ answer: UnitAnswer, to callUp: CallUp.ID, by post: Post.ID, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO call_up_answers (call_up_id, body_id, hands, note, post_id, answered_at)
            VALUES (\(callUp), \(answer.body), \(answer.hands), \(answer.words), \(post),
                \(answer.at))
            ON CONFLICT (call_up_id, body_id) DO UPDATE SET hands = excluded.hands,
                note = excluded.note, post_id = excluded.post_id,
                answered_at = excluded.answered_at
            """)
    }

    package static func answers(to callUp: CallUp.ID, _ db: any Reader) throws -> [UnitAnswer] {
        try db.rows(
            """
            SELECT body_id, hands, note, answered_at FROM call_up_answers
            WHERE call_up_id = \(callUp) ORDER BY answered_at, body_id LIMIT \(answersMax)
            """
        ) { row in
            UnitAnswer(
                body: try row.id(0), hands: Int(try row.int(1)), words: try row.text(2),
                at: try row.instant(3))
        }
    }

    private static func decode(_ row: any Row) throws -> CallUp {
        CallUp(
            id: try row.id(0), realm: try row.id(1), body: try row.id(2), place: try row.id(3),
            placePath: try row.path(4), kind: try row.text(5), title: try row.text(6),
            about: try row.text(7), venue: try row.text(8), openedAt: try row.instant(9),
            state: try row.member(10, of: CallUp.State.self), version: Int(try row.int(11)))
    }
}
