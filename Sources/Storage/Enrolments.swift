package import Kernel
package import SQL

/// Rows of those who registered with a community.
package enum Enrolments {
    private static let columns: SQL = """
        enrolments.id, enrolments.realm_id, enrolments.person_id, enrolments.place_id,
        enrolments.place_path, enrolments.kind, enrolments.unit_body_id, enrolments.is_named,
        enrolments.state, enrolments.reason, enrolments.confirmed_on, enrolments.reaffirm_by,
        enrolments.ended_on, enrolments.version
        """

    /// How many one person's page shows: two that stand, and the last that ended.
    package static let perPersonMax = 12

    package static func find(
        _ id: Enrolment.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> Enrolment? {
        try db.first(
            "SELECT \(columns) FROM enrolments WHERE id = \(id) AND realm_id = \(realm)", decode)
    }

    /// What somebody sent of a kind and did not end.
    package static func standing(
        of person: Person.ID, _ kind: Enrolment.Kind, _ db: any Reader
    ) throws -> Enrolment? {
        try db.first(
            """
            SELECT \(columns) FROM enrolments
            WHERE person_id = \(person) AND kind = \(kind.rawValue)
                AND state IN ('proposed', 'confirmed', 'returned')
            """, decode)
    }

    /// That a community asked somebody; they may be asked by several.
    package static func invitation(
        of person: Person.ID, _ kind: Enrolment.Kind, at place: Place.ID, _ db: any Reader
    ) throws -> Enrolment? {
        try db.first(
            """
            SELECT \(columns) FROM enrolments
            WHERE person_id = \(person) AND kind = \(kind.rawValue) AND place_id = \(place)
                AND state = 'invited'
            """, decode)
    }

    /// How many that were asked at a place and under it have not answered.
    package static func invited(
        under path: PlacePath, in realm: Realm.ID, _ db: any Reader
    ) throws -> Int {
        Int(
            try db.int(
                """
                SELECT COUNT(*) FROM enrolments
                WHERE realm_id = \(realm) AND place_path >= \(path)
                    AND place_path < \(path.end) AND state = 'invited'
                """) ?? 0)
    }

    /// Those that ended on a day or before, and invitations older than an instant.
    package static func toErase(
        endedBy day: Day, askedBefore instant: Instant, in realm: Realm.ID, limit: Int,
        _ db: any Reader
    ) throws -> [Enrolment.ID] {
        let ended = try db.rows(
            """
            SELECT id FROM enrolments
            WHERE realm_id = \(realm) AND state = 'ended' AND ended_on <= \(day)
            ORDER BY ended_on, id LIMIT \(limit)
            """
        ) { try $0.id(0) as Enrolment.ID }
        let asked = try db.rows(
            """
            SELECT id FROM enrolments
            WHERE realm_id = \(realm) AND state = 'invited'
                AND id < \(Enrolment.ID.earliest(at: instant))
            ORDER BY id LIMIT \(limit)
            """
        ) { try $0.id(0) as Enrolment.ID }
        return Array((ended + asked).prefix(limit))
    }

    /// A person's own, the newest first.
    package static func of(
        _ person: Person.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> [Enrolment] {
        try db.rows(
            """
            SELECT \(columns) FROM enrolments
            WHERE person_id = \(person) AND realm_id = \(realm)
            ORDER BY id DESC LIMIT \(perPersonMax)
            """, decode)
    }

    /// What a keeper's list shows.
    package enum View: String, CaseIterable, Sendable {
        case proposed, here, reported, invited
    }

    /// A line of the register, with the name, and how many entries of a handbook wait.
    package struct Line: Sendable {
        package let enrolment: Enrolment
        package let name: String
        package let waiting: Int
    }

    /// A page of the register of a place and what lies under it, in the order in which they came.
    package static func kept(
        _ view: View, under path: PlacePath, in realm: Realm.ID, after: Enrolment.ID? = nil,
        limit: Int, _ db: any Reader
    ) throws -> [Line] {
        let condition: SQL =
            switch view {
            case .proposed: "enrolments.state = 'proposed'"
            case .here: "enrolments.kind = 'here' AND enrolments.state = 'confirmed'"
            case .reported: "enrolments.kind = 'reported' AND enrolments.state = 'confirmed'"
            case .invited: "enrolments.state = 'invited'"
            }
        return try db.rows(
            """
            SELECT \(columns), people.name,
                (SELECT COUNT(*) FROM handbook_entries
                    WHERE handbook_entries.enrolment_id = enrolments.id
                        AND handbook_entries.state = 'waiting')
            FROM enrolments JOIN people ON people.id = enrolments.person_id
            WHERE enrolments.realm_id = \(realm) AND enrolments.place_path >= \(path)
                AND enrolments.place_path < \(path.end) AND enrolments.id > \(after?.rawValue ?? 0)
                AND \(condition)
            ORDER BY enrolments.id LIMIT \(limit)
            """
        ) { row in
            Line(enrolment: try decode(row), name: try row.text(14), waiting: Int(try row.int(15)))
        }
    }

    /// Counts alone, each kind for itself; a sum of the two is nowhere.
    package struct Numbers: Hashable, Sendable {
        package var here = 0
        package var reported = 0
        package var proposed = 0
        package var invited = 0
        /// Confirmed ones that were not said once more in time.
        package var asked = 0

        package init() {}
    }

    package static func numbers(
        under path: PlacePath, in realm: Realm.ID, on day: Day, _ db: any Reader
    ) throws -> Numbers {
        let rows = try db.rows(
            """
            SELECT kind, state, COUNT(*),
                CAST(SUM(CASE WHEN reaffirm_by <= \(day) THEN 1 ELSE 0 END) AS BIGINT)
            FROM enrolments
            WHERE realm_id = \(realm) AND place_path >= \(path) AND place_path < \(path.end)
                AND state <> 'ended'
            GROUP BY kind, state ORDER BY kind, state LIMIT 10
            """
        ) { row in
            (
                kind: try row.member(0, of: Enrolment.Kind.self),
                state: try row.member(1, of: Registration.State.self),
                count: Int(try row.int(2)), asked: Int(try row.int(3))
            )
        }
        var numbers = Numbers()
        for row in rows {
            switch (row.state, row.kind) {
            case (.confirmed, .here): numbers.here = row.count
            case (.confirmed, .reported): numbers.reported = row.count
            case (.proposed, _): numbers.proposed += row.count
            case (.invited, _): numbers.invited += row.count
            case (.returned, _), (.ended, _): break
            }
            numbers.asked += row.asked
        }
        return numbers
    }

    // MARK: - Writing

    package static func insert(_ enrolment: Enrolment, _ db: any Writer) throws {
        let registration = enrolment.registration
        try db.run(
            """
            INSERT INTO enrolments (id, realm_id, person_id, place_id, place_path, kind,
                unit_body_id, is_named, state, reason, confirmed_on, reaffirm_by, ended_on,
                version)
            VALUES (\(enrolment.id), \(enrolment.realm), \(enrolment.person),
                \(enrolment.place), \(enrolment.placePath), \(enrolment.kind.rawValue),
                \(enrolment.unit), \(enrolment.isNamed ? 1 : 0),
                \(registration.state.rawValue), \(registration.reason),
                \(registration.confirmedOn), \(registration.reaffirmBy),
                \(registration.endedOn), \(enrolment.version))
            """)
    }

    /// - Returns: false when someone else changed it since `before` was read.
    package static func update(
        _ enrolment: Enrolment, from before: Enrolment, _ db: any Writer
    ) throws -> Bool {
        let registration = enrolment.registration
        return try db.run(
            """
            UPDATE enrolments SET unit_body_id = \(enrolment.unit),
                is_named = \(enrolment.isNamed ? 1 : 0), state = \(registration.state.rawValue),
                reason = \(registration.reason), confirmed_on = \(registration.confirmedOn),
                reaffirm_by = \(registration.reaffirmBy), ended_on = \(registration.endedOn),
                version = \(enrolment.version)
            WHERE id = \(enrolment.id) AND realm_id = \(enrolment.realm)
                AND version = \(before.version)
            """) == 1
    }

    /// Removes a registration with everything that was said with it: nothing is left of it but that
    /// one of this number was taken back.
    package static func remove(_ id: Enrolment.ID, _ db: any Writer) throws {
        try db.run(
            """
            UPDATE handbook_entries SET corrects_id = NULL
            WHERE enrolment_id = \(id) AND corrects_id IS NOT NULL
            """)
        try db.run("DELETE FROM handbook_entries WHERE enrolment_id = \(id)")
        try db.run("DELETE FROM enrolment_readings WHERE enrolment_id = \(id)")
        try db.run("DELETE FROM enrolment_details WHERE enrolment_id = \(id)")
        try db.run("DELETE FROM enrolments WHERE id = \(id)")
    }

    private static func decode(_ row: any Row) throws -> Enrolment {
        Enrolment(
            id: try row.id(0), realm: try row.id(1), person: try row.id(2), place: try row.id(3),
            placePath: try row.path(4), kind: try row.member(5, of: Enrolment.Kind.self),
            unit: try row.idOrNil(6), isNamed: try row.bool(7),
            registration: try row.registration(8), version: Int(try row.int(13)))
    }
}
