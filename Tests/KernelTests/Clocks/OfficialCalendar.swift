import Foundation
import Testing

@testable import Kernel

/// The State Council's calendar 2004–2026, usual office hours, and Beijing time.
enum OfficialCalendar {
    static func fixture(_ name: String) throws -> Data {
        let url = try #require(
            Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: nil))
        return try Data(contentsOf: url)
    }

    /// The one day of the file that is neither `off` nor `work`, a Saturday: its sources disagree,
    /// and the tests do not decide it either.
    static let unsureDay = "2005-12-31"

    static func text() throws -> String {
        String(decoding: try fixture("cn_adjusted_days_2004_2026.csv"), as: UTF8.self)
    }

    static func file() throws -> CalendarFile {
        try CalendarFile(parsing: text())
    }

    static func calendar(
        local: [Day: WorkingCalendar.Kind] = [:], withoutYear: Int? = nil
    ) throws -> WorkingCalendar {
        let file = try file()
        let years = file.coveredYears.filter { $0 != withoutYear }
        return WorkingCalendar(national: file.days, local: local, coveredYears: years)
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
