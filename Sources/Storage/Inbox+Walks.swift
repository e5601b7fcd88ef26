import Kernel
import SQL

/// Where the rows of a list lie: each walk is a condition on `matters` that one index answers in
/// the order of the list, and no row lies on two. A walk names no realm where it names a body or a
/// person, who belong to one: the engine would rather walk the whole realm.
extension Inbox {
    /// One walk, or the same through matters in each of some states.
    struct Walk {
        var condition: SQL
        /// Empty where it goes through matters in any state.
        var states: [(procedure: Procedure.Name, state: Procedure.State.ID)] = []

        init(_ condition: SQL) { self.condition = condition }

        /// A condition for each stretch of the walk that one index answers in order.
        var stretches: [SQL] {
            states.isEmpty
                ? [condition]
                : states.map { "\(condition) AND procedure = \($0) AND state = \($1)" }
        }
    }

    /// The walks of a query without a text, with its filters and its cursor.
    static func walks(
        _ query: InboxQuery, for holding: Holding, _ awaited: Awaited, at now: Instant,
        on dialect: Dialect
    ) -> [Walk] {
        var conditions = filters(query, at: now)
        if let after = query.after {
            conditions.append(
                query.scope == .ended
                    ? "(ended_at, id) < (\(after.due), \(after.id))"
                    : "(due_order, id) > (\(after.due), \(after.id))")
        }
        return scopeWalks(query, holding, awaited, dialect).map { walk in
            var walk = walk
            walk.condition = ([walk.condition] + conditions).joined(separator: " AND ")
            return walk
        }
    }

    private static func scopeWalks(
        _ query: InboxQuery, _ holding: Holding, _ awaited: Awaited, _ dialect: Dialect
    ) -> [Walk] {
        switch query.scope {
        case .mine: awaitedWalks(holding, awaited, asked: query)
        case .bodies: partyWalks(isEnded: false, holding, dialect).map(Walk.init)
        case .places:
            holding.verbs.contains(.read)
                ? [Walk("\(inRealm(holding)) AND ended_at IS NULL")] : []
        case .ended: endedWalks(holding, dialect).map(Walk.init)
        }
    }

    /// The walks through the states in which the post is expected to move; those that the query's
    /// own procedure and state leave out are not walked at all.
    static func awaitedWalks(
        _ holding: Holding, _ awaited: Awaited, asked query: InboxQuery? = nil
    ) -> [Walk] {
        var (office, lead, taker) = (
            Walk("\(inRealm(holding)) AND ended_at IS NULL"),
            Walk("lead_id = \(holding.post.body) AND ended_at IS NULL"),
            Walk("taker_id = \(holding.post.person) AND ended_at IS NULL")
        )
        for (procedure, states) in awaited.sorted(by: { $0.key < $1.key })
        where query?.procedure.map({ $0 == procedure }) ?? true {
            func add(_ names: [String], to walk: inout Walk) {
                walk.states += names.filter { name in query?.state.map { $0 == name } ?? true }
                    .map { (procedure, $0) }
            }
            add(states.office, to: &office)
            add(states.lead, to: &lead)
            add(states.taker, to: &taker)
        }
        return [office, lead, taker].filter { !$0.states.isEmpty }
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
        return ["\(inRealm(holding)) AND ended_at IS NOT NULL"]
            + partyWalks(isEnded: true, holding, dialect, and: "AND NOT \(here(holding))")
    }

    private static func inRealm(_ holding: Holding) -> SQL {
        "realm_id = \(holding.post.realm) AND \(here(holding))"
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

/// In which order a list is walked.
enum ListOrder {
    case nearestDeadline
    case newestEnd

    var direction: SQL { self == .newestEnd ? "DESC" : "ASC" }

    private var key: SQL { self == .newestEnd ? "ended_at" : "due_order" }

    /// The first rows of a list of rows.
    func first(_ limit: Int) -> SQL {
        "ORDER BY place \(direction), id \(direction) LIMIT \(limit)"
    }

    /// The rows of one stretch of a walk.
    func rows(_ condition: SQL) -> SQL {
        "SELECT id, \(key) AS place FROM matters WHERE \(condition)"
    }

    /// The first rows of each stretch of a walk, for an engine that takes longer to make one of
    /// many queries ready than to run one many times.
    func rows(of walk: Inbox.Walk, limit: Int) -> SQL {
        guard walk.states.count > 1 else { return rows(walk.stretches[0]) }
        let states = walk.states.map { "(\($0), \($1))" as SQL }.joined(separator: ", ")
        return """
            SELECT stretch.id, stretch.place FROM (VALUES \(states)) AS awaited (procedure, state)
            CROSS JOIN LATERAL (
                \(rows(walk.condition)) AND matters.procedure = awaited.procedure
                    AND matters.state = awaited.state \(first(limit))) AS stretch
            """
    }
}
