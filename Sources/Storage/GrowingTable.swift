import Foundation
package import Kernel
package import SQL

/// A table whose rows are only added, under a key that only grows.
///
/// PostgreSQL keeps each month's rows of it in a part of their own: a month that is over is written
/// no more, so that its indexes stay in order and a copy of it stays good. The embedded engine has
/// no parts, and every function here does nothing there.
package struct GrowingTable: Sendable {
    package let name: String
    private let key: String
    /// A column that is unique besides; the engine holds it so within each part.
    private let unique: String?
    private let largest: SQL

    package static let records = GrowingTable(
        name: "records", key: "sequence", unique: "id",
        largest: "SELECT MAX(sequence) FROM records")
    package static let readings = GrowingTable(
        name: "personal_readings", key: "id", unique: nil,
        largest: "SELECT MAX(id) FROM personal_readings")
    package static let all = [records, readings]

    /// Some months' rows; only the last part of a table takes new ones.
    package struct Part: Sendable {
        package let name: String
        /// The first day of the month in which it was begun; nil for what was there before.
        package let month: Day?
        /// What the engine says of the keys in it.
        fileprivate let bounds: String
        fileprivate let condition: String

        fileprivate func isBefore(_ month: Day) -> Bool { (self.month ?? .earliest) < month }

        /// The lowest key that belongs here; nil where there is none.
        fileprivate var first: Int64? {
            bounds.firstMatch(of: /FROM \('?([0-9]+)'?\)/).flatMap { Int64($0.1) }
        }
    }

    /// The parts, in the order of their keys; none on the embedded engine.
    package func parts(_ db: any Reader) throws -> [Part] {
        guard db.dialect == .postgres else { return [] }
        let found = try db.rows(
            """
            SELECT CAST(part.relname AS TEXT), pg_get_expr(part.relpartbound, part.oid),
                pg_get_partition_constraintdef(part.oid)
            FROM pg_inherits JOIN pg_class AS part ON part.oid = inhrelid
            WHERE inhparent = to_regclass(\(name)) ORDER BY part.relname LIMIT 10000
            """
        ) { row in
            let name = try row.text(0)
            return Part(
                name: name, month: month(of: name), bounds: try row.text(1),
                condition: try row.text(2))
        }
        return found.sorted { ($0.month ?? .earliest) < ($1.month ?? .earliest) }
    }

    /// Whether the part of the month in which `now` lies is still to be begun.
    package func isBehind(at now: Instant, _ db: any Reader) throws -> Bool {
        try parts(db).last?.isBefore(Self.month(of: now)) ?? false
    }

    /// Begins the part of the month in which `now` lies, unless it is there.
    ///
    /// The part before is read once, to prove that nothing of it lies beyond its end: a second for
    /// some millions of rows, in which writes wait.
    ///
    /// - Returns: whether one was begun.
    @discardableResult
    package func beginMonth(at now: Instant, _ db: any Writer) throws -> Bool {
        let month = Self.month(of: now)
        guard let current = try parts(db).last, current.isBefore(month) else { return false }
        let next = partName(of: month)
        let end = try (db.int(largest) ?? 0) + 1
        guard end > current.first ?? 1 else {
            // Nothing was added since it was begun: it is the new month's.
            try db.script("ALTER TABLE \(current.name) RENAME TO \(next)")
            return true
        }
        try db.script(
            """
            ALTER TABLE \(name) DETACH PARTITION \(current.name);
            ALTER TABLE \(current.name) ADD CONSTRAINT within
                CHECK ((\(current.condition)) AND \(key) < \(end));
            ALTER TABLE \(name) ATTACH PARTITION \(current.name)
                \(current.bounds.replacing("TO (MAXVALUE)", with: "TO (\(end))"));
            ALTER TABLE \(current.name) DROP CONSTRAINT within;
            CREATE TABLE \(next) PARTITION OF \(name) FOR VALUES FROM (\(end)) TO (MAXVALUE);
            """)
        if let unique {
            try db.script("CREATE UNIQUE INDEX \(next)_\(unique) ON \(next) (\(unique))")
        }
        return true
    }

    /// Drops the parts all of whose rows were added before an instant: those whose next part was
    /// begun before it.
    ///
    /// - Returns: how many parts went.
    package func dropParts(addedBefore instant: Instant, _ db: any Writer) throws -> Int {
        let day = Day(of: instant, in: .gmt)
        let parts = try parts(db)
        let over = zip(parts, parts.dropFirst()).filter { _, next in
            // It may have been begun some time after its month began, never after its end.
            next.month.map { $0.ordinal + 31 <= day.ordinal } ?? false
        }
        for (part, _) in over { try db.script("DROP TABLE \(part.name)") }
        return over.count
    }

    private static func month(of instant: Instant) -> Day {
        let day = Day(of: instant, in: .gmt)
        return Day(ordinal: day.ordinal - day.day + 1)
    }

    private func partName(of month: Day) -> String {
        "\(name)_" + month.description.prefix(7).replacing("-", with: "_")
    }

    /// Reads `records_2026_11`.
    private func month(of part: String) -> Day? {
        let parts = part.dropFirst(name.count + 1).split(separator: "_")
        return try? Day(parsing: parts.joined(separator: "-") + "-01")
    }
}
