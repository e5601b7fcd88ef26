package import Kernel
package import SQL

extension Facts {
    /// How many facts, and how much they amount to.
    package struct Sum: Hashable, Sendable {
        package var count: Int64 = 0
        package var amount: Int64 = 0

        package init(count: Int64 = 0, amount: Int64 = 0) {
            self.count = count
            self.amount = amount
        }

        package static func += (left: inout Self, right: Self) {
            left.count += right.count
            left.amount += right.amount
        }
    }

    /// How many tallies one statement sums up.
    static let talliesAtOnce = 30

    /// What each month saw of each of some tallies, at a place and under it; months without facts
    /// are left out.
    package static func months(
        of tallies: [Figure.Tally], at place: Place.ID, from first: Month, through last: Month,
        in realm: Realm.ID, _ db: any Reader
    ) throws -> [Figure.Tally: [Month: Sum]] {
        let months = last.ordinal - first.ordinal + 1
        var found: [Figure.Tally: [Month: Sum]] = [:]
        for asked in tallies.chunks(of: talliesAtOnce) {
            let walks = asked.enumerated().map { index, tally -> SQL in
                """
                SELECT CAST(\(index) AS BIGINT) AS tally, month,
                    CAST(SUM(count) AS BIGINT) AS count, CAST(SUM(amount) AS BIGINT) AS amount
                FROM fact_months
                WHERE realm_id = \(realm) AND \(named(tally)) AND place_id = \(place)
                    AND month >= \(first.description) AND month <= \(last.description)
                    \(ofKind(tally)) \(ofLeaders(tally))
                GROUP BY month
                """
            }
            let rows = try db.rows(
                """
                SELECT tally, month, count, amount
                FROM (\(walks.joined(separator: " UNION ALL "))) AS walks
                ORDER BY tally, month LIMIT \(asked.count * months)
                """
            ) { row in
                (
                    Int(try row.int(0)), try Month(parsing: row.text(1)).orThrow("a month"),
                    Sum(count: try row.int(2), amount: try row.int(3))
                )
            }
            for tally in asked { found[tally] = [:] }
            for (index, month, sum) in rows {
                found[asked[asked.startIndex + index]]?[month] = sum
            }
        }
        return found
    }

    /// The query for how many there were of a kind from the beginning to the end of a month.
    package static func counting(
        _ name: Fact.Name, at place: Place.ID, through last: Month, in realm: Realm.ID
    ) -> SQL {
        """
        SELECT CAST(SUM(count) AS BIGINT) FROM fact_months
        WHERE realm_id = \(realm) AND noun = \(name.noun) AND event = \(name.event)
            AND place_id = \(place) AND month <= \(last.description)
        """
    }

