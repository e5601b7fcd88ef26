package import Kernel
package import SQL

extension Inbox {
    /// Matters of a procedure that stand in one of some states, the last touched first.
    ///
    /// - Parameters:
    ///   - states: those whose pages everyone may read.
    ///   - after: the last touched instant and id of the page before.
    package static func board(
        of procedure: Procedure.Name, states: [Procedure.State.ID], in realm: Realm.ID,
        after: InboxQuery.Cursor?, limit: Int, _ db: any Reader
    ) throws -> [MatterLine] {
        guard !states.isEmpty else { return [] }
        let older: SQL =
            after.map { "AND (touched_at, id) < (\($0.due), \($0.id))" } ?? ""
        // One walk down the index for each state; together at most `limit` rows of each.
        let found = states.map { state -> SQL in
            """
            SELECT id FROM (SELECT id FROM matters
                WHERE realm_id = \(realm) AND procedure = \(procedure) AND state = \(state) \(older)
                ORDER BY touched_at DESC, id DESC LIMIT \(limit)) AS of_state
            """
        }
        return try db.rows(
            """
            SELECT \(columns) FROM \(sources)
            WHERE matters.id IN (\(found.joined(separator: " UNION ALL ")))
            ORDER BY matters.touched_at DESC, matters.id DESC LIMIT \(limit)
            """, decode)
    }

    /// Open matters in states that everyone may read, from a place down: of each state those due
    /// first, as many as `limit`.
    package static func board(
        of kinds: [(procedure: Procedure.Name, states: [Procedure.State.ID])],
        under place: PlacePath, in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [MatterLine] {
        let walks = kinds.flatMap { procedure, states in
            states.map { state -> SQL in
                """
                SELECT id FROM (SELECT id FROM matters
                    WHERE realm_id = \(realm) AND procedure = \(procedure) AND state = \(state)
                        AND ended_at IS NULL AND place_path >= \(place)
                        AND place_path < \(place.end)
                    ORDER BY due_order, id LIMIT \(limit)) AS of_state
                """
            }
        }
        guard !walks.isEmpty else { return [] }
        return try db.rows(
            """
            SELECT \(columns) FROM \(sources)
            WHERE matters.id IN (\(walks.joined(separator: " UNION ALL ")))
            ORDER BY matters.touched_at DESC, matters.id DESC LIMIT \(walks.count * limit)
            """, decode)
    }
}
