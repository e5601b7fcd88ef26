package import Kernel
package import SQL

/// Rows of clocks, with their suspensions and extensions.
package enum Clocks {
    package static func of(_ matter: Matter.ID, _ db: any Reader) throws -> [Clock] {
        let suspensions = try db.rows(
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
        let extensions = try db.rows(
            """
            SELECT clock, amount, unit FROM clock_extensions
            WHERE matter_id = \(matter) ORDER BY clock, ordinal LIMIT 500
            """
        ) { row in (clock: try row.text(0), more: try limit(row, 1)) }
        return try db.rows(
            """
            SELECT name, amount, unit, until_at, started_at, stopped_at FROM clocks
            WHERE matter_id = \(matter) ORDER BY started_at, name LIMIT 50
            """
        ) { row in
            let name = try row.text(0)
            return Clock(
                name: name, budget: try budget(row), startedAt: try row.instant(4),
                suspensions: suspensions.filter { $0.clock == name }.map(\.span),
                extensions: extensions.filter { $0.clock == name }.map(\.more),
                stoppedAt: try row.instantOrNil(5))
        }
    }

    private static func budget(_ row: any Row) throws -> Clock.Budget {
        if let until = try row.instantOrNil(3) { return .until(until) }
        return .limit(try limit(row, 1))
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
        for clock in clocks where !before.contains(clock) {
            let old = before.first { $0.name == clock.name }
            try upsert(clock, of: matter, by: keeper, db)
            if old?.suspensions ?? [] != clock.suspensions {
                try save(suspensions: clock, of: matter, db)
            }
            if old?.extensions ?? [] != clock.extensions {
                try save(extensions: clock, of: matter, db)
            }
        }
    }

    private static func upsert(
        _ clock: Clock, of matter: Matter.ID, by keeper: Timekeeper, _ db: any Writer
    ) throws {
        let deadline = clock.deadline(by: keeper)
        var amount: Int?
        var unit: String?
        var until: Instant?
        switch clock.budget {
        case .limit(let limit): (amount, unit) = (limit.amount, limit.unit.rawValue)
        case .until(let instant): until = instant
        }
        try db.run(
            """
            INSERT INTO clocks
                (matter_id, name, amount, unit, until_at, started_at, stopped_at, due_at,
                provisional)
            VALUES (\(matter), \(clock.name), \(amount), \(unit), \(until), \(clock.startedAt),
                \(clock.stoppedAt), \(deadline.at), \(deadline.provisional))
            ON CONFLICT (matter_id, name) DO UPDATE SET amount = excluded.amount,
                unit = excluded.unit, until_at = excluded.until_at,
                started_at = excluded.started_at, stopped_at = excluded.stopped_at,
                due_at = excluded.due_at, provisional = excluded.provisional
            """)
    }

    private static func save(
        suspensions clock: Clock, of matter: Matter.ID, _ db: any Writer
    ) throws {
        try db.run(
            "DELETE FROM clock_suspensions WHERE matter_id = \(matter) AND clock = \(clock.name)")
        for span in clock.suspensions {
            try db.run(
                """
                INSERT INTO clock_suspensions (matter_id, clock, from_at, until_at, reason)
                VALUES (\(matter), \(clock.name), \(span.from), \(span.until), \(span.reason))
                """)
        }
    }

    private static func save(
        extensions clock: Clock, of matter: Matter.ID, _ db: any Writer
    ) throws {
        try db.run(
            "DELETE FROM clock_extensions WHERE matter_id = \(matter) AND clock = \(clock.name)")
        for (ordinal, more) in clock.extensions.enumerated() {
            try db.run(
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
        for clock in matter.clocks where clock.stoppedAt == nil {
            try upsert(clock, of: matter.id, by: keeper, db)
        }
        try db.run(
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
