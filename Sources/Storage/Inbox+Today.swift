package import Kernel
package import SQL

/// What a day at the desk begins with: who waits for a call, and what is new.
extension Inbox {
    /// A matter whose reporter left a telephone number and waits to be called.
    package struct Call: Sendable {
        package let line: MatterLine
        package let before: Instant
        package let path: PlacePath
    }

    /// Open matters of a body whose first contact is still due and whose reporter left a number,
    /// the nearest deadline first. The number itself is not read.
    ///
    /// - Parameters:
    ///   - clock: the clock of the first contact.
    ///   - field: the personal field that holds the number.
    package static func calls(
        for holding: Holding, clock: Procedure.ClockRule.ID, field: Procedure.Field.ID,
        limit: Int, _ db: any Reader
    ) throws -> [Call] {
        try db.rows(
            """
            SELECT \(columns), clocks.due_at, matters.place_path
            FROM \(sources) JOIN clocks ON clocks.matter_id = matters.id
            WHERE matters.lead_id = \(holding.post.body) AND matters.ended_at IS NULL
                AND clocks.name = \(clock)
                AND clocks.stopped_at IS NULL AND EXISTS (
                    SELECT 1 FROM personal_fields WHERE personal_fields.matter_id = matters.id
                    AND personal_fields.field = \(field))
            ORDER BY clocks.due_at, matters.id LIMIT \(limit)
            """
        ) { row in
            Call(
                line: try decode(row), before: try row.instant(25), path: try row.path(26))
        }
    }

    /// Matters under a post's place that were raised since an instant and are still open, newest
    /// first; tasks that other matters brought with them are left out.
    package static func raised(
        since instant: Instant, for holding: Holding, limit: Int, _ db: any Reader
    ) throws -> [MatterLine] {
        let reach = holding.post.reach
        return try db.rows(
            """
            SELECT \(columns) FROM \(sources)
            WHERE matters.id >= \(Matter.ID.earliest(at: instant))
                AND matters.opened_at >= \(instant) AND matters.ended_at IS NULL
                AND matters.parent_id IS NULL
                AND matters.place_path >= \(reach) AND matters.place_path < \(reach.end)
            ORDER BY matters.id DESC LIMIT \(limit)
            """, decode)
    }
}
