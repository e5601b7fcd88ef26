/// How a deadline came about, day by day, so that anyone can count along.
extension Timekeeper {
    /// One day that was looked at on the way from the start to the deadline.
    package struct Step: Hashable, Sendable {
        package enum Part: Hashable, Sendable {
            /// The day of the event, which is not counted (Civil Code, article 201).
            case event
            case counted
            /// A day without work: working time stands still, or the deadline moves past it.
            case skipped
            /// The working day on which a deadline falls that moved off a day without work
            /// (article 203).
            case landing
        }

        package let day: Day
        package let part: Part
        /// Counted through this day: working minutes for limits in working time, otherwise days.
        package let total: Int
        /// Whether the day is not settled yet: its year is missing, its sources disagree, or the
        /// next notice may move it.
        package let isOpen: Bool
    }

    /// The days from the start through the deadline, none for limits that run around the clock.
    ///
    /// - Parameter max: how many days are told at most.
    package func steps(_ limit: TimeLimit, from start: Instant, max: Int) -> [Step] {
        if limit.unit == .minutes || limit.unit == .hours { return [] }
        let first = Day(of: start, in: zone)
        let end = deadline(limit, from: start).at
        let last = Day(of: end, in: zone)
        guard first <= last else { return [] }
        var total = 0
        return (first.ordinal...last.ordinal).prefix(max).map { ordinal in
            let day = Day(ordinal: ordinal)
            let part = part(of: day, limit, first: first)
            if limit.unit == .workingMinutes || limit.unit == .workingHours {
                total = workingMinutes(from: start, to: min(day.end(in: zone), end))
            } else if part == .counted {
                total += 1
            }
            return Step(
                day: day, part: part, total: total,
                isOpen: calendar.provisional.isWorkday(day).provisional)
        }
    }

    private func part(of day: Day, _ limit: TimeLimit, first: Day) -> Step.Part {
        let isWorked = calendar.isWorked(day)
        switch limit.unit {
        case .minutes, .hours, .workingMinutes, .workingHours:
            return isWorked ? .counted : .skipped
        case .workingDays:
            return day == first ? .event : isWorked ? .counted : .skipped
        case .calendarDays:
            if day == first { return .event }
            if day.ordinal - first.ordinal <= limit.amount { return .counted }
            return isWorked ? .landing : .skipped
        }
    }
}
