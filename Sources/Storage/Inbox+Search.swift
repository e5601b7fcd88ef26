import Kernel
import SQL

/// What a text finds. The index gives the newest first and is asked for a few at first, then for
/// more, so that a word which a million matters share costs no more than a rare one.
extension Inbox {
    /// How many matters with the text are looked at for one page; beyond, the page goes on.
    package static let searchedMax = 2_000
    private static let hitsAtOnce = [128, searchedMax - 128]

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
        let walks = walks(plain, for: holding, awaited, at: now, on: db.dialect).map {
            "(\($0))" as SQL
        }
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
        guard holding.verbs.contains(.read), let grams = Grams.query(text, for: db.dialect) else {
            return ([], nil)
        }
        var found: [MatterLine] = []
        var before = query.after?.id ?? Matter.ID(Int64.max)
        for most in hitsAtOnce {
            let hits = SearchIndex.hits(
                grams, isOpen: query.scope != .ended, before: before, limit: most, for: db.dialect)
            // The hits come first, whatever the engine thinks of the conditions on matters.
            found += try lines(
                of: "(\(hits)) AS hits CROSS JOIN matters",
                where: "matters.id = hits.hit AND \(within)", limit: limit - found.count, db)
            if found.count >= limit { return (found, nil) }
            let looked = try db.first(
                """
                \(SQL.plannedForItsValues)SELECT COUNT(*), MIN(hit) FROM (\(hits)) AS hits
                """
            ) {
                (count: try $0.int(0), oldest: try $0.idOrNil(1) as Matter.ID?)
            }
            guard let looked, looked.count == most, let oldest = looked.oldest else {
                return (found, nil)
            }
            before = oldest
        }
        return (found, before)
    }

    /// Matters by a condition, newest first. How many have a word hangs on which one: the newest
    /// are walked through for one that many have, and the index is asked for a rare one.
    private static func lines(
        of source: SQL, where condition: SQL, limit: Int, _ db: any Reader
    ) throws -> [MatterLine] {
        try db.rows(
            """
            \(SQL.plannedForItsValues)SELECT \(columns)
            FROM (SELECT id FROM \(source) WHERE \(condition)
                ORDER BY id DESC LIMIT \(limit)) AS page
            JOIN \(sources(of: "page"))
            ORDER BY page.id DESC
            """, decode)
    }
}
