package import Kernel
package import SQL

/// The lists of matters at the desk.
package enum Inbox {
    /// The states in which a post is expected to move, by procedure and by what makes it so.
    package typealias Awaited = [Procedure.Name: (
        office: [String], lead: [String], taker: [String]
    )]

    /// The deadline that stands in for none, as the column `due_order` has it.
    package static let neverDue = Instant(milliseconds: 253_402_300_800_000)

    /// Counts stop here: "99+" says enough, and no page counts a whole table.
    package static let countMax = 100

    /// How many matters a query finds, counted no further than `countMax`.
    package static func count(
        _ query: InboxQuery, for holding: Holding, awaited: Awaited, at now: Instant,
        _ db: any Reader
    ) throws -> Int {
        if let text = query.text {
            return try found(
                text, query, for: holding, awaited: awaited, at: now, limit: countMax,
                reaches: WordReaches(), db
            ).marks.count
        }
        let walks = walks(query, for: holding, awaited, at: now, on: db.dialect)
            .flatMap(\.stretches)
        if walks.isEmpty { return 0 }
        let rows = walks.map { "SELECT 1 FROM matters WHERE \($0)" as SQL }
        return Int(
            try db.int(
                """
                SELECT COUNT(*) FROM (\(rows.joined(separator: " UNION ALL "))
                    LIMIT \(countMax)) AS found
                """) ?? 0)
    }

    /// A page of a list, and where the next one begins; nil at the end.
    package struct Page: Sendable {
        package let lines: [MatterLine]
        package let next: InboxQuery.Cursor?
    }

    /// One page of matters that a post may read, the nearest deadline first; ended ones newest
    /// first, and what a text finds newest first.
    ///
    /// - Parameters:
    ///   - kept: lines that were read before.
    ///   - names: of places and bodies of the post's realm.
    package static func page(
        _ query: InboxQuery, for holding: Holding, awaited: Awaited, at now: Instant,
        kept: KeptLines, names: any NameBook, _ db: any Reader
    ) throws -> Page {
        let (marks, lookedTo) =
            try query.text.map { text in
                try found(
                    text, query, for: holding, awaited: awaited, at: now, limit: query.limit + 1,
                    reaches: kept.reaches, db)
            } ?? (walked(query, for: holding, awaited: awaited, at: now, db), nil)
        let lines = try kept.lines(of: Array(marks.prefix(query.limit)), at: now, db)
        let shown = try named(lines, by: names, db)
        guard marks.count > query.limit, let line = shown.last else {
            return Page(
                lines: shown, next: lookedTo.map { InboxQuery.Cursor(due: neverDue, id: $0) })
        }
        let due = query.scope == .ended ? line.endedAt : line.dueAt
        return Page(
            lines: shown, next: InboxQuery.Cursor(due: due ?? neverDue, id: line.id))
    }

    /// The matters of a page without a text, and one more where there are more.
    private static func walked(
        _ query: InboxQuery, for holding: Holding, awaited: Awaited, at now: Instant,
        _ db: any Reader
    ) throws -> [MatterMark] {
        let walks = walks(query, for: holding, awaited, at: now, on: db.dialect)
        if walks.isEmpty { return [] }
        let order = query.scope == .ended ? ListOrder.newestEnd : .nearestDeadline
        let limit = query.limit + 1
        let rows = walks.flatMap { walk -> [SQL] in
            switch db.dialect {
            // Each stretch gives its rows in the order of the list: the engine merges them and
            // stops.
            case .sqlite: walk.stretches.map(order.rows)
            // It would read every walk to its end before it sorts, unless it is told to stop.
            case .postgres where walks.count == 1: [order.rows(of: walk, limit: limit)]
            case .postgres: ["(\(order.rows(of: walk, limit: limit)) \(order.first(limit)))"]
            }
        }
        let found: SQL = "\(rows.joined(separator: " UNION ALL ")) \(order.first(limit))"
        return try db.rows(
            """
            \(SQL.walkedInOrder)SELECT \(MatterMark.columns) FROM (\(found)) AS page
            JOIN matters ON matters.id = page.id
            ORDER BY page.place \(order.direction), page.id \(order.direction)
            """, MatterMark.init)
    }
}
