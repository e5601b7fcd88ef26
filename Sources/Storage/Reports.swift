package import Kernel
package import SQL

/// Rows of reports: what was drawn up, checked and frozen.
package enum Reports {
    private static let columns: SQL = """
        reports.id, reports.realm_id, reports.layout, reports.place_id, reports.period,
        reports.version, reports.reason, reports.drawn_post_id, drawers.person_id,
        reports.drawn_at, reports.checked_post_id, checkers.person_id, reports.checked_at,
        reports.content, reports.frozen_post_id, freezers.person_id, reports.frozen_at,
        reports.record
        """
    private static let sources: SQL = """
        reports JOIN posts AS drawers ON drawers.id = reports.drawn_post_id
            LEFT JOIN posts AS checkers ON checkers.id = reports.checked_post_id
            LEFT JOIN posts AS freezers ON freezers.id = reports.frozen_post_id
        """

    package static func find(
        _ id: Report.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> Report? {
        try db.first(
            """
            SELECT \(columns) FROM \(sources)
            WHERE reports.id = \(id) AND reports.realm_id = \(realm)
            """, decode)
    }

    /// The versions of one layout, place and period, the newest first.
    package static func versions(
        of layout: ReportLayout.ID, at place: Place.ID, for period: Period, in realm: Realm.ID,
        limit: Int, _ db: any Reader
    ) throws -> [Report] {
        try db.rows(
            """
            SELECT \(columns) FROM \(sources)
            WHERE reports.realm_id = \(realm) AND reports.layout = \(layout)
                AND reports.place_id = \(place) AND reports.period = \(period.description)
            ORDER BY reports.version DESC LIMIT \(limit)
            """, decode)
    }

    /// Those of places under a path, the newest first.
    package static func page(
        under path: PlacePath, before: Report.ID?, limit: Int, in realm: Realm.ID,
        _ db: any Reader
    ) throws -> [Report] {
        try db.rows(
            """
            SELECT \(columns) FROM \(sources)
            WHERE reports.realm_id = \(realm) AND reports.id < \(before ?? Report.ID(.max))
                AND reports.place_path >= \(path) AND reports.place_path < \(path.end)
            ORDER BY reports.id DESC LIMIT \(limit)
            """, decode)
    }

    package static func insert(
        _ report: Report, at path: PlacePath, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO reports (id, realm_id, layout, place_id, place_path, period, version,
                reason, drawn_post_id, drawn_at)
            VALUES (\(report.id), \(report.realm), \(report.layout), \(report.place), \(path),
                \(report.period.description), \(Int64(report.version)), \(report.reason),
                \(report.drawn.post), \(report.drawn.at))
            """)
    }

    /// Stores who checked it and what they saw, or that nobody has.
    package static func setChecked(_ report: Report, _ db: any Writer) throws {
        let content = report.content.map { String(decoding: $0, as: UTF8.self) }
        try db.run(
            """
            UPDATE reports SET checked_post_id = \(report.checked?.post),
                checked_at = \(report.checked?.at), content = \(content)
            WHERE id = \(report.id) AND frozen_at IS NULL
            """)
    }

    package static func freeze(
        _ report: Report.ID, _ freezing: Report.Freezing, filled: Int, typed: Int,
        _ db: any Writer
    ) throws {
        try db.run(
            """
            UPDATE reports SET frozen_post_id = \(freezing.hand?.post),
                frozen_at = \(freezing.at), record = \(freezing.record),
                filled = \(Int64(filled)), typed = \(Int64(typed))
            WHERE id = \(report) AND frozen_at IS NULL
            """)
    }

    /// Throws away one that was never frozen, with what was typed into it.
    package static func delete(_ report: Report.ID, _ db: any Writer) throws {
        try db.run("DELETE FROM report_cells WHERE report_id = \(report)")
        try db.run("DELETE FROM reports WHERE id = \(report) AND frozen_at IS NULL")
    }

    /// Every frozen report with the record that holds its digest, one at a time.
    package static func forEachFrozen(
        _ db: any Reader, _ body: (Report, [UInt8]) throws -> Void
    ) throws {
        try db.forEach(
            """
            SELECT \(columns), records.body FROM \(sources)
                JOIN records ON records.sequence = reports.record
            ORDER BY reports.id
            """
        ) { row in
            try body(try decode(row), try row.blob(18))
        }
    }

    private static func decode(_ row: any Row) throws -> Report {
        func hand(_ column: Int) throws -> Report.Hand? {
            guard let post: Post.ID = try row.idOrNil(column),
                let person: Person.ID = try row.idOrNil(column + 1)
            else { return nil }
            return Report.Hand(post: post, person: person, at: try row.instant(column + 2))
        }
        let frozenAt = try row.instantOrNil(16)
        let record = try row.intOrNil(17)
        var freezing: Report.Freezing?
        if let frozenAt, let record {
            freezing = Report.Freezing(hand: try hand(14), at: frozenAt, record: record)
        }
        return Report(
            id: try row.id(0), realm: try row.id(1), layout: try row.text(2),
            place: try row.id(3),
            period: try Period(parsing: try row.text(4)).orThrow("a period"),
            version: Int(try row.int(5)), reason: try row.textOrNil(6),
            drawn: try hand(7).orThrow("who drew it up"), checked: try hand(10),
            frozen: freezing, content: try row.textOrNil(13).map { Array($0.utf8) })
    }
}

/// Rows of the cells that somebody typed into a report.
package enum ReportCells {
    /// A typed cell, with whoever typed it.
    package struct Typed: Sendable {
        package let place: Place.ID
        package let cell: String
        package let value: String
        package let source: String
        package let person: Person.ID
    }

    package static func of(_ report: Report.ID, _ db: any Reader) throws -> [Typed] {
        try db.rows(
            """
            SELECT report_cells.place_id, cell, value, source, posts.person_id
            FROM report_cells JOIN posts ON posts.id = report_cells.post_id
            WHERE report_id = \(report)
            ORDER BY report_cells.place_id, cell LIMIT \(countMax)
            """
        ) { row in
            Typed(
                place: try row.id(0), cell: try row.text(1), value: try row.text(2),
                source: try row.text(3), person: try row.id(4))
        }
    }

    /// How many cells one report may have typed.
    package static let countMax = 2_400

    package static func set(
        _ cell: String, at place: Place.ID, of report: Report.ID, to value: String,
        source: String, by post: Post.ID, at now: Instant, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO report_cells (report_id, place_id, cell, value, source, post_id,
                entered_at)
            VALUES (\(report), \(place), \(cell), \(value), \(source), \(post), \(now))
            ON CONFLICT (report_id, place_id, cell) DO UPDATE SET value = excluded.value,
                source = excluded.source, post_id = excluded.post_id,
                entered_at = excluded.entered_at
            """)
    }

    package static func remove(
        _ cell: String, at place: Place.ID, of report: Report.ID, _ db: any Writer
    ) throws {
        try db.run(
            """
            DELETE FROM report_cells
            WHERE report_id = \(report) AND place_id = \(place) AND cell = \(cell)
            """)
    }
}
