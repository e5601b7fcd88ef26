package import Kernel
package import SQL

/// Rows of clocks, with their suspensions and extensions.
package enum Clocks {
    static let columns: SQL = """
        clocks.name, clocks.amount, clocks.unit, clocks.until_at, clocks.started_at,
        clocks.stopped_at
        """

    /// How many clocks of one matter are read.
    static let countMax = 50

    /// A clock without its suspensions and extensions.
    ///
    /// - Parameter first: where its columns begin.
    static func decode(_ row: any Row, from first: Int) throws -> Clock {
        Clock(
            name: try row.text(first), budget: try budget(row, first + 1),
            startedAt: try row.instant(first + 4), stoppedAt: try row.instantOrNil(first + 5))
    }

    /// The clocks of one matter in order, with their suspensions and extensions, asked for only
    /// where the matter says that there may be any.
    static func whole(
        _ clocks: [Clock], of matter: Matter.ID, _ parts: MatterParts, _ db: any Reader
    ) throws -> [Clock] {
        let clocks = clocks.sorted { ($0.startedAt, $0.name) < ($1.startedAt, $1.name) }
        if parts.isDisjoint(with: [.suspensions, .extensions]) { return clocks }
        let suspensions = parts.contains(.suspensions) ? try suspensions(of: matter, db) : [:]
        let extensions = parts.contains(.extensions) ? try extensions(of: matter, db) : [:]
        return clocks.map { clock in
            Clock(
                name: clock.name, budget: clock.budget, startedAt: clock.startedAt,
                suspensions: suspensions[clock.name] ?? [],
                extensions: extensions[clock.name] ?? [], stoppedAt: clock.stoppedAt)
        }
    }

    private static func suspensions(
        of matter: Matter.ID, _ db: any Reader
    ) throws -> [Procedure.ClockRule.ID: [Clock.Suspension]] {
        let spans = try db.rows(
            """
            SELECT clock, from_at, until_at, reason FROM clock_suspensions
            WHERE matter_id = \(matter) ORDER BY clock, from_at LIMIT 500
            """
        ) { row in
            (
                clock: try row.text(0),
                span: Clock.Suspension(
                    from: try row.instant(1), until: try row.instantOrNil(2),
                    reason: try row.text(3))
            )
        }
        return Dictionary(grouping: spans, by: \.clock).mapValues { $0.map(\.span) }
    }

    private static func extensions(
        of matter: Matter.ID, _ db: any Reader
    ) throws -> [Procedure.ClockRule.ID: [TimeLimit]] {
        let limits = try db.rows(
            """
            SELECT clock, amount, unit FROM clock_extensions
            WHERE matter_id = \(matter) ORDER BY clock, ordinal LIMIT 500
            """
        ) { row in (clock: try row.text(0), more: try limit(row, 1)) }
        return Dictionary(grouping: limits, by: \.clock).mapValues { $0.map(\.more) }
    }

    private static func budget(_ row: any Row, _ column: Int) throws -> Clock.Budget {
        if let until = try row.instantOrNil(column + 2) { return .until(until) }
        return .limit(try limit(row, column))
    }

    private static func limit(_ row: any Row, _ column: Int) throws -> TimeLimit {
        try TimeLimit(
            Int(try row.int(column)), try row.member(column + 1, of: TimeLimit.Unit.self))
    }

    /// Writes the clocks that differ from `before`.
    static func save(
        _ clocks: [Clock], of matter: Matter.ID, replacing before: [Clock],
        by keeper: Timekeeper, _ db: any Writer
    ) throws {
        let changed = clocks.filter { !before.contains($0) }
        try upsert(changed, of: matter, by: keeper, db)
        for clock in changed {
            let old = before.first { $0.name == clock.name }
            if old?.suspensions ?? [] != clock.suspensions {
                try save(suspensions: clock, of: matter, db)
            }
            if old?.extensions ?? [] != clock.extensions {
                try save(extensions: clock, of: matter, db)
            }
        }
    }

    /// All clocks in one statement.
    private static func upsert(
        _ clocks: [Clock], of matter: Matter.ID, by keeper: Timekeeper, _ db: any Writer
    ) throws {
        if clocks.isEmpty { return }
        try db.send(
            """
            INSERT INTO clocks
                (matter_id, name, amount, unit, until_at, started_at, stopped_at, due_at,
                provisional)
            VALUES \(clocks.map { values($0, of: matter, by: keeper) }.joined(separator: ", "))
            ON CONFLICT (matter_id, name) DO UPDATE SET amount = excluded.amount,
                unit = excluded.unit, until_at = excluded.until_at,
                started_at = excluded.started_at, stopped_at = excluded.stopped_at,
                due_at = excluded.due_at, provisional = excluded.provisional
            """)
    }

    private static func values(
        _ clock: Clock, of matter: Matter.ID, by keeper: Timekeeper
    ) -> SQL {
        let deadline = clock.deadline(by: keeper)
        var amount: Int?
        var unit: String?
        var until: Instant?
        switch clock.budget {
        case .limit(let limit): (amount, unit) = (limit.amount, limit.unit.rawValue)
        case .until(let instant): until = instant
        }
        return """
            (\(matter), \(clock.name), \(amount), \(unit), \(until), \(clock.startedAt),
                \(clock.stoppedAt), \(deadline.at), \(deadline.provisional))
            """
    }

    private static func save(
        suspensions clock: Clock, of matter: Matter.ID, _ db: any Writer
    ) throws {
        try db.send(
            "DELETE FROM clock_suspensions WHERE matter_id = \(matter) AND clock = \(clock.name)")
        for span in clock.suspensions {
            try db.send(
                """
                INSERT INTO clock_suspensions (matter_id, clock, from_at, until_at, reason)
                VALUES (\(matter), \(clock.name), \(span.from), \(span.until), \(span.reason))
                """)
        }
    }

    private static func save(
        extensions clock: Clock, of matter: Matter.ID, _ db: any Writer
    ) throws {
        try db.send(
            "DELETE FROM clock_extensions WHERE matter_id = \(matter) AND clock = \(clock.name)")
        for (ordinal, more) in clock.extensions.enumerated() {
            try db.send(
                """
                INSERT INTO clock_extensions (matter_id, clock, ordinal, amount, unit)
                VALUES (\(matter), \(clock.name), \(ordinal + 1), \(more.amount),
                    \(more.unit.rawValue))
                """)
        }
    }

    /// Matters of a realm with a clock that still runs, a page at a time, for re-projection.
    package static func runningMatters(
        in realm: Realm.ID, after: Matter.ID?, limit: Int, _ db: any Reader
    ) throws -> [Matter.ID] {
        try db.rows(
            """
            SELECT id FROM matters
            WHERE realm_id = \(realm) AND ended_at IS NULL AND id > \(after?.rawValue ?? 0)
            ORDER BY id LIMIT \(limit)
            """
        ) { try $0.id(0) }
    }

    /// Matters with a running clock whose deadline has passed, longest overdue first.
    package static func elapsed(
        clock: Procedure.ClockRule.ID, procedure: Procedure.Name, in realm: Realm.ID,
        at now: Instant, limit: Int, _ db: any Reader
    ) throws -> [Matter.ID] {
        try db.rows(
            """
            SELECT matters.id FROM clocks
            JOIN matters ON matters.id = clocks.matter_id
            WHERE clocks.stopped_at IS NULL AND clocks.due_at <= \(now)
                AND clocks.name = \(clock) AND matters.procedure = \(procedure)
                AND matters.realm_id = \(realm)
            ORDER BY clocks.due_at, clocks.matter_id LIMIT \(limit)
            """
        ) { try $0.id(0) }
    }

    /// Writes the newly projected deadlines of a matter's clocks.
    package static func reproject(
        _ matter: Matter, standing: Standing, by keeper: Timekeeper, _ db: any Writer
    ) throws {
        try upsert(matter.clocks.filter { $0.stoppedAt == nil }, of: matter.id, by: keeper, db)
        try db.send(
            """
            UPDATE matters SET due_at = \(standing.dueAt), amber_at = \(standing.amberAt)
            WHERE id = \(matter.id)
            """)
    }

    /// The deadlines as they are kept, by clock.
    package static func projected(
        of matter: Matter.ID, _ db: any Reader
    ) throws -> [String: Instant] {
        let rows = try db.rows(
            """
            SELECT name, due_at FROM clocks WHERE matter_id = \(matter) AND stopped_at IS NULL
            ORDER BY name LIMIT 50
            """
        ) { (try $0.text(0), try $0.instant(1)) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }
}
