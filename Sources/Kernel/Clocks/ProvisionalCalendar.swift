/// A working calendar that also answers for years without one, and says when it did.
///
/// Deadlines use it: a matter opened in December needs a date at once, even though the notice for
/// the next year may be missing. A provisional date is shown as such and is projected again when
/// the calendar is imported.
package struct ProvisionalCalendar: Sendable, Equatable {
    package let calendar: WorkingCalendar

    /// `provisional` is true when a day of a year without a calendar had to be looked at.
    package typealias Answer<Value> = (value: Value, provisional: Bool)

    package func isWorkday(_ day: Day) -> Answer<Bool> {
        (calendar.isWorked(day), calendar.uncoveredYear(day.year, day.year) != nil)
    }

    /// As `WorkingCalendar.adding(_:to:)`.
    package func adding(_ n: Int, to day: Day) -> Answer<Day> {
        let result = calendar.plainAdding(n, to: day)
        let firstLooked = n > 0 ? day.adding(days: 1) : n < 0 ? day.adding(days: -1) : day
        return (result, calendar.uncoveredYear(firstLooked.year, result.year) != nil)
    }

    /// As `WorkingCalendar.count(after:through:)`.
    package func count(after from: Day, through to: Day) -> Answer<Int> {
        guard from < to else { return (0, false) }
        let count = calendar.index(of: to) - calendar.index(of: from)
        return (count, calendar.uncoveredYear(from.adding(days: 1).year, to.year) != nil)
    }
}
