package import Kernel
import SQL
package import Storage

/// A canteen with its day and its month.
package struct CanteenFile: Sendable {
    package let venue: Venue
    /// Nil before a price was set.
    package let canteen: Canteen?
    package let month: Month
    package let days: [(day: Day, sum: MealSum)]
    package let sources: [(source: FundSource, fen: Int64)]
    package let balances: [(source: FundSource, fen: Int64)]
    package let grants: [Canteens.Grant]

    package static let grantsShown = 20

    package var sum: MealSum { days.reduce(MealSum()) { $0 + $1.sum } }

    package func sum(of day: Day) -> MealSum {
        days.first { $0.day == day }?.sum ?? MealSum()
    }
}

extension Installation {
    /// Nil where the post keeps no such venue.
    package func canteenFile(
        _ id: Venue.ID, month: Month, in realm: Realm, for holding: Holding
    ) async throws -> CanteenFile? {
        try await database.glance { db in
            guard let venue = try Venues.find(id, in: realm.id, db),
                holding.grants(.keepVenues, at: venue.placePath, in: realm.id)
            else { return nil }
            return CanteenFile(
                venue: venue, canteen: try Canteens.find(id, in: realm.id, db), month: month,
                days: try Meals.days(of: id, from: month.first, before: month.end, db),
                sources: try Meals.sources(of: id, from: month.first, before: month.end, db),
                balances: try FundSource.allCases.map { source in
                    (
                        source,
                        try Ledgers.balance(
                            of: .subsidy(id, source), .fen, in: realm.id, db)
                    )
                }.filter { $0.1 != 0 },
                grants: try Canteens.grants(of: id, limit: CanteenFile.grantsShown, db))
        }
    }
}
