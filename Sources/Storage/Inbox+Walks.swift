import Kernel
import SQL

/// Where the rows of a list lie: each walk is a condition on `matters` that one index answers in
/// the order of the list, and no row lies on two. A walk names no realm where it names a body or a
/// person, who belong to one: the engine would rather walk the whole realm.
extension Inbox {
    /// The walks of a query without a text, with its filters and its cursor.
    static func walks(
        _ query: InboxQuery, for holding: Holding, _ awaited: Awaited, at now: Instant,
        on dialect: Dialect
    ) -> [SQL] {
        var conditions = filters(query, at: now)
        if let after = query.after {
            conditions.append(
                query.scope == .ended
                    ? "(ended_at, id) < (\(after.due), \(after.id))"
                    : "(due_order, id) > (\(after.due), \(after.id))")
        }
        return scopeWalks(query, holding, awaited, dialect).map { walk in
            ([walk] + conditions).joined(separator: " AND ")
        }
    }

    private static func scopeWalks(
        _ query: InboxQuery, _ holding: Holding, _ awaited: Awaited, _ dialect: Dialect
    ) -> [SQL] {
        switch query.scope {
        case .mine: awaitedWalks(holding, awaited, asked: query)
        case .bodies: partyWalks(isEnded: false, holding, dialect)
        case .places:
            holding.verbs.contains(.read)
                ? ["realm_id = \(holding.post.realm) AND ended_at IS NULL AND \(here(holding))"]
                : []
        case .ended: endedWalks(holding, dialect)
        }
    }

    /// One walk for each state in which the post is expected to move; those that the query's own
    /// procedure and state leave out are not walked at all.
    static func awaitedWalks(
        _ holding: Holding, _ awaited: Awaited, asked query: InboxQuery? = nil
    ) -> [SQL] {
        var walks: [SQL] = []
        for (procedure, states) in awaited.sorted(by: { $0.key < $1.key })
        where query?.procedure.map({ $0 == procedure }) ?? true {
            func add(_ names: [String], _ mine: SQL) {
                for state in names where query?.state.map({ $0 == state }) ?? true {
                    walks.append(
                        """
                        \(mine) AND procedure = \(procedure) AND state = \(state)
                            AND ended_at IS NULL
                        """)
                }
            }
            add(states.office, "realm_id = \(holding.post.realm) AND \(here(holding))")
            add(states.lead, "lead_id = \(holding.post.body)")
            add(states.taker, "taker_id = \(holding.post.person)")
        }
        return walks
    }

    /// What a body leads, and what it helps with; for a post that does not read, what its person
    /// took on.
    ///
    /// - Parameter condition: what else must hold; begins with `AND`.
    private static func partyWalks(
        isEnded: Bool, _ holding: Holding, _ dialect: Dialect, and condition: SQL = .empty
    ) -> [SQL] {
        let standing: SQL = isEnded ? "ended_at IS NOT NULL" : "ended_at IS NULL"
        guard holding.verbs.contains(.read) else {
            return ["taker_id = \(holding.post.person) AND \(standing)"]
        }
        let body = holding.post.body
        // Those that it helped with are few. Said in this way, no index of all others is walked in
        // search of them.
        let standingOfFew: SQL =
            isEnded ? "COALESCE(ended_at, 0) > 0" : "COALESCE(ended_at, 0) = 0"
        return [
            "lead_id = \(body) AND \(standing) \(condition)",
            """
            \(isAssisted(by: body, dialect)) AND (lead_id IS NULL OR lead_id <> \(body))
                AND \(standingOfFew) \(condition)
            """,
        ]
    }

    /// How many matters that a body helped with are looked at, the newest first.
    static let assistedMax = 1_000

    private static func isAssisted(by body: Body.ID, _ dialect: Dialect) -> SQL {
        let newest: SQL = """
            SELECT matter_id FROM (SELECT matter_id FROM matter_assists WHERE body_id = \(body)
                ORDER BY matter_id DESC LIMIT \(assistedMax)) AS assisted
            """
        // As an array it is looked up row by row; as a list it would be met with every matter.
        return switch dialect {
        case .sqlite: "id IN (\(newest))"
        case .postgres: "id = ANY (ARRAY(\(newest)))"
        }
    }

    private static func endedWalks(_ holding: Holding, _ dialect: Dialect) -> [SQL] {
        guard holding.verbs.contains(.read) else {
            return partyWalks(isEnded: true, holding, dialect)
        }
        return ["realm_id = \(holding.post.realm) AND ended_at IS NOT NULL AND \(here(holding))"]
            + partyWalks(isEnded: true, holding, dialect, and: "AND NOT \(here(holding))")
    }

    private static func here(_ holding: Holding) -> SQL {
        let reach = holding.post.reach
        return "(place_path >= \(reach) AND place_path < \(reach.end))"
    }

    private static func filters(_ query: InboxQuery, at now: Instant) -> [SQL] {
        var found: [SQL] = []
        if let light = query.light { found.append(condition(for: light, at: now)) }
        if let category = query.category {
            found.append(
                """
                (category = \(category) OR (category > \(category + ".")
                    AND category < \(category + "/")))
                """)
        }
        if let procedure = query.procedure { found.append("procedure = \(procedure)") }
        if let state = query.state { found.append("state = \(state)") }
        if let place = query.place {
            found.append("(place_path >= \(place) AND place_path < \(place.end))")
        }
        if let from = query.dueFrom { found.append("due_at >= \(from)") }
        if let before = query.dueBefore { found.append("due_at < \(before)") }
        return found
    }

    private static func condition(for light: Light, at now: Instant) -> SQL {
        switch light {
        // By the column that lists are walked by, so that a walk begins and ends where they lie.
        case .red: "(suspended = 0 AND due_order < \(now))"
        case .amber: "(suspended = 0 AND due_order >= \(now) AND amber_at <= \(now))"
        case .green:
            """
            (suspended = 0 AND ended_at IS NULL AND (due_at IS NULL OR amber_at > \(now)))
            """
        case .paused: "suspended = 1"
        case .done: "(ended_at IS NOT NULL AND late = 0)"
        case .late: "(ended_at IS NOT NULL AND late = 1)"
        }
    }
}
