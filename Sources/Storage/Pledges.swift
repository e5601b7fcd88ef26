package import Kernel
package import SQL

/// Rows of what supporters declared.
package enum Pledges {
    /// How many declarations a form lists at most.
    package static let listMax = 200

    private static let columns: SQL = "id, realm_id, person_id, body_id, place_id, most"

    package static func of(
        _ who: Supporter.Who, in realm: Realm.ID, _ db: any Reader
    ) throws -> Pledge? {
        let condition: SQL =
            switch who {
            case .person(let id): "person_id = \(id)"
            case .body(let id): "body_id = \(id)"
            }
        let found = try db.rows(
            """
            SELECT \(columns) FROM pledges WHERE \(condition) AND realm_id = \(realm)
            ORDER BY id LIMIT 1
            """, bare)
        return try whole(found, db).first
    }

    /// Everyone who said that they help, and stands on a place's own line or under it.
    package static func near(
        _ path: PlacePath, in realm: Realm.ID, _ db: any Reader
    ) throws -> [Pledge] {
        let found = try db.rows(
            """
            SELECT pledges.id, pledges.realm_id, pledges.person_id, pledges.body_id,
                pledges.place_id, pledges.most
            FROM pledges JOIN places ON places.id = pledges.place_id
            WHERE pledges.realm_id = \(realm)
                AND (pledges.place_id IN \(list: path.ids)
                    OR (places.path >= \(path) AND places.path < \(path.end)))
            ORDER BY pledges.id LIMIT \(listMax)
            """, bare)
        return try whole(found, db)
    }

    /// With how many pairings that are not over each of these has agreed.
    package static func loads(
        _ supporters: [Supporter.Who], _ db: any Reader
    ) throws -> [Supporter.Who: Int] {
        var loads: [Supporter.Who: Int] = [:]
        let people = supporters.compactMap(\.person)
        let bodies = supporters.compactMap(\.body)
        for (id, count) in try load("person_id", list: people, db) {
            loads[.person(Person.ID(id))] = count
        }
        for (id, count) in try load("body_id", list: bodies, db) {
            loads[.body(Body.ID(id))] = count
        }
        return loads
    }

    private static func load<Noun>(
        _ column: SQL, list ids: [Identifier<Noun>], _ db: any Reader
    ) throws -> [(Int64, Int)] {
        guard !ids.isEmpty else { return [] }
        return try db.rows(
            """
            SELECT pairing_supporters.\(column), COUNT(*)
            FROM pairing_supporters
            JOIN pairings ON pairings.id = pairing_supporters.pairing_id
            WHERE pairing_supporters.\(column) IN \(list: ids)
                AND pairing_supporters.state = 'accepted' AND pairings.state <> 'ended'
                AND pairings.kind <> 'area'
            GROUP BY pairing_supporters.\(column) ORDER BY pairing_supporters.\(column)
            LIMIT \(ids.count)
            """
        ) { (try $0.int(0), Int(try $0.int(1))) }
    }

    /// Keeps a declaration in place of an earlier one.
    package static func keep(_ pledge: Pledge, at now: Instant, _ db: any Writer) throws {
        try remove(pledge.who, in: pledge.realm, db)
        try db.run(
            """
            INSERT INTO pledges (id, realm_id, person_id, body_id, place_id, most, pledged_at)
            VALUES (\(pledge.id), \(pledge.realm), \(pledge.who.person), \(pledge.who.body),
                \(pledge.place), \(pledge.most), \(now))
            """)
        for need in pledge.needs.sorted(by: { $0.rawValue < $1.rawValue }) {
            try db.run(
                """
                INSERT INTO pledge_needs (pledge_id, need) VALUES (\(pledge.id), \(need.rawValue))
                """)
        }
    }

    package static func remove(
        _ who: Supporter.Who, in realm: Realm.ID, _ db: any Writer
    ) throws {
        guard let pledge = try of(who, in: realm, db) else { return }
        try db.run("DELETE FROM pledge_needs WHERE pledge_id = \(pledge.id)")
        try db.run("DELETE FROM pledges WHERE id = \(pledge.id)")
    }

    private static func whole(_ pledges: [Pledge], _ db: any Reader) throws -> [Pledge] {
        guard !pledges.isEmpty else { return [] }
        let rows = try db.rows(
            """
            SELECT pledge_id, need FROM pledge_needs WHERE pledge_id IN \(list: pledges.map(\.id))
            ORDER BY pledge_id, need LIMIT \(pledges.count * Pairing.Need.allCases.count)
            """
        ) { (pledge: try $0.id(0) as Pledge.ID, need: try $0.member(1, of: Pairing.Need.self)) }
        let needs = Dictionary(grouping: rows, by: \.pledge)
        return pledges.map { pledge in
            Pledge(
                id: pledge.id, realm: pledge.realm, who: pledge.who, place: pledge.place,
                most: pledge.most, needs: Set((needs[pledge.id] ?? []).map(\.need)))
        }
    }

    private static func bare(_ row: any Row) throws -> Pledge {
        let person: Person.ID? = try row.idOrNil(2)
        let body: Body.ID? = try row.idOrNil(3)
        let who = person.map { Supporter.Who.person($0) } ?? body.map { .body($0) }
        return Pledge(
            id: try row.id(0), realm: try row.id(1), who: try who.orThrow("a supporter"),
            place: try row.id(4), most: Int(try row.int(5)), needs: [])
    }
}

extension Posts {
    /// How many posts of some roles are held on a day at each place from one down.
    package static func counts(
        of roles: [Role.ID], under path: PlacePath, in realm: Realm.ID, on day: Day,
        _ db: any Reader
    ) throws -> [(place: PlacePath, count: Int)] {
        guard !roles.isEmpty else { return [] }
        return try db.rows(
            """
            SELECT places.path, COUNT(*)
            FROM places JOIN posts ON posts.place_id = places.id
            WHERE places.path >= \(path) AND places.path < \(path.end)
                AND posts.realm_id = \(realm) AND posts.role IN \(list: roles)
                AND (posts.from_day IS NULL OR posts.from_day <= \(day))
                AND (posts.until_day IS NULL OR posts.until_day > \(day))
            GROUP BY places.path ORDER BY places.path LIMIT 2000
            """
        ) { (place: try $0.path(0), count: Int(try $0.int(1))) }
    }
}
