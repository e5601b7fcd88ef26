package import Kernel
package import SQL

/// Rows of what belongs to which line of work.
package enum WorkLines {
    private static let columns: SQL = "id, line, subject_kind, subject_id, place_path, day"

    /// The lines of one matter or activity.
    package static func of(
        _ subject: WorkLine.Subject, _ db: any Reader
    ) throws -> [WorkLine] {
        try db.rows(
            """
            SELECT \(columns) FROM work_lines
            WHERE subject_id = \(subject.number) AND subject_kind = \(subject.kind)
            ORDER BY line LIMIT \(WorkLine.perSubjectMax)
            """, decode)
    }

    package static func find(
        ids: [WorkLine.ID], in realm: Realm.ID, _ db: any Reader
    ) throws -> [WorkLine] {
        if ids.isEmpty { return [] }
        return try db.rows(
            """
            SELECT \(columns) FROM work_lines WHERE id IN \(list: ids) AND realm_id = \(realm)
            ORDER BY id LIMIT \(ids.count)
            """, decode)
    }

    /// What belongs to a line, the latest first.
    package static func page(
        of line: WorkLine.Name, from first: Day, before end: Day, after: Cursor?, limit: Int,
        in realm: Realm.ID, _ db: any Reader
    ) throws -> [WorkLine] {
        let cursor = after ?? Cursor(day: end, id: WorkLine.ID(0))
        return try db.rows(
            """
            SELECT \(columns) FROM work_lines
            WHERE realm_id = \(realm) AND line = \(line) AND day >= \(first)
                AND (day, id) < (\(cursor.day), \(cursor.id))
            ORDER BY day DESC, id DESC LIMIT \(limit)
            """, decode)
    }

    /// How many matters and activities belong to each line.
    package static func counts(
        of lines: [WorkLine.Name], from first: Day, before end: Day, in realm: Realm.ID,
        _ db: any Reader
    ) throws -> [(line: WorkLine.Name, kind: String, count: Int64)] {
        if lines.isEmpty { return [] }
        return try db.rows(
            """
            SELECT line, subject_kind, CAST(COUNT(*) AS BIGINT) FROM work_lines
            WHERE realm_id = \(realm) AND line IN \(list: lines)
                AND day >= \(first) AND day < \(end)
            GROUP BY line, subject_kind ORDER BY line, subject_kind LIMIT \(lines.count * 2)
            """
        ) { (line: try $0.text(0), kind: try $0.text(1), count: try $0.int(2)) }
    }

    package static func insert(
        _ line: WorkLine, by post: Post.ID, in realm: Realm.ID, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO work_lines (realm_id, \(columns), post_id)
            VALUES (\(realm), \(line.id), \(line.line), \(line.subject.kind),
                \(line.subject.number), \(line.place), \(line.day), \(post))
            """)
        if case .matter(let id) = line.subject { try MatterParts.lines.add(to: id, db) }
    }

    package static func remove(_ id: WorkLine.ID, _ db: any Writer) throws {
        try db.run("DELETE FROM work_lines WHERE id = \(id)")
    }

    /// Where a page goes on: after this one.
    package struct Cursor: Hashable, Sendable {
        package let day: Day
        package let id: WorkLine.ID

        package init(day: Day, id: WorkLine.ID) {
            self.day = day
            self.id = id
        }

        /// As it stands in an address: `2026-11-26.17`.
        package var text: String { "\(day).\(id)" }

        package init?(_ text: String) {
            let parts = text.split(separator: ".").map(String.init)
            guard parts.count == 2, let day = try? Day(parsing: parts[0]),
                let id = WorkLine.ID(parts[1])
            else { return nil }
            self.init(day: day, id: id)
        }
    }

    private static func decode(_ row: any Row) throws -> WorkLine {
        WorkLine(
            id: try row.id(0), line: try row.text(1),
            subject: try WorkLine.Subject(kind: row.text(2), number: row.int(3))
                .orThrow("what belongs to a line"),
            place: try row.path(4), day: try Day(parsing: row.text(5)))
    }
}
