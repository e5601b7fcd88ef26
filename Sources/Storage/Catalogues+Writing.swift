package import Kernel
package import SQL

extension Catalogues {
    package static func insertVersion(
        _ version: Int, of realm: Realm.ID, publishedAt: Instant?, by person: Person.ID?,
        remark: String, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO catalogues (realm_id, version, published_at, person_id, remark)
            VALUES (\(realm), \(version), \(publishedAt), \(person), \(remark))
            """)
    }

    package static func insert(
        _ entry: Entry, version: Int, of realm: Realm.ID, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO catalogue_rules
                (id, realm_id, version, ordinal, place_id, category, lead_id, basis)
            VALUES (\(entry.id), \(realm), \(version), \(entry.ordinal), \(entry.place),
                \(entry.category), \(entry.lead), \(entry.basis))
            """)
        for body in entry.assists {
            try db.run(
                "INSERT INTO catalogue_assists (rule_id, body_id) VALUES (\(entry.id), \(body))")
        }
    }

    /// Removes a rule from the draft.
    ///
    /// - Returns: false when the rule is not in that version.
    package static func delete(
        _ rule: Catalogue.Rule.ID, version: Int, of realm: Realm.ID, _ db: any Writer
    ) throws -> Bool {
        try db.run("DELETE FROM catalogue_assists WHERE rule_id = \(rule)")
        return try db.run(
            """
            DELETE FROM catalogue_rules
            WHERE id = \(rule) AND realm_id = \(realm) AND version = \(version)
            """) == 1
    }

    /// Puts a rule of the draft in another's stead and that one in its own.
    package static func swap(
        _ ordinal: Int, with other: Int, version: Int, of realm: Realm.ID, _ db: any Writer
    ) throws {
        // Both stand in a unique index, so one waits at a number that no rule has.
        for (from, to) in [(ordinal, -1), (other, ordinal), (-1, other)] {
            try db.run(
                """
                UPDATE catalogue_rules SET ordinal = \(to)
                WHERE realm_id = \(realm) AND version = \(version) AND ordinal = \(from)
                """)
        }
    }

    package static func publish(
        version: Int, of realm: Realm.ID, at now: Instant, by person: Person.ID, remark: String,
        _ db: any Writer
    ) throws {
        try db.run(
            """
            UPDATE catalogues
            SET published_at = \(now), person_id = \(person), remark = \(remark)
            WHERE realm_id = \(realm) AND version = \(version) AND published_at IS NULL
            """)
    }

    package static func discard(version: Int, of realm: Realm.ID, _ db: any Writer) throws {
        try db.run(
            """
            DELETE FROM catalogue_assists WHERE rule_id IN (
                SELECT id FROM catalogue_rules
                WHERE realm_id = \(realm) AND version = \(version))
            """)
        try db.run(
            """
            DELETE FROM catalogue_rules WHERE realm_id = \(realm) AND version = \(version)
            """)
        try db.run(
            """
            DELETE FROM catalogues
            WHERE realm_id = \(realm) AND version = \(version) AND published_at IS NULL
            """)
    }
}
