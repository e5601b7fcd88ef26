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
    private let reaches: WordReaches
    private let db: any Reader

    /// How many of the newest are looked through before the index is asked.
    private static let lookedThrough = 64
    /// Where so many of them have the words, they are walked through further: each one costs about
    /// a fifth of one that the index gives.
    private static let walkedFrom = 12
    private static let walkedMax = 512

    init(
        _ grams: String, in realm: Realm.ID, within condition: SQL, isOpen: Bool,
        reaches: WordReaches, _ db: any Reader
    ) {
        self.grams = grams
        self.realm = realm
        self.condition = condition
        own = "(\(grams)) & '\(Grams.piece(of: realm))'"
        self.isOpen = isOpen
        self.reaches = reaches
        self.db = db
    }

    /// The matters before one that have the words, newest first.
    func hits(before: Matter.ID, limit: Int) throws -> [SearchIndex.Hit] {
        // Only what is searched for from the newest on is likely to be searched for again.
        guard before.rawValue == .max else { return try lookAround(before, limit: limit).found }
        var (found, reach): ([SearchIndex.Hit], WordReaches.Reach?) = ([], nil)
        switch reaches.find(own, isOpen: isOpen) {
        case .walked?: (found, reach) = try walkAgain(limit: limit)
        case .back(let ids)?: (found, reach) = try reachBack(ids, limit: limit)
        case nil: break
        }
        if reach == nil { (found, reach) = try lookAround(before, limit: limit) }
        reaches.keep(reach, of: own, isOpen: isOpen)
        return found
    }

    // MARK: - As far as before

    private func walkAgain(
        limit: Int
    ) throws -> (found: [SearchIndex.Hit], reach: WordReaches.Reach?) {
        let found = try walk(before: Matter.ID(.max), limit: limit)
        return (found, found.count == limit ? .walked : nil)
    }

    /// - Parameter ids: from the oldest that a page needed to the newest of all.
    /// - Returns: no reach where newer ones came in of which nothing was asked.
    private func reachBack(
        _ ids: ClosedRange<Int64>, limit: Int
    ) throws -> (found: [SearchIndex.Hit], reach: WordReaches.Reach?) {
        let spans = SearchSpan.holding(ids, shifts: shifts)
        let query = spans.map { spans in
            "(\(grams)) & (\(spans.map { $0.query(in: realm) }.joined(separator: " | ")))"
        }
        let (newest, given): (SQL, SQL) = (
            "SELECT MAX(rowid) FROM \(table)", given(query ?? own, before: .max, limit: limit)
        )
        try db.expect([newest, given])
        guard let newest = try db.int(newest), newest < spans?.last?.end ?? .max else {
            return ([], nil)
        }
        var found = try db.rows(given, SearchIndex.Hit.init)
        if let oldest = spans?.first, oldest.start > 0, found.count < limit {
            found += try askSpans(
                1, before: Matter.ID(oldest.start), limit: limit, wanted: limit - found.count)
        }
        return (
            Array(found.prefix(limit)),
            .back((found.count < limit ? 0 : found[limit - 1].id.rawValue)...newest)
        )
    }

    // MARK: - Where nothing is known

    /// Looks through the newest, and asks for the rest as those have the words.
    private func lookAround(
        _ before: Matter.ID, limit: Int
    ) throws -> (found: [SearchIndex.Hit], reach: WordReaches.Reach?) {
        let (newest, looked) = try lookThrough(before: before)
        var found = newest
        guard found.count < limit, let looked else { return (Array(found.prefix(limit)), nil) }
        if newest.count >= Self.walkedFrom {
            found += try walk(before: looked.lowerBound, limit: limit)
        }
        if found.count >= limit { return (Array(found.prefix(limit)), .walked) }
        let end = min(found.last?.id ?? looked.lowerBound, looked.lowerBound)
        // What few have lies far apart.
        let spans: Int64 = newest.count > 2 ? 1 : 2
        found += try askSpans(spans, before: end, limit: limit, wanted: limit - found.count)
        let oldest = found.count < limit ? 0 : found[limit - 1].id.rawValue
        return (Array(found.prefix(limit)), .back(oldest...looked.upperBound.rawValue))
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
        for shift in shifts {
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

    /// - Returns: those of the newest that have the words, and from where to where these were
    ///   looked through; nil where there are no more.
    private func lookThrough(
        before: Matter.ID
    ) throws -> (found: [SearchIndex.Hit], looked: ClosedRange<Matter.ID>?) {
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
        let found = rows.filter(\.hasWords).map(\.hit)
        guard rows.count == Self.lookedThrough, let first = rows.first, let last = rows.last else {
            return (found, nil)
        }
        return (found, last.hit.id...first.hit.id)
    }

    /// Those of the next that have the words, until there are enough.
    private func walk(before: Matter.ID, limit: Int) throws -> [SearchIndex.Hit] {
        try db.rows(
            marked(
                """
                SELECT rowid FROM (
                    SELECT rowid, words FROM \(table)
                    WHERE rowid < \(before) ORDER BY rowid DESC LIMIT \(Self.walkedMax)) AS newest
                WHERE words @@ CAST(\(own) AS TSQUERY) LIMIT \(limit)
                """), SearchIndex.Hit.init)
    }

    private func ask(
        _ query: String, before end: Int64, limit: Int
    ) throws -> [SearchIndex.Hit] {
        try db.rows(given(query, before: end, limit: limit), SearchIndex.Hit.init)
    }

    /// What the index gives is cut and brought into order afterwards: told of it before, the engine
    /// would rather walk back through all, or look up all that are older.
    private func given(_ query: String, before end: Int64, limit: Int) -> SQL {
        marked(
            """
            WITH given AS MATERIALIZED (
                SELECT rowid FROM \(table) WHERE words @@ CAST(\(query) AS TSQUERY))
            SELECT rowid FROM given WHERE rowid < \(end) ORDER BY rowid DESC LIMIT \(limit)
            """)
    }

    /// What a query gives, newest first, with its marks.
    private func marked(_ hits: SQL) -> SQL {
        """
        SELECT \(SearchIndex.Hit.columns) FROM (\(hits)) AS hits
        LEFT JOIN matters ON matters.id = hits.rowid AND \(condition)
        ORDER BY hits.rowid DESC
        """
    }

    private var table: SQL { SearchIndex.table(isOpen: isOpen) }

    /// The open ones are few: what is older than a week is asked for at once.
    private var shifts: ArraySlice<Int> {
        isOpen ? SearchSpan.shifts.prefix(1) : SearchSpan.shifts[...]
    }
}
