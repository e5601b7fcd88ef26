package import Kernel
import Storage

/// The figures of a place for a period.
package struct FigureSheet: Sendable {
    package let place: Place
    package let period: Period
    package let lines: [FigureLine]
    /// How many records are not counted yet.
    package let uncounted: Int64
    /// The moment to which a copy of the database had come, where one was asked.
    package let asOf: Instant?

    /// The same with some of its figures.
    package func seeing(_ isSeen: (Figure) -> Bool) -> FigureSheet {
        FigureSheet(
            place: place, period: period, lines: lines.filter { isSeen($0.figure) },
            uncounted: uncounted, asOf: asOf)
    }
}

/// One figure: what it came to, and what it was before.
package struct FigureLine: Hashable, Sendable {
    package let figure: Figure
    package let value: FigureValue
    /// In the period before, as long as this one.
    package let before: FigureValue
    /// Month by month, twelve and those of the period; empty where it has no months.
    package let months: [MonthValue]
    /// How many of the whole are left out of it, each with a reason and two signatures.
    package let excluded: Int64

    package struct MonthValue: Hashable, Sendable {
        package let month: Month
        package let value: FigureValue

        package init(month: Month, value: FigureValue) {
            self.month = month
            self.value = value
        }
    }

    package init(
        figure: Figure, value: FigureValue, before: FigureValue, months: [MonthValue],
        excluded: Int64 = 0
    ) {
        self.figure = figure
        self.value = value
        self.before = before
        self.months = months
        self.excluded = excluded
    }
}
