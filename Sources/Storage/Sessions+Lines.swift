package import Kernel
package import SQL

extension Sessions {
    /// A session as its person sees it.
    package struct Line: Sendable {
        /// Names it in a form; nobody gets from it to the token.
        package let digest: String
        package let way: SignInWay
        package let browser: String
        package let openedAt: Instant
        package let seenAt: Instant
        package let expiresAt: Instant
    }

    /// The sessions of a person that are not over, the newest first.
    package static func lines(
        of person: Person.ID, idleMinutes: Int, at now: Instant, _ db: any Reader
    ) throws -> [Line] {
        try db.rows(
            """
            SELECT token_digest, way, browser, opened_at, seen_at, expires_at FROM sessions
            WHERE person_id = \(person) AND expires_at > \(now)
                AND seen_at > \(now.adding(minutes: -Int64(idleMinutes)))
            ORDER BY opened_at DESC, token_digest LIMIT \(perPersonMax)
            """
        ) { row in
            Line(
                digest: try row.text(0), way: SignInWay(rawValue: try row.text(1)) ?? .password,
                browser: try row.text(2), openedAt: try row.instant(3),
                seenAt: try row.instant(4), expiresAt: try row.instant(5))
        }
    }

    /// Ends one session of a person.
    ///
    /// - Returns: false when there is none like it.
    package static func delete(
        _ digest: String, of person: Person.ID, _ db: any Writer
    ) throws -> Bool {
        try db.run(
            "DELETE FROM sessions WHERE token_digest = \(digest) AND person_id = \(person)") == 1
    }
}
