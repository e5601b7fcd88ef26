/// From month to month, as rotas and calendars go.
extension Month {
    /// Reads exactly `2026-11`, of the years 2000 to 2100, as an address or a form asks for it; nil
    /// for anything else.
    package init?(asked text: String) {
        guard let month = Month(parsing: text), (2000...2100).contains(month.year) else {
            return nil
        }
        self = month
    }

    package var next: Month { adding(1) }
    package var previous: Month { adding(-1) }
    /// The first day of the month after it.
    package var end: Day { next.first }

    /// The twelve months of a year.
    package static func all(ofYear year: Int) -> [Month] {
        (0..<12).map { Month(of: .first(ofYear: year)).adding($0) }
    }
}
