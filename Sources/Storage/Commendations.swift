package import Kernel
package import SQL

/// Rows of public thanks to volunteers, with the consents that they stand on.
package enum Commendations {
    private static let columns: SQL = """
        commendations.id, commendations.realm_id, commendations.person_id, commendations.post_id,
        commendations.deed, commendations.asked_at, commendations.declined_at,
        consents.called, consents.own_words, consents.given_at, consents.withdrawn_at
        """
    private static let sources: SQL = """
        commendations LEFT JOIN commendation_consents AS consents
            ON consents.commendation_id = commendations.id
        """

    package static func find(
        _ id: Commendation.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> Commendation? {
        try db.first(
            """
            SELECT \(columns) FROM \(sources)
            WHERE commendations.id = \(id) AND commendations.realm_id = \(realm)
            """, decode)
    }

    /// Whether somebody was asked and has not answered.
    package static func isAsked(_ person: Person.ID, _ db: any Reader) throws -> Bool {
        try db.exists(
            """
            SELECT 1 FROM \(sources)
            WHERE commendations.person_id = \(person) AND commendations.declined_at IS NULL
                AND consents.commendation_id IS NULL
            """)
    }

    /// Those of a person, the newest first.
    package static func of(
        _ person: Person.ID, in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [Commendation] {
        try db.rows(
            """
            SELECT \(columns) FROM \(sources)
            WHERE commendations.person_id = \(person) AND commendations.realm_id = \(realm)
            ORDER BY commendations.id DESC LIMIT \(limit)
            """, decode)
    }

    /// All of a realm, the newest first, or only those that stand.
    package static func page(
        published: Bool, in realm: Realm.ID, before: Commendation.ID?, limit: Int,
        _ db: any Reader
    ) throws -> [Commendation] {
        let standing: SQL = published ? "AND consents.called IS NOT NULL" : ""
        return try db.rows(
            """
            SELECT \(columns) FROM \(sources)
            WHERE commendations.realm_id = \(realm) \(standing)
                AND commendations.id < \(before ?? Commendation.ID(.max))
            ORDER BY commendations.id DESC LIMIT \(limit)
            """, decode)
    }

    package static func insert(_ commendation: Commendation, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO commendations (id, realm_id, person_id, post_id, deed, asked_at)
            VALUES (\(commendation.id), \(commendation.realm), \(commendation.person),
                \(commendation.post), \(commendation.deed), \(commendation.askedAt))
            """)
    }

    /// Stores what the person answered.
    package static func answer(_ commendation: Commendation, _ db: any Writer) throws {
        switch commendation.state {
        case .asked: break
        case .declined:
            try db.run(
                """
                UPDATE commendations SET declined_at = \(commendation.answeredAt)
                WHERE id = \(commendation.id)
                """)
        case .published:
            try db.run(
                """
                INSERT INTO commendation_consents (commendation_id, called, own_words, given_at)
                VALUES (\(commendation.id), \(commendation.consent?.called),
                    \(commendation.consent?.words), \(commendation.answeredAt))
                """)
        case .withdrawn:
            try db.run(
                """
                UPDATE commendation_consents SET called = NULL, own_words = NULL,
                    withdrawn_at = \(commendation.answeredAt)
                WHERE commendation_id = \(commendation.id)
                """)
        }
    }

    private static func decode(_ row: any Row) throws -> Commendation {
        let (declined, given, withdrawn) = (
            try row.instantOrNil(6), try row.instantOrNil(9), try row.instantOrNil(10)
        )
        let (called, words) = (try row.textOrNil(7), try row.textOrNil(8))
        let state: Commendation.State =
            withdrawn != nil
            ? .withdrawn : given != nil ? .published : declined != nil ? .declined : .asked
        return Commendation(
            id: try row.id(0), realm: try row.id(1), person: try row.id(2), post: try row.id(3),
            deed: try row.text(4), askedAt: try row.instant(5), state: state,
            consent: called.map { Commendation.Consent(called: $0, words: words) },
            answeredAt: withdrawn ?? given ?? declined)
    }
}
