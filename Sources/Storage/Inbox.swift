package import Kernel
package import SQL

/// A matter as lists show it.
package struct MatterLine: Sendable {
    package let id: Matter.ID
    package let reference: Reference
    package let procedure: Procedure.Name
    package let state: Procedure.State.ID
    package let stage: Procedure.Stage.ID
    package let title: String
    package let place: LocalName
    package let category: Category.ID
    package let urgency: String
    package let leadName: LocalName?
    package let openedAt: Instant
    package let dueAt: Instant?
    package let amberAt: Instant?
    package let suspended: Bool
    package let late: Bool
    package let endedAt: Instant?
    package let ending: Procedure.Ending?
    package let touchedAt: Instant
    package let supervised: Bool
    /// The place that holds the place: without it, a building is only a number.
    package let wider: LocalName?
    /// The levels of both, such as `building` and `estate`.
    package let level: String
    package let widerLevel: String?

    /// The light at an instant, from the deadline kept with the row.
    package func light(at now: Instant) -> Light {
        if endedAt != nil { return late ? .late : .done }
        if suspended { return .paused }
        guard let dueAt else { return .green }
        if now > dueAt { return .red }
        return amberAt.map { now >= $0 } ?? false ? .amber : .green
    }
}

/// What an inbox shows: whose matters, which of them, and from where on.
package struct InboxQuery: Hashable, Sendable {
    /// Whose matters: those awaiting this post's move, its body's, or all of its place.
    package enum Scope: String, CaseIterable, Sendable {
        case mine, bodies, places, ended
    }

    /// Where a page goes on: after this deadline and id.
    package struct Cursor: Hashable, Sendable {
        package let due: Instant
        package let id: Matter.ID

        package init(due: Instant, id: Matter.ID) {
            self.due = due
            self.id = id
        }
    }

    package var scope: Scope
    package var light: Light?
    package var category: Category.ID?
    package var procedure: Procedure.Name?
    package var state: Procedure.State.ID?
    package var place: PlacePath?
    package var text: String?
    /// Only deadlines from here on, and only those before.
    package var dueFrom: Instant?
    package var dueBefore: Instant?
    package var after: Cursor?
    package var limit: Int

    /// How many rows one page holds at most.
    package static let limitMax = 50

    package init(
        scope: Scope, light: Light? = nil, category: Category.ID? = nil,
        procedure: Procedure.Name? = nil, state: Procedure.State.ID? = nil, place: PlacePath? = nil,
        text: String? = nil, dueFrom: Instant? = nil, dueBefore: Instant? = nil,
        after: Cursor? = nil, limit: Int = limitMax
    ) {
        self.scope = scope
        self.light = light
        self.category = category
        self.procedure = procedure
        self.state = state
        self.place = place
        self.text = text
        self.dueFrom = dueFrom
        self.dueBefore = dueBefore
        self.after = after
        self.limit = min(limit, Self.limitMax)
    }
}

