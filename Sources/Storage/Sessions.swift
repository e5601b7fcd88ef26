package import Kernel
package import SQL

/// How somebody came in.
package enum SignInWay: String, Hashable, Sendable {
    case password, recovery, passkey, provider
}

/// Rows of sessions, found by the digest of their token.
package enum Sessions {
    /// A working day with its evening: a session ends then, whatever is done in it.
    package static let hoursMax: Int64 = 12
    /// How many of one person's are kept; the oldest make room.
    package static let perPersonMax = 20
    /// How old the word of when a session was last used may be before it is written anew.
    package static let seenMinutes: Int64 = 5

    package struct Session: Sendable {
        package let person: Person
        package let post: Post.ID?
        package let confirmed: Bool
        package let expiresAt: Instant
        package let seenAt: Instant
        /// Whether the password was given by somebody else and must be changed first.
        package let passwordIsTemporary: Bool
        /// Whether the person has an authenticator or a passkey.
        package let hasSecondFactor: Bool
        /// Whether something is still to be told of how the person signs in.
        package let hasWarnings: Bool
        /// Whether the person keeps views of the inbox.
        package let keepsViews: Bool
        /// How the person wants the desk to be.
        package let setting: DeskSetting
        /// Those that are not over yet, at least on one day: whether one is held on a given day is
        /// for the realm's own calendar to say.
        package internal(set) var posts: [Post] = []
    }

    /// - Parameter idleMinutes: a session in which nothing was asked for so long is over.
    package static func find(
        digest: String, idleMinutes: Int, at now: Instant, _ db: any Reader
    ) throws -> Session? {
        var found: Session?
        try db.forEach(
            """
            SELECT \(Posts.columns), people.id, people.realm_id, people.name, people.sign_in,
                people.until_day, sessions.post_id, sessions.confirmed, sessions.expires_at,
                COALESCE(credentials.temporary, 0), sessions.seen_at,
                CASE WHEN credentials.secret IS NOT NULL OR EXISTS (
                    SELECT 1 FROM passkeys WHERE passkeys.person_id = people.id)
                THEN 1 ELSE 0 END,
                CASE WHEN EXISTS (
                    SELECT 1 FROM sign_in_warnings AS warning
                    WHERE warning.person_id = people.id
                        AND (warning.is_own = 0 OR warning.at < sessions.opened_at))
                THEN 1 ELSE 0 END,
                CASE WHEN EXISTS (
                    SELECT 1 FROM saved_views WHERE saved_views.person_id = people.id)
                THEN 1 ELSE 0 END, \(DeskSettings.columns)
            FROM sessions JOIN people ON people.id = sessions.person_id
                LEFT JOIN desk_settings ON desk_settings.person_id = people.id
                LEFT JOIN credentials ON credentials.person_id = people.id
                LEFT JOIN posts ON posts.person_id = people.id
                    AND (posts.until_day IS NULL OR posts.until_day > \(earliest(at: now)))
                LEFT JOIN places ON places.id = posts.place_id
            WHERE sessions.token_digest = \(digest) AND sessions.expires_at > \(now)
                AND sessions.seen_at > \(now.adding(minutes: -Int64(idleMinutes)))
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
            expiresAt: try row.instant(17), seenAt: try row.instant(19),
            passwordIsTemporary: try row.bool(18), hasSecondFactor: try row.bool(20),
            hasWarnings: try row.bool(21), keepsViews: try row.bool(22),
            setting: try DeskSettings.decode(row, from: 23))
    }

    /// A new session.
    package struct Opening: Sendable {
        package let digest: String
        package let person: Person.ID
        package let post: Post.ID?
        package let confirmed: Bool
        package let way: SignInWay
        /// The kind of browser, such as `chrome windows`.
        package let browser: String
        /// The provider that vouched for the person; nil for any other way.
        package let provider: String?
        package let at: Instant
        package let until: Instant

        package init(
            digest: String, person: Person.ID, post: Post.ID?, confirmed: Bool,
            way: SignInWay = .password, browser: String = "", provider: String? = nil,
            at now: Instant, hours: Int64 = Sessions.hoursMax
        ) {
            self.digest = digest
            self.person = person
            self.post = post
            self.confirmed = confirmed
            self.way = way
            self.browser = browser
            self.provider = provider
            at = now
            until = now.adding(minutes: hours * 60)
        }
    }

    /// Opens a session, and ends the oldest of a person who has too many.
    package static func insert(_ new: Opening, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO sessions
                (token_digest, person_id, post_id, confirmed, way, browser, provider, opened_at,
                seen_at, expires_at)
            VALUES (\(new.digest), \(new.person), \(new.post), \(new.confirmed),
                \(new.way.rawValue), \(new.browser), \(new.provider), \(new.at), \(new.at),
                \(new.until))
            """)
        try db.run(
            """
            DELETE FROM sessions WHERE person_id = \(new.person)
                AND token_digest <> \(new.digest) AND token_digest NOT IN (
                    SELECT token_digest FROM sessions
                    WHERE person_id = \(new.person) AND token_digest <> \(new.digest)
                    ORDER BY opened_at DESC, token_digest LIMIT \(perPersonMax - 1))
            """)
    }

    package static func setPost(_ post: Post.ID, of digest: String, _ db: any Writer) throws {
        try db.run("UPDATE sessions SET post_id = \(post) WHERE token_digest = \(digest)")
    }

    package static func setSeen(_ now: Instant, of digest: String, _ db: any Writer) throws {
        try db.run("UPDATE sessions SET seen_at = \(now) WHERE token_digest = \(digest)")
    }

    /// Gives a session another token, so that one that was seen before is worth nothing.
    ///
    /// - Parameter confirmed: whether it counts as confirmed from now on; nil leaves that.
    /// - Returns: false when the session is over.
    package static func rename(
        _ digest: String, to other: String, confirmed: Bool? = nil, _ db: any Writer
    ) throws -> Bool {
        try db.run(
            """
            UPDATE sessions SET token_digest = \(other),
                confirmed = COALESCE(\(confirmed.map { $0 ? 1 : 0 }), confirmed)
            WHERE token_digest = \(digest)
            """) == 1
    }

    /// - Returns: the provider by which it was opened; nil for any other way.
    @discardableResult
    package static func delete(_ digest: String, _ db: any Writer) throws -> String? {
        let provider = try db.text("SELECT provider FROM sessions WHERE token_digest = \(digest)")
        try db.run("DELETE FROM sessions WHERE token_digest = \(digest)")
        return provider
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

    /// Takes away the sessions that are over.
    package static func deleteExpired(at now: Instant, _ db: any Writer) throws {
        try db.run("DELETE FROM sessions WHERE expires_at <= \(now)")
    }
}
