import Foundation
import Testing

@testable import Kernel

@Suite struct TimeLimitTests {
    @Test func aLimitIsOneOrMoreAndAtMostTenYears() throws {
        #expect(throws: TimeLimit.Problem.notPositive(amount: 0)) { try TimeLimit(0, .hours) }
        for unit in TimeLimit.Unit.allCases {
            let most = unit.amountMax
            #expect(try TimeLimit(most, unit).amount == most)
            #expect(throws: TimeLimit.Problem.tooLong(amount: most + 1, amountMax: most)) {
                try TimeLimit(most + 1, unit)
            }
        }
    }

    @Test(arguments: [
        "", "7", "calendarDays", "7 days", "7 calendarDays x", "x hours", "1.5 hours",
    ])
    func aLimitIsAnAmountAndAUnit(text: String) {
        #expect(throws: TimeLimit.Problem.malformed(text)) { try TimeLimit(parsing: text) }
    }

    @Test func aLimitComesBackFromItsText() throws {
        let limit = try TimeLimit(parsing: "7 calendarDays")
        #expect(limit == (try TimeLimit(7, .calendarDays)))
        let json = try JSONEncoder().encode(limit)
        #expect(String(decoding: json, as: UTF8.self) == "\"7 calendarDays\"")
        #expect(try JSONDecoder().decode(TimeLimit.self, from: json) == limit)
    }

    @Test func workingHoursKnowTheirMinutes() throws {
        let hours = try WorkingHours(parsing: ["14:00–17:30", "8:30-12:00"])
        #expect(hours.minutesPerDay == 420)
        #expect(hours.spans.map(\.description) == ["08:30-12:00", "14:00-17:30"])
        #expect(try WorkingHours(parsing: ["00:00-24:00"]).minutesPerDay == 1440)
        #expect(try WorkingHours(parsing: ["08:00-12:00", "12:00-13:00"]).minutesPerDay == 300)
        let json = try JSONEncoder().encode(hours)
        #expect(try JSONDecoder().decode(WorkingHours.self, from: json) == hours)
    }

    @Test(
        arguments: [
            ([], .noSpans), (["12:00-08:30"], .emptySpan("12:00-08:30")),
            (["08:00-08:00"], .emptySpan("08:00-08:00")), (["08:00"], .malformed("08:00")),
            (["08:00-25:00"], .malformed("08:00-25:00")),
            (["08:60-09:00"], .malformed("08:60-09:00")),
            (["08:00-12:00", "11:59-13:00"], .overlap("08:00-12:00", "11:59-13:00")),
        ] as [([String], WorkingHours.Problem)])
    func workingHoursThatMakeNoSenseAreRefused(texts: [String], problem: WorkingHours.Problem) {
        #expect(throws: problem) { try WorkingHours(parsing: texts) }
    }
}
