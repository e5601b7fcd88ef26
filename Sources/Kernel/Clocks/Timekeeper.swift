package import Foundation

/// Counts time limits for one place: its working calendar, its working hours and its zone.
///
/// Working time is read off the office wall clock: where summer time exists, a working day has the
/// same number of minutes on the day the clock changes.
package struct Timekeeper: Sendable, Equatable {
    package let calendar: WorkingCalendar
    package let hours: WorkingHours
    package let zone: TimeZone

    package init(calendar: WorkingCalendar, hours: WorkingHours, zone: TimeZone) {
        self.calendar = calendar
        self.hours = hours
        self.zone = zone
    }

    /// When a limit that starts at an instant ends.
    package func deadline(_ limit: TimeLimit, from start: Instant) -> Deadline {
        deadline(limit, pausedFor: .none, from: start)
    }

    /// Whole minutes inside working hours between two instants; negative when `to` is the earlier.
    package func workingMinutes(from: Instant, to: Instant) -> Int {
        Int(workingTime(from: from, to: to).value / 60_000)
    }

    /// How much a limit is lengthened because its clock stood still: days for a limit in days,
    /// milliseconds (working or plain) for the others.
    struct Pause: Hashable, Sendable {
        var amount: Int64 = 0
        var provisional = false

        static let none = Pause()
    }

    /// What a pause between two instants adds to limits of this unit.
    func pause(from: Instant, to: Instant, in unit: TimeLimit.Unit) -> Pause {
        switch unit {
        case .minutes, .hours:
            return Pause(amount: max(0, to.milliseconds(since: from)))
        case .workingMinutes, .workingHours:
            let time = workingTime(from: from, to: to)
            return Pause(amount: max(0, time.value), provisional: time.provisional)
        case .workingDays:
            let count = calendar.provisional.count(
                after: Day(of: from, in: zone), through: Day(of: to, in: zone))
            return Pause(amount: Int64(count.value), provisional: count.provisional)
        case .calendarDays:
            let days = Day(of: to, in: zone).ordinal - Day(of: from, in: zone).ordinal
            return Pause(amount: Int64(max(0, days)))
        }
    }

    func deadline(_ limit: TimeLimit, pausedFor pause: Pause, from start: Instant) -> Deadline {
        let amount = Int64(limit.amount)
        switch limit.unit {
        case .minutes:
            return Deadline(at: start.adding(milliseconds: amount * 60_000 + pause.amount))
        case .hours:
            return Deadline(at: start.adding(milliseconds: amount * 3_600_000 + pause.amount))
        case .workingMinutes:
            return afterWork(amount * 60_000, pause, from: start)
        case .workingHours:
            return afterWork(amount * 3_600_000, pause, from: start)
        case .workingDays:
            return afterWorkingDays(limit.amount + Int(pause.amount), pause, from: start)
        case .calendarDays:
            return afterCalendarDays(limit.amount + Int(pause.amount), from: start)
        }
    }

    private func afterWork(_ milliseconds: Int64, _ pause: Pause, from start: Instant) -> Deadline {
        let clock = WallClock(at: start, in: zone)
        let needed = milliseconds + pause.amount
        let perDay = Int64(hours.minutesPerDay) * 60_000
        let today = calendar.provisional.isWorkday(clock.day)
        let workedToday = today.value ? hours.worked(until: clock.millisecondOfDay) : perDay
        if workedToday + needed <= perDay {
            let moment = hours.moment(worked: workedToday + needed)
            return Deadline(
                at: WallClock(day: clock.day, millisecondOfDay: moment).instant(in: zone),
                provisional: today.provisional || pause.provisional)
        }
        let left = needed - (perDay - workedToday)
        let wholeDays = (left - 1) / perDay
        let last = calendar.provisional.adding(Int(wholeDays) + 1, to: clock.day)
        let moment = hours.moment(worked: left - wholeDays * perDay)
        return Deadline(
            at: WallClock(day: last.value, millisecondOfDay: moment).instant(in: zone),
            provisional: today.provisional || last.provisional || pause.provisional)
    }

    private func afterWorkingDays(_ days: Int, _ pause: Pause, from start: Instant) -> Deadline {
        let last = calendar.provisional.adding(days, to: Day(of: start, in: zone))
        return Deadline(
            at: last.value.instant(minuteOfDay: hours.lastMinute, in: zone),
            provisional: last.provisional || pause.provisional)
    }

    private func afterCalendarDays(_ days: Int, from start: Instant) -> Deadline {
        let last = Day(of: start, in: zone).adding(days: days)
        let worked = calendar.provisional.adding(0, to: last)
        return Deadline(
            at: worked.value.end(in: zone), provisional: worked.provisional,
            moved: worked.value == last ? nil : .lastDayHoliday(from: last, to: worked.value))
    }

    private func workingTime(from: Instant, to: Instant) -> ProvisionalCalendar.Answer<Int64> {
        guard from <= to else {
            let reversed = workingTime(from: to, to: from)
            return (-reversed.value, reversed.provisional)
        }
        let first = WallClock(at: from, in: zone)
        let last = WallClock(at: to, in: zone)
        let calendar = calendar.provisional
        let days = calendar.count(after: first.day, through: last.day)
        let firstDay = calendar.isWorkday(first.day)
        let lastDay = calendar.isWorkday(last.day)
        let perDay = Int64(hours.minutesPerDay) * 60_000
        var sum = Int64(days.value) * perDay
        if firstDay.value { sum += perDay - hours.worked(until: first.millisecondOfDay) }
        if lastDay.value { sum -= perDay - hours.worked(until: last.millisecondOfDay) }
        return (sum, days.provisional || firstDay.provisional || lastDay.provisional)
    }
}
