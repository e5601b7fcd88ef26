package import Kernel
package import SQL

/// Rows of leases: what one of several nodes alone does, or is, for a time.
package enum Leases {
    /// Takes a lease that nobody holds any more, or prolongs one's own.
    ///
    /// - Returns: whether `holder` has it now; false when another does.
    package static func take(
        _ name: String, for holder: String, until end: Instant, at now: Instant, _ db: any Writer
    ) throws -> Bool {
        try db.run(
            """
            INSERT INTO leases (name, holder, until_at) VALUES (\(name), \(holder), \(end))
            ON CONFLICT (name) DO UPDATE
                SET holder = excluded.holder, until_at = excluded.until_at
                WHERE leases.holder = excluded.holder OR leases.until_at <= \(now)
            """) == 1
    }

    package static func release(_ name: String, of holder: String, _ db: any Writer) throws {
        try db.run("DELETE FROM leases WHERE name = \(name) AND holder = \(holder)")
    }

    /// Takes the lowest number that no node has: it keeps identifiers of nodes apart.
    ///
    /// - Returns: nil when every number is taken.
    package static func takeNumber(
        for holder: String, until end: Instant, at now: Instant, _ db: any Writer
    ) throws -> Int? {
        let taken = Set(
            try db.rows(
                """
                SELECT name FROM leases
                WHERE name >= 'node ' AND name < 'node!' AND until_at > \(now)
                ORDER BY name LIMIT \(IdentifierSource.nodes.count)
                """
            ) { try $0.text(0) })
        guard
            let number = IdentifierSource.nodes.first(where: { !taken.contains(Self.name($0)) }),
            try take(name(number), for: holder, until: end, at: now, db)
        else { return nil }
        return number
    }

    /// The latest moment until which any node holds its number.
    package static func lastEnd(_ db: any Reader) throws -> Instant? {
        try db.first(
            """
            SELECT MAX(until_at) FROM leases WHERE name >= 'node ' AND name < 'node!'
            """
        ) { row in try row.intOrNil(0).map { Instant(milliseconds: $0) } } ?? nil
    }

    package static func name(_ number: Int) -> String { "node \(number)" }
}
