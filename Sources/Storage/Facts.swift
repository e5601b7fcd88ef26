package import Kernel
package import SQL

/// Rows of facts, and how many of them each month saw at each place.
package enum Facts {
    private static let columns: SQL = """
        subject_id, noun, event, sequence, kind, day, place_path, body_id, amount
        """

    /// How many subjects are read or written at once.
    package static let subjectsMax = 100
    /// How many facts one subject may have: a story is no longer than its record on a page.
    private static let perSubjectMax = 2_000
    /// How many rows go into one statement.
    private static let rowsMax = 50

    /// The number of the last record whose facts are counted; 0 before any is.
    package static func lastCounted(_ db: any Reader) throws -> Int64 {
        try Settings.value(countedName, db).flatMap { Int64($0) } ?? 0
    }

    private static let countedName = "facts counted"

    /// How far the record goes, and how far it is counted.
    package struct Standing: Hashable, Sendable {
        package let recorded: Int64
        package let counted: Int64

        package init(recorded: Int64, counted: Int64) {
            self.recorded = recorded
            self.counted = counted
        }

        /// How many records are not counted yet.
        package var uncounted: Int64 { recorded - counted }
    }

    /// - Parameter first: the number of a record: no month before it is looked into.
    package static func standing(since first: Int64 = 0, _ db: any Reader) throws -> Standing {
        let found = try db.first(standingQuery(since: first)) {
            (recorded: try $0.intOrNil(0), counted: try $0.textOrNil(1))
        }
        let counted = found?.counted.flatMap { Int64($0) } ?? 0
        if let recorded = found?.recorded { return Standing(recorded: recorded, counted: counted) }
        // A copy that is behind does not have that record yet.
        return first == 0 ? Standing(recorded: 0, counted: counted) : try standing(db)
    }

    package static func standingQuery(since first: Int64) -> SQL {
        """
        SELECT (SELECT MAX(sequence) FROM records WHERE sequence >= \(first)),
            (SELECT value FROM settings WHERE name = \(countedName))
        """
    }

    package static func setLastCounted(_ sequence: Int64, _ db: any Writer) throws {
        try Settings.set(countedName, to: String(sequence), db)
    }

    /// The facts that are kept of some subjects, at most `subjectsMax`.
    package static func of(_ subjects: [Int64], _ db: any Reader) throws -> Set<Fact> {
        if subjects.isEmpty { return [] }
        return Set(
            try db.rows(
                """
                SELECT \(columns) FROM facts
                WHERE subject_id IN \(list: subjects.filled(to: subjectsMax))
                ORDER BY subject_id, noun, event, sequence
                LIMIT \(subjectsMax * perSubjectMax)
                """, decode))
    }

    static func decode(_ row: any Row) throws -> Fact {
        Fact(
            Fact.Name(try row.text(1), try row.text(2)), kind: try row.text(4),
            day: try Day(parsing: row.text(5)), place: try row.path(6), subject: try row.int(0),
            sequence: try row.int(3), body: try row.idOrNil(7), amount: try row.int(8))
    }

    /// Writes what has become true and strikes what no longer is, in facts and in months alike.
    package static func change(
        from before: Set<Fact>, to after: Set<Fact>, in realm: Realm.ID, _ db: any Writer
    ) throws {
        let gone = before.subtracting(after)
        let come = after.subtracting(before)
        // Asked before anything is sent, so that nothing waits for an answer afterwards.
        let leaders = try Bodies.kinds(of: Set(gone.union(come).compactMap(\.body)), db)
        for fact in gone {
            try db.send(
                """
                DELETE FROM facts
                WHERE subject_id = \(fact.subject) AND noun = \(fact.name.noun)
                    AND event = \(fact.name.event) AND sequence = \(fact.sequence)
                """)
        }
        for rows in Array(come).chunks(of: rowsMax) { try insert(rows, in: realm, db) }
        try count(gone: gone, come: come, ledBy: leaders, in: realm, db)
    }

    private static func insert(
        _ facts: ArraySlice<Fact>, in realm: Realm.ID, _ db: any Writer
    ) throws {
        let rows = facts.map { fact -> SQL in
            """
            (\(fact.subject), \(fact.name.noun), \(fact.name.event), \(fact.sequence), \(realm),
                \(fact.kind), \(fact.day), \(fact.place), \(fact.body),
                \(fact.amount))
            """
        }
        try db.send(
            """
            INSERT INTO facts (subject_id, noun, event, sequence, realm_id, kind, day, place_path,
                body_id, amount)
            VALUES \(rows.joined(separator: ", "))
            """)
    }

    // MARK: - Months

    private struct Cell: Hashable, Comparable {
        let place: Place.ID
        let month: Month
        let name: Fact.Name
        let kind: String
        /// The kind of the body that leads or holds it; empty for none.
        let ledBy: String

        /// By numbers first, which are quicker told apart.
        static func < (left: Self, right: Self) -> Bool {
            (left.place.rawValue, left.month, left.name, left.kind, left.ledBy)
                < (right.place.rawValue, right.month, right.name, right.kind, right.ledBy)
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(place)
            hasher.combine(month)
            hasher.combine(name)
        }
    }

    private static func count(
        gone: Set<Fact>, come: Set<Fact>, ledBy leaders: [Body.ID: String], in realm: Realm.ID,
        _ db: any Writer
    ) throws {
        var cells: [Cell: Sum] = [:]
        for (facts, sign) in [(gone, Int64(-1)), (come, 1)] {
            for fact in facts {
                let month = fact.month
                let ledBy = fact.body.flatMap { leaders[$0] } ?? ""
                let sum = Sum(count: sign, amount: sign * fact.amount)
                for place in fact.place.ids {
                    let cell = Cell(
                        place: place, month: month, name: fact.name, kind: fact.kind,
                        ledBy: ledBy)
                    cells[cell, default: Sum()] += sum
                }
            }
        }
        // In one order, so that two nodes never wait for each other.
        let changed = cells.filter { $0.value != Sum() }.sorted { $0.key < $1.key }
        for rows in changed.chunks(of: rowsMax) {
            let values = rows.map { cell, sum -> SQL in
                """
                (\(realm), \(cell.name.noun), \(cell.name.event), \(cell.place),
                    \(cell.month.description), \(cell.kind), \(cell.ledBy), \(sum.count),
                    \(sum.amount))
                """
            }
            try db.send(
                """
                INSERT INTO fact_months
                    (realm_id, noun, event, place_id, month, kind, led_by, count, amount)
                VALUES \(values.joined(separator: ", "))
                ON CONFLICT (realm_id, noun, event, place_id, month, kind, led_by) DO UPDATE
                    SET count = fact_months.count + excluded.count,
                        amount = fact_months.amount + excluded.amount
                """)
        }
    }
}
