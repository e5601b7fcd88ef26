import Kernel
import SQL

/// What a text finds. The index gives the newest first and is asked for a few hundred at a time, so
/// that a word which a million matters share costs no more than a rare one.
extension Inbox {
    /// How many matters with the text are looked at for one page; beyond, the page goes on.
    package static let searchedMax = 2_000
    private static let hitsAtOnce = 64

    /// Matters with a text within the scope and the filters of a query, newest first. A reference
    /// is looked up as it is; other text goes to the index of pairs, for posts that may read
    /// accounts: whoever may not could guess at them.
    ///
    /// - Returns: at most `limit` lines, and the matter behind which more with the text lie, where
    ///   not all were looked at.
    static func found(
        _ text: String, _ query: InboxQuery, for holding: Holding, awaited: Awaited,
        at now: Instant, limit: Int, _ db: any Reader
    ) throws -> (lines: [MatterLine], lookedTo: Matter.ID?) {
        var plain = query
        plain.text = nil
        plain.after = nil
        let walks = walks(plain, for: holding, awaited, at: now).map { "(\($0))" as SQL }
        if walks.isEmpty { return ([], nil) }
        let within: SQL = "(\(walks.joined(separator: " OR ")))"
        if let reference = try? Reference(parsing: text) {
            let lines = try lines(
                of: "matters",
                where:
                    "realm_id = \(holding.post.realm) AND reference = \(reference) AND \(within)",
                limit: limit, db)
            return (lines, nil)
        }
        guard holding.verbs.contains(.read),
            let grams = Grams.query(text, isOpen: query.scope != .ended, for: db.dialect)
        else {
            return ([], nil)
        }
        var found: [MatterLine] = []
        var before = query.after?.id ?? Matter.ID(Int64.max)
        var looked = 0
        while found.count < limit, looked < searchedMax {
            let hits = try db.rows(
                """
                SELECT rowid FROM matter_search
                WHERE matter_search MATCH \(grams) AND rowid < \(before)
                ORDER BY rowid DESC LIMIT \(hitsAtOnce)
                """
            ) { try $0.id(0) as Matter.ID }
            guard let oldest = hits.last else { return (found, nil) }
            // The hits come first, whatever the engine thinks of the conditions on matters; and
            // always as many, so that the engine knows the statement.
            let padding = Array(repeating: oldest, count: hitsAtOnce - hits.count)
            let rows = (hits + padding).map { "(\($0))" as SQL }.joined(separator: ", ")
            found += try lines(
                of: """
                    (SELECT DISTINCT column1 AS hit FROM (VALUES \(rows)) AS some) AS hits
                        CROSS JOIN matters ON matters.id = hits.hit
                    """, where: within, limit: limit - found.count, db)
            before = oldest
            looked += hits.count
            if hits.count < hitsAtOnce { return (found, nil) }
        }
        return (found, before)
    }

    /// Matters by a condition, newest first.
    private static func lines(
        of source: SQL, where condition: SQL, limit: Int, _ db: any Reader
    ) throws -> [MatterLine] {
        try db.rows(
            """
            SELECT \(columns)
            FROM (SELECT id FROM \(source) WHERE \(condition)
                ORDER BY id DESC LIMIT \(limit)) AS page
            JOIN \(sources(of: "page"))
            ORDER BY page.id DESC
            """, decode)
    }
}
