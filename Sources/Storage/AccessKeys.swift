package import Kernel
package import SQL

/// Rows of the keys of other systems.
package enum AccessKeys {
    /// How many keys one realm may have, revoked ones among them.
    package static let countMax = 200

    package static func insert(_ key: AccessKey, digest: String, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO access_keys
                (id, realm_id, name, digest, channel, issued_at, expires_at, revoked_at)
            VALUES (\(key.id), \(key.realm), \(key.name), \(digest), \(key.channel.rawValue),
                \(key.issuedAt), \(key.expiresAt), \(key.revokedAt))
            """)
        for scope in key.scopes {
            try db.run(
                """
                INSERT INTO access_key_scopes (key_id, scope) VALUES (\(key.id), \(scope.rawValue))
                """)
        }
    }

    package static func revoke(_ id: AccessKey.ID, at now: Instant, _ db: any Writer) throws {
        try db.run("UPDATE access_keys SET revoked_at = \(now) WHERE id = \(id)")
    }

    package static func find(digest: String, _ db: any Reader) throws -> AccessKey? {
        try keys("access_keys.digest = \(digest)", db).first
    }

    package static func find(
        _ id: AccessKey.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> AccessKey? {
        try keys("access_keys.id = \(id) AND access_keys.realm_id = \(realm)", db).first
    }

    /// The newest first.
    package static func all(in realm: Realm.ID, _ db: any Reader) throws -> [AccessKey] {
        try keys("access_keys.realm_id = \(realm)", db)
    }

    private static func keys(_ which: SQL, _ db: any Reader) throws -> [AccessKey] {
        let rows = try db.rows(
            """
            SELECT access_keys.id, realm_id, name, channel, issued_at, expires_at, revoked_at, scope
            FROM access_keys JOIN access_key_scopes ON access_key_scopes.key_id = access_keys.id
            WHERE \(which) ORDER BY access_keys.id DESC, scope
            LIMIT \(countMax * AccessKey.Scope.allCases.count)
            """
        ) { row in
            (
                key: AccessKey(
                    id: try row.id(0), realm: try row.id(1), name: try row.text(2), scopes: [],
                    channel: try row.member(3, of: Matter.Channel.self),
                    issuedAt: try row.instant(4), expiresAt: try row.instant(5),
                    revokedAt: try row.instantOrNil(6)),
                scope: try row.member(7, of: AccessKey.Scope.self)
            )
        }
        var keys: [AccessKey] = []
        for (key, scope) in rows {
            let known = keys.last?.id == key.id ? keys.removeLast().scopes : []
            keys.append(
                AccessKey(
                    id: key.id, realm: key.realm, name: key.name,
                    scopes: known.union([scope]), channel: key.channel, issuedAt: key.issuedAt,
                    expiresAt: key.expiresAt, revokedAt: key.revokedAt))
        }
        return keys
    }

    /// Remembers with which key a matter came in.
    package static func note(
        _ matter: Matter.ID, from key: AccessKey.ID, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO access_key_matters (matter_id, key_id) VALUES (\(matter), \(key))
            """)
    }

    /// With which key a matter came in, where it did with any.
    package static func key(of matter: Matter.ID, _ db: any Reader) throws -> AccessKey.ID? {
        try db.first("SELECT key_id FROM access_key_matters WHERE matter_id = \(matter)") {
            try $0.id(0)
        }
    }
}
