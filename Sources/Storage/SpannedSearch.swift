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
        let looked = try lookThrough(before: before)
        var found = looked.found
        guard found.count < limit, let last = looked.last else {
            return Array(found.prefix(limit))
        }
        var end = last.rawValue
        var most = looked.spans(for: limit)
        // The open ones are few: those who are older than a week are asked for at once.
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

    /// What the newest told.
    private struct Looked {
        let found: [Matter.ID]
        let newest: Matter.ID?
        /// The last that was looked at; nil where there are no more.
        let last: Matter.ID?

        /// In how many of the shortest spans a page is likely full, if what comes before is like
        /// these: as often the words, as close together.
        func spans(for limit: Int) -> Int64 {
            guard let newest, let last else { return 1 }
            let length = newest.rawValue - last.rawValue
            let lengths = Int64(limit / max(found.count, 1) + 1)
            let (wanted, isFar) = length.multipliedReportingOverflow(by: lengths)
            return isFar
                ? SearchSpan.count
                : min((wanted >> Int64(SearchSpan.shifts[0])) + 1, SearchSpan.count)
        }
    }

    private func lookThrough(before: Matter.ID) throws -> Looked {
        let rows = try db.rows(
            """
            SELECT rowid, CASE WHEN words @@ CAST(\(grams) AS TSQUERY) THEN 1 ELSE 0 END
            FROM \(SearchIndex.table(isOpen: isOpen)) WHERE rowid < \(before)
            ORDER BY rowid DESC LIMIT \(Self.lookedThrough)
            """
        ) { (id: try $0.id(0) as Matter.ID, hasWords: try $0.bool(1)) }
        return Looked(
            found: rows.filter(\.hasWords).map(\.id), newest: rows.first?.id,
            last: rows.count == Self.lookedThrough ? rows.last?.id : nil)
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
