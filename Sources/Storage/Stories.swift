package import Kernel
package import SQL

/// What happened to a matter, line by line, read from the record.
package enum Stories {
    package struct Line: Sendable {
        package let sequence: Int64
        package let at: Instant
        package let action: Procedure.Action.ID
        package let person: Person.ID?
        package let personName: String?
        package let body: Body.ID?
        package let bodyName: LocalName?
        package let role: Role.ID?
        /// What was said; nil once the story's words have been erased.
        package let payload: Payload?

        /// What rules ask of it.
        package var deed: Deed { Deed(action: action, person: person, body: body, at: at) }
    }

    /// How long a story may become on one page.
    package static let linesMax = 500

    /// What is asked for a story, to be expected.
    package static func query(of matter: Matter.ID) -> SQL {
        """
        SELECT records.sequence, records.id, records.at, records.action, people.id,
            people.name, bodies.id, bodies.name_zh, bodies.name_en, posts.role, records.body
        FROM records
        LEFT JOIN people ON people.id = records.person_id
        LEFT JOIN posts ON posts.id = records.post_id
        LEFT JOIN bodies ON bodies.id = posts.body_id
        WHERE records.subject_kind = 'matter' AND records.subject_id = \(matter)
        ORDER BY records.sequence LIMIT \(linesMax)
        """
    }

    package static func of(
        _ matter: Matter.ID, keys: WrappedKeys, vault: Vault, _ db: any Reader
    ) throws -> [Line] {
        let key = try keys.key(.story, of: matter, vault: vault)
        return try db.rows(query(of: matter)) { row in
            let id: Identifier<RecordHeader> = try row.id(1)
            let sealed = try row.blob(10)
            let plain = try key.map { key in
                try vault.open(sealed, under: key, context: Records.context(id))
            }
            return Line(
                sequence: try row.int(0), at: try row.instant(2), action: try row.text(3),
                person: try row.idOrNil(4), personName: try row.textOrNil(5),
                body: try row.idOrNil(6),
                bodyName: try row.textOrNil(7).map { _ in try row.localName(7) },
                role: try row.textOrNil(9), payload: try plain.map(Payload.init(parsing:)))
        }
    }
}
