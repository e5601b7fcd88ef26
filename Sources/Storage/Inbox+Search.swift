import Kernel
import SQL

/// What a text finds. The index gives the newest first and is asked for a few at first, then for
/// more, so that a word which a million matters share costs no more than a rare one.
extension Inbox {
    /// How many matters with the text are looked at for one page; beyond, the page goes on.
    package static let searchedMax = 2_000
    /// How many the index is asked for at once: a few more than a page shows, then more.
    private static let hitsAtOnce = [56, 444, searchedMax - 500]

    /// Matters with a text within the scope and the filters of a query, newest first. A reference
    /// is looked up as it is; other text goes to the index of pairs, for posts that may read
    /// accounts: whoever may not could guess at them.
    ///
    /// - Returns: at most `limit` matters, and the one behind which more with the text lie, where
    ///   not all were looked at.
    static func found(
        _ text: String, _ query: InboxQuery, for holding: Holding, awaited: Awaited,
        at now: Instant, limit: Int, reaches: WordReaches, _ db: any Reader
    ) throws -> (marks: [MatterMark], lookedTo: Matter.ID?) {
        var plain = query
        plain.text = nil
        plain.after = nil
        let walks = walks(plain, for: holding, awaited, at: now, on: db.dialect)
            .flatMap(\.stretches).map { "(\($0))" as SQL }
        if walks.isEmpty { return ([], nil) }
        let within: SQL = "(\(walks.joined(separator: " OR ")))"
        if let reference = try? Reference(parsing: text) {
            let own: SQL = "realm_id = \(holding.post.realm) AND reference = \(reference)"
            let marks = try db.rows(
                """
                SELECT \(MatterMark.columns) FROM matters WHERE \(own) AND \(within)
                LIMIT \(limit)
                """, MatterMark.init)
            return (marks, nil)
        }
        guard holding.verbs.contains(.read), let grams = Grams.query(text, for: db.dialect) else {
            return ([], nil)
        }
        var found: [MatterMark] = []
        var before = query.after?.id ?? Matter.ID(Int64.max)
        for most in hitsAtOnce {
            let hits = try SearchIndex.hits(
                grams, in: holding.post.realm, within: within, strays: most == hitsAtOnce[0],
                isOpen: query.scope != .ended, before: before, limit: most,
                reaches: reaches, db)
            found += hits.compactMap(\.mark)
            if found.count >= limit { return (Array(found.prefix(limit)), nil) }
            guard hits.count == most, let oldest = hits.last else { return (found, nil) }
            before = oldest.id
        }
        return (found, before)
    }
}
