package import Kernel
package import SQL

/// Personal fields: apart from the matter, encrypted, read only as a logged act.
package enum PersonalFields {
    package struct Given: Sendable {
        package let field: Procedure.Field.ID
        package let value: String
        package let rule: Procedure.Personal

        package init(field: Procedure.Field.ID, value: String, rule: Procedure.Personal) {
            self.field = field
            self.value = value
            self.rule = rule
        }
    }

    package static func insert(
        _ given: [Given], of matter: Matter.ID, key: Vault.Key, vault: Vault, at now: Instant,
        _ db: any Writer
    ) throws {
        if given.isEmpty { return }
        let rows = try given.map { item -> SQL in
            let sealed = try vault.seal(
                Array(item.value.utf8), under: key, context: context(item.field, matter))
            return """
                (\(matter), \(item.field), \(sealed), \(item.rule.purpose), \(item.rule.basis),
                    \(item.rule.keepDays), \(now))
                """
        }
        try db.send(
            """
            INSERT INTO personal_fields
                (matter_id, field, sealed, purpose, basis, keep_days, given_at)
            VALUES \(rows.joined(separator: ", "))
            ON CONFLICT (matter_id, field) DO UPDATE SET sealed = excluded.sealed,
                given_at = excluded.given_at
            """)
    }

    /// What is asked for the personal fields that are held, to be expected.
    package static func query(heldOf matter: Matter.ID) -> SQL {
        """
        SELECT field, purpose, basis, keep_days FROM personal_fields
        WHERE matter_id = \(matter) ORDER BY field LIMIT 50
        """
    }

    /// Which personal fields are held, without reading them.
    package static func held(
        of matter: Matter.ID, _ db: any Reader
    ) throws -> [(field: Procedure.Field.ID, purpose: String, basis: String, keepDays: Int)] {
        try db.rows(query(heldOf: matter)) {
            (try $0.text(0), try $0.text(1), try $0.text(2), Int(try $0.int(3)))
        }
    }

    package static func open(
        of matter: Matter.ID, key: Vault.Key, vault: Vault, _ db: any Reader
    ) throws -> [Procedure.Field.ID: String] {
        let rows = try db.rows(
            """
            SELECT field, sealed FROM personal_fields WHERE matter_id = \(matter)
            ORDER BY field LIMIT 50
            """
        ) { (try $0.text(0), try $0.blob(1)) }
        var opened: [Procedure.Field.ID: String] = [:]
        for (field, sealed) in rows {
            let plain = try vault.open(sealed, under: key, context: context(field, matter))
            opened[field] = String(decoding: plain, as: UTF8.self)
        }
        return opened
    }

    package static func delete(of matter: Matter.ID, _ db: any Writer) throws {
        try db.run("DELETE FROM personal_fields WHERE matter_id = \(matter)")
    }

    /// Matters whose personal fields have been kept long enough, those that ended first before the
    /// others: none that ended later than the shortest time that any field is kept is looked at.
    package static func due(
        in realm: Realm.ID, at now: Instant, limit: Int, _ db: any Reader
    ) throws -> [Matter.ID] {
        guard let shortest = try db.int("SELECT MIN(keep_days) FROM personal_fields") else {
            return []
        }
        return try db.rows(
            """
            SELECT id FROM matters
            WHERE realm_id = \(realm) AND person_key IS NOT NULL
                AND ended_at IS NOT NULL AND ended_at <= \(now.adding(fullDays: -Int(shortest)))
                AND \(isKeptLongEnough(at: now))
            ORDER BY ended_at, id LIMIT \(limit)
            """
        ) { try $0.id(0) }
    }

    /// Whether the personal fields of one matter have been kept long enough.
    package static func isDue(
        _ matter: Matter.ID, at now: Instant, _ db: any Reader
    ) throws -> Bool {
        try db.int(
            """
            SELECT 1 FROM matters
            WHERE id = \(matter) AND ended_at IS NOT NULL AND \(isKeptLongEnough(at: now))
            """) != nil
    }

    private static func isKeptLongEnough(at now: Instant) -> SQL {
        """
        EXISTS (SELECT 1 FROM personal_fields
            WHERE personal_fields.matter_id = matters.id
                AND matters.ended_at + personal_fields.keep_days * 86400000 <= \(now))
        """
    }

    private static func context(_ field: Procedure.Field.ID, _ matter: Matter.ID) -> String {
        "personal \(field) \(matter)"
    }
}

/// The log of who read personal fields, which the person concerned can see.
package enum PersonalReadings {
    package static func insert(
        id: Identifier<ReadingLog.Line>, realm: Realm.ID, matter: Matter.ID, post: Post,
        reason: String,
        at now: Instant, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO personal_readings
                (id, realm_id, matter_id, person_id, post_id, read_at, reason)
            VALUES (\(id), \(realm), \(matter), \(post.person), \(post.id), \(now), \(reason))
            """)
    }
}