package enum Inbox {
    /// The states in which a post is expected to move, by procedure and by what makes it so.
    package typealias Awaited = [Procedure.Name: (
        office: [String], lead: [String], taker: [String]
    )]

    static let columns: SQL = """
        matters.id, matters.reference, matters.procedure, matters.state, matters.stage,
        matters.title, places.name_zh, places.name_en, matters.category, matters.urgency,
        bodies.name_zh, bodies.name_en, matters.opened_at, matters.due_at, matters.amber_at,
        matters.suspended, matters.late, matters.ended_at, matters.ending, matters.touched_at,
        matters.supervision, wider.name_zh, wider.name_en, places.level, wider.level
        """

    static let sources: SQL = """
        matters JOIN places ON places.id = matters.place_id
            LEFT JOIN places AS wider ON wider.id = places.parent_id
            LEFT JOIN bodies ON bodies.id = matters.lead_id
        """

    /// The deadline that stands in for none, so that the order is total on both engines.
    private static let never: Int64 = 253_402_300_800_000
    package static var neverDue: Instant { Instant(milliseconds: never) }

    /// Counts stop here: "99+" says enough, and no page counts a whole table.
    package static let countMax = 100

    /// How many matters a query finds, counted no further than `countMax`.
    package static func count(
        _ query: InboxQuery, for holding: Holding, awaited: Awaited, at now: Instant,
        _ db: any Reader
    ) throws -> Int {
        var conditions: [SQL] = ["matters.realm_id = \(holding.post.realm)"]
        conditions.append(scope(query.scope, holding, awaited))
        conditions += filters(query, for: holding, at: now, db.dialect)
        let count = try db.int(
            """
            SELECT COUNT(*) FROM (SELECT 1 FROM matters
                WHERE \(conditions.joined(separator: " AND ")) LIMIT \(countMax)) AS some
            """)
        return Int(count ?? 0)
    }

    /// One page of matters that a post may read, the nearest deadline first; ended ones newest
    /// first.
    package static func page(
        _ query: InboxQuery, for holding: Holding, awaited: Awaited, at now: Instant,
        _ db: any Reader
    ) throws -> [MatterLine] {
        var conditions: [SQL] = ["matters.realm_id = \(holding.post.realm)"]
        conditions.append(scope(query.scope, holding, awaited))
        conditions += filters(query, for: holding, at: now, db.dialect)
        let order: SQL =
            query.scope == .ended
            ? "matters.ended_at DESC, matters.id DESC"
            : "COALESCE(matters.due_at, \(never)), matters.id"
        if let after = query.after {
            conditions.append(
                query.scope == .ended
                    ? "(matters.ended_at, matters.id) < (\(after.due), \(after.id))"
                    : """
                    (COALESCE(matters.due_at, \(never)), matters.id) > (\(after.due), \(after.id))
                    """)
        }
        return try db.rows(
            """
            SELECT \(columns) FROM \(sources)
            WHERE \(conditions.joined(separator: " AND "))
            ORDER BY \(order) LIMIT \(query.limit + 1)
            """, decode)
    }

    static func scope(
        _ scope: InboxQuery.Scope, _ holding: Holding, _ awaited: Awaited
    ) -> SQL {
        let reach = holding.post.reach
        let here: SQL = """
            (matters.place_path >= \(reach) AND matters.place_path < \(reach.end))
            """
        // Without the right to read, a post sees what awaits it and what its person took on.
        let reads = holding.verbs.contains(.read)
        let readable: SQL = reads ? here : "1 = 0"
        let party: SQL =
            reads
            ? """
            (matters.lead_id = \(holding.post.body) OR EXISTS (
                SELECT 1 FROM matter_assists WHERE matter_assists.matter_id = matters.id
                AND matter_assists.body_id = \(holding.post.body)))
            """ : "matters.taker_id = \(holding.post.person)"
        switch scope {
        case .mine:
            let moves: [SQL] = awaited.sorted { $0.key < $1.key }.map { name, states in
                """
                (matters.procedure = \(name) AND ((matters.state IN \(list: states.office)
                    AND \(here)) OR (matters.state IN \(list: states.lead)
                    AND matters.lead_id = \(holding.post.body))
                    OR (matters.state IN \(list: states.taker)
                    AND matters.taker_id = \(holding.post.person))))
                """
            }
            let any: SQL = moves.isEmpty ? "1 = 0" : "(\(moves.joined(separator: " OR ")))"
            return "matters.ended_at IS NULL AND \(any)"
        case .bodies: return "matters.ended_at IS NULL AND \(party)"
        case .places: return "matters.ended_at IS NULL AND \(readable)"
        case .ended: return "matters.ended_at IS NOT NULL AND (\(readable) OR \(party))"
        }
    }

    private static func filters(
        _ query: InboxQuery, for holding: Holding, at now: Instant, _ dialect: Dialect
    ) -> [SQL] {
        var found: [SQL] = []
        if let light = query.light { found.append(condition(for: light, at: now)) }
        if let category = query.category {
            found.append(
                """
                (matters.category = \(category) OR (matters.category > \(category + ".")
                    AND matters.category < \(category + "/")))
                """)
        }
        if let procedure = query.procedure { found.append("matters.procedure = \(procedure)") }
        if let state = query.state { found.append("matters.state = \(state)") }
        if let place = query.place {
            found.append(
                "(matters.place_path >= \(place) AND matters.place_path < \(place.end))")
        }
        if let from = query.dueFrom { found.append("matters.due_at >= \(from)") }
        if let before = query.dueBefore { found.append("matters.due_at < \(before)") }
        if let text = query.text {
            found.append(match(text, readsWords: holding.verbs.contains(.read), dialect))
        }
        return found
    }

    private static func condition(for light: Light, at now: Instant) -> SQL {
        switch light {
        case .red: "(matters.suspended = 0 AND matters.due_at < \(now))"
        case .amber:
            "(matters.suspended = 0 AND matters.due_at >= \(now) AND matters.amber_at <= \(now))"
        case .green:
            """
            (matters.suspended = 0 AND matters.ended_at IS NULL
                AND (matters.due_at IS NULL OR matters.amber_at > \(now)))
            """
        case .paused: "matters.suspended = 1"
        case .done: "(matters.ended_at IS NOT NULL AND matters.late = 0)"
        case .late: "(matters.ended_at IS NOT NULL AND matters.late = 1)"
        }
    }

    /// A reference is looked up as it is; other text goes to the index of pairs, for posts that
    /// may read accounts: whoever may not could guess at them.
    private static func match(_ text: String, readsWords: Bool, _ dialect: Dialect) -> SQL {
        if let reference = try? Reference(parsing: text) {
            return "matters.reference = \(reference)"
        }
        guard readsWords, let query = Grams.query(text, for: dialect) else { return "1 = 0" }
        return """
            matters.id IN (SELECT rowid FROM matter_search WHERE matter_search MATCH \(query))
            """
    }

    static func decode(_ row: any Row) throws -> MatterLine {
        MatterLine(
            id: try row.id(0), reference: try row.reference(1), procedure: try row.text(2),
            state: try row.text(3), stage: try row.text(4), title: try row.text(5),
            place: try row.localName(6), category: try row.text(8), urgency: try row.text(9),
            leadName: try row.textOrNil(10).map { _ in try row.localName(10) },
            openedAt: try row.instant(12), dueAt: try row.instantOrNil(13),
            amberAt: try row.instantOrNil(14), suspended: try row.bool(15),
            late: try row.bool(16), endedAt: try row.instantOrNil(17),
            ending: try row.memberOrNil(18, of: Procedure.Ending.self),
            touchedAt: try row.instant(19), supervised: try row.textOrNil(20) != nil,
            wider: try row.textOrNil(21).map { _ in try row.localName(21) },
            level: try row.text(23), widerLevel: try row.textOrNil(24))
    }
}
