package import Kernel
package import SQL

/// Rows of the versions of how a realm is cut into grids.
package enum GridPlans {
    private static let columns: SQL = """
        id, realm_id, name, state, drafted_at, drafter_id, approved_at, from_day, taken_up_at,
        version
        """

    /// How many plans of one realm are read: a realm is cut anew once or twice a year.
    package static let listedMax = 200

    package static func find(
        _ id: GridPlan.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> GridPlan? {
        try db.first(
            "SELECT \(columns) FROM grid_plans WHERE id = \(id) AND realm_id = \(realm)", decode)
    }

    /// The plans of a realm, the latest first.
    package static func all(in realm: Realm.ID, _ db: any Reader) throws -> [GridPlan] {
        try db.rows(
            """
            SELECT \(columns) FROM grid_plans WHERE realm_id = \(realm)
            ORDER BY id DESC LIMIT \(listedMax)
            """, decode)
    }

    /// The plan that holds on a day.
    package static func inForce(
        on day: Day, in realm: Realm.ID, _ db: any Reader
    ) throws -> GridPlan? {
        try db.first(
            """
            SELECT \(columns) FROM grid_plans
            WHERE realm_id = \(realm) AND state = 'approved' AND from_day <= \(day)
            ORDER BY from_day DESC LIMIT 1
            """, decode)
    }

    package static func insert(_ plan: GridPlan, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO grid_plans (\(columns))
            VALUES (\(plan.id), \(plan.realm), \(plan.name), \(plan.state.rawValue),
                \(plan.draftedAt), \(plan.drafter), \(plan.approvedAt), \(plan.from), NULL,
                \(plan.version))
            """)
    }

    /// Counts a change of a draft.
    ///
    /// - Returns: false where somebody changed it since it was read.
    package static func touch(_ plan: GridPlan, name: String, _ db: any Writer) throws -> Bool {
        try db.run(
            """
            UPDATE grid_plans SET name = \(name), version = version + 1
            WHERE id = \(plan.id) AND version = \(plan.version) AND state = 'draft'
            """) == 1
    }

    package static func approve(
        _ plan: GridPlan, from day: Day, by person: Person.ID, at now: Instant, _ db: any Writer
    ) throws -> Bool {
        try db.run(
            """
            UPDATE grid_plans SET state = 'approved', approved_at = \(now),
                approver_id = \(person), from_day = \(day), version = version + 1
            WHERE id = \(plan.id) AND version = \(plan.version) AND state = 'draft'
            """) == 1
    }

    package static func drop(_ plan: GridPlan, _ db: any Writer) throws -> Bool {
        try db.run(
            """
            UPDATE grid_plans SET state = 'dropped', version = version + 1
            WHERE id = \(plan.id) AND version = \(plan.version)
            """) == 1
    }

    // MARK: - Moving open matters

    /// Approved plans that have begun and whose matters are not all moved yet.
    package static func notTakenUp(
        on day: Day, in realm: Realm.ID, _ db: any Reader
    ) throws -> [GridPlan] {
        try db.rows(
            """
            SELECT \(columns) FROM grid_plans
            WHERE realm_id = \(realm) AND state = 'approved' AND from_day <= \(day)
                AND taken_up_at IS NULL
            ORDER BY from_day LIMIT \(listedMax)
            """, decode)
    }

    package static func movedThrough(
        _ plan: GridPlan.ID, _ db: any Reader
    ) throws -> Matter.ID? {
        try db.int("SELECT moved_through FROM grid_plans WHERE id = \(plan)").map(Matter.ID.init)
    }

    package static func setMoved(
        _ plan: GridPlan.ID, through matter: Matter.ID, _ db: any Writer
    ) throws {
        try db.run("UPDATE grid_plans SET moved_through = \(matter) WHERE id = \(plan)")
    }

    package static func setTakenUp(
        _ plan: GridPlan.ID, at now: Instant, _ db: any Writer
    ) throws {
        try db.run("UPDATE grid_plans SET taken_up_at = \(now) WHERE id = \(plan)")
    }

    /// Open matters of a realm, in the order in which they were opened. The plus keeps the engine
    /// from walking all matters instead of the open ones.
    package static func openMatters(
        in realm: Realm.ID, after matter: Matter.ID?, limit: Int, _ db: any Reader
    ) throws -> [(id: Matter.ID, path: PlacePath)] {
        let beyond: SQL = matter.map { "AND +id > \($0)" } ?? ""
        return try db.rows(
            """
            SELECT id, place_path FROM matters
            WHERE realm_id = \(realm) AND ended_at IS NULL \(beyond)
            ORDER BY +id LIMIT \(limit)
            """
        ) { (try $0.id(0), try $0.path(1)) }
    }

    private static func decode(_ row: any Row) throws -> GridPlan {
        GridPlan(
            id: try row.id(0), realm: try row.id(1), name: try row.text(2),
            state: try row.member(3, of: GridPlan.State.self), draftedAt: try row.instant(4),
            drafter: try row.idOrNil(5), approvedAt: try row.instantOrNil(6),
            from: try row.dayOrNil(7), isTakenUp: try !row.isNull(8),
            version: Int(try row.int(9)))
    }
}
