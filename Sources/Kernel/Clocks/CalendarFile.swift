/// A file of moved days: `date,kind,name` a line, such as `2026-10-10,work,National Day`.
///
/// A year counts as covered once the file lists a day of it before December. The notice of a year
/// may reach back into the December before it, and that alone says nothing about the earlier year;
/// nor does a day marked `unsure`, about which the sources disagree.
package struct CalendarFile: Hashable, Sendable {
    /// Everything wrong with the file, in the order of its lines.
    package struct Problems: Error, Hashable, CustomStringConvertible {
        package let list: [Problem]

        package var description: String { list.map(\.description).joined(separator: "\n") }
    }

    package struct Problem: Hashable, Sendable, CustomStringConvertible {
        package enum Reason: Hashable, Sendable {
            case noHeader(String)
            case columns(Int)
            case date(Day.Problem)
            case year(Int)
            case kind(String)
            case duplicate(Day, firstLine: Int)
            case noDays
        }

        /// Starts at 1.
        package let line: Int
        package let reason: Reason

        package var description: String { "line \(line): \(sentence)" }

        private var sentence: String {
            switch reason {
            case .noHeader(let found):
                "the first line must be “date,kind,name”, not “\(found)”."
            case .columns(let count):
                "a line needs a date, a kind and a name, but has \(count) column(s)."
            case .date(let problem):
                problem.description
            case .year(let found):
                "the year must lie between \(CalendarFile.years.lowerBound) and "
                    + "\(CalendarFile.years.upperBound), not be \(found)."
            case .kind(let found):
                "the kind must be “off”, “work” or “unsure”, not “\(found)”."
            case .duplicate(let day, let firstLine):
                "\(day) was already listed in line \(firstLine)."
            case .noDays:
                "the file lists no days."
            }
        }
    }

    /// A calendar is counted out day by day from its first year to its last, so one mistyped year
    /// must not make it seven thousand years long.
    package static let years = 1949...2199

    package let days: [Day: WorkingCalendar.Kind]
    /// The name of the holiday that moves the day, as the file gives it.
    package let names: [Day: String]
    package let coveredYears: Set<Int>

    /// - Throws: every problem of the file at once.
    package init(parsing text: String) throws(Problems) {
        var reader = Reader()
        reader.read(text)
        guard reader.problems.isEmpty else { throw Problems(list: reader.problems) }
        days = reader.days
        names = reader.names
        let telling = reader.days.filter { $0.key.month < 12 && $0.value != .unsure }
        coveredYears = Set(telling.keys.map(\.year))
    }

    private struct Reader {
        var days: [Day: WorkingCalendar.Kind] = [:]
        var names: [Day: String] = [:]
        var problems: [Problem] = []
        private var firstLines: [Day: Int] = [:]

        mutating func read(_ text: String) {
            let plain = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
            let lines = plain.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            if let header = lines.first, columns(of: header) != ["date", "kind", "name"] {
                problems.append(Problem(line: 1, reason: .noHeader(String(header.prefix(80)))))
            }
            for (place, line) in lines.enumerated().dropFirst()
            where line.contains(where: { !$0.isWhitespace }) {
                if let reason = take(line, number: place + 1) {
                    problems.append(Problem(line: place + 1, reason: reason))
                }
            }
            if days.isEmpty, problems.isEmpty { problems.append(Problem(line: 1, reason: .noDays)) }
        }

        private mutating func take(_ line: Substring, number: Int) -> Problem.Reason? {
            let columns = columns(of: line)
            guard columns.count == 3 else { return .columns(columns.count) }
            let day: Day
            do { day = try Day(parsing: columns[0]) } catch { return .date(error) }
            guard CalendarFile.years.contains(day.year) else { return .year(day.year) }
            guard let kind = WorkingCalendar.Kind(rawValue: columns[1]) else {
                return .kind(columns[1])
            }
            if let firstLine = firstLines[day] { return .duplicate(day, firstLine: firstLine) }
            firstLines[day] = number
            days[day] = kind
            names[day] = columns[2]
            return nil
        }

        /// The name comes last and may hold commas; quotation marks around it are dropped.
        private func columns(of line: Substring) -> [String] {
            line.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false).map { part in
                let trimmed = part.drop(while: \.isWhitespace)
                let text = trimmed.reversed().drop(while: \.isWhitespace).reversed()
                let isQuoted = text.count >= 2 && text.first == "\"" && text.last == "\""
                return String(isQuoted ? text.dropFirst().dropLast() : text[...])
            }
        }
    }
}
