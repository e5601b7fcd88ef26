package import Kernel
package import SQL

/// Rows of the money of projects.
package enum Funds {
    /// A line with who entered it and what became of it.
    package struct Line: Sendable {
        package let line: FundLine
        package let at: Instant
        package let post: Post.ID
        package let transfer: Transfer.ID?
        package let isReversed: Bool
    }

    private static let columns: SQL = """
        fund_lines.id, fund_lines.matter_id, fund_lines.kind, fund_lines.source, fund_lines.fen,
        fund_lines.day, fund_lines.words, fund_lines.reverses_id, fund_lines.at,
        fund_lines.post_id, fund_lines.transfer_id,
        CASE WHEN EXISTS (SELECT 1 FROM fund_lines AS later
            WHERE later.reverses_id = fund_lines.id) THEN 1 ELSE 0 END
        """
    /// What a line adds to the sum of its kind.
    private static let signed: SQL =
        "CASE WHEN fund_lines.reverses_id IS NULL THEN fund_lines.fen ELSE -fund_lines.fen END"

    package static func insert(
        _ line: FundLine, in realm: Realm.ID, by post: Post.ID, transfer: Transfer.ID?,
        at now: Instant, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO fund_lines (id, realm_id, matter_id, kind, source, fen, day, words, post_id,
                at, transfer_id, reverses_id)
            VALUES (\(line.id), \(realm), \(line.matter), \(line.kind.rawValue),
                \(line.source.rawValue), \(line.fen), \(line.day), \(line.words), \(post),
                \(now), \(transfer), \(line.reverses))
            """)
    }

    package static func find(
        _ id: FundLine.ID, of matter: Matter.ID, _ db: any Reader
    ) throws -> Line? {
        try db.first(
            "SELECT \(columns) FROM fund_lines WHERE id = \(id) AND matter_id = \(matter)", decode)
    }

    /// Whether the same line came a moment ago: a form that was sent twice.
    package static func stands(
        _ line: FundLine, since start: Instant, _ db: any Reader
    ) throws -> Bool {
        try db.exists(
            """
            SELECT 1 FROM fund_lines
            WHERE matter_id = \(line.matter) AND kind = \(line.kind.rawValue)
                AND source = \(line.source.rawValue) AND fen = \(line.fen)
                AND day = \(line.day) AND words = \(line.words) AND reverses_id IS NULL
                AND at > \(start)
            """)
    }

    package static func count(of matter: Matter.ID, _ db: any Reader) throws -> Int {
        Int(try db.int("SELECT COUNT(*) FROM fund_lines WHERE matter_id = \(matter)") ?? 0)
    }

    /// The lines of a project, the newest first.
    package static func lines(
        of matter: Matter.ID, before: FundLine.ID?, limit: Int, _ db: any Reader
    ) throws -> [Line] {
        try db.rows(
            """
            SELECT \(columns) FROM fund_lines
            WHERE matter_id = \(matter) AND id < \(before ?? FundLine.ID(.max))
            ORDER BY id DESC LIMIT \(limit)
            """, decode)
    }

    /// What a project has of each kind of money, in the order of the sources.
    package static func sums(of matter: Matter.ID, _ db: any Reader) throws -> [FundSum] {
        try sums("fund_lines WHERE fund_lines.matter_id = \(matter)", db)
    }

    /// The same; nil before its first line.
    package static func begun(of matter: Matter.ID, _ db: any Reader) throws -> [FundSum]? {
        let rows = try sumRows("fund_lines WHERE fund_lines.matter_id = \(matter)", db)
        return rows.isEmpty ? nil : sums(rows)
    }

    /// What the projects under a place have of each kind of money.
    package static func sums(
        under path: PlacePath, in realm: Realm.ID, _ db: any Reader
    ) throws -> [FundSum] {
        try sums(under(path, realm), db)
    }

    // MARK: - A fund's statement

    /// What was left of a source under a place before a day.
    package static func left(
        of source: FundSource, under path: PlacePath, in realm: Realm.ID, before day: Day,
        _ db: any Reader
    ) throws -> Int64 {
        let found = try sums(
            """
            \(under(path, realm)) AND fund_lines.source = \(source.rawValue)
                AND fund_lines.day < \(day)
            """, db)
        return found.first { $0.source == source }?.left ?? 0
    }

    /// What was received and spent of a source under a place within a span of days, the oldest
    /// first, each with its project.
    package static func statement(
        of source: FundSource, under path: PlacePath, in realm: Realm.ID, from first: Day,
        until last: Day, after: Cursor? = nil, limit: Int, _ db: any Reader
    ) throws -> [(line: Line, reference: Reference, title: String)] {
        let start = after ?? Cursor(day: first, id: FundLine.ID(0))
        return try db.rows(
            """
            SELECT \(columns), matters.reference, matters.title FROM \(under(path, realm))
                AND fund_lines.source = \(source.rawValue) AND fund_lines.kind <> 'planned'
                AND fund_lines.day <= \(last)
                AND (fund_lines.day, fund_lines.id) > (\(start.day), \(start.id))
            ORDER BY fund_lines.day, fund_lines.id LIMIT \(limit)
            """
        ) { row in
            (line: try decode(row), reference: try row.reference(12), title: try row.text(13))
        }
    }

    package struct Cursor: Sendable {
        package let day: Day
        package let id: FundLine.ID

        package init(day: Day, id: FundLine.ID) {
            self.day = day
            self.id = id
        }
    }

    private static func under(_ path: PlacePath, _ realm: Realm.ID) -> SQL {
        """
        fund_lines JOIN matters ON matters.id = fund_lines.matter_id
        WHERE fund_lines.realm_id = \(realm) AND matters.place_path >= \(path)
            AND matters.place_path < \(path.end)
        """
    }

    private static func sums(_ wanted: SQL, _ db: any Reader) throws -> [FundSum] {
        sums(try sumRows(wanted, db))
    }

    private typealias SumRow = (source: FundSource, kind: FundLine.Kind, fen: Int64)

    private static func sumRows(_ wanted: SQL, _ db: any Reader) throws -> [SumRow] {
        try db.rows(
            """
            SELECT fund_lines.source, fund_lines.kind, CAST(SUM(\(signed)) AS BIGINT)
            FROM \(wanted)
            GROUP BY fund_lines.source, fund_lines.kind
            ORDER BY fund_lines.source, fund_lines.kind LIMIT 12
            """
        ) { row in
            (
                try row.member(0, of: FundSource.self), try row.member(1, of: FundLine.Kind.self),
                try row.int(2)
            )
        }
    }

    private static func sums(_ rows: [SumRow]) -> [FundSum] {
        var sums = FundSource.allCases.map { FundSum($0) }
        for (source, kind, fen) in rows {
            guard let place = sums.firstIndex(where: { $0.source == source }) else { continue }
            sums[place].add(kind, fen)
        }
        return sums
    }

    private static func decode(_ row: any Row) throws -> Line {
        Line(
            line: FundLine(
                stored: try row.id(0), matter: try row.id(1),
                kind: try row.member(2, of: FundLine.Kind.self),
                source: try row.member(3, of: FundSource.self), fen: try row.int(4),
                day: try Day(parsing: row.text(5)), words: try row.text(6),
                reverses: try row.idOrNil(7)),
            at: try row.instant(8), post: try row.id(9), transfer: try row.idOrNil(10),
            isReversed: try row.bool(11))
    }

    /// Lines whose transfer moves another amount than they name; none, unless rows were changed by
    /// other hands. For checks of the whole, never for a page.
    package static func strays(_ db: any Reader) throws -> [FundLine.ID] {
        try db.rows(
            """
            SELECT fund_lines.id FROM fund_lines
            WHERE fund_lines.kind <> 'planned' AND NOT EXISTS (
                SELECT 1 FROM entries
                WHERE entries.transfer_id = fund_lines.transfer_id
                    AND entries.holder =
                        'purse ' || fund_lines.matter_id || ' ' || fund_lines.source
                    AND entries.amount =
                        CASE WHEN fund_lines.kind = 'received' THEN 1 ELSE -1 END * \(signed))
            ORDER BY fund_lines.id LIMIT 20
            """
        ) { try $0.id(0) }
    }
}
