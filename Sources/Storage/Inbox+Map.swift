package import Kernel
package import SQL

extension Inbox {
    /// An open matter as a map counts it.
    package struct MapMatter: Hashable, Sendable {
        package let id: Matter.ID
        package let path: PlacePath
        package let procedure: Procedure.Name
        package let state: Procedure.State.ID
        package let dueAt: Instant?
        package let amberAt: Instant?
        package let suspended: Bool

        /// The light at an instant, from the deadline kept with the row.
        package func light(at now: Instant) -> Light {
            if suspended { return .paused }
            guard let dueAt else { return .green }
            if now > dueAt { return .red }
            return amberAt.map { now >= $0 } ?? false ? .amber : .green
        }
    }

    private static let mapColumns: SQL = """
        id, place_path, procedure, state, due_at, amber_at, suspended
        """

    /// Open matters in states that everyone may read, those due first of each state.
    package static func onMap(
        _ open: [(procedure: Procedure.Name, states: [Procedure.State.ID])], in realm: Realm.ID,
        limit: Int, _ db: any Reader
    ) throws -> [MapMatter] {
        let walks = open.flatMap { procedure, states in
            states.map { state -> SQL in
                """
                SELECT * FROM (SELECT \(mapColumns) FROM matters
                    WHERE realm_id = \(realm) AND procedure = \(procedure) AND state = \(state)
                        AND ended_at IS NULL
                    ORDER BY due_order, id LIMIT \(limit)) AS of_state
                """
            }
        }
        guard !walks.isEmpty else { return [] }
        return try db.rows(
            "\(walks.joined(separator: " UNION ALL ")) LIMIT \(limit)", decodeMap)
    }

    /// Open matters from some places down, those due first.
    package static func onMap(
        under reach: PlacePath, in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [MapMatter] {
        try db.rows(
            """
            SELECT \(mapColumns) FROM matters
            WHERE realm_id = \(realm) AND ended_at IS NULL AND place_path >= \(reach)
                AND place_path < \(reach.end)
            ORDER BY due_order, id LIMIT \(limit)
            """, decodeMap)
    }

    private static func decodeMap(_ row: any Row) throws -> MapMatter {
        MapMatter(
            id: try row.id(0), path: try row.path(1), procedure: try row.text(2),
            state: try row.text(3), dueAt: try row.instantOrNil(4),
            amberAt: try row.instantOrNil(5), suspended: try row.bool(6))
    }
}
