package import Kernel
package import SQL

/// What is due on which day, and what one body has taken on of one procedure.
extension Inbox {
    /// Open matters of a procedure in some states by their deadline, within a span of time.
    package static func due(
        _ procedure: Procedure.Name, in states: [Procedure.State.ID], from start: Instant,
        before end: Instant, realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [MatterLine] {
        try db.rows(
            """
            SELECT \(columns)
            FROM (SELECT id, due_order FROM matters
                WHERE realm_id = \(realm) AND procedure = \(procedure)
                    AND state IN \(list: states) AND ended_at IS NULL
                    AND due_order >= \(start) AND due_order < \(end)
                ORDER BY due_order, id LIMIT \(limit)) AS page
            JOIN \(sources(of: "page"))
            ORDER BY page.due_order, page.id
            """, decode)
    }

    /// Matters of a procedure that a body leads: the open ones, the nearest deadline first, or the
    /// ended ones, the latest first.
    package static func ledBy(
        _ body: Body.ID, of procedure: Procedure.Name, open: Bool, limit: Int, _ db: any Reader
    ) throws -> [MatterLine] {
        let standing: SQL = open ? "ended_at IS NULL" : "ended_at IS NOT NULL"
        let key: SQL = open ? "due_order" : "ended_at"
        let direction: SQL = open ? "ASC" : "DESC"
        return try db.rows(
            """
            SELECT \(columns)
            FROM (SELECT id, \(key) AS place FROM matters
                WHERE lead_id = \(body) AND procedure = \(procedure) AND \(standing)
                ORDER BY \(key) \(direction), id \(direction) LIMIT \(limit)) AS page
            JOIN \(sources(of: "page"))
            ORDER BY page.place \(direction), page.id \(direction)
            """, decode)
    }
}
