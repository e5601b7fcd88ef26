package import Kernel
package import SQL

/// Agreements with partner units (共驻共建协议), and what was done under them.
package enum Agreements {
    package static let procedure: Procedure.Name = "agreement"
    /// How many agreements in force a form offers and a page lists.
    package static let inForceMax = 300

    /// An agreement in force.
    package struct Line: Hashable, Sendable {
        package let id: Matter.ID
        package let reference: Reference
        package let title: String
        package let state: Procedure.State.ID
        package let unit: Body.ID?
    }

    /// The agreements in one of some states, those of a unit or of all, the newest first.
    package static func inForce(
        _ states: [Procedure.State.ID], of unit: Body.ID? = nil, in realm: Realm.ID,
        _ db: any Reader
    ) throws -> [Line] {
        let own: SQL = unit.map { "AND lead_id = \($0)" } ?? ""
        return try db.rows(
            """
            SELECT id, reference, title, state, lead_id FROM matters
            WHERE realm_id = \(realm) AND procedure = \(procedure) AND ended_at IS NULL
                AND state IN \(list: states) \(own)
            ORDER BY id DESC LIMIT \(inForceMax)
            """, decode)
    }

    package static func find(
        _ id: Matter.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> Line? {
        try db.first(
            """
            SELECT id, reference, title, state, lead_id FROM matters
            WHERE id = \(id) AND realm_id = \(realm) AND procedure = \(procedure)
            """, decode)
    }

    /// How many different units have an agreement in one of some states.
    package static func unitCount(
        _ states: [Procedure.State.ID], kinds: [String], on day: Day, in realm: Realm.ID,
        _ db: any Reader
    ) throws -> (signed: Int, registered: Int) {
        let found = try db.first(
            """
            SELECT COUNT(*), COALESCE(SUM(CASE WHEN \(signed(states)) THEN 1 ELSE 0 END), 0)
            FROM bodies WHERE \(registered(kinds, day, realm))
            """
        ) { (signed: Int(try $0.int(1)), registered: Int(try $0.int(0))) }
        return found ?? (0, 0)
    }

    /// Registered units, those with or those without an agreement, in the order in which they were
    /// entered.
    package static func units(
        _ states: [Procedure.State.ID], isSigned: Bool, kinds: [String], on day: Day,
        in realm: Realm.ID, after: Body.ID?, limit: Int, _ db: any Reader
    ) throws -> [Body.ID] {
        let negation: SQL = isSigned ? "" : "NOT"
        return try db.rows(
            """
            SELECT id FROM bodies
            WHERE \(registered(kinds, day, realm)) AND \(negation) \(signed(states))
                AND id > \(after ?? Body.ID(0))
            ORDER BY id LIMIT \(limit)
            """
        ) { try $0.id(0) }
    }

    private static func registered(
        _ kinds: [String], _ day: Day, _ realm: Realm.ID
    ) -> SQL {
        """
        realm_id = \(realm) AND kind IN \(list: kinds)
            AND (from_day IS NULL OR from_day <= \(day))
            AND (until_day IS NULL OR until_day > \(day))
        """
    }

    private static func signed(_ states: [Procedure.State.ID]) -> SQL {
        """
        EXISTS (SELECT 1 FROM matters WHERE matters.lead_id = bodies.id
            AND matters.realm_id = bodies.realm_id AND matters.procedure = \(procedure)
            AND matters.ended_at IS NULL AND matters.state IN \(list: states))
        """
    }

    // MARK: - What was done

    /// What the held activities of each agreement amount to. A person who came twice is one person
    /// and two person-times; people are counted within each agreement.
    package static func counts(
        of agreements: [Matter.ID], _ db: any Reader
    ) throws -> [Matter.ID: ActivityCounts] {
        var counts: [Matter.ID: ActivityCounts] = [:]
        let held = try db.rows(
            """
            SELECT agreement_id, COUNT(*), CAST(COALESCE(SUM(visitors), 0) AS BIGINT)
            FROM activities WHERE agreement_id IN \(list: agreements) AND state = 'held'
            GROUP BY agreement_id ORDER BY agreement_id LIMIT \(agreements.count)
            """
        ) { (try $0.id(0) as Matter.ID, Int(try $0.int(1)), Int(try $0.int(2))) }
        for (id, activities, visitors) in held {
            counts[id, default: ActivityCounts()].activities = activities
            counts[id]?.visitors = visitors
        }
        let served = try db.rows(
            """
            SELECT activities.agreement_id, COUNT(*), COUNT(DISTINCT sign_ups.person_id),
                CAST(COALESCE(SUM(sign_ups.minutes), 0) AS BIGINT)
            FROM activities JOIN sign_ups ON sign_ups.activity_id = activities.id
            WHERE activities.agreement_id IN \(list: agreements) AND activities.state = 'held'
                AND sign_ups.minutes > 0
            GROUP BY activities.agreement_id ORDER BY activities.agreement_id
            LIMIT \(agreements.count)
            """
        ) {
            (
                try $0.id(0) as Matter.ID, Int(try $0.int(1)), Int(try $0.int(2)), try $0.int(3)
            )
        }
        for (id, times, people, minutes) in served {
            counts[id, default: ActivityCounts()].personTimes = times
            counts[id]?.people = people
            counts[id]?.minutes = minutes
        }
        return counts
    }

    /// How many matters of a procedure each agreement is linked with.
    package static func linkCounts(
        of agreements: [Matter.ID], to kind: Procedure.Name, _ db: any Reader
    ) throws -> [Matter.ID: Int] {
        let rows = try db.rows(
            """
            SELECT matter_links.from_id, COUNT(*)
            FROM matter_links JOIN matters ON matters.id = matter_links.to_id
            WHERE matter_links.from_id IN \(list: agreements) AND matters.procedure = \(kind)
            GROUP BY matter_links.from_id ORDER BY matter_links.from_id
            LIMIT \(agreements.count)
            """
        ) { (try $0.id(0) as Matter.ID, Int(try $0.int(1))) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    private static func decode(_ row: any Row) throws -> Line {
        Line(
            id: try row.id(0), reference: try row.reference(1), title: try row.text(2),
            state: try row.text(3), unit: try row.idOrNil(4))
    }
}

extension Activities {
    /// The activities under an agreement, the latest first.
    package static func under(
        _ agreement: Matter.ID, in realm: Realm.ID, after: Cursor? = nil, limit: Int,
        _ db: any Reader
    ) throws -> [Activity] {
        let cursor =
            after ?? Cursor(startsAt: Instant(milliseconds: .max), id: Activity.ID(.max))
        return try db.rows(
            """
            SELECT \(columns) FROM activities
            WHERE agreement_id = \(agreement) AND realm_id = \(realm)
                AND (starts_at, id) < (\(cursor.startsAt), \(cursor.id))
            ORDER BY starts_at DESC, id DESC LIMIT \(limit)
            """, decode)
    }
}
