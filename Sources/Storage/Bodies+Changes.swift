package import Kernel
package import SQL

extension Bodies {
    /// The bodies whose place is one of these, by name.
    package static func at(
        _ places: [Place.ID], in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [Body] {
        try db.rows(
            """
            SELECT \(columns) FROM bodies
            WHERE place_id IN \(list: places) AND realm_id = \(realm)
            ORDER BY name_zh, id LIMIT \(limit)
            """, decode)
    }

    /// Everything that a change may touch; the kind stays what it was.
    package static func change(_ body: Body, _ db: any Writer) throws {
        try db.run(
            """
            UPDATE bodies SET parent_id = \(body.parent), name_zh = \(body.name.zh),
                name_en = \(body.name.en), phone = \(body.phone), place_id = \(body.place)
            WHERE id = \(body.id) AND realm_id = \(body.realm)
            """)
    }

    package static func end(_ id: Body.ID, on day: Day, _ db: any Writer) throws {
        try db.run("UPDATE bodies SET until_day = \(day) WHERE id = \(id)")
    }

    package static func retire(_ clause: DutyClause.ID, on day: Day, _ db: any Writer) throws {
        try db.run("UPDATE duty_clauses SET until_day = \(day) WHERE id = \(clause)")
    }
}
