/// A month of the calendar: 2026-11.
package struct Month: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Months since January of the year 0.
    package let ordinal: Int

    package init(ordinal: Int) {
        self.ordinal = min(max(ordinal, 12), 9_999 * 12 + 11)
    }

    package init(of day: Day) {
        self.init(ordinal: day.year * 12 + day.month - 1)
    }

    /// Reads exactly `2026-11`; nil for anything else.
    package init?(parsing text: String) {
        guard let day = try? Day(parsing: text + "-01") else { return nil }
        self.init(of: day)
    }

    /// Reads exactly `2026-11`, of the years 2000 to 2100, as an address or a form asks for it; nil
    /// for anything else.
    package init?(asked text: String) {
        guard let month = Month(parsing: text), (2000...2100).contains(month.year) else {
            return nil
        }
        self = month
    }

    package var year: Int { ordinal / 12 }
    /// 1 to 12.
    package var month: Int { ordinal % 12 + 1 }

    package func adding(_ months: Int) -> Month { Month(ordinal: ordinal + months) }
    package var next: Month { adding(1) }
    package var previous: Month { adding(-1) }

    package var first: Day { (try? Day(year: year, month: month, day: 1)) ?? .earliest }

    package var last: Day {
        month == 12 ? .last(ofYear: year) : adding(1).first.adding(days: -1)
    }

    /// The first day of the month after it.
    package var end: Day { next.first }

    /// The twelve months of a year.
    package static func all(ofYear year: Int) -> [Month] {
        (0..<12).map { Month(of: .first(ofYear: year)).adding($0) }
    }

    package var description: String { String(first.description.prefix(7)) }

    package static func < (left: Self, right: Self) -> Bool { left.ordinal < right.ordinal }
}
