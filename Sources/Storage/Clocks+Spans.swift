package import Kernel
package import SQL

extension Clocks {
    /// Open matters of a realm with a clock that runs over a span of time, nearest deadline first:
    /// no other deadline can move when a day of that span changes.
    ///
    /// - Parameter limit: how many clocks are looked at.
    /// - Returns: the matters, and whether there were more clocks.
    package static func runningMatters(
        in realm: Realm.ID, from: Instant, through to: Instant, limit: Int, _ db: any Reader
    ) throws -> (matters: [Matter.ID], isCut: Bool) {
        let rows = try db.rows(
            """
            SELECT clocks.matter_id FROM clocks JOIN matters ON matters.id = clocks.matter_id
            WHERE clocks.stopped_at IS NULL AND clocks.due_at >= \(from)
                AND clocks.started_at <= \(to) AND matters.realm_id = \(realm)
                AND matters.ended_at IS NULL
            ORDER BY clocks.due_at, clocks.matter_id, clocks.name LIMIT \(limit + 1)
            """
        ) { try $0.id(0) as Matter.ID }
        var seen: Set<Matter.ID> = []
        return (rows.prefix(limit).filter { seen.insert($0).inserted }, rows.count > limit)
    }
}
