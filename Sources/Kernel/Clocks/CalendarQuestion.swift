/// One line of `linli calendar query`: `is 2026-10-10`, `add 2026-09-28 5`, or
/// `count 2026-09-28 2026-10-15`.
package enum CalendarQuestion: Hashable, Sendable {
    /// Whether people work on this day.
    case isWorkday(Day)
    /// The n-th working day strictly after the day; for 0 the first on or after it.
    case add(Int, to: Day)
    /// Working days after the first day and not after the second.
    case count(after: Day, through: Day)

    package enum Problem: Error, Hashable, CustomStringConvertible {
        case unknown(String)
        case day(Day.Problem)
        case number(String)

        package var description: String {
            switch self {
            case .unknown(let line):
                "“\(line)” is not a question. Write “is DAY”, “add DAY N” or “count FROM TO”."
            case .day(let problem):
                problem.description
            case .number(let text):
                "“\(text)” is not a number of working days between 0 and 100000."
            }
        }
    }

    /// - Throws: `.unknown`, `.day` or `.number`, naming the part that was not understood.
    package init(parsing line: String) throws(Problem) {
        let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
        switch (words.first, words.count) {
        case ("is", 2):
            self = .isWorkday(try Self.day(words[1]))
        case ("add", 3):
            let day = try Self.day(words[1])
            guard let n = Int(words[2]), (0...100_000).contains(n) else { throw .number(words[2]) }
            self = .add(n, to: day)
        case ("count", 3):
            self = .count(after: try Self.day(words[1]), through: try Self.day(words[2]))
        default:
            throw .unknown(line)
        }
    }

    /// `yes`, `no`, a date or a number.
    ///
    /// - Throws: `NotCovered` when the answer depends on a year without a calendar or on a day
    ///   about which the sources disagree.
    package func answer(
        by calendar: WorkingCalendar
    ) throws(WorkingCalendar.NotCovered) -> String {
        switch self {
        case .isWorkday(let day):
            try calendar.isWorkday(day) ? "yes" : "no"
        case .add(let n, let day):
            try calendar.adding(n, to: day).description
        case .count(let from, let to):
            String(try calendar.count(after: from, through: to))
        }
    }

    /// The answer to one line, always one line: what went wrong follows `error: `.
    package static func answer(line: String, by calendar: WorkingCalendar) -> String {
        do {
            return try CalendarQuestion(parsing: line).answer(by: calendar)
        } catch {
            return "error: \(error)"
        }
    }

    private static func day(_ text: String) throws(Problem) -> Day {
        do {
            return try Day(parsing: text)
        } catch {
            throw .day(error)
        }
    }
}
