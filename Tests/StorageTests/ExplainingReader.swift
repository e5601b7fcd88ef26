import SQL

/// Asks the engine how it would run each query, then runs it.
final class ExplainingReader: Reader {
    private let db: any Reader
    /// Growing tables that a query read from end to end, each with the query.
    private(set) var scans: [String] = []

    init(_ db: any Reader) {
        self.db = db
    }

    var dialect: Dialect { db.dialect }

    func rows<T>(_ sql: SQL, _ decode: (any Row) throws -> T) throws -> [T] {
        try explain(sql)
        return try db.rows(sql, decode)
    }

    func first<T>(_ sql: SQL, _ decode: (any Row) throws -> T) throws -> T? {
        try explain(sql)
        return try db.first(sql, decode)
    }

    func forEach(_ sql: SQL, _ body: (any Row) throws -> Void) throws {
        try explain(sql)
        try db.forEach(sql, body)
    }

    /// Tables that grow without bound; a district's places and bodies do not.
    private static let growing = [
        "matters", "records", "clocks", "photographs", "personal_readings", "personal_fields",
        "matter_assists", "matter_links", "sessions", "pairings", "pairing_supporters",
        "pairing_visits", "pairing_readings", "pairing_consents", "pairing_details", "pledges",
        "activities", "sign_ups", "transfers", "entries", "invitations", "help_offers",
        "public_matters", "place_extents", "place_positions", "place_outlines", "deliveries",
    ]

    private func explain(_ sql: SQL) throws {
        let plan = try db.rows("EXPLAIN QUERY PLAN \(sql)") { try $0.text(3) }
        scans += plan.filter { step in
            Self.growing.contains { step == "SCAN \($0)" }
        }.map { "\($0) in: \(sql.text)" }
    }
}
