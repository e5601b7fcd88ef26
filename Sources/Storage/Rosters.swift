package import Kernel
package import SQL

/// Rows of duty rosters, each read as a whole with who takes turns.
package enum Rosters {
    private static let columns: SQL = """
        id, realm_id, body_id, place_id, place_path, opened_on, title, about, phone, spans,
        on_days_off, is_public, until_day, ended_on, version
        """

    package static func find(
        _ id: Roster.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> Roster? {
        try find(ids: [id], in: realm, db).first
    }

    package static func find(
        ids: [Roster.ID], in realm: Realm.ID, _ db: any Reader
    ) throws -> [Roster] {
        if ids.isEmpty { return [] }
        return try whole(
            db.rows(
                """
                SELECT \(columns) FROM rosters WHERE id IN \(list: ids) AND realm_id = \(realm)
                ORDER BY id LIMIT \(ids.count)
                """, decode), db)
    }

    /// Those that were not ended, by place and then as they were opened.
    package static func open(in realm: Realm.ID, _ db: any Reader) throws -> [Roster] {
        try whole(
            db.rows(
                """
                SELECT \(columns) FROM rosters WHERE realm_id = \(realm) AND ended_on IS NULL
                ORDER BY place_path, id LIMIT \(Roster.openMax)
                """, decode), db)
    }

    /// Those that were ended, the newest first.
    package static func ended(
        in realm: Realm.ID, before: Roster.ID? = nil, limit: Int, _ db: any Reader
    ) throws -> [Roster] {
        let last = before ?? Roster.ID(.max)
        return try whole(
            db.rows(
                """
                SELECT \(columns) FROM rosters
                WHERE realm_id = \(realm) AND id < \(last) AND ended_on IS NOT NULL
                ORDER BY id DESC LIMIT \(limit)
                """, decode), db)
    }

    package static func insert(_ roster: Roster, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO rosters (\(columns))
            VALUES (\(roster.id), \(roster.realm), \(roster.body), \(roster.place),
                \(roster.placePath), \(roster.openedOn), \(roster.title), \(roster.about),
                \(roster.phone), \(text(of: roster.spans)), \(roster.onDaysOff ? 1 : 0),
                \(roster.isPublic ? 1 : 0), \(roster.until), \(roster.endedOn),
                \(roster.version))
            """)
        try keepTurn(of: roster, db)
    }

    /// - Returns: false when someone else changed it since `before` was read.
    package static func update(
        _ roster: Roster, from before: Roster, _ db: any Writer
    ) throws -> Bool {
        let changed = try db.run(
            """
            UPDATE rosters SET title = \(roster.title), about = \(roster.about),
                phone = \(roster.phone), spans = \(text(of: roster.spans)),
                on_days_off = \(roster.onDaysOff ? 1 : 0),
                is_public = \(roster.isPublic ? 1 : 0), until_day = \(roster.until),
                ended_on = \(roster.endedOn), version = \(before.version + 1)
            WHERE id = \(roster.id) AND realm_id = \(roster.realm)
                AND version = \(before.version)
            """)
        guard changed == 1 else { return false }
        if roster.turn != before.turn {
            try db.run("DELETE FROM roster_turns WHERE roster_id = \(roster.id)")
            try keepTurn(of: roster, db)
        }
        return true
    }

    private static func keepTurn(of roster: Roster, _ db: any Writer) throws {
        for (place, holder) in roster.turn.enumerated() {
            try db.run(
                """
                INSERT INTO roster_turns (roster_id, number, post_id, body_id)
                VALUES (\(roster.id), \(place + 1), \(holder.post), \(holder.body))
                """)
        }
    }

    private static func text(of spans: [DutySpan]) -> String {
        spans.map(\.description).joined(separator: " ")
    }

    /// Adds who takes turns: one statement, however many rows.
    private static func whole(_ rosters: [Roster], _ db: any Reader) throws -> [Roster] {
        if rosters.isEmpty { return [] }
        let ids = rosters.map(\.id)
        let turns = try db.rows(
            """
            SELECT roster_id, post_id, body_id FROM roster_turns WHERE roster_id IN \(list: ids)
            ORDER BY roster_id, number LIMIT \(ids.count * Roster.turnMax)
            """
        ) { (roster: try $0.id(0) as Roster.ID, holder: try holder($0, at: 1)) }
        let ofRoster = Dictionary(grouping: turns, by: \.roster)
        return rosters.map { roster in
            var roster = roster
            roster.turn = ofRoster[roster.id]?.map(\.holder) ?? []
            return roster
        }
    }

    /// A post in the first column, or a body in the next.
    static func holder(_ row: any Row, at column: Int) throws -> DutyHolder {
        if let post: Post.ID = try row.idOrNil(column) { return .post(post) }
        return .body(try row.id(column + 1))
    }

    private static func decode(_ row: any Row) throws -> Roster {
        Roster(
            id: try row.id(0), realm: try row.id(1), body: try row.id(2), place: try row.id(3),
            placePath: try row.path(4), openedOn: try Day(parsing: row.text(5)),
            title: try row.text(6), about: try row.text(7), phone: try row.textOrNil(8),
            spans: try row.text(9).split(separator: " ").map {
                try DutySpan(parsing: String($0)).orThrow("a shift of a day")
            },
            onDaysOff: try row.int(10) == 1, isPublic: try row.int(11) == 1,
            until: try row.dayOrNil(12), endedOn: try row.dayOrNil(13),
            version: Int(try row.int(14)))
    }
}
