/// When a venue is open: by weekday, with what a day off of the working calendar makes of it.
package struct OpeningHours: Hashable, Sendable {
    package typealias Span = WorkingHours.Span

    /// What holds on a day off that falls on Monday to Friday.
    package enum Holidays: String, CaseIterable, Sendable {
        case usual, sunday, closed
    }

    /// Monday first; empty where it is closed.
    package let weekdays: [[Span]]
    package let onHolidays: Holidays

    /// - Parameter weekdays: seven lists; missing ones are closed days.
    package init(weekdays: [[Span]], onHolidays: Holidays) {
        self.weekdays = (0..<7).map { weekdays.indices.contains($0) ? weekdays[$0] : [] }
        self.onHolidays = onHolidays
    }

    /// What holds on one day, and why it is not as in other weeks.
    package struct OpenDay: Hashable, Sendable {
        package let day: Day
        package let spans: [Span]
        package let reason: Reason

        package enum Reason: Hashable, Sendable {
            case usual
            /// A day off of the working calendar.
            case holiday
            /// A weekend on which work is made up for (调休).
            case makeUp
            /// The venue says so, in its own words.
            case said(String)
        }

        package init(day: Day, spans: [Span], reason: Reason) {
            self.day = day
            self.spans = spans
            self.reason = reason
        }
    }

    /// The hours of a day; those of a weekend on which work is made up for are Monday's where the
    /// venue would be closed.
    package func hours(on day: Day, by calendar: WorkingCalendar) -> OpenDay {
        let usual = weekdays[day.weekday - 1]
        let isWorked = calendar.provisional.isWorkday(day).value
        if day.weekday <= 5, !isWorked {
            let spans =
                switch onHolidays {
                case .usual: usual
                case .sunday: weekdays[6]
                case .closed: [Span]()
                }
            return OpenDay(day: day, spans: spans, reason: .holiday)
        }
        if day.weekday > 5, isWorked, usual.isEmpty {
            return OpenDay(day: day, spans: weekdays[0], reason: .makeUp)
        }
        return OpenDay(day: day, spans: usual, reason: .usual)
    }

    /// Weekdays that have the same hours one after the other, such as Monday to Friday.
    package var runs: [(first: Int, last: Int, spans: [Span])] {
        weekdays.enumerated().reduce(into: []) { runs, next in
            if let last = runs.last, last.spans == next.element {
                runs[runs.count - 1].last = next.offset + 1
            } else {
                runs.append((next.offset + 1, next.offset + 1, next.element))
            }
        }
    }
}

extension WorkingHours.Span {
    /// - Returns: nil unless it begins before it ends, within a day.
    package init?(minutes from: Int, to: Int) {
        guard from >= 0, from < to, to <= 1_440 else { return nil }
        self.init(from: from, to: to)
    }

    package static let wholeDay = Self(from: 0, to: 1_440)

    package func covers(_ from: Int, _ to: Int) -> Bool { self.from <= from && to <= self.to }
    package func meets(_ from: Int, _ to: Int) -> Bool { self.from < to && from < self.to }
}
