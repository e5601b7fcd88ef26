package import Kernel
package import SQL

/// Rows of which member units came to a joint meeting.
package enum MeetingUnits {
    package static func kept(of meeting: Meeting.ID, _ db: any Reader) throws -> [UnitPresence] {
        try db.rows(
            """
            SELECT body_id, present, through FROM meeting_units WHERE meeting_id = \(meeting)
            ORDER BY body_id LIMIT \(Membership.membersMax)
            """
        ) { row in
            UnitPresence(
                body: try row.id(0), isPresent: try row.bool(1), through: try row.textOrNil(2))
        }
    }

    /// Keeps which units were entitled and which came, in place of an earlier count.
    package static func keep(
        _ units: [UnitPresence], of meeting: Meeting.ID, _ db: any Writer
    ) throws {
        try db.run("DELETE FROM meeting_units WHERE meeting_id = \(meeting)")
        for unit in units {
            try db.run(
                """
                INSERT INTO meeting_units (meeting_id, body_id, present, through)
                VALUES (\(meeting), \(unit.body), \(unit.isPresent == true ? 1 : 0),
                    \(unit.through))
                """)
        }
    }
}
