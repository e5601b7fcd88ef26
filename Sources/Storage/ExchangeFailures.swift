package import Kernel
package import SQL

/// A ticket that could not be taken, or not wholly, without what it says.
package struct ExchangeFailure: Sendable {
    package typealias ID = Identifier<ExchangeFailure>

    package let id: ID
    /// The number of the centre; nil where it has none.
    package let number: String?
    package let problem: TicketProblem
    package let firstAt: Instant
    package let lastAt: Instant
    package let tries: Int
    /// Since when somebody deals with it otherwise.
    package let setAsideAt: Instant?
}

/// Rows of tickets that could not be taken.
package enum ExchangeFailures {
    /// How many one exchange keeps; beyond it those that were tried longest ago go.
    package static let countMax = 5_000

    private static let columns: SQL = """
        id, number, reason, field, value, first_at, last_at, tries, set_aside_at
        """

    /// Keeps a ticket with its problem. What was set aside stays so until the centre changes it.
    package static func keep(
        _ id: ExchangeFailure.ID, of ticket: String, number: String?, digest: String,
        sealing plain: [UInt8], _ problem: TicketProblem, exchange: Exchange.Name,
        in realm: Realm.ID, at now: Instant, vault: Vault, _ db: any Writer
    ) throws {
        let key = Vault.Key.fresh()
        let wrapped = try vault.wrap(key, context: keyContext(realm, exchange, ticket))
        let sealed = try vault.seal(plain, under: key, context: context(realm, exchange, ticket))
        try db.run(
            """
            INSERT INTO exchange_failures (id, realm_id, exchange, ticket, number, digest, reason,
                field, value, seal_key, sealed, first_at, last_at, tries)
            VALUES (\(id), \(realm), \(exchange), \(ticket), \(number), \(digest),
                \(problem.reason.rawValue), \(problem.field), \(problem.value), \(wrapped),
                \(sealed), \(now), \(now), 1)
            ON CONFLICT (realm_id, exchange, ticket) DO UPDATE SET
                set_aside_at = CASE WHEN exchange_failures.digest = excluded.digest
                    THEN exchange_failures.set_aside_at ELSE NULL END,
                digest = excluded.digest, reason = excluded.reason, field = excluded.field,
                value = excluded.value, seal_key = excluded.seal_key, sealed = excluded.sealed,
                last_at = excluded.last_at, tries = exchange_failures.tries + 1
            """)
    }

    /// What waits, or what was set aside, tried last first.
    package static func page(
        of exchange: Exchange.Name, isSetAside: Bool, in realm: Realm.ID,
        before: (at: Instant, id: ExchangeFailure.ID)? = nil, limit: Int, _ db: any Reader
    ) throws -> [ExchangeFailure] {
        let which: SQL = isSetAside ? "set_aside_at IS NOT NULL" : "set_aside_at IS NULL"
        let beyond: SQL =
            before.map { "AND (last_at, id) < (\($0.at), \($0.id))" } ?? ""
        return try db.rows(
            """
            SELECT \(columns) FROM exchange_failures
            WHERE realm_id = \(realm) AND exchange = \(exchange) AND \(which) \(beyond)
            ORDER BY last_at DESC, id DESC LIMIT \(limit)
            """, decode)
    }

    /// How many wait of each reason and field, most first.
    package static func counts(
        of exchange: Exchange.Name, in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [(problem: TicketProblem, count: Int)] {
        try db.rows(
            """
            SELECT reason, field, COUNT(*) FROM exchange_failures
            WHERE realm_id = \(realm) AND exchange = \(exchange) AND set_aside_at IS NULL
            GROUP BY reason, field ORDER BY COUNT(*) DESC, reason, field LIMIT \(limit)
            """
        ) { row in
            (
                TicketProblem(
                    try row.member(0, of: TicketProblem.Reason.self), try row.text(1)),
                Int(try row.int(2))
            )
        }
    }

    /// The ticket itself, as it came.
    package static func ticket(
        _ id: ExchangeFailure.ID, of exchange: Exchange.Name, in realm: Realm.ID, vault: Vault,
        _ db: any Reader
    ) throws -> [UInt8]? {
        let row = try db.first(
            """
            SELECT ticket, seal_key, sealed FROM exchange_failures
            WHERE id = \(id) AND realm_id = \(realm) AND exchange = \(exchange)
            """
        ) { (ticket: try $0.text(0), key: try $0.blob(1), sealed: try $0.blob(2)) }
        guard let row else { return nil }
        let key = try vault.unwrap(row.key, context: keyContext(realm, exchange, row.ticket))
        return try vault.open(
            row.sealed, under: key, context: context(realm, exchange, row.ticket))
    }

    /// The oldest that wait, tried least lately first.
    package static func waiting(
        of exchange: Exchange.Name, in realm: Realm.ID, before: Instant, limit: Int,
        _ db: any Reader
    ) throws -> [ExchangeFailure.ID] {
        try db.rows(
            """
            SELECT id FROM exchange_failures
            WHERE realm_id = \(realm) AND exchange = \(exchange) AND last_at < \(before)
                AND set_aside_at IS NULL
            ORDER BY last_at, id LIMIT \(limit)
            """
        ) { try $0.id(0) }
    }

    /// - Returns: false where there is none that waits.
    package static func setAside(
        _ id: ExchangeFailure.ID, of exchange: Exchange.Name, in realm: Realm.ID,
        by post: Post.ID, at now: Instant, _ db: any Writer
    ) throws -> Bool {
        try db.run(
            """
            UPDATE exchange_failures SET set_aside_at = \(now), post_id = \(post)
            WHERE id = \(id) AND realm_id = \(realm) AND exchange = \(exchange)
                AND set_aside_at IS NULL
            """) == 1
    }

    package static func remove(
        _ ticket: String, of exchange: Exchange.Name, in realm: Realm.ID, _ db: any Writer
    ) throws {
        try db.run(
            """
            DELETE FROM exchange_failures
            WHERE realm_id = \(realm) AND exchange = \(exchange) AND ticket = \(ticket)
            """)
    }

    /// Drops those beyond what one exchange keeps.
    package static func trim(
        _ exchange: Exchange.Name, in realm: Realm.ID, _ db: any Writer
    ) throws {
        try db.run(
            """
            DELETE FROM exchange_failures WHERE id IN (SELECT id FROM exchange_failures
                WHERE realm_id = \(realm) AND exchange = \(exchange)
                ORDER BY last_at DESC, id DESC LIMIT 500 OFFSET \(countMax))
            """)
    }

    package static func delete(
        before instant: Instant, limit: Int, _ db: any Writer
    ) throws -> Int {
        try db.run(
            """
            DELETE FROM exchange_failures WHERE id IN (SELECT id FROM exchange_failures
                WHERE first_at < \(instant) ORDER BY first_at, id LIMIT \(limit))
            """)
    }

    private static func keyContext(
        _ realm: Realm.ID, _ exchange: Exchange.Name, _ ticket: String
    ) -> String { "key ticket \(realm) \(exchange) \(ticket)" }

    private static func context(
        _ realm: Realm.ID, _ exchange: Exchange.Name, _ ticket: String
    ) -> String { "ticket \(realm) \(exchange) \(ticket)" }

    private static func decode(_ row: any Row) throws -> ExchangeFailure {
        ExchangeFailure(
            id: try row.id(0), number: try row.textOrNil(1),
            problem: TicketProblem(
                try row.member(2, of: TicketProblem.Reason.self), try row.text(3),
                value: try row.textOrNil(4)),
            firstAt: try row.instant(5), lastAt: try row.instant(6),
            tries: Int(try row.int(7)), setAsideAt: try row.instantOrNil(8))
    }
}
