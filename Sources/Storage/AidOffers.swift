package import Kernel
package import SQL

/// Rows of what people can help with.
package enum AidOffers {
    /// How many one proposal looks at.
    package static let peopleMax = 5_000

    package static func find(_ person: Person.ID, _ db: any Reader) throws -> AidOffer? {
        try whole("WHERE help_offers.person_id = \(person)", db).first
    }

    /// Which of some people offer anything in a realm.
    package static func of(
        _ people: [Person.ID], in realm: Realm.ID, _ db: any Reader
    ) throws -> Set<Person.ID> {
        Set(
            try db.rows(
                """
                SELECT person_id FROM help_offers
                WHERE person_id IN \(list: people) AND realm_id = \(realm)
                ORDER BY person_id LIMIT \(people.count)
                """
            ) { try $0.id(0) })
    }

    /// Those who start out from a place or under it, and may sign in on a day.
    package static func under(
        _ path: PlacePath, in realm: Realm.ID, on day: Day, _ db: any Reader
    ) throws -> [AidOffer] {
        try whole(
            """
            JOIN people ON people.id = help_offers.person_id
            WHERE help_offers.realm_id = \(realm) AND help_offers.place_path >= \(path)
                AND help_offers.place_path < \(path.end)
                AND (people.until_day IS NULL OR people.until_day > \(day))
            """, db)
    }

    private static func whole(_ wanted: SQL, _ db: any Reader) throws -> [AidOffer] {
        let rows = try db.rows(
            """
            SELECT help_offers.person_id, help_offers.realm_id, help_offers.place_id,
                help_offers.place_path, help_offers.times, help_offers.most
            FROM help_offers \(wanted) ORDER BY help_offers.person_id LIMIT \(peopleMax)
            """
        ) { row in
            AidOffer(
                person: try row.id(0), realm: try row.id(1), place: try row.id(2),
                placePath: try row.path(3), kinds: [],
                times: FreeTimes(rawValue: Int(try row.int(4))), most: Int(try row.int(5)))
        }
        let kinds = try db.rows(
            """
            SELECT person_id, category FROM help_kinds
            WHERE person_id IN \(list: rows.map(\.person))
            ORDER BY person_id, category LIMIT \(rows.count * 100)
            """
        ) { (person: try $0.id(0) as Person.ID, kind: try $0.text(1)) }
        let spoken = try db.rows(
            """
            SELECT person_id, language FROM help_languages
            WHERE person_id IN \(list: rows.map(\.person))
            ORDER BY person_id, language LIMIT \(rows.count * 100)
            """
        ) { (person: try $0.id(0) as Person.ID, language: try $0.text(1)) }
        let languages = Dictionary(grouping: spoken, by: \.person)
        let offered = Dictionary(grouping: kinds, by: \.person)
        return rows.map { helper in
            AidOffer(
                person: helper.person, realm: helper.realm, place: helper.place,
                placePath: helper.placePath,
                kinds: Set((offered[helper.person] ?? []).map(\.kind)), times: helper.times,
                most: helper.most,
                languages: Set((languages[helper.person] ?? []).map(\.language)))
        }
    }

    /// Keeps what somebody says of themselves, in place of what they said before.
    package static func keep(_ helper: AidOffer, _ db: any Writer) throws {
        try remove(helper.person, db)
        try db.run(
            """
            INSERT INTO help_offers (person_id, realm_id, place_id, place_path, times, most)
            VALUES (\(helper.person), \(helper.realm), \(helper.place), \(helper.placePath),
                \(helper.times.rawValue), \(helper.most))
            """)
        for kind in helper.kinds.sorted() {
            try db.run(
                """
                INSERT INTO help_kinds (person_id, category) VALUES (\(helper.person), \(kind))
                """)
        }
        for language in helper.languages.sorted() {
            try db.run(
                """
                INSERT INTO help_languages (person_id, language)
                VALUES (\(helper.person), \(language))
                """)
        }
    }

    package static func remove(_ person: Person.ID, _ db: any Writer) throws {
        try db.run("DELETE FROM help_languages WHERE person_id = \(person)")
        try db.run("DELETE FROM help_kinds WHERE person_id = \(person)")
        try db.run("DELETE FROM help_offers WHERE person_id = \(person)")
    }
}

