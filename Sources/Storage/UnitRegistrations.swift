package import Kernel
package import SQL

/// Rows of units that registered at a community.
package enum UnitRegistrations {
    private static let columns: SQL = """
        id, realm_id, body_id, place_id, place_path, proposed_at, hands, offers, state, reason,
        confirmed_on, reaffirm_by, ended_on, version
        """

    /// How many one list shows at most.
    package static let listMax = 200

    package static func find(
        _ id: UnitRegistration.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> UnitRegistration? {
        try db.first(
            """
            SELECT \(columns) FROM unit_registrations
            WHERE id = \(id) AND realm_id = \(realm)
            """, decode)
    }

    /// What a unit has at a place and did not end.
    package static func standing(
        of body: Body.ID, at place: Place.ID, _ db: any Reader
    ) throws -> UnitRegistration? {
        try db.first(
            """
            SELECT \(columns) FROM unit_registrations
            WHERE body_id = \(body) AND place_id = \(place) AND state <> 'ended'
            """, decode)
    }

    /// What a unit has anywhere and did not end, the newest first.
    package static func standing(
        of body: Body.ID, _ db: any Reader
    ) throws -> [UnitRegistration] {
        try db.rows(
            """
            SELECT \(columns) FROM unit_registrations
            WHERE body_id = \(body) AND state <> 'ended'
            ORDER BY id DESC LIMIT \(listMax)
            """, decode)
    }

    /// Those at a place and under it that did not end.
    package static func standing(
        under path: PlacePath, in realm: Realm.ID, _ db: any Reader
    ) throws -> [UnitRegistration] {
        try db.rows(
            """
            SELECT \(columns) FROM unit_registrations
            WHERE realm_id = \(realm) AND place_path >= \(path) AND place_path < \(path.end)
                AND state <> 'ended'
            ORDER BY place_path, id LIMIT \(listMax)
            """, decode)
    }

    /// The bodies that are registered somewhere in the realm: the choices of a home unit.
    package static func bodies(in realm: Realm.ID, _ db: any Reader) throws -> [Body.ID] {
        try db.rows(
            """
            SELECT DISTINCT body_id FROM unit_registrations
            WHERE realm_id = \(realm) AND state = 'confirmed'
            ORDER BY body_id LIMIT \(listMax)
            """
        ) { try $0.id(0) }
    }

    package static func insert(_ unit: UnitRegistration, _ db: any Writer) throws {
        let registration = unit.registration
        try db.run(
            """
            INSERT INTO unit_registrations (\(columns))
            VALUES (\(unit.id), \(unit.realm), \(unit.body), \(unit.place), \(unit.placePath),
                \(unit.proposedAt), \(unit.hands), \(unit.offers),
                \(registration.state.rawValue), \(registration.reason),
                \(registration.confirmedOn), \(registration.reaffirmBy),
                \(registration.endedOn), \(unit.version))
            """)
    }

    /// - Returns: false when someone else changed it since `before` was read.
    package static func update(
        _ unit: UnitRegistration, from before: UnitRegistration, _ db: any Writer
    ) throws -> Bool {
        let registration = unit.registration
        return try db.run(
            """
            UPDATE unit_registrations SET hands = \(unit.hands), offers = \(unit.offers),
                state = \(registration.state.rawValue), reason = \(registration.reason),
                confirmed_on = \(registration.confirmedOn),
                reaffirm_by = \(registration.reaffirmBy), ended_on = \(registration.endedOn),
                version = \(unit.version)
            WHERE id = \(unit.id) AND realm_id = \(unit.realm) AND version = \(before.version)
            """) == 1
    }

    private static func decode(_ row: any Row) throws -> UnitRegistration {
        UnitRegistration(
            id: try row.id(0), realm: try row.id(1), body: try row.id(2), place: try row.id(3),
            placePath: try row.path(4), proposedAt: try row.instant(5),
            hands: Int(try row.int(6)), offers: try row.text(7),
            registration: try row.registration(8), version: Int(try row.int(13)))
    }
}

extension Row {
    /// State, reason and the three days of a registration, side by side.
    func registration(_ column: Int) throws -> Registration {
        Registration(
            state: try member(column, of: Registration.State.self),
            reason: try textOrNil(column + 1), confirmedOn: try dayOrNil(column + 2),
            reaffirmBy: try dayOrNil(column + 3), endedOn: try dayOrNil(column + 4))
    }
}

/// Rows of what a unit and the community wrote to each other.
package enum UnitNotes {
    package struct Line: Sendable {
        package let at: Instant
        package let post: Post.ID
        package let note: String
    }

    /// How many one page lists.
    package static let linesMax = 50

    package static func insert(
        id: Identifier<Line>, of unit: UnitRegistration.ID, by post: Post.ID, _ note: String,
        at now: Instant, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO unit_notes (id, unit_id, post_id, at, note)
            VALUES (\(id), \(unit), \(post), \(now), \(note))
            """)
    }

    /// The newest first.
    package static func of(_ unit: UnitRegistration.ID, _ db: any Reader) throws -> [Line] {
        try db.rows(
            """
            SELECT at, post_id, note FROM unit_notes WHERE unit_id = \(unit)
            ORDER BY id DESC LIMIT \(linesMax)
            """
        ) { Line(at: try $0.instant(0), post: try $0.id(1), note: try $0.text(2)) }
    }
}
