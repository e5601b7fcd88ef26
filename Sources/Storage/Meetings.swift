package import Kernel
package import SQL

/// Rows of meetings, each read as a whole Kernel value with its agenda and motions.
package enum Meetings {
    private static let columns: SQL = """
        id, realm_id, rule, article, notice_days, quorum, majority, roll_role, matter_id, body_id,
        place_id, place_path, title, venue, called_at, starts_at, entitled, present, minutes,
        state, opened_at, closed_at, reason, version, alliance_id
        """

    /// How many meetings one matter shows at most.
    package static let perMatterMax = 50

    package static func find(
        _ id: Meeting.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> Meeting? {
        let found = try db.first(
            "SELECT \(columns) FROM meetings WHERE id = \(id) AND realm_id = \(realm)", decode)
        return try found.map { try whole([$0], db) }?.first
    }

    /// The meetings on a matter, the newest first.
    package static func of(_ matter: Matter.ID, _ db: any Reader) throws -> [Meeting] {
        try whole(
            db.rows(
                """
                SELECT \(columns) FROM meetings WHERE matter_id = \(matter)
                ORDER BY starts_at DESC, id DESC LIMIT \(perMatterMax)
                """, decode), db)
    }

    /// The closed meetings on a matter, as far as its rules ask.
    package static func held(on matter: Matter.ID, _ db: any Reader) throws -> [Held] {
        try of(matter, db).compactMap(\.held)
    }

    /// Whether the same meeting has been called already: a form that was sent twice.
    package static func stands(_ meeting: Meeting, _ db: any Reader) throws -> Bool {
        try db.exists(
            """
            SELECT 1 FROM meetings
            WHERE realm_id = \(meeting.realm) AND starts_at = \(meeting.startsAt)
                AND place_id = \(meeting.place) AND rule = \(meeting.rule)
                AND title = \(meeting.title) AND state = 'called'
            LIMIT 1
            """)
    }

    package typealias Cursor = StartCursor<Meeting>

    /// Meetings that start at an instant or later, the nearest first.
    package static func upcoming(
        in realm: Realm.ID, from start: Instant, after: Cursor? = nil, limit: Int,
        _ db: any Reader
    ) throws -> [Meeting] {
        let cursor = after ?? Cursor(startsAt: start, id: Meeting.ID(-1))
        return try whole(
            db.rows(
                """
                SELECT \(columns) FROM meetings
                WHERE realm_id = \(realm) AND (starts_at, id) > (\(cursor.startsAt), \(cursor.id))
                ORDER BY starts_at, id LIMIT \(limit)
                """, decode), db)
    }

    /// Meetings that started before an instant, the latest first.
    package static func past(
        in realm: Realm.ID, before end: Instant, after: Cursor? = nil, limit: Int,
        _ db: any Reader
    ) throws -> [Meeting] {
        let cursor = after ?? Cursor(startsAt: end, id: Meeting.ID(-1))
        return try whole(
            db.rows(
                """
                SELECT \(columns) FROM meetings
                WHERE realm_id = \(realm) AND (starts_at, id) < (\(cursor.startsAt), \(cursor.id))
                ORDER BY starts_at DESC, id DESC LIMIT \(limit)
                """, decode), db)
    }

    /// The meetings of an alliance, the latest first.
    package static func of(
        alliance: Body.ID, limit: Int, _ db: any Reader
    ) throws -> [Meeting] {
        try whole(
            db.rows(
                """
                SELECT \(columns) FROM meetings WHERE alliance_id = \(alliance)
                ORDER BY starts_at DESC, id DESC LIMIT \(limit)
                """, decode), db)
    }

    /// A span of time, such as a month, without agendas and motions: for a calendar.
    package static func between(
        _ start: Instant, and end: Instant, in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [Meeting] {
        try db.rows(
            """
            SELECT \(columns) FROM meetings
            WHERE realm_id = \(realm) AND starts_at >= \(start) AND starts_at < \(end)
            ORDER BY starts_at, id LIMIT \(limit)
            """, decode)
    }

    package static func titles(
        of ids: [Meeting.ID], _ db: any Reader
    ) throws -> [Meeting.ID: String] {
        if ids.isEmpty { return [:] }
        let rows = try db.rows(
            """
            SELECT id, title FROM meetings WHERE id IN \(list: ids)
            ORDER BY id LIMIT \(ids.count)
            """
        ) { (try $0.id(0) as Meeting.ID, try $0.text(1)) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    // MARK: - Reading rows

    /// Adds agendas and motions to the rows of a page: two statements, however many rows.
    private static func whole(_ meetings: [Meeting], _ db: any Reader) throws -> [Meeting] {
        guard !meetings.isEmpty else { return [] }
        let ids = meetings.map(\.id)
        let agenda = try db.rows(
            """
            SELECT meeting_id, text FROM meeting_agenda WHERE meeting_id IN \(list: ids)
            ORDER BY meeting_id, ordinal LIMIT \(ids.count * Meeting.agendaItemsMax)
            """
        ) { row in (meeting: try row.id(0) as Meeting.ID, text: try row.text(1)) }
        let motions = try db.rows(
            """
            SELECT meeting_id, id, ordinal, text, in_favour, against, abstained, outcome,
                decided_at
            FROM meeting_motions WHERE meeting_id IN \(list: ids)
            ORDER BY meeting_id, ordinal LIMIT \(ids.count * Meeting.motionsMax)
            """
        ) { row in (meeting: try row.id(0) as Meeting.ID, motion: try motion(row)) }
        let agendas = Dictionary(grouping: agenda, by: \.meeting)
        let decided = Dictionary(grouping: motions, by: \.meeting)
        return meetings.map { meeting in
            var meeting = meeting
            meeting.agenda = agendas[meeting.id]?.map(\.text) ?? []
            meeting.motions = decided[meeting.id]?.map(\.motion) ?? []
            return meeting
        }
    }

    private static func motion(_ row: any Row) throws -> Motion {
        Motion(
            id: try row.id(1), ordinal: Int(try row.int(2)), text: try row.text(3),
            inFavour: Int(try row.int(4)), against: Int(try row.int(5)),
            abstained: Int(try row.int(6)),
            outcome: try row.member(7, of: Motion.Outcome.self), at: try row.instant(8))
    }

    private static func decode(_ row: any Row) throws -> Meeting {
        Meeting(
            id: try row.id(0), realm: try row.id(1), rule: try row.text(2),
            terms: try terms(row, isJoint: try row.idOrNil(24) as Body.ID? != nil),
            matter: try row.idOrNil(8), body: try row.id(9),
            place: try row.id(10), placePath: try row.path(11), title: try row.text(12),
            venue: try row.text(13), calledAt: try row.instant(14), startsAt: try row.instant(15),
            agenda: [], entitled: try row.intOrNil(16).map(Int.init),
            present: try row.intOrNil(17).map(Int.init), minutes: try row.textOrNil(18),
            state: try row.member(19, of: Meeting.State.self),
            openedAt: try row.instantOrNil(20), closedAt: try row.instantOrNil(21),
            reason: try row.textOrNil(22), version: Int(try row.int(23)),
            alliance: try row.idOrNil(24))
    }

    private static func terms(_ row: any Row, isJoint: Bool) throws -> MeetingRule.Terms {
        MeetingRule.Terms(
            article: try row.text(3),
            notice: try TimeLimit(Int(try row.int(4)), .calendarDays),
            quorum: try Share(parsing: try row.text(5)),
            majority: try Share(parsing: try row.text(6)),
            roll: try row.textOrNil(7).map { .posts($0) } ?? (isJoint ? .members : .counted))
    }
}
