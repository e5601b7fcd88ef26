/// A working calendar that also answers where it does not know, and says when it did: for years
/// without a notice, for days about which the sources disagree, and for the December before a year
/// without a notice.
///
/// Deadlines use it: a matter opened in December needs a date at once, even though the notice for
/// the next year may be missing. Such days are taken as plain Monday to Friday. A provisional date
/// is shown as such and is projected again when the calendar is imported.
package struct ProvisionalCalendar: Sendable, Equatable {
    package let calendar: WorkingCalendar

    /// `provisional` is true when an unsure day, one of a year without a calendar, or one of the
    /// December before such a year had to be looked at.
    package typealias Answer<Value> = (value: Value, provisional: Bool)

    package func isWorkday(_ day: Day) -> Answer<Bool> {
        (calendar.isWorked(day), isOpen(from: day, through: day))
    }

    /// As `WorkingCalendar.adding(_:to:)`.
    package func adding(_ n: Int, to day: Day) -> Answer<Day> {
        let result = calendar.plainAdding(n, to: day)
        let firstLooked = WorkingCalendar.firstLooked(adding: n, to: day)
        return (result, isOpen(from: firstLooked, through: result))
    }

    /// As `WorkingCalendar.count(after:through:)`.
    package func count(after from: Day, through to: Day) -> Answer<Int> {
        guard from < to else { return (0, false) }
        let count = calendar.index(of: to) - calendar.index(of: from)
        return (count, isOpen(from: from.adding(days: 1), through: to))
    }

    private func isOpen(from: Day, through to: Day) -> Bool {
        calendar.gap(from: from, through: to) != nil
            || calendar.mayStillMove(from: from, through: to)
    }
}
