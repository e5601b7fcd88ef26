package import Kernel
package import SQL

/// What was done to a place, a body or a person, read from the record.
package enum Histories {
    package struct Line: Sendable {
        package let sequence: Int64
        package let at: Instant
        package let action: String
        package let personName: String?
        package let role: Role.ID?
        package let bodyName: LocalName?
        /// What was changed, from what to what; nil where it cannot be read.
        package let payload: Payload?

        package init(
            sequence: Int64, at: Instant, action: String, personName: String?, role: Role.ID?,
            bodyName: LocalName?, payload: Payload?
        ) {
            self.sequence = sequence
            self.at = at
            self.action = action
            self.personName = personName
            self.role = role
            self.bodyName = bodyName
            self.payload = payload
        }
    }

    /// How many lines one page shows at most.
    package static let pageMax = 50

    /// One page, the newest first.
    ///
    /// When people sign in is nobody's history: a list of it would be an attendance record, so it
    /// is left out here.
    package static func page(
        of kind: String, _ subject: Int64, in realm: Realm.ID, before: Int64?, limit: Int = pageMax,
        _ db: any Reader
    ) throws -> [Line] {
        try db.rows(
            """
            SELECT records.sequence, records.at, records.action, people.name, posts.role,
                bodies.name_zh, bodies.name_en, records.body
            FROM records
            LEFT JOIN people ON people.id = records.person_id
            LEFT JOIN posts ON posts.id = records.post_id
            LEFT JOIN bodies ON bodies.id = posts.body_id
            WHERE records.subject_kind = \(kind) AND records.subject_id = \(subject)
                AND records.sequence < \(before ?? Int64.max) AND records.realm_id = \(realm)
                AND records.action <> 'signIn'
            ORDER BY records.sequence DESC LIMIT \(limit)
            """
        ) { row in
            Line(
                sequence: try row.int(0), at: try row.instant(1), action: try row.text(2),
                personName: try row.textOrNil(3), role: try row.textOrNil(4),
                bodyName: try row.textOrNil(5).map { _ in try row.localName(5) },
                payload: try? Payload(parsing: try row.blob(7)))
        }
    }
}
