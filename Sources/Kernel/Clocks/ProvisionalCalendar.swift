/// A working calendar that also answers where it does not know, and says when it did: for years
/// without a notice and for days about which the sources disagree.
///
/// Deadlines use it: a matter opened in December needs a date at once, even though the notice for
/// the next year may be missing. Such days are taken as plain Monday to Friday. A provisional date
/// is shown as such and is projected again when the calendar is imported.
package struct ProvisionalCalendar: Sendable, Equatable {
    package let calendar: WorkingCalendar

    /// `provisional` is true when an unsure day, or one of a year without a calendar, had to be
    /// looked at.
    package typealias Answer<Value> = (value: Value, provisional: Bool)

    package func isWorkday(_ day: Day) -> Answer<Bool> {
        (calendar.isWorked(day), calendar.gap(from: day, through: day) != nil)
    }

    /// As `WorkingCalendar.adding(_:to:)`.
    package func adding(_ n: Int, to day: Day) -> Answer<Day> {
        let result = calendar.plainAdding(n, to: day)
        let firstLooked = WorkingCalendar.firstLooked(adding: n, to: day)
        return (result, calendar.gap(from: firstLooked, through: result) != nil)
    }

    /// As `WorkingCalendar.count(after:through:)`.
    package func count(after from: Day, through to: Day) -> Answer<Int> {
        guard from < to else { return (0, false) }
        let count = calendar.index(of: to) - calendar.index(of: from)
        return (count, calendar.gap(from: from.adding(days: 1), through: to) != nil)
    }
}
