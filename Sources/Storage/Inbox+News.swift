package import Kernel
package import SQL

/// News are looked up when somebody asks, never written for each reader: a change of a matter costs
/// the same however many people wait for it, and nobody's reading leaves a trace.
extension Inbox {
    /// A matter with when something about it happened.
    package struct Piece: Sendable {
        package let line: MatterLine
        package let at: Instant
    }

    /// Matters that wait for a move of this post and were last touched by somebody else.
    package static func cameToMove(
        for holding: Holding, awaited: Awaited, since: Instant, limit: Int, _ db: any Reader
    ) throws -> [Piece] {
        let walks = awaitedWalks(holding, awaited).flatMap(\.stretches)
        if walks.isEmpty { return [] }
        let person = holding.post.person
        let rows = walks.map { walk -> SQL in
            """
            SELECT id, touched_at FROM matters WHERE \(walk) AND touched_at > \(since)
                AND (toucher_id IS NULL OR toucher_id <> \(person))
            """
        }
        return try touched(rows.joined(separator: " UNION ALL "), limit: limit, db)
    }

    /// How many of the last acts of a person are looked at for what others did since.
    package static let actsMax = 200

    /// Matters that this person acted on lately, that the post may read, and that somebody else
    /// touched since.
    package static func movedByOthers(
        for holding: Holding, since: Instant, limit: Int, _ db: any Reader
    ) throws -> [Piece] {
        let person = holding.post.person
        return try touched(
            """
            SELECT id, touched_at FROM matters
            WHERE id IN (SELECT subject_id FROM (
                    SELECT subject_id FROM records
                    WHERE person_id = \(person) AND subject_kind = 'matter'
                    ORDER BY sequence DESC LIMIT \(actsMax)) AS acts)
                AND touched_at > \(since)
                AND (toucher_id IS NULL OR toucher_id <> \(person)) AND \(readable(by: holding))
            """, limit: limit, db)
    }

    /// Matters that wait for a move of this post and turned amber or late since.
    package static func cameDue(
        for holding: Holding, awaited: Awaited, since: Instant, at now: Instant, limit: Int,
        _ db: any Reader
    ) throws -> [Piece] {
        let walks = awaitedWalks(holding, awaited).flatMap(\.stretches)
        if walks.isEmpty { return [] }
        let rows = walks.map { walk -> SQL in
            """
            SELECT id, due_order FROM matters WHERE \(walk) AND suspended = 0
                AND ((due_at > \(since) AND due_at < \(now))
                    OR (amber_at > \(since) AND amber_at <= \(now)))
            """
        }
        return try db.rows(
            """
            SELECT \(columns)
            FROM (\(rows.joined(separator: " UNION ALL ")) ORDER BY due_order, id
                LIMIT \(limit)) AS page
            JOIN \(sources(of: "page"))
            ORDER BY page.due_order, page.id
            """
        ) { row in
            let line = try decode(row)
            let isLate = line.dueAt.map { $0 < now } ?? false
            return Piece(line: line, at: (isLate ? line.dueAt : line.amberAt) ?? line.touchedAt)
        }
    }

    /// The last touched of some rows of id and time.
    private static func touched(
        _ rows: SQL, limit: Int, _ db: any Reader
    ) throws -> [Piece] {
        try db.rows(
            """
            SELECT \(columns)
            FROM (\(rows) ORDER BY touched_at DESC, id DESC LIMIT \(limit)) AS page
            JOIN \(sources(of: "page"))
            ORDER BY page.touched_at DESC, page.id DESC
            """
        ) { row in
            let line = try decode(row)
            return Piece(line: line, at: line.touchedAt)
        }
    }

    private static func readable(by holding: Holding) -> SQL {
        let reach = holding.post.reach
        return """
            ((matters.place_path >= \(reach) AND matters.place_path < \(reach.end))
                OR matters.lead_id = \(holding.post.body) OR EXISTS (
                    SELECT 1 FROM matter_assists WHERE matter_assists.matter_id = matters.id
                    AND matter_assists.body_id = \(holding.post.body)))
            """
    }

    /// The last thing that was done to each matter.
    package static func lastDeeds(
        of matters: [Matter.ID], _ db: any Reader
    ) throws -> [Matter.ID: (action: Procedure.Action.ID, body: LocalName?)] {
        let rows = try db.rows(
            """
            SELECT records.subject_id, records.action, bodies.name_zh, bodies.name_en
            FROM records LEFT JOIN posts ON posts.id = records.post_id
            LEFT JOIN bodies ON bodies.id = posts.body_id
            WHERE records.sequence IN (
                SELECT MAX(latest.sequence) FROM records AS latest
                WHERE latest.subject_kind = 'matter' AND latest.subject_id IN \(list: matters)
                GROUP BY latest.subject_id)
            ORDER BY records.sequence LIMIT \(matters.count)
            """
        ) { row in
            (
                try row.id(0) as Matter.ID,
                (
                    action: try row.text(1),
                    body: try row.textOrNil(2).map { _ in try row.localName(2) }
                )
            )
        }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }
}
