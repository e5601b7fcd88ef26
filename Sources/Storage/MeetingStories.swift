package import Kernel
package import SQL

/// What happened to a meeting, line by line, read from the record; its payloads lie open.
package enum MeetingStories {
    package struct Line: Sendable {
        package let at: Instant
        package let action: String
        package let personName: String?
        package let role: Role.ID?
        package let payload: Payload
    }

    package static func of(_ meeting: Meeting.ID, _ db: any Reader) throws -> [Line] {
        try db.rows(
            """
            SELECT records.at, records.action, people.name, posts.role, records.body
            FROM records
            LEFT JOIN people ON people.id = records.person_id
            LEFT JOIN posts ON posts.id = records.post_id
            WHERE records.subject_kind = 'meeting' AND records.subject_id = \(meeting)
            ORDER BY records.sequence LIMIT 200
            """
        ) { row in
            Line(
                at: try row.instant(0), action: try row.text(1),
                personName: try row.textOrNil(2), role: try row.textOrNil(3),
                payload: try Payload(parsing: try row.blob(4)))
        }
    }
}