    /// How often each of some nouns saw an event at a place and under it, over some months.
    package static func counts(
        of event: String, nouns: [String], at place: Place.ID, from first: Month,
        through last: Month, in realm: Realm.ID, _ db: any Reader
    ) throws -> [String: Int64] {
        if nouns.isEmpty { return [:] }
        let rows = try db.rows(
            """
            SELECT noun, CAST(SUM(count) AS BIGINT) FROM fact_months
            WHERE realm_id = \(realm) AND noun IN \(list: nouns) AND event = \(event)
                AND place_id = \(place) AND month >= \(first.description)
                AND month <= \(last.description)
            GROUP BY noun ORDER BY noun LIMIT \(nouns.count)
            """
        ) { (try $0.text(0), try $0.int(1)) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// How many different bodies the facts of some days name. Reads each of them.
    package static func bodies(
        of tally: Figure.Tally, under place: PlacePath,
        on days: ClosedRange<Day>, in realm: Realm.ID, _ db: any Reader
    ) throws -> Int64 {
        try db.int(
            """
            SELECT COUNT(DISTINCT body_id) FROM facts
            WHERE realm_id = \(realm) AND \(named(tally))
                AND day >= \(days.lowerBound) AND day <= \(days.upperBound)
                AND place_path >= \(place) AND place_path < \(place.end) \(ofKind(tally))
                \(led(tally, in: realm, db.dialect))
            """) ?? 0
    }

    /// The facts behind a number, the latest first.
    package static func page(_ query: SQL, _ db: any Reader) throws -> [Fact] {
        try db.rows(query, decode)
    }

    /// What `page` asks for the facts behind a number, which may be expected before.
    package static func pageQuery(
        of tally: Figure.Tally, under place: PlacePath, on days: ClosedRange<Day>,
        after cursor: FactCursor?, limit: Int, in realm: Realm.ID, _ dialect: Dialect
    ) -> SQL {
        // One walk for each name, since together they stand in no order.
        let walks = tally.names.map { name -> SQL in
            let beyond: SQL =
                cursor.map { cursor in
                    """
                    AND (day, subject_id, sequence)
                        < (\(cursor.day), \(cursor.subject), \(cursor.sequence))
                    """
                } ?? .empty
            return """
                SELECT * FROM (
                    SELECT subject_id, noun, event, sequence, kind, day, place_path, body_id,
                        amount
                    FROM facts
                    WHERE realm_id = \(realm) AND noun = \(name.noun) AND event = \(name.event)
                        AND day >= \(days.lowerBound) AND day <= \(days.upperBound) \(beyond)
                        AND place_path >= \(place) AND place_path < \(place.end) \(ofKind(tally))
                        \(led(tally, in: realm, dialect))
                    ORDER BY day DESC, subject_id DESC, sequence DESC LIMIT \(limit)) AS walk
                """
        }
        return """
            SELECT * FROM (\(walks.joined(separator: " UNION ALL "))) AS walks
            ORDER BY day DESC, subject_id DESC, sequence DESC LIMIT \(limit)
            """
    }

    /// Months at the top of the tree that are not the sum of the facts below, by name.
    package static func strays(limit: Int, _ db: any Reader) throws -> [Fact.Name] {
        let facts: SQL = """
            SELECT facts.realm_id, noun, event, facts.kind, COALESCE(bodies.kind, ''),
                substr(day, 1, 7), CAST(COUNT(*) AS BIGINT), CAST(SUM(amount) AS BIGINT)
            FROM facts LEFT JOIN bodies ON bodies.id = body_id
            GROUP BY facts.realm_id, noun, event, facts.kind, COALESCE(bodies.kind, ''),
                substr(day, 1, 7)
            """
        let months: SQL = """
            SELECT fact_months.realm_id, noun, event, kind, led_by, month,
                CAST(SUM(count) AS BIGINT), CAST(SUM(amount) AS BIGINT)
            FROM fact_months JOIN places ON places.id = place_id AND parent_id IS NULL
            GROUP BY fact_months.realm_id, noun, event, kind, led_by, month
            HAVING SUM(count) <> 0
            """
        return try db.rows(
            """
            SELECT DISTINCT noun, event FROM (
                SELECT * FROM (\(facts) EXCEPT \(months)) AS missing
                UNION ALL SELECT * FROM (\(months) EXCEPT \(facts)) AS surplus) AS strays
            ORDER BY noun, event LIMIT \(limit)
            """
        ) { Fact.Name(try $0.text(0), try $0.text(1)) }
    }

    static func named(_ tally: Figure.Tally) -> SQL {
        let names = tally.names.map { name -> SQL in
            "(noun = \(name.noun) AND event = \(name.event))"
        }
        return "(\(names.joined(separator: " OR ")))"
    }

    /// The kinds asked for, each with all below it: `.` and `/` are neighbours.
    static func ofKind(_ tally: Figure.Tally) -> SQL {
        guard !tally.kinds.isEmpty else { return .empty }
        let kinds = tally.kinds.map { kind -> SQL in
            "kind = \(kind) OR (kind >= \(kind + ".") AND kind < \(kind + "/"))"
        }
        return "AND (\(kinds.joined(separator: " OR ")))"
    }

    /// Months of what a body of one of the kinds asked for led.
    static func ofLeaders(_ tally: Figure.Tally) -> SQL {
        tally.ledBy.isEmpty ? .empty : "AND led_by IN \(list: tally.ledBy)"
    }

    /// Facts that a body of one of the kinds asked for led.
    static func led(_ tally: Figure.Tally, in realm: Realm.ID, _ dialect: Dialect) -> SQL {
        guard !tally.ledBy.isEmpty else { return .empty }
        let bodies: SQL = """
            SELECT bodies.id FROM bodies
            WHERE bodies.realm_id = \(realm) AND bodies.kind IN \(list: tally.ledBy)
            """
        // As an array they are found once; as a list they would be met with every fact.
        return switch dialect {
        case .sqlite: "AND body_id IN (\(bodies))"
        case .postgres: "AND body_id = ANY (ARRAY(\(bodies)))"
        }
    }
}

/// Where a page of evidence goes on: after this fact.
package struct FactCursor: Hashable, Sendable {
    package let day: Day
    package let subject: Int64
    package let sequence: Int64

    package init(day: Day, subject: Int64, sequence: Int64) {
        self.day = day
        self.subject = subject
        self.sequence = sequence
    }

    package init(after fact: Fact) {
        self.init(day: fact.day, subject: fact.subject, sequence: fact.sequence)
    }
}

extension FactCursor {
    /// As it stands in an address: `2026-11-26.17.3`.
    package var text: String { "\(day).\(subject).\(sequence)" }

    /// Reads such a text; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ".").map(String.init)
        guard parts.count == 3, let day = try? Day(parsing: parts[0]),
            let subject = Int64(parts[1]), let sequence = Int64(parts[2])
        else { return nil }
        self.init(day: day, subject: subject, sequence: sequence)
    }
}
