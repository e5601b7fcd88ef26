package import SQL

/// How much an installation holds, counted no further than a limit.
package enum Counts {
    /// One million and one says "over a million".
    package static let countMax: Int64 = 1_000_001

    package static func matters(_ db: any Reader) throws -> Int64 { try count("matters", db) }
    package static func places(_ db: any Reader) throws -> Int64 { try count("places", db) }
    package static func bodies(_ db: any Reader) throws -> Int64 { try count("bodies", db) }
    package static func people(_ db: any Reader) throws -> Int64 { try count("people", db) }
    package static func photographs(_ db: any Reader) throws -> Int64 {
        try count("photographs", db)
    }

    package static func openMatters(_ db: any Reader) throws -> Int64 {
        try count("matters WHERE ended_at IS NULL", db)
    }

    private static func count(_ source: SQL, _ db: any Reader) throws -> Int64 {
        try db.int(
            "SELECT COUNT(*) FROM (SELECT 1 FROM \(source) LIMIT \(countMax)) AS found") ?? 0
    }
}
