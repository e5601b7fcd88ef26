package import Kernel
package import SQL

extension Facts {
    /// What is read off the months of a tally.
    package enum Measure: Hashable, Sendable {
        /// How many facts there were.
        case count(Figure.Tally)
        /// How much they amount to.
        case amount(Figure.Tally)

        fileprivate var tally: Figure.Tally {
            switch self {
            case .count(let tally), .amount(let tally): tally
            }
        }

        fileprivate var column: SQL {
            switch self {
            case .count: "count"
            case .amount: "amount"
            }
        }
    }

    /// What some measures come to at each of several places over a span; places without facts are
    /// left out.
    package static func places(
        of measures: [Measure], at places: [Place.ID], from first: Month, through last: Month,
        in realm: Realm.ID, _ db: any Reader
    ) throws -> [Measure: [Place.ID: Int64]] {
        var found: [Measure: [Place.ID: Int64]] = [:]
        if places.isEmpty { return found }
        for asked in measures.chunks(of: talliesAtOnce) {
            // A walk for each place: read together, an engine may walk through all places.
            let walks = asked.map { measure -> SQL in
                """
                (SELECT CAST(SUM(\(measure.column)) AS BIGINT) FROM fact_months
                    WHERE realm_id = \(realm) AND \(named(measure.tally))
                        AND place_id = places.id AND month >= \(first.description)
                        AND month <= \(last.description)
                        \(ofKind(measure.tally)) \(ofLeaders(measure.tally)))
                """
            }
            let rows = try db.rows(
                """
                SELECT places.id, \(walks.joined(separator: ", ")) FROM places
                WHERE places.id IN \(list: places) ORDER BY places.id LIMIT \(places.count)
                """
            ) { row in
                (
                    try row.id(0) as Place.ID,
                    try asked.indices.map { index in
                        try row.intOrNil(index - asked.startIndex + 1)
                    }
                )
            }
            for (number, measure) in asked.enumerated() {
                let pairs = rows.compactMap { place, sums in sums[number].map { (place, $0) } }
                found[measure] = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
            }
        }
        return found
    }
}

extension Figure {
    /// What it reads off the months; nil for what is counted in another way.
    package var measure: Facts.Measure? {
        switch formula {
        case .count(let tally): .count(tally)
        case .sum(let tally): .amount(tally)
        case .bodies, .register, .open, .share: nil
        }
    }
}
