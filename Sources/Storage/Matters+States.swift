package import Kernel
package import SQL

/// How many open matters stand in a state.
package struct StateCount: Hashable, Sendable {
    package let procedure: Procedure.Name
    package let state: Procedure.State.ID
    /// At most `Inbox.countMax`.
    package let open: Int
    /// How many of those are past their deadline.
    package let overdue: Int
}

extension Matters {
    /// Open matters under a place by procedure and state, each counted no further than
    /// `Inbox.countMax`, so that no page counts a whole table.
    package static func openByState(
        of states: [(procedure: Procedure.Name, state: Procedure.State.ID)],
        under reach: PlacePath, in realm: Realm.ID, at now: Instant, _ db: any Reader
    ) throws -> [StateCount] {
        if states.isEmpty { return [] }
        let counts = states.map { procedure, state -> SQL in
            """
            SELECT \(procedure) AS procedure, \(state) AS state, COUNT(*) AS open,
                COALESCE(SUM(overdue), 0) AS overdue
            FROM (SELECT CASE WHEN suspended = 0 AND due_at < \(now) THEN 1 ELSE 0 END AS overdue
                FROM matters
                WHERE realm_id = \(realm) AND procedure = \(procedure) AND state = \(state)
                    AND ended_at IS NULL AND place_path >= \(reach) AND place_path < \(reach.end)
                LIMIT \(Inbox.countMax)) AS found
            """
        }
        return try db.rows(counts.joined(separator: " UNION ALL ")) { row in
            StateCount(
                procedure: try row.text(0), state: try row.text(1), open: Int(try row.int(2)),
                overdue: Int(try row.int(3)))
        }
    }
}

extension Matters {
    /// Open matters of a procedure in one state, those due soonest first.
    package static func standing(
        in state: Procedure.State.ID, of procedure: Procedure.Name, realm: Realm.ID, limit: Int,
        _ db: any Reader
    ) throws -> [Matter.ID] {
        try db.rows(
            """
            SELECT id FROM matters
            WHERE realm_id = \(realm) AND procedure = \(procedure) AND state = \(state)
                AND ended_at IS NULL
            ORDER BY due_order, id LIMIT \(limit)
            """
        ) { try $0.id(0) }
    }
}