/// Rows of who was asked to help with what.
package enum Invitations {
    package static func insert(_ invitation: Invitation, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO invitations (id, realm_id, matter_id, person_id, at, state)
            VALUES (\(invitation.id), \(invitation.realm), \(invitation.matter),
                \(invitation.person), \(invitation.at), \(invitation.state.rawValue))
            """)
    }

    package static func decline(
        _ id: Invitation.ID, of person: Person.ID, _ db: any Writer
    ) throws -> Bool {
        try db.run(
            """
            UPDATE invitations SET state = 'declined'
            WHERE id = \(id) AND person_id = \(person) AND state = 'asked'
            """) == 1
    }

    private static let columns: SQL = "id, realm_id, matter_id, person_id, at, state"

    package static func find(
        _ id: Invitation.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> Invitation? {
        try db.first(
            "SELECT \(columns) FROM invitations WHERE id = \(id) AND realm_id = \(realm)", decode)
    }

    /// Whatever was asked about some matters.
    package static func of(_ matters: [Matter.ID], _ db: any Reader) throws -> [Invitation] {
        try db.rows(
            """
            SELECT \(columns) FROM invitations WHERE matter_id IN \(list: matters)
            ORDER BY matter_id, id LIMIT \(matters.count * Matching.optionsMax)
            """, decode)
    }

    /// What somebody was asked since an instant and has not declined, the latest first, of what
    /// still waits.
    package static func standing(
        for person: Person.ID, since start: Instant, limit: Int, _ db: any Reader
    ) throws -> [Invitation] {
        try db.rows(
            """
            SELECT invitations.id, invitations.realm_id, invitations.matter_id,
                invitations.person_id, invitations.at, invitations.state
            FROM invitations JOIN matters ON matters.id = invitations.matter_id
            WHERE invitations.person_id = \(person) AND invitations.state = 'asked'
                AND invitations.id >= \(Invitation.ID.earliest(at: start))
                AND matters.ended_at IS NULL AND matters.taker_id IS NULL
            ORDER BY invitations.id DESC LIMIT \(limit)
            """, decode)
    }

    /// What some people have on their hands: taken on and asked since an instant.
    package static func loads(
        of people: [Person.ID], takenSince start: Instant, askedSince asked: Instant,
        _ db: any Reader
    ) throws -> [Person.ID: Matching.Load] {
        if people.isEmpty { return [:] }
        var loads: [Person.ID: Matching.Load] = [:]
        let taken = try db.rows(
            """
            SELECT taker_id, COUNT(*) FROM matters
            WHERE taker_id IN \(list: people) AND (ended_at IS NULL OR ended_at >= \(start))
            GROUP BY taker_id ORDER BY taker_id LIMIT \(people.count)
            """
        ) { (person: try $0.id(0) as Person.ID, count: Int(try $0.int(1))) }
        for row in taken { loads[row.person, default: Matching.Load()].taken = row.count }
        let waiting = try db.rows(
            """
            SELECT person_id, COUNT(*) FROM invitations
            WHERE person_id IN \(list: people) AND state = 'asked'
                AND id >= \(Invitation.ID.earliest(at: asked))
            GROUP BY person_id ORDER BY person_id LIMIT \(people.count)
            """
        ) { (person: try $0.id(0) as Person.ID, count: Int(try $0.int(1))) }
        for row in waiting { loads[row.person, default: Matching.Load()].asked = row.count }
        return loads
    }

    private static func decode(_ row: any Row) throws -> Invitation {
        Invitation(
            id: try row.id(0), realm: try row.id(1), matter: try row.id(2),
            person: try row.id(3), at: try row.instant(4),
            state: try row.member(5, of: Invitation.State.self))
    }
}
