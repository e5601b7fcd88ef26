import Kernel
import SQL

/// What a text finds. The index gives the newest first and is asked for a few at first, then for
/// more, so that a word which a million matters share costs no more than a rare one.
extension Inbox {
    /// How many matters with the text are looked at for one page; beyond, the page goes on.
    package static let searchedMax = 2_000
    /// How many the index is asked for at once: a few more than a page shows, then more.
    private static let hitsAtOnce = [56, 444, searchedMax - 500]
    /// How many of them are looked up with one statement: one of these.
    private static let lookedUpAtOnce = [56, 250]

    /// Matters with a text within the scope and the filters of a query, newest first. A reference
    /// is looked up as it is; other text goes to the index of pairs, for posts that may read
    /// accounts: whoever may not could guess at them.
    ///
    /// - Returns: at most `limit` lines, and the matter behind which more with the text lie, where
    ///   not all were looked at.
    static func found(
        _ text: String, _ query: InboxQuery, for holding: Holding, awaited: Awaited,
        at now: Instant, limit: Int, _ db: any Reader
    ) throws -> (lines: [UnnamedLine], lookedTo: Matter.ID?) {
        var plain = query
        plain.text = nil
        plain.after = nil
        let walks = walks(plain, for: holding, awaited, at: now, on: db.dialect)
            .flatMap(\.stretches).map { "(\($0))" as SQL }
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
        var found: [UnnamedLine] = []
        var before = query.after?.id ?? Matter.ID(Int64.max)
        for most in hitsAtOnce {
            let hits = try SearchIndex.hits(
                grams, in: holding.post.realm, strays: most == hitsAtOnce[0],
                isOpen: query.scope != .ended, before: before, limit: most, db)
            for hits in hits.chunks(of: lookedUpAtOnce[1]) where found.count < limit {
                found += try lines(
                    of: Array(hits), where: within, limit: limit - found.count, db)
            }
            if found.count >= limit { return (found, nil) }
            guard hits.count == most, let oldest = hits.last else { return (found, nil) }
            before = oldest
        }
        return (found, before)
    }

    /// Those of some matters that meet a condition, newest first.
    private static func lines(
        of hits: [Matter.ID], where condition: SQL, limit: Int, _ db: any Reader
    ) throws -> [UnnamedLine] {
        if hits.isEmpty { return [] }
        switch db.dialect {
        case .sqlite:
            let length = lookedUpAtOnce.first { $0 >= hits.count } ?? hits.count
            let nobody = Array(repeating: Matter.ID(0), count: length - hits.count)
            let values = (hits + nobody).map { "(\($0))" as SQL }.joined(separator: ", ")
            // The hits come first, whatever the engine thinks of the condition.
            return try lines(
                of: "(VALUES \(values)) AS hits CROSS JOIN matters",
                where: "matters.id = hits.column1 AND \(condition)", limit: limit, db)
        case .postgres:
            // One text is bound sooner than many numbers.
            let list = hits.map { String($0.rawValue) }.joined(separator: ",")
            return try lines(
                of: "matters",
                where: """
                    matters.id = ANY (CAST(string_to_array(\(list), ',') AS BIGINT[]))
                        AND \(condition)
                    """, limit: limit, db)
        }
    }

    /// Matters by a condition, newest first.
    private static func lines(
        of source: SQL, where condition: SQL, limit: Int, _ db: any Reader
    ) throws -> [UnnamedLine] {
        try db.rows(
            """
            SELECT \(unnamedColumns) FROM \(source) WHERE \(condition)
            ORDER BY matters.id DESC LIMIT \(limit)
            """, decodeUnnamed)
    }
}
