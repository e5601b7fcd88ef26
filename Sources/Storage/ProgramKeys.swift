package import Kernel
package import SQL

/// Rows of the keys of programs that act for a person in one post.
package enum ProgramKeys {
    /// How many keys one page of a realm lists.
    package static let pageMax = 50

    /// A key with whose it is.
    package struct Line: Sendable {
        package let key: ProgramKey
        package let person: Person
        package let post: Post
    }

    package static func insert(_ key: ProgramKey, digest: String, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO program_keys
                (id, realm_id, post_id, name, digest, acts, sets, issued_at, expires_at)
            VALUES (\(key.id), \(key.realm), \(key.post), \(key.name), \(digest), \(key.mayAct),
                \(key.maySet), \(key.issuedAt), \(key.expiresAt))
            """)
    }

    package static func revoke(_ id: ProgramKey.ID, at now: Instant, _ db: any Writer) throws {
        try db.run(
            "UPDATE program_keys SET revoked_at = \(now) WHERE id = \(id) AND revoked_at IS NULL")
    }

    /// Makes every key of a person worthless.
    package static func revokeAll(of person: Person.ID, at now: Instant, _ db: any Writer) throws {
        try db.run(
            """
            UPDATE program_keys SET revoked_at = \(now)
            WHERE revoked_at IS NULL
                AND post_id IN (SELECT id FROM posts WHERE person_id = \(person))
            """)
    }

    package static func noteUse(of id: ProgramKey.ID, on day: Day, _ db: any Writer) throws {
        try db.run("UPDATE program_keys SET used_day = \(day) WHERE id = \(id)")
    }

    package static func find(digest: String, _ db: any Reader) throws -> Line? {
        try lines("program_keys.digest = \(digest)", limit: 1, db).first
    }

    package static func find(
        _ id: ProgramKey.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> Line? {
        try lines(
            "program_keys.id = \(id) AND program_keys.realm_id = \(realm)", limit: 1, db
        ).first
    }

    /// The keys of a person that are still good, the newest first.
    package static func good(
        of person: Person.ID, at now: Instant, _ db: any Reader
    ) throws -> [Line] {
        try lines(
            """
            program_keys.post_id IN (SELECT id FROM posts WHERE person_id = \(person))
                AND program_keys.revoked_at IS NULL AND program_keys.expires_at > \(now)
            """, limit: ProgramKey.perPersonMax, db)
    }

    /// A page of all keys of a realm, the newest first, those that ended among them.
    package static func all(
        in realm: Realm.ID, before: ProgramKey.ID?, limit: Int, _ db: any Reader
    ) throws -> [Line] {
        try lines(
            """
            program_keys.realm_id = \(realm)
                AND program_keys.id < \(before ?? ProgramKey.ID(Int64.max))
            """, limit: limit, db)
    }

    private static func lines(
        _ which: SQL, limit: Int, _ db: any Reader
    ) throws -> [Line] {
        try db.rows(
            """
            SELECT \(Posts.columns), people.name, people.sign_in, people.until_day,
                program_keys.id, program_keys.name, program_keys.acts, program_keys.issued_at,
                program_keys.expires_at, program_keys.revoked_at, program_keys.used_day,
                program_keys.sets
            FROM program_keys JOIN posts ON posts.id = program_keys.post_id
                JOIN people ON people.id = posts.person_id
                JOIN places ON places.id = posts.place_id
            WHERE \(which) ORDER BY program_keys.id DESC LIMIT \(limit)
            """
        ) { row in
            let post = try Posts.decode(row)
            return Line(
                key: ProgramKey(
                    id: try row.id(13), realm: post.realm, post: post.id, name: try row.text(14),
                    mayAct: try row.bool(15), maySet: try row.bool(20),
                    issuedAt: try row.instant(16),
                    expiresAt: try row.instant(17), revokedAt: try row.instantOrNil(18),
                    usedOn: try row.dayOrNil(19)),
                person: Person(
                    id: post.person, realm: post.realm, name: try row.text(10),
                    signIn: try row.text(11), until: try row.dayOrNil(12)),
                post: post)
        }
    }
}
