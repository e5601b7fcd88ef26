import Foundation
import Testing

@testable import Kernel

@Suite struct DayTests {
    @Test(arguments: [
        "2026-02-30", "2025-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31",
        "0000-01-01", "2026-11-00",
    ])
    func aDayThatDoesNotExistIsRefused(text: String) {
        #expect(throws: Day.Problem.self) { try Day(parsing: text) }
    }

    @Test(arguments: [
        "", "2026-1-01", "26-01-01", "2026/01/01", " 2026-01-01", "2026-01-01x", "２０２６-01-01",
        "2026-01-0a", "+026-01-01", "2026-01-01T00:00",
    ])
    func aDateIsWrittenOneWayOnly(text: String) {
        #expect(throws: Day.Problem.malformed(text)) { try Day(parsing: text) }
    }

    @Test func leapDaysFollowTheGregorianRule() throws {
        #expect(try Day(parsing: "2000-02-29").adding(days: 1).description == "2000-03-01")
        #expect(try Day(parsing: "2024-02-29").description == "2024-02-29")
        #expect(try Day(parsing: "2100-02-28").adding(days: 1).description == "2100-03-01")
    }

    @Test func everyDayOfTwoCenturiesComesBackFromItsText() throws {
        let first = try Day(parsing: "1899-12-31")
        var expectedWeekday = 7
        for offset in 0..<74_000 {
            let day = first.adding(days: offset)
            #expect(try Day(year: day.year, month: day.month, day: day.day) == day)
            #expect(try Day(parsing: day.description) == day)
            #expect(day.weekday == expectedWeekday)
            expectedWeekday = expectedWeekday % 7 + 1
        }
    }

    @Test func knownDaysHaveTheirKnownNumbers() throws {
        #expect(try Day(parsing: "1970-01-01").ordinal == 0)
        #expect(try Day(parsing: "1970-01-01").weekday == 4)
        #expect(try Day(parsing: "2026-11-21").weekday == 6)
        #expect(try Day(parsing: "0001-01-01") == Day.earliest)
        #expect(try Day(parsing: "9999-12-31") == Day.latest)
        #expect(Day.latest.description == "9999-12-31")
        #expect(Day.earliest.weekday == 1)
    }

    @Test func arithmeticStopsAtTheEdgesOfTheCalendar() {
        #expect(Day.latest.adding(days: 1) == Day.latest)
        #expect(Day.earliest.adding(days: .min) == Day.earliest)
        #expect(Day(ordinal: .max) == Day.latest)
    }

    @Test func aDayIsItsTextInJSON() throws {
        let day = try Day(parsing: "2026-11-21")
        let json = try JSONEncoder().encode([day])
        #expect(String(decoding: json, as: UTF8.self) == #"["2026-11-21"]"#)
        #expect(try JSONDecoder().decode([Day].self, from: json) == [day])
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode([Day].self, from: Data(#"["2026-02-30"]"#.utf8))
        }
    }

    @Test func aDayInBeijingBeginsAtFourInTheAfternoonOfUTC() throws {
        let zone = try #require(TimeZone(identifier: "Asia/Shanghai"))
        let day = try Day(parsing: "2026-11-21")
        #expect(day.start(in: zone).iso8601 == "2026-11-20T16:00:00Z")
        #expect(day.end(in: zone).iso8601 == "2026-11-21T15:59:59.999Z")
        #expect(Day(of: day.start(in: zone), in: zone) == day)
        #expect(
            Day(of: day.start(in: zone).adding(milliseconds: -1), in: zone) == day.adding(days: -1))
        #expect(Day(of: day.end(in: zone), in: zone) == day)
    }

    @Test func summerTimeSkipsAndRepeatsAnHour() throws {
        let zone = try #require(TimeZone(identifier: "America/New_York"))
        let spring = try Day(parsing: "2026-03-08")
        #expect(spring.start(in: zone).iso8601 == "2026-03-08T05:00:00Z")
        #expect(spring.end(in: zone).iso8601 == "2026-03-09T03:59:59.999Z")
        #expect(spring.instant(minuteOfDay: 119, in: zone).iso8601 == "2026-03-08T06:59:00Z")
        #expect(spring.instant(minuteOfDay: 150, in: zone).iso8601 == "2026-03-08T07:30:00Z")
        #expect(spring.instant(minuteOfDay: 180, in: zone).iso8601 == "2026-03-08T07:00:00Z")
        let autumn = try Day(parsing: "2026-11-01")
        #expect(autumn.instant(minuteOfDay: 90, in: zone).iso8601 == "2026-11-01T05:30:00Z")
        #expect(autumn.instant(minuteOfDay: 120, in: zone).iso8601 == "2026-11-01T07:00:00Z")
        #expect(autumn.end(in: zone).iso8601 == "2026-11-02T04:59:59.999Z")
    }
}
