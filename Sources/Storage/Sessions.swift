package import Kernel
package import SQL

/// What proves that a person is who they say.
package struct Credential: Sendable {
    package let person: Person.ID
    package let password: String
    package let secret: [UInt8]?
    package let stepUsed: Int64
    /// Whether somebody else gave the password, so that another must be chosen first.
    package let isTemporary: Bool

    package init(
        person: Person.ID, password: String, secret: [UInt8]?, stepUsed: Int64,
        isTemporary: Bool = false
    ) {
        self.person = person
        self.password = password
        self.secret = secret
        self.stepUsed = stepUsed
        self.isTemporary = isTemporary
    }
}

/// Rows of credentials.
package enum Credentials {
    package static func find(_ person: Person.ID, _ db: any Reader) throws -> Credential? {
        try db.first(
            """
            SELECT person_id, password, secret, step_used, temporary FROM credentials
            WHERE person_id = \(person)
            """
        ) { row in
            Credential(
                person: try row.id(0), password: try row.text(1), secret: try row.blobOrNil(2),
                stepUsed: try row.int(3), isTemporary: try row.bool(4))
        }
    }

    /// - Parameter isTemporary: whether the person must choose another at the next sign-in.
    package static func set(
        password: String, of person: Person.ID, isTemporary: Bool = false, at now: Instant,
        _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO credentials (person_id, password, step_used, changed_at, temporary)
            VALUES (\(person), \(password), 0, \(now), \(isTemporary))
            ON CONFLICT (person_id) DO UPDATE
                SET password = excluded.password, changed_at = excluded.changed_at,
                    temporary = excluded.temporary
            """)
    }

    package static func set(
        secret: [UInt8]?, of person: Person.ID, at now: Instant, _ db: any Writer
    ) throws {
        try db.run(
            """
            UPDATE credentials SET secret = \(secret), changed_at = \(now)
            WHERE person_id = \(person)
            """)
    }

    /// Marks a time step as used.
    ///
    /// - Returns: false when it, or a later one, was used before.
    package static func use(
        step: Int64, of person: Person.ID, _ db: any Writer
    ) throws -> Bool {
        try db.run(
            """
            UPDATE credentials SET step_used = \(step)
            WHERE person_id = \(person) AND step_used < \(step)
            """) == 1
    }
}

/// Rows of sessions, found by the digest of their token.
package enum Sessions {
    package struct Session: Sendable {
        package let person: Person
        package let post: Post.ID?
        package let confirmed: Bool
        package let expiresAt: Instant
        /// Whether the password was given by somebody else and must be changed first.
        package let passwordIsTemporary: Bool
        /// Those that are not over yet, at least on one day: whether one is held on a given day is
        /// for the realm's own calendar to say.
        package internal(set) var posts: [Post] = []
    }

    package static func find(
        digest: String, at now: Instant, _ db: any Reader
    ) throws -> Session? {
        var found: Session?
        try db.forEach(
            """
            SELECT \(Posts.columns), people.id, people.realm_id, people.name, people.sign_in,
                people.until_day, sessions.post_id, sessions.confirmed, sessions.expires_at,
                COALESCE(credentials.temporary, 0)
            FROM sessions JOIN people ON people.id = sessions.person_id
                LEFT JOIN credentials ON credentials.person_id = people.id
                LEFT JOIN posts ON posts.person_id = people.id
                    AND (posts.until_day IS NULL OR posts.until_day > \(earliest(at: now)))
                LEFT JOIN places ON places.id = posts.place_id
            WHERE sessions.token_digest = \(digest) AND sessions.expires_at > \(now)
            ORDER BY posts.id LIMIT \(Posts.perPersonMax * 4)
            """
        ) { row in
            if found == nil { found = try session(row) }
            if try !row.isNull(0) { found?.posts.append(try Posts.decode(row)) }
        }
        return found
    }

    /// The earliest day that it is anywhere: a post that ended before it is over in every zone.
    private static func earliest(at now: Instant) -> Day {
        Day(ordinal: Int(now.adding(minutes: -12 * 60).milliseconds / 86_400_000))
    }

    private static func session(_ row: any Row) throws -> Session {
        Session(
            person: Person(
                id: try row.id(10), realm: try row.id(11), name: try row.text(12),
                signIn: try row.text(13), until: try row.dayOrNil(14)),
            post: try row.idOrNil(15), confirmed: try row.bool(16),
            expiresAt: try row.instant(17), passwordIsTemporary: try row.bool(18))
    }

    package static func insert(
        digest: String, person: Person.ID, post: Post.ID?, confirmed: Bool, at now: Instant,
        until: Instant, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO sessions
                (token_digest, person_id, post_id, confirmed, opened_at, expires_at)
            VALUES (\(digest), \(person), \(post), \(confirmed), \(now), \(until))
            """)
    }

    package static func setPost(_ post: Post.ID, of digest: String, _ db: any Writer) throws {
        try db.run("UPDATE sessions SET post_id = \(post) WHERE token_digest = \(digest)")
    }

    package static func confirm(_ digest: String, _ db: any Writer) throws {
        try db.run("UPDATE sessions SET confirmed = 1 WHERE token_digest = \(digest)")
    }

    package static func delete(_ digest: String, _ db: any Writer) throws {
        try db.run("DELETE FROM sessions WHERE token_digest = \(digest)")
    }

    package static func deleteAll(of person: Person.ID, _ db: any Writer) throws {
        try db.run("DELETE FROM sessions WHERE person_id = \(person)")
    }

    /// Ends every session of a person but the one that they act in.
    package static func deleteAll(
        of person: Person.ID, but digest: String, _ db: any Writer
    ) throws {
        try db.run(
            "DELETE FROM sessions WHERE person_id = \(person) AND token_digest <> \(digest)")
    }

    package static func deleteExpired(at now: Instant, _ db: any Writer) throws {
        try db.run("DELETE FROM sessions WHERE expires_at <= \(now)")
    }
}

/// Counts of limited tries, by kind and keyed subject, in windows of time.
package enum Attempts {
    /// Adds one try.
    ///
    /// - Returns: how many there have been in this window, this one included.
    package static func count(
        kind: String, subject: String, window: Instant, _ db: any Writer
    ) throws -> Int {
        let count = try db.int(counting(kind: kind, subject: subject, window: window))
        return Int(try count.orThrow("a count"))
    }

    /// The statement of `count`, for `Database.write(ahead:)`.
    package static func counting(kind: String, subject: String, window: Instant) -> SQL {
        """
        INSERT INTO attempts (kind, subject, window_start, count)
        VALUES (\(kind), \(subject), \(window), 1)
        ON CONFLICT (kind, subject, window_start) DO UPDATE SET count = attempts.count + 1
        RETURNING count
        """
    }

    /// Takes one try back.
    package static func giveBack(
        kind: String, subject: String, window: Instant, _ db: any Writer
    ) throws {
        try db.run(
            """
            UPDATE attempts SET count = count - 1
            WHERE kind = \(kind) AND subject = \(subject) AND window_start = \(window)
                AND count > 1
            """)
    }

    package static func forget(kind: String, subject: String, _ db: any Writer) throws {
        try db.run("DELETE FROM attempts WHERE kind = \(kind) AND subject = \(subject)")
    }

    package static func delete(
        before window: Instant, limit: Int, _ db: any Writer
    ) throws -> Int {
        try db.run(
            """
            DELETE FROM attempts
            WHERE (kind, subject, window_start) IN (
                SELECT kind, subject, window_start FROM attempts
                WHERE window_start < \(window) ORDER BY window_start LIMIT \(limit))
            """)
    }
}
