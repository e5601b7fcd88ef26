import Foundation
import Testing

@testable import Kernel

/// The way to a deadline, told day by day.
@Suite struct StepTests {
    private func told(_ limit: String, _ start: String, max: Int = 100) throws -> [String] {
        try OfficialCalendar.keeper().steps(
            try TimeLimit(parsing: limit), from: try beijing(start), max: max
        ).map { "\($0.day.description.dropFirst(5)) \($0.part) \($0.total)" }
    }

    @Test func workingDaysSkipTheHolidayAndCountTheMakeUpDay() throws {
        let steps = try told("3 workingDays", "2026-09-29 10:00")
        #expect(
            steps == [
                "09-29 event 0", "09-30 counted 1", "10-01 skipped 1", "10-02 skipped 1",
                "10-03 skipped 1", "10-04 skipped 1", "10-05 skipped 1", "10-06 skipped 1",
                "10-07 skipped 1", "10-08 counted 2", "10-09 counted 3",
            ])
    }

    @Test func calendarDaysLandOnTheNextWorkingDay() throws {
        #expect(
            try told("2 calendarDays", "2026-10-04 10:00") == [
                "10-04 event 0", "10-05 counted 1", "10-06 counted 2", "10-07 skipped 2",
                "10-08 landing 2",
            ])
    }

    @Test func workingHoursCountTheMinutesOfEachDay() throws {
        #expect(
            try told("4 workingHours", "2026-11-20 16:00") == [
                "11-20 counted 90", "11-21 skipped 90", "11-22 skipped 90", "11-23 counted 240",
            ])
    }

    @Test func theStepsEndWithTheDayOfTheDeadline() throws {
        let keeper = try OfficialCalendar.keeper()
        var numbers = SeededNumbers(seed: 7)
        for unit in [TimeLimit.Unit.workingHours, .workingDays, .calendarDays] {
            for _ in 0..<60 {
                let limit = try TimeLimit(Int.random(in: 1...60, using: &numbers), unit)
                let day = try randomDay(2010...2025, using: &numbers)
                let start = day.instant(
                    minuteOfDay: Int.random(in: 0..<1440, using: &numbers), in: keeper.zone)
                let steps = keeper.steps(limit, from: start, max: 400)
                let last = Day(of: keeper.deadline(limit, from: start).at, in: keeper.zone)
                #expect(steps.last?.day == last)
                #expect(
                    steps.last?.total == (unit == .workingHours ? limit.amount * 60 : limit.amount))
            }
        }
    }

    @Test func aLimitAroundTheClockLooksAtNoDayAndTheListIsBounded() throws {
        #expect(try told("48 hours", "2026-11-20 10:00").isEmpty)
        #expect(try told("300 workingDays", "2025-01-02 10:00", max: 31).count == 31)
    }

    @Test func aDayThatIsNotSettledIsMarked() throws {
        let steps = try OfficialCalendar.keeper().steps(
            try TimeLimit(2, .workingDays), from: try beijing("2026-11-27 10:00"), max: 10)
        #expect(steps.filter(\.isOpen).map(\.day.description) == ["2026-12-01"])
    }
}
