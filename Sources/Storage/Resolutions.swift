package import Kernel
package import SQL

/// Rows that tie decisions of joint meetings, which are matters, to their meetings and alliances.
package enum Resolutions {
    /// A decision in a list, with the meeting that made it.
    package struct Line: Sendable {
        package let meeting: Meeting.ID
        package let ordinal: Int
        package let matter: MatterLine
    }

    /// A decision of an earlier meeting, with how it stood when a meeting opened with it; nil while
    /// the meeting is still to come, and the matter says it.
    package struct Reviewed: Sendable {
        package let line: Line
        package let standing: Resolution.Standing?
    }

    /// The meeting and alliance that a matter comes from; nil for one that no meeting decided.
    package static func origin(
        of matter: Matter.ID, _ db: any Reader
    ) throws -> (meeting: Meeting.ID, alliance: Body.ID)? {
        try db.first(
            """
            SELECT meeting_id, alliance_id FROM meeting_resolutions
            WHERE matter_id = \(matter)
            """
        ) { (try $0.id(0), try $0.id(1)) }
    }

    /// What a meeting decided, in order.
    package static func of(_ meeting: Meeting.ID, _ db: any Reader) throws -> [Line] {
        try lines(
            """
            SELECT matter_id, meeting_id, ordinal FROM meeting_resolutions
            WHERE meeting_id = \(meeting) ORDER BY ordinal
            LIMIT \(Resolution.perMeetingMax)
            """, db)
    }

    package static func count(of meeting: Meeting.ID, _ db: any Reader) throws -> Int {
        Int(
            try db.int(
                "SELECT COUNT(*) FROM meeting_resolutions WHERE meeting_id = \(meeting)") ?? 0)
    }

    /// What an alliance decided: the open ones, the nearest day first; or the ended ones, the
    /// latest first.
    package static func of(
        alliance: Body.ID, open: Bool, limit: Int, _ db: any Reader
    ) throws -> [Line] {
        let standing: SQL = open ? "matters.ended_at IS NULL" : "matters.ended_at IS NOT NULL"
        let order: SQL =
            open ? "matters.due_order, matters.id" : "matters.ended_at DESC, matters.id DESC"
        return try lines(
            """
            SELECT matter_id, meeting_id, ordinal FROM meeting_resolutions
            JOIN matters ON matters.id = meeting_resolutions.matter_id
            WHERE alliance_id = \(alliance) AND \(standing)
            ORDER BY \(order) LIMIT \(limit)
            """, db)
    }

    /// What a meeting to come opens with: the decisions of earlier meetings that are open, or that
    /// ended and that no meeting has shown as ended yet.
    package static func toReview(
        at meeting: Meeting.ID, of alliance: Body.ID, _ db: any Reader
    ) throws -> [Reviewed] {
        try lines(
            """
            SELECT matter_id, meeting_id, ordinal FROM meeting_resolutions
            JOIN matters ON matters.id = meeting_resolutions.matter_id
            WHERE alliance_id = \(alliance) AND meeting_id <> \(meeting)
                AND (matters.ended_at IS NULL OR NOT EXISTS (
                    SELECT 1 FROM meeting_reviews
                    WHERE meeting_reviews.matter_id = meeting_resolutions.matter_id
                        AND standing IN ('done', 'dropped')))
            ORDER BY matter_id LIMIT \(Resolution.listedMax)
            """, db
        ).map { Reviewed(line: $0, standing: nil) }
    }

    /// What a meeting opened with, as it stood then.
    package static func reviewed(
        at meeting: Meeting.ID, _ db: any Reader
    ) throws -> [Reviewed] {
        let kept = try db.rows(
            """
            SELECT matter_id, standing FROM meeting_reviews WHERE meeting_id = \(meeting)
            ORDER BY matter_id LIMIT \(Resolution.listedMax)
            """
        ) { (try $0.id(0) as Matter.ID, try $0.member(1, of: Resolution.Standing.self)) }
        let standings = Dictionary(kept, uniquingKeysWith: { first, _ in first })
        guard !kept.isEmpty else { return [] }
        return try lines(
            """
            SELECT matter_id, meeting_id, ordinal FROM meeting_resolutions
            WHERE matter_id IN \(list: kept.map(\.0)) ORDER BY matter_id
            LIMIT \(Resolution.listedMax)
            """, db
        ).map { Reviewed(line: $0, standing: standings[$0.matter.id]) }
    }

    package static func insert(
        _ matter: Matter.ID, of meeting: Meeting.ID, in alliance: Body.ID, ordinal: Int,
        _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO meeting_resolutions (matter_id, meeting_id, alliance_id, ordinal)
            VALUES (\(matter), \(meeting), \(alliance), \(ordinal))
            """)
    }

    /// Keeps what a meeting opened with.
    package static func keep(
        _ standings: [(matter: Matter.ID, standing: Resolution.Standing)],
        at meeting: Meeting.ID, _ db: any Writer
    ) throws {
        for (matter, standing) in standings {
            try db.run(
                """
                INSERT INTO meeting_reviews (meeting_id, matter_id, standing)
                VALUES (\(meeting), \(matter), \(standing.rawValue))
                """)
        }
    }

    /// The rows of a statement with the lines of their matters: two statements, however many rows.
    private static func lines(_ statement: SQL, _ db: any Reader) throws -> [Line] {
        let rows = try db.rows(statement) { row in
            (
                matter: try row.id(0) as Matter.ID, meeting: try row.id(1) as Meeting.ID,
                ordinal: Int(try row.int(2))
            )
        }
        guard !rows.isEmpty else { return [] }
        let matters = try Inbox.lines(of: rows.map(\.matter), db)
        return rows.compactMap { row in
            matters[row.matter].map {
                Line(meeting: row.meeting, ordinal: row.ordinal, matter: $0)
            }
        }
    }
}
