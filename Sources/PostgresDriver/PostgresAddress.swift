import Foundation

/// Where a PostgreSQL stands: a URL or a connection string as libpq reads it, with everything that
/// libpq knows: several hosts, `target_session_attrs`, `sslmode`, `passfile`.
package struct PostgresAddress: Hashable, Sendable {
    /// As it was given, password and all; never for a message.
    let text: String

    package init(_ text: String) {
        self.text = text
    }

    /// The address with a password that stands elsewhere: written after the user's name, whether
    /// one host follows or several, which are no URL.
    package init(_ text: String, password: String?) {
        guard let password, let at = Self.userEnd(in: text) else {
            self.init(text)
            return
        }
        let written = password.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        self.init(text[..<at] + ":" + written + text[at...])
    }

    /// Whether a password stands in the address itself.
    package var holdsPassword: Bool {
        guard let start = text.firstRange(of: "://")?.upperBound else { return true }
        let user = Self.userEnd(in: text).map { text[start..<$0] }
        let query = text.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
        return user?.contains(":") == true
            || query.split(separator: "&").contains { $0.hasPrefix("password=") }
    }

    /// Where the name of the user ends, before the `@`; nil where there is none.
    private static func userEnd(in text: String) -> String.Index? {
        guard let start = text.firstRange(of: "://")?.upperBound else { return nil }
        let authority = text[start...].prefix { $0 != "/" && $0 != "?" }
        return authority.lastIndex(of: "@")
    }

    /// Whether a text is meant for PostgreSQL rather than as a folder.
    package static func isMeant(by text: String) -> Bool {
        text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
    }
}

extension PostgresAddress {
    /// The password in a URL, decoded; nil where it names none.
    package var password: String? {
        URLComponents(string: text)?.password
    }

    /// The same address for programs whose arguments everyone may read.
    package var withoutPassword: String {
        guard var parts = URLComponents(string: text), parts.password != nil else { return text }
        parts.password = nil
        return parts.string ?? text
    }
}

extension PostgresAddress: CustomStringConvertible {
    /// Without the password and without what follows the name of the database.
    package var description: String {
        guard let scheme = text.firstRange(of: "://") else { return "the PostgreSQL given" }
        let rest = text[scheme.upperBound...].prefix { $0 != "?" }
        let place = rest.lastIndex(of: "@").map { rest[rest.index(after: $0)...] } ?? rest
        return "postgres://" + place
    }
}

/// How long this program waits for the server.
package struct PostgresTimeouts: Sendable {
    /// For a connection.
    var connectSeconds = 5
    /// For one statement; none of ours takes long, but an import's last may.
    var statementSeconds = 120
    /// For a lock that somebody else holds.
    var lockSeconds = 10
    /// After so long without a statement the server ends a transaction whose node hangs.
    var idleSeconds = 30
    /// For a server that is away, before a caller hears so.
    var awaySeconds = 10

    package init() {}

    /// What a connection begins with. A page is one of many that are drawn at once: it takes one
    /// processor of the server, and waits for no helpers to be started (17 ms for an answer that
    /// takes a twentieth of one).
    var settings: String {
        """
        SET statement_timeout = '\(statementSeconds)s'; SET lock_timeout = '\(lockSeconds)s';
        SET idle_in_transaction_session_timeout = '\(idleSeconds)s';
        SET standard_conforming_strings = on; SET client_min_messages = warning;
        SET jit = off; SET max_parallel_workers_per_gather = 0;
        SET plan_cache_mode = force_generic_plan
        """
    }
}
