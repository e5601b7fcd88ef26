package import Kernel
package import SQL

/// One action for many matters, as it was asked for.
package enum BulkRun {
    package typealias ID = Identifier<BulkRun>
}

/// What came of one action for many matters: shown to whoever did it, dropped after a day.
package enum Bulks {
    package struct Outcome: Sendable {
        package let procedure: Procedure.Name
        package let action: Procedure.Action.ID
        package let line: MatterLine
        /// Nil when its turn never came, because the program stopped in between.
        package let isDone: Bool?
        package let reason: String?
    }

    private static let keptHours: Int64 = 24

    /// Takes a run for the one who asked for it, before anything is done.
    ///
    /// - Returns: false when it was taken before: then it must not be done again.
    package static func claim(
        _ run: BulkRun.ID, by person: Person.ID, procedure: Procedure.Name,
        action: Procedure.Action.ID, matters: [Matter.ID], at now: Instant, _ db: any Writer
    ) throws -> Bool {
        try db.run(
            """
            DELETE FROM bulk_outcomes
            WHERE person_id = \(person) AND at < \(now.adding(minutes: -keptHours * 60))
            """)
        for (ordinal, matter) in matters.enumerated() {
            let inserted = try db.run(
                """
                INSERT INTO bulk_outcomes
                    (run_id, ordinal, person_id, procedure, action, at, matter_id)
                VALUES (\(run), \(ordinal), \(person), \(procedure), \(action), \(now), \(matter))
                ON CONFLICT (run_id, ordinal) DO NOTHING
                """)
            guard inserted == 1 else { return false }
        }
        return true
    }

    package static func settle(
        _ run: BulkRun.ID, matter: Matter.ID, reason: String?, _ db: any Writer
    ) throws {
        try db.run(
            """
            UPDATE bulk_outcomes SET done = \(reason == nil), reason = \(reason)
            WHERE run_id = \(run) AND matter_id = \(matter)
            """)
    }

    /// The outcomes of a run in the order of the list; empty unless it is this person's.
    package static func outcomes(
        of run: BulkRun.ID, by person: Person.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> [Outcome] {
        try db.rows(
            """
            SELECT \(Inbox.columns), bulk_outcomes.procedure, bulk_outcomes.action,
                bulk_outcomes.done, bulk_outcomes.reason
            FROM \(Inbox.sources)
            JOIN bulk_outcomes ON bulk_outcomes.matter_id = matters.id
            WHERE bulk_outcomes.run_id = \(run) AND bulk_outcomes.person_id = \(person)
                AND matters.realm_id = \(realm)
            ORDER BY bulk_outcomes.ordinal LIMIT \(Procedure.manyMax)
            """
        ) { row in
            Outcome(
                procedure: try row.text(25), action: try row.text(26),
                line: try Inbox.decode(row), isDone: try row.intOrNil(27).map { $0 == 1 },
                reason: try row.textOrNil(28))
        }
    }
}
