import Kernel
import SQL

/// Asks an index of words that knows no order for the newest matters.
struct SpannedSearch {
    private let grams: String
    private let isOpen: Bool
    private let db: any Reader

    /// How many of the newest are looked through before the index is asked: what nearly all have is
    /// found among them.
    private static let lookedThrough = 64

    init(_ grams: String, isOpen: Bool, _ db: any Reader) {
        self.grams = grams
        self.isOpen = isOpen
        self.db = db
    }

    /// The matters before one that have the words, newest first.
    func hits(before: Matter.ID, limit: Int) throws -> [Matter.ID] {
        let (newest, last) = try lookThrough(before: before)
        guard newest.count < limit, let last else { return Array(newest.prefix(limit)) }
        var found = newest
        var end = last.rawValue
        // What few have lies far apart, and of what many have one span holds more than enough.
        var most: Int64 = found.isEmpty ? 2 : 1
        // The open ones are few: what is older than a week is asked for at once.
        for shift in isOpen ? SearchSpan.shifts.prefix(1) : SearchSpan.shifts[...] {
            var span: SearchSpan
            repeat {
                span = SearchSpan(endingWith: end - 1, shift: shift, most: most)
                found += try ask(
                    "(\(grams)) & \(span.query)", before: end, limit: limit - found.count)
                if found.count >= limit { return found }
                end = min(end, span.start)
                guard end > 0 else { return found }
                most = min(most * 2, SearchSpan.count)
            } while !span.reachesTheNext
        }
        return found + (try ask(grams, before: end, limit: limit - found.count))
    }

    /// - Returns: those of the newest that have the words, and the last that was looked at; nil
    ///   where there are no more.
    private func lookThrough(
        before: Matter.ID
    ) throws -> (found: [Matter.ID], last: Matter.ID?) {
        let rows = try db.rows(
            """
            SELECT rowid, CASE WHEN words @@ CAST(\(grams) AS TSQUERY) THEN 1 ELSE 0 END
            FROM \(SearchIndex.table(isOpen: isOpen)) WHERE rowid < \(before)
            ORDER BY rowid DESC LIMIT \(Self.lookedThrough)
            """
        ) { (id: try $0.id(0) as Matter.ID, hasWords: try $0.bool(1)) }
        return (
            rows.filter(\.hasWords).map(\.id),
            rows.count == Self.lookedThrough ? rows.last?.id : nil
        )
    }

    /// What the index gives is cut and brought into order afterwards: told of it before, the engine
    /// would rather walk back through all, or look up all that are older.
    private func ask(_ query: String, before end: Int64, limit: Int) throws -> [Matter.ID] {
        try db.rows(
            """
            WITH hits AS MATERIALIZED (
                SELECT rowid FROM \(SearchIndex.table(isOpen: isOpen))
                WHERE words @@ CAST(\(query) AS TSQUERY))
            SELECT rowid FROM hits WHERE rowid < \(end) ORDER BY rowid DESC LIMIT \(limit)
            """
        ) { try $0.id(0) }
    }
}
