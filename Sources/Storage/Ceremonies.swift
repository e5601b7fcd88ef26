package import Kernel
package import SQL

/// What was begun with a browser and waits for its answer: a secret to be confirmed, a challenge to
/// be signed, a question to another house. Sealed, short-lived, taken once.
package enum Ceremonies {
    package enum Kind: String, Hashable, Sendable {
        /// The secret of an authenticator that was shown and not confirmed yet.
        case authenticator
        /// The challenge for a new passkey.
        case registration
        /// The challenge for signing in with a passkey.
        case assertion
        /// The state of a sign-in at an identity provider.
        case provider
    }

    /// How long a browser may take.
    package static let minutes: Int64 = 10

    /// Begins one, in place of what the same browser began before.
    ///
    /// - Parameter holder: a keyed digest of the secret that the browser keeps.
    package static func begin(
        _ kind: Kind, of holder: String, sealed: [UInt8], at now: Instant, _ db: any Writer
    ) throws {
        try db.run("DELETE FROM ceremonies WHERE expires_at <= \(now)")
        try db.run(
            """
            INSERT INTO ceremonies (holder, kind, sealed, expires_at)
            VALUES (\(holder), \(kind.rawValue), \(sealed), \(now.adding(minutes: minutes)))
            ON CONFLICT (holder, kind) DO UPDATE
                SET sealed = excluded.sealed, expires_at = excluded.expires_at
            """)
    }

    package static func find(
        _ kind: Kind, of holder: String, at now: Instant, _ db: any Reader
    ) throws -> [UInt8]? {
        try db.first(
            """
            SELECT sealed FROM ceremonies
            WHERE holder = \(holder) AND kind = \(kind.rawValue) AND expires_at > \(now)
            """
        ) { try $0.blob(0) }
    }

    /// Takes what was begun: nobody answers it a second time.
    package static func take(
        _ kind: Kind, of holder: String, at now: Instant, _ db: any Writer
    ) throws -> [UInt8]? {
        let found = try find(kind, of: holder, at: now, db)
        try db.run("DELETE FROM ceremonies WHERE holder = \(holder) AND kind = \(kind.rawValue)")
        return found
    }
}
