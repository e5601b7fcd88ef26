package import Kernel
package import SQL

/// Rows of tickets that were taken, by the number of the centre.
package enum ExchangeTickets {
    package struct Taken: Sendable {
        package let matter: Matter.ID
        /// Keyed digests of its parts as the centre last said them.
        package let parts: [String: String]
    }

    package static func find(
        _ number: String, of exchange: Exchange.Name, in realm: Realm.ID, _ db: any Reader
    ) throws -> Taken? {
        try db.first(
            """
            SELECT matter_id, parts FROM exchange_tickets
            WHERE realm_id = \(realm) AND exchange = \(exchange) AND number = \(number)
            """
        ) { row in
            var parts: [String: String] = [:]
            if case .object(let members) = try Payload(parsing: Array(try row.text(1).utf8)) {
                for case (let name, .text(let digest)) in members { parts[name] = digest }
            }
            return Taken(matter: try row.id(0), parts: parts)
        }
    }

    package static func insert(
        _ number: String, of exchange: Exchange.Name, in realm: Realm.ID, as matter: Matter.ID,
        parts: [String: String], at now: Instant, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO exchange_tickets (realm_id, exchange, number, matter_id, parts, taken_at)
            VALUES (\(realm), \(exchange), \(number), \(matter), \(text(parts)), \(now))
            """)
    }

    package static func keep(
        parts: [String: String], of number: String, of exchange: Exchange.Name,
        in realm: Realm.ID, _ db: any Writer
    ) throws {
        try db.run(
            """
            UPDATE exchange_tickets SET parts = \(text(parts))
            WHERE realm_id = \(realm) AND exchange = \(exchange) AND number = \(number)
            """)
    }

    private static func text(_ parts: [String: String]) -> String {
        Payload.object(parts.mapValues { .text($0) }).canonicalText
    }
}

/// Rows of what goes back to the centres.
package enum ExchangeReturns {
    /// Keeps the record of a step, where its matter came by an exchange.
    package static func note(
        _ sequence: Int64, of matter: Matter.ID, at now: Instant, _ db: any Writer
    ) throws {
        try db.send(
            """
            INSERT INTO exchange_returns (sequence, realm_id, exchange, number, matter_id, at)
            SELECT \(sequence), realm_id, exchange, number, matter_id, \(now)
            FROM exchange_tickets WHERE matter_id = \(matter)
            """)
    }

    package struct Returned: Sendable {
        package let number: String
        package let deed: ToldDeeds.Deed
    }

    /// What happened after a record, in its order; what belongs to erased words is left out.
    ///
    /// - Returns: with the last record that was looked at, nil where there was none, and how many.
    package static func after(
        _ sequence: Int64, of exchange: Exchange.Name, in realm: Realm.ID, limit: Int,
        vault: Vault, _ db: any Reader
    ) throws -> (returned: [Returned], last: Int64?, count: Int) {
        let rows = try db.rows(
            """
            SELECT \(ToldDeeds.columns), exchange_returns.number
            FROM exchange_returns
                JOIN records ON records.sequence = exchange_returns.sequence
                JOIN matters ON matters.id = exchange_returns.matter_id
            WHERE exchange_returns.realm_id = \(realm) AND exchange_returns.exchange = \(exchange)
                AND exchange_returns.sequence > \(sequence)
            ORDER BY exchange_returns.sequence LIMIT \(limit)
            """
        ) { row in
            (
                sequence: try row.int(0), number: try row.text(10),
                deed: try ToldDeeds.decode(row, vault)
            )
        }
        return (
            rows.compactMap { row in
                row.deed.map { Returned(number: row.number, deed: $0) }
            }, rows.last?.sequence, rows.count
        )
    }

    /// How much waits after a record.
    package static func count(
        after sequence: Int64, of exchange: Exchange.Name, in realm: Realm.ID, limit: Int,
        _ db: any Reader
    ) throws -> Int {
        Int(
            try db.int(
                """
                SELECT COUNT(*) FROM (SELECT sequence FROM exchange_returns
                    WHERE realm_id = \(realm) AND exchange = \(exchange)
                        AND sequence > \(sequence) LIMIT \(limit)) AS waiting
                """) ?? 0)
    }

    package static func delete(
        before instant: Instant, limit: Int, _ db: any Writer
    ) throws -> Int {
        try db.run(
            """
            DELETE FROM exchange_returns WHERE sequence IN (SELECT sequence FROM exchange_returns
                WHERE at < \(instant) ORDER BY at, sequence LIMIT \(limit))
            """)
    }
}
