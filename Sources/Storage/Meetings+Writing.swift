package import Kernel
package import SQL

extension Share: SQLBindable {
    package var sqlValue: SQLValue { .text(description) }
}

/// Writing of meetings, each change only over the version that was read.
extension Meetings {
    package static func insert(_ meeting: Meeting, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO meetings
                (id, realm_id, rule, article, notice_days, quorum, majority, roll_role, matter_id,
                body_id, place_id, place_path, title, venue, called_at, starts_at, state, version,
                alliance_id)
            VALUES (\(meeting.id), \(meeting.realm), \(meeting.rule), \(meeting.terms.article),
                \(meeting.terms.notice.amount), \(meeting.terms.quorum),
                \(meeting.terms.majority), \(meeting.terms.roll.role), \(meeting.matter),
                \(meeting.body), \(meeting.place), \(meeting.placePath), \(meeting.title),
                \(meeting.venue), \(meeting.calledAt), \(meeting.startsAt),
                \(meeting.state.rawValue), \(meeting.version), \(meeting.alliance))
            """)
        try insertAgenda(of: meeting, db)
    }

    /// Stores a meeting as a decision left it, with its agenda and its new motions.
    ///
    /// - Returns: false when someone else changed it since `before` was read.
    package static func update(
        _ meeting: Meeting, from before: Meeting, _ db: any Writer
    ) throws -> Bool {
        let changed = try db.run(
            """
            UPDATE meetings SET title = \(meeting.title), venue = \(meeting.venue),
                called_at = \(meeting.calledAt), starts_at = \(meeting.startsAt),
                entitled = \(meeting.entitled),
                present = \(meeting.present), minutes = \(meeting.minutes),
                state = \(meeting.state.rawValue), opened_at = \(meeting.openedAt),
                closed_at = \(meeting.closedAt), reason = \(meeting.reason),
                version = \(meeting.version)
            WHERE id = \(meeting.id) AND realm_id = \(meeting.realm)
                AND version = \(before.version)
            """)
        guard changed == 1 else { return false }
        if meeting.agenda != before.agenda {
            try db.run("DELETE FROM meeting_agenda WHERE meeting_id = \(meeting.id)")
            try insertAgenda(of: meeting, db)
        }
        for motion in meeting.motions.dropFirst(before.motions.count) {
            try insert(motion, of: meeting.id, db)
        }
        return true
    }

    private static func insertAgenda(of meeting: Meeting, _ db: any Writer) throws {
        for (index, text) in meeting.agenda.enumerated() {
            try db.run(
                """
                INSERT INTO meeting_agenda (meeting_id, ordinal, text)
                VALUES (\(meeting.id), \(index + 1), \(text))
                """)
        }
    }

    private static func insert(
        _ motion: Motion, of meeting: Meeting.ID, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO meeting_motions
                (id, meeting_id, ordinal, text, in_favour, against, abstained, outcome, decided_at)
            VALUES (\(motion.id), \(meeting), \(motion.ordinal), \(motion.text),
                \(motion.inFavour), \(motion.against), \(motion.abstained),
                \(motion.outcome.rawValue), \(motion.at))
            """)
    }
}

/// Rows of who is entitled by name.
package enum Rolls {
    /// How many people one roll holds at most.
    package static let peopleMax = 500

    /// A member of a roll, and whether they came; nil before the meeting was opened.
    package struct Member: Hashable, Sendable {
        package let person: Person.ID
        package let name: String
        package let isPresent: Bool?
    }

    /// Everyone who holds a post of a role at a place or under it on a day, once each.
    package static func holders(
        of role: Role.ID, under path: PlacePath, in realm: Realm.ID, on day: Day,
        _ db: any Reader
    ) throws -> [Member] {
        try db.rows(
            """
            SELECT DISTINCT people.id, people.name
            FROM posts
            JOIN places ON places.id = posts.place_id
            JOIN people ON people.id = posts.person_id
            WHERE posts.realm_id = \(realm) AND posts.role = \(role)
                AND places.path >= \(path) AND places.path < \(path.end)
                AND (posts.from_day IS NULL OR posts.from_day <= \(day))
                AND (posts.until_day IS NULL OR posts.until_day > \(day))
            ORDER BY people.id LIMIT \(peopleMax)
            """
        ) { Member(person: try $0.id(0), name: try $0.text(1), isPresent: nil) }
    }

    /// The roll as it was kept when the meeting was opened.
    package static func kept(of meeting: Meeting.ID, _ db: any Reader) throws -> [Member] {
        try db.rows(
            """
            SELECT people.id, people.name, meeting_roll.present
            FROM meeting_roll JOIN people ON people.id = meeting_roll.person_id
            WHERE meeting_roll.meeting_id = \(meeting)
            ORDER BY people.id LIMIT \(peopleMax)
            """
        ) { Member(person: try $0.id(0), name: try $0.text(1), isPresent: try $0.bool(2)) }
    }

    /// Keeps who was entitled and who came, in place of an earlier count.
    package static func keep(
        _ roll: [Person.ID: Bool], of meeting: Meeting.ID, _ db: any Writer
    ) throws {
        try db.run("DELETE FROM meeting_roll WHERE meeting_id = \(meeting)")
        for (person, isPresent) in roll.sorted(by: { $0.key < $1.key }) {
            try db.run(
                """
                INSERT INTO meeting_roll (meeting_id, person_id, present)
                VALUES (\(meeting), \(person), \(isPresent ? 1 : 0))
                """)
        }
    }
}
