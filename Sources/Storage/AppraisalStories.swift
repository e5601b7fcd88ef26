package import Kernel
package import SQL

/// What happened to a round or a sheet, line by line, read from the record; its payloads lie open.
package enum AppraisalStories {
    package static func of(
        _ round: AppraisalRound.ID, _ db: any Reader
    ) throws -> [MeetingStories.Line] {
        try of("appraisalRound", round.rawValue, db)
    }

    package static func of(
        _ sheet: AppraisalSheet.ID, _ db: any Reader
    ) throws -> [MeetingStories.Line] {
        try of("appraisalSheet", sheet.rawValue, db)
    }

    private static func of(
        _ kind: String, _ id: Int64, _ db: any Reader
    ) throws -> [MeetingStories.Line] {
        try db.rows(
            """
            SELECT records.at, records.action, people.name, posts.role, records.body
            FROM records
            LEFT JOIN people ON people.id = records.person_id
            LEFT JOIN posts ON posts.id = records.post_id
            WHERE records.subject_kind = \(kind) AND records.subject_id = \(id)
            ORDER BY records.sequence LIMIT 200
            """
        ) { row in
            MeetingStories.Line(
                at: try row.instant(0), action: try row.text(1),
                personName: try row.textOrNil(2), role: try row.textOrNil(3),
                payload: try Payload(parsing: try row.blob(4)))
        }
    }
}
