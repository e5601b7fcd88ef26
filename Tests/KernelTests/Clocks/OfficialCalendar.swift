import Foundation
import Testing

@testable import Kernel

/// The State Council's calendar 2004–2026 without 2005, usual office hours, and Beijing time.
enum OfficialCalendar {
    static func fixture(_ name: String) throws -> Data {
        let url = try #require(
            Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: nil))
        return try Data(contentsOf: url)
    }

    /// The one row of the file that is neither `off` nor `work`: its sources disagree. The kernel
    /// refuses such a row, and the tests do not decide it either.
    static let doubtfulRow = "2005-12-31,unsure,sources disagree"

    static func text() throws -> String {
        String(decoding: try fixture("cn_adjusted_days_2004_2026.csv"), as: UTF8.self)
    }

    /// The file without its doubtful row.
    static func file() throws -> CalendarFile {
        try CalendarFile(parsing: text().replacing(doubtfulRow, with: ""))
    }

    /// Years 2006 to 2026, and 2004. The year of the doubtful row is not covered, so that no test
    /// can rest on a guess about it.
    static func calendar(local: [Day: WorkingCalendar.Kind] = [:]) throws -> WorkingCalendar {
        let file = try file()
        return WorkingCalendar(
            national: file.days, local: local, coveredYears: file.coveredYears.subtracting([2005]))
    }

    static func keeper(
        zone: String = "Asia/Shanghai", hours: [String] = ["08:30-12:00", "14:00-17:30"],
        local: [Day: WorkingCalendar.Kind] = [:]
    ) throws -> Timekeeper {
        Timekeeper(
            calendar: try calendar(local: local), hours: try WorkingHours(parsing: hours),
            zone: try #require(TimeZone(identifier: zone)))
    }
}

/// A moment in Beijing, written `2026-09-28 10:00` with seconds and decimals if need be.
func beijing(_ text: String) throws -> Instant {
    try Instant(iso8601: text + "+08:00")
}

/// Any random day between two years.
func randomDay(_ years: ClosedRange<Int>, using numbers: inout SeededNumbers) throws -> Day {
    let first = try Day(year: years.lowerBound, month: 1, day: 1).ordinal
    let last = try Day(year: years.upperBound, month: 12, day: 31).ordinal
    return Day(ordinal: Int.random(in: first...last, using: &numbers))
}
