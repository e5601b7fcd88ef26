import Kernel
import SQL

/// Asks an index of words that knows no order for the newest matters of a realm.
struct SpannedSearch {
    private let grams: String
    /// The same, and the realm.
    private let own: String
    private let realm: Realm.ID
    private let condition: SQL
    private let isOpen: Bool
    private let db: any Reader

    /// How many of the newest are looked through before the index is asked.
    private static let lookedThrough = 64
    /// Where so many of them have the words, they are walked through further: each one costs about
    /// a fifth of one that the index gives.
    private static let walkedFrom = 12
    private static let walkedMax = 512

    init(
        _ grams: String, in realm: Realm.ID, within condition: SQL, isOpen: Bool, _ db: any Reader
    ) {
        self.grams = grams
        self.realm = realm
        self.condition = condition
        own = "(\(grams)) & '\(Grams.piece(of: realm))'"
        self.isOpen = isOpen
        self.db = db
    }

    /// The matters before one that have the words, newest first.
    func hits(before: Matter.ID, limit: Int) throws -> [SearchIndex.Hit] {
        let (newest, last) = try lookThrough(before: before)
        var found = newest
        guard found.count < limit, let last else { return Array(found.prefix(limit)) }
        if newest.count >= Self.walkedFrom { found += try walk(before: last, limit: limit) }
        if found.count < limit {
            let end = min(found.last?.id ?? last, last)
            // What few have lies far apart.
            let spans: Int64 = newest.count > 2 ? 1 : 2
            found += try askSpans(
                spans, before: end, limit: limit, wanted: limit - found.count)
        }
        return Array(found.prefix(limit))
    }

    /// Asks the index for one span of time after the other.
    ///
    /// - Parameters:
    ///   - most: how many spans the first question is for.
    ///   - limit: how many matters one question gives at most.
    ///   - wanted: how many are enough.
    private func askSpans(
        _ most: Int64, before first: Matter.ID, limit: Int, wanted: Int
    ) throws -> [SearchIndex.Hit] {
        var found: [SearchIndex.Hit] = []
        var (end, most) = (first.rawValue, most)
        // The open ones are few: what is older than a week is asked for at once.
        for shift in isOpen ? SearchSpan.shifts.prefix(1) : SearchSpan.shifts[...] {
            var span: SearchSpan
            repeat {
                span = SearchSpan(endingWith: end - 1, shift: shift, most: most)
                found += try ask("(\(grams)) & \(span.query(in: realm))", before: end, limit: limit)
                if found.count >= wanted { return found }
                end = min(end, span.start)
                guard end > 0 else { return found }
                most = span.following(
                    found.map(\.id), most: most, missing: wanted - found.count, isDenser: !isOpen)
            } while !span.reachesTheNext
        }
        return found + (try ask(own, before: end, limit: limit))
    }

    /// - Returns: those of the newest that have the words, and the last that was looked at; nil
    ///   where there are no more.
    private func lookThrough(
        before: Matter.ID
    ) throws -> (found: [SearchIndex.Hit], last: Matter.ID?) {
        let rows = try db.rows(
            """
            SELECT \(SearchIndex.Hit.columns), hits.has FROM (
                SELECT rowid, CASE WHEN words @@ CAST(\(own) AS TSQUERY) THEN 1 ELSE 0 END AS has
                FROM \(table) WHERE rowid < \(before)
                ORDER BY rowid DESC LIMIT \(Self.lookedThrough)) AS hits
            LEFT JOIN matters
                ON matters.id = CASE WHEN hits.has = 1 THEN hits.rowid END AND \(condition)
            ORDER BY hits.rowid DESC
            """
        ) { (hit: try SearchIndex.Hit($0), hasWords: try $0.bool(MatterMark.columnCount + 1)) }
        return (
            rows.filter(\.hasWords).map(\.hit),
            rows.count == Self.lookedThrough ? rows.last?.hit.id : nil
        )
    }

    /// Those of the next that have the words, until there are enough.
    private func walk(before: Matter.ID, limit: Int) throws -> [SearchIndex.Hit] {
        try marked(
            """
            SELECT rowid FROM (
                SELECT rowid, words FROM \(table)
                WHERE rowid < \(before) ORDER BY rowid DESC LIMIT \(Self.walkedMax)) AS newest
            WHERE words @@ CAST(\(own) AS TSQUERY) LIMIT \(limit)
            """)
    }

    /// What the index gives is cut and brought into order afterwards: told of it before, the engine
    /// would rather walk back through all, or look up all that are older.
    private func ask(
        _ query: String, before end: Int64, limit: Int
    ) throws -> [SearchIndex.Hit] {
        try marked(
            """
            WITH given AS MATERIALIZED (
                SELECT rowid FROM \(table) WHERE words @@ CAST(\(query) AS TSQUERY))
            SELECT rowid FROM given WHERE rowid < \(end) ORDER BY rowid DESC LIMIT \(limit)
            """)
    }

    /// What a query gives, newest first, with its marks.
    private func marked(_ hits: SQL) throws -> [SearchIndex.Hit] {
        try db.rows(
            """
            SELECT \(SearchIndex.Hit.columns) FROM (\(hits)) AS hits
            LEFT JOIN matters ON matters.id = hits.rowid AND \(condition)
            ORDER BY hits.rowid DESC
            """, SearchIndex.Hit.init)
    }

    private var table: SQL { SearchIndex.table(isOpen: isOpen) }
}
