package import Kernel
package import SQL

/// Rows of pairings, each read as a whole Kernel value with its supporters and its consent.
package enum Pairings {
    static let columns: SQL = """
        pairings.id, pairings.realm_id, pairings.number, pairings.kind, pairings.place_id,
        pairings.place_path, pairings.keeper_id, pairings.every_days, pairings.until_day,
        pairings.proposed_at, pairings.state, pairings.started_on, pairings.due_on,
        pairings.ended_at, pairings.ending, pairings.version
        """

    package static func find(
        _ id: Pairing.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> Pairing? {
        let found = try db.first(
            "SELECT \(columns) FROM pairings WHERE id = \(id) AND realm_id = \(realm)", decode)
        return try found.map { try whole([$0], db) }?.first
    }

    // MARK: - Reading rows

    /// Adds supporters and consents to the rows of a page: two statements, however many rows.
    static func whole(_ pairings: [Pairing], _ db: any Reader) throws -> [Pairing] {
        guard !pairings.isEmpty else { return [] }
        let ids = pairings.map(\.id)
        let supporters = try db.rows(
            """
            SELECT pairing_id, id, person_id, body_id, state, asked_at, answered_at
            FROM pairing_supporters WHERE pairing_id IN \(list: ids)
            ORDER BY pairing_id, id LIMIT \(ids.count * supportersListed)
            """
        ) { row in (pairing: try row.id(0) as Pairing.ID, supporter: try supporter(row)) }
        let consents = try db.rows(
            """
            SELECT pairing_id, id, way, witness_id, given_on, covers_name, covers_door,
                covers_phone
            FROM pairing_consents
            WHERE pairing_id IN \(list: ids) AND withdrawn_at IS NULL
            ORDER BY pairing_id, id LIMIT \(ids.count)
            """
        ) { row in (pairing: try row.id(0) as Pairing.ID, consent: try consent(row)) }
        let helping = Dictionary(grouping: supporters, by: \.pairing)
        let standing = Dictionary(
            consents.map { ($0.pairing, $0.consent) }, uniquingKeysWith: { first, _ in first })
        return pairings.map { pairing in
            var pairing = pairing
            pairing.supporters = helping[pairing.id]?.map(\.supporter) ?? []
            pairing.consent = standing[pairing.id]
            return pairing
        }
    }

    /// How many supporters of one pairing are read at most, those who declined among them.
    private static let supportersListed = 100

    private static func supporter(_ row: any Row) throws -> Supporter {
        let person: Person.ID? = try row.idOrNil(2)
        let body: Body.ID? = try row.idOrNil(3)
        let who = person.map { Supporter.Who.person($0) } ?? body.map { .body($0) }
        return Supporter(
            id: try row.id(1), who: try who.orThrow("a supporter"),
            state: try row.member(4, of: Supporter.State.self), askedAt: try row.instant(5),
            answeredAt: try row.instantOrNil(6))
    }

    private static func consent(_ row: any Row) throws -> Consent {
        let witness: Post.ID? = try row.idOrNil(3)
        var covers: Set<HelpedDetails.Part> = [.need]
        if try row.bool(5) { covers.insert(.name) }
        if try row.bool(6) { covers.insert(.door) }
        if try row.bool(7) { covers.insert(.phone) }
        return Consent(
            id: try row.id(1), way: witness.map { .oral(witness: $0) } ?? .written,
            givenOn: try row.dayOrNil(4).orThrow("a day"), covers: covers)
    }

    static func decode(_ row: any Row) throws -> Pairing {
        Pairing(
            id: try row.id(0), realm: try row.id(1),
            number: CardNumber(serial: Int(try row.int(2))),
            kind: try row.member(3, of: Pairing.Kind.self), place: try row.id(4),
            placePath: try row.path(5), keeper: try row.id(6),
            everyDays: try row.intOrNil(7).map(Int.init), until: try row.dayOrNil(8),
            proposedAt: try row.instant(9), state: try row.member(10, of: Pairing.State.self),
            startedOn: try row.dayOrNil(11), dueOn: try row.dayOrNil(12),
            endedAt: try row.instantOrNil(13),
            ending: try row.memberOrNil(14, of: Pairing.Ending.self),
            version: Int(try row.int(15)))
    }
}
