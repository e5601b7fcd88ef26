package import Kernel
import SQL
package import Storage

/// The calendar of one year as a realm counts it.
package struct CalendarReading: Sendable {
    package let year: Int
    /// What both layers list in the year, in the order of days.
    package let listed: [Calendars.ListedDay]
    /// The next listed day without work after today, in the year or the months after it.
    package let next: Calendars.ListedDay?
    /// The latest years first.
    package let years: [Calendars.LoadedYear]
}

extension Installation {
    /// How many loaded years a page tells.
    private static let yearsShown = 40

    package func calendarReading(
        of year: Int, today: Day, in realm: Realm
    ) async throws -> CalendarReading {
        let first = Day.first(ofYear: year)
        return try await database.read { db in
            let coming = try Calendars.listed(
                from: today.adding(days: 1), through: today.adding(days: 400), for: realm.id, db)
            // The local layer comes second for a day that both list, and wins.
            let byDay = Dictionary(coming.map { ($0.day, $0) }, uniquingKeysWith: { $1 })
            return CalendarReading(
                year: year,
                listed: try Calendars.listed(
                    from: first, through: Day.last(ofYear: year), for: realm.id, db),
                next: byDay.values.filter { $0.kind == .off }.min { $0.day < $1.day },
                years: try Calendars.years(limit: Self.yearsShown, db))
        }
    }

    /// What both layers list between two days, to tell why a day was counted or not.
    package func listedDays(
        from: Day, through to: Day, in realm: Realm
    ) async throws -> [Calendars.ListedDay] {
        try await database.read { db in
            try Calendars.listed(from: from, through: to, for: realm.id, db)
        }
    }
}
