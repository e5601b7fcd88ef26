/// A date of the calendar, without a time and without a zone: 2026-11-21.
///
/// Years 1 to 9999 of the Gregorian calendar. Arithmetic that would leave them stops at the edge.
package struct Day: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    package enum Problem: Error, Hashable, CustomStringConvertible {
        case malformed(String)
        case noSuchDay(year: Int, month: Int, day: Int)

        package var description: String {
            switch self {
            case .malformed(let text):
                "“\(text)” is not a date. Write it like 2026-11-21."
            case .noSuchDay(let year, let month, let day):
                "There is no day \(day) of month \(month) in the year \(year)."
            }
        }
    }

    package static let earliest = Day(unchecked: -719_162)
    package static let latest = Day(unchecked: 2_932_896)

    /// Days since 1970-01-01; negative before it.
    package let ordinal: Int

    /// - Throws: `.noSuchDay` for 30 February and the like, and for years outside 1 to 9999.
    package init(year: Int, month: Int, day: Int) throws(Problem) {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...Self.length(ofMonth: month, year: year)).contains(day)
        else { throw .noSuchDay(year: year, month: month, day: day) }
        ordinal = Self.ordinal(year: year, month: month, day: day)
    }

    /// Reads exactly `2026-11-21`.
    package init(parsing text: String) throws(Problem) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
            let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
            let day = Self.number(bytes[8..<10])
        else { throw .malformed(text) }
        try self.init(year: year, month: month, day: day)
    }

    /// - Parameter ordinal: days since 1970-01-01; outside years 1 to 9999 it stops at the edge.
    package init(ordinal: Int) {
        self.ordinal = min(max(ordinal, Self.earliest.ordinal), Self.latest.ordinal)
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        try self.init(parsing: text)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    package var year: Int { civil.year }
    package var month: Int { civil.month }
    package var day: Int { civil.day }

    /// 1 = Monday … 7 = Sunday.
    package var weekday: Int { (ordinal + 3).quotientAndFloorRemainder(by: 7).remainder + 1 }

    package var description: String {
        let (year, month, day) = civil
        func twoDigits(_ number: Int) -> String { "\(number / 10)\(number % 10)" }
        return twoDigits(year / 100) + twoDigits(year % 100) + "-" + twoDigits(month) + "-"
            + twoDigits(day)
    }

    package func adding(days: Int) -> Day {
        let (sum, overflow) = ordinal.addingReportingOverflow(days)
        return overflow ? (days > 0 ? Self.latest : Self.earliest) : Day(ordinal: sum)
    }

    package static func < (left: Self, right: Self) -> Bool { left.ordinal < right.ordinal }

    /// 1 January of a year between 1 and 9999; other years stop at the edge.
    package static func first(ofYear year: Int) -> Day {
        Day(unchecked: ordinal(year: min(max(year, 1), 9999), month: 1, day: 1))
    }

    /// 31 December of a year between 1 and 9999; other years stop at the edge.
    package static func last(ofYear year: Int) -> Day {
        Day(unchecked: ordinal(year: min(max(year, 1), 9999), month: 12, day: 31))
    }

    private init(unchecked ordinal: Int) {
        self.ordinal = ordinal
    }

    /// Counts from 1 March of the year 0, so that the leap day is the last day of its year.
    private static func ordinal(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month <= 2 ? year - 1 : year
        let monthsSinceMarch = (month + 9) % 12
        let (cycle, yearOfCycle) = marchYear.quotientAndFloorRemainder(by: 400)
        let dayOfYear = (153 * monthsSinceMarch + 2) / 5 + day - 1
        let dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
        return cycle * 146_097 + dayOfCycle - 719_468
    }

    private var civil: (year: Int, month: Int, day: Int) {
        let (cycle, dayOfCycle) = (ordinal + 719_468).quotientAndFloorRemainder(by: 146_097)
        let leapDays = dayOfCycle / 1460 - dayOfCycle / 36_524 + dayOfCycle / 146_096
        let yearOfCycle = (dayOfCycle - leapDays) / 365
        let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        let monthsSinceMarch = (5 * dayOfYear + 2) / 153
        let month = monthsSinceMarch < 10 ? monthsSinceMarch + 3 : monthsSinceMarch - 9
        let year = cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthsSinceMarch + 2) / 5 + 1)
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2:
            year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
                ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }
}
