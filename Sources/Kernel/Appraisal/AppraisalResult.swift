/// What a building got in a round: the exact mean of its sheets.
package struct AppraisalResult: Hashable, Sendable {
    package let building: Place.ID
    /// The points of all its sheets.
    package let sum: Int
    package let sheets: Int
    package let mean: Fraction

    /// - Throws: `Fraction.Problem.zeroDenominator` without a sheet: there is no result then.
    package init(building: Place.ID, sum: Int, sheets: Int) throws(Fraction.Problem) {
        self.building = building
        self.sum = sum
        self.sheets = sheets
        mean = try Fraction(Int64(sum), Int64(sheets))
    }

    /// The mean in whole points, a half rounded up: what goes to the building's account.
    package var pointsRoundedHalfUp: Int64 {
        (2 * mean.numerator + mean.denominator) / (2 * mean.denominator)
    }

    /// The results of the buildings that somebody looked at, in the order of their ids.
    package static func all(of sheets: [AppraisalSheet]) throws(Fraction.Problem)
        -> [AppraisalResult]
    {
        let totals = Dictionary(grouping: sheets.filter(\.isEntered), by: \.building)
            .mapValues { $0.compactMap(\.total) }
        var results: [AppraisalResult] = []
        for (building, points) in totals.sorted(by: { $0.key < $1.key }) {
            results.append(
                try AppraisalResult(
                    building: building, sum: points.reduce(0, +), sheets: points.count))
        }
        return results
    }

    /// The first buildings, which get the flag (流动红旗): so many, and whoever ties with the last
    /// of them. Equal means share a place; a mean of nothing gets no flag.
    ///
    /// There is no such list from the other end.
    package static func first(_ most: Int, of results: [AppraisalResult]) -> [Flagged] {
        let falling = results.filter { $0.sum > 0 }
            .sorted { ($1.mean, $0.building) < ($0.mean, $1.building) }
        guard most > 0, let edge = falling.prefix(most).last?.mean else { return [] }
        return falling.filter { $0.mean >= edge }.map { result in
            Flagged(result: result, place: 1 + falling.count { $0.mean > result.mean })
        }
    }

    /// A building with its place among the first, counted from 1.
    package struct Flagged: Hashable, Sendable {
        package let result: AppraisalResult
        package let place: Int
    }
}
