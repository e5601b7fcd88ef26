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
}
