import Foundation
import Testing

@testable import Kernel

@Suite struct TimekeeperTests {
    struct Counting: Sendable {
        let limit, from, end: String
    }

    @Test(arguments: [
        // Around the clock, over a holiday too.
        Counting(limit: "30 minutes", from: "2026-10-01 23:45", end: "2026-10-02 00:15"),
        Counting(limit: "24 hours", from: "2026-10-01 09:00", end: "2026-10-02 09:00"),
        // Working time: within a span, over lunch, exactly to the end, over the weekend.
        Counting(limit: "1 workingHours", from: "2026-11-20 09:00", end: "2026-11-20 10:00"),
        Counting(limit: "1 workingHours", from: "2026-11-20 11:30", end: "2026-11-20 14:30"),
        Counting(limit: "1 workingHours", from: "2026-11-20 13:00", end: "2026-11-20 15:00"),
        Counting(limit: "30 workingMinutes", from: "2026-11-20 11:30", end: "2026-11-20 12:00"),
        Counting(limit: "1 workingHours", from: "2026-11-20 16:30", end: "2026-11-20 17:30"),
        Counting(limit: "1 workingHours", from: "2026-11-20 17:00", end: "2026-11-23 09:00"),
        Counting(limit: "1 workingMinutes", from: "2026-11-20 17:30", end: "2026-11-23 08:31"),
        Counting(limit: "1 workingHours", from: "2026-11-21 10:00", end: "2026-11-23 09:30"),
        Counting(limit: "1 workingHours", from: "2026-11-23 00:00", end: "2026-11-23 09:30"),
        Counting(limit: "7 workingHours", from: "2026-11-23 08:00", end: "2026-11-23 17:30"),
        Counting(limit: "14 workingHours", from: "2026-11-21 08:00", end: "2026-11-24 17:30"),
        Counting(limit: "421 workingMinutes", from: "2026-11-23 08:00", end: "2026-11-24 08:31"),
        // Over National Day, on to the make-up Saturday.
        Counting(limit: "28 workingHours", from: "2026-09-30 17:30", end: "2026-10-12 17:30"),
        Counting(limit: "1 workingDays", from: "2026-09-28 00:00", end: "2026-09-29 17:30"),
        Counting(limit: "1 workingDays", from: "2026-09-28 23:59", end: "2026-09-29 17:30"),
        Counting(limit: "5 workingDays", from: "2026-09-28 10:00", end: "2026-10-10 17:30"),
        Counting(limit: "1 workingDays", from: "2026-10-03 10:00", end: "2026-10-08 17:30"),
        // Days of the calendar end at 24:00; a make-up Saturday may be the last.
        Counting(limit: "1 calendarDays", from: "2026-11-18 00:00", end: "2026-11-19 23:59:59.999"),
        Counting(limit: "7 calendarDays", from: "2026-10-03 10:00", end: "2026-10-10 23:59:59.999"),
    ])
    func aLimitEndsWhereTheLawSays(counting: Counting) throws {
        let keeper = try OfficialCalendar.keeper()
        let limit = try TimeLimit(parsing: counting.limit)
        let deadline = keeper.deadline(limit, from: try beijing(counting.from))
        #expect(deadline == Deadline(at: try beijing(counting.end)))
    }

    @Test func aLastDayOnAHolidayMovesToTheNextWorkingDay() throws {
        let keeper = try OfficialCalendar.keeper()
        let deadline = keeper.deadline(
            try TimeLimit(7, .calendarDays), from: try beijing("2026-09-28 10:00"))
        #expect(deadline.at == (try beijing("2026-10-08 23:59:59.999")))
        #expect(
            deadline.moved
                == .lastDayHoliday(
                    from: try Day(parsing: "2026-10-05"), to: try Day(parsing: "2026-10-08")))
        #expect(!deadline.provisional)
    }

    @Test func aDeadlineInAYearWithoutACalendarIsProvisional() throws {
        let keeper = try OfficialCalendar.keeper()
        let start = try beijing("2026-12-30 10:00")
        let days = keeper.deadline(try TimeLimit(5, .workingDays), from: start)
        #expect(days == Deadline(at: try beijing("2027-01-06 17:30"), provisional: true))
        #expect(keeper.deadline(try TimeLimit(2, .calendarDays), from: start).provisional)
        #expect(keeper.deadline(try TimeLimit(20, .workingHours), from: start).provisional)
        #expect(!keeper.deadline(try TimeLimit(500, .hours), from: start).provisional)
        let sunday = keeper.deadline(try TimeLimit(4, .calendarDays), from: start)
        #expect(sunday.moved != nil && sunday.provisional)
    }

    @Test(arguments: [
        ("1 workingDays", "2026-11-27 10:00", false), ("2 workingDays", "2026-11-27 10:00", true),
        ("3 calendarDays", "2026-11-27 10:00", false), ("4 calendarDays", "2026-11-27 10:00", true),
        ("7 workingHours", "2026-11-30 08:00", false), ("8 workingHours", "2026-11-30 08:00", true),
        ("1 workingHours", "2026-12-31 09:00", true), ("48 hours", "2026-12-20 09:00", false),
        ("3 workingDays", "2025-12-29 09:00", false),
    ])
    func theNextNoticeMayStillMoveTheLastDecember(
        _ limit: String, _ start: String, _ isProvisional: Bool
    ) throws {
        let deadline = try OfficialCalendar.keeper().deadline(
            try TimeLimit(parsing: limit), from: try beijing(start))
        #expect(deadline.provisional == isProvisional)
    }

    @Test func aDecemberDayThatALayerListsIsSettled() throws {
        let day = try Day(parsing: "2026-12-01")
        let keeper = try OfficialCalendar.keeper(local: [day: .work])
        let start = try beijing("2026-11-27 10:00")
        #expect(!keeper.deadline(try TimeLimit(2, .workingDays), from: start).provisional)
        #expect(keeper.deadline(try TimeLimit(3, .workingDays), from: start).provisional)
        #expect(!keeper.calendar.mayStillMove(from: day, through: day))
        #expect(keeper.calendar.mayStillMove(from: day.adding(days: 1), through: day))
    }

    @Test func aLocalHolidayMovesTheDeadlineOfItsPlaceOnly() throws {
        let holiday = try Day(parsing: "2026-11-23")
        let start = try beijing("2026-11-20 10:00")
        let limit = try TimeLimit(1, .workingDays)
        let there = try OfficialCalendar.keeper(local: [holiday: .off])
        #expect(there.deadline(limit, from: start).at == (try beijing("2026-11-24 17:30")))
        let here = try OfficialCalendar.keeper()
        #expect(here.deadline(limit, from: start).at == (try beijing("2026-11-23 17:30")))
    }

    @Test func summerTimeDoesNotChangeAWorkingDay() throws {
        let keeper = try OfficialCalendar.keeper(
            zone: "America/New_York", hours: ["00:00-24:00"],
            local: [try Day(parsing: "2026-03-08"): .work])
        let start = try Instant(iso8601: "2026-03-08T00:00:00-05:00")
        let day = keeper.deadline(try TimeLimit(24, .workingHours), from: start)
        #expect(day.at == (try Instant(iso8601: "2026-03-09T00:00:00-04:00")))
        let last = keeper.deadline(try TimeLimit(2, .calendarDays), from: start)
        #expect(last.at == (try Instant(iso8601: "2026-03-10T23:59:59.999-04:00")))
        let hours = keeper.deadline(try TimeLimit(24, .hours), from: start)
        #expect(hours.at == (try Instant(iso8601: "2026-03-09T01:00:00-04:00")))
    }

    @Test func workingMinutesAreThoseThatTheLimitCounted() throws {
        var numbers = SeededNumbers(seed: 203)
        for zone in ["Asia/Shanghai", "America/New_York", "UTC"] {
            let keeper = try OfficialCalendar.keeper(zone: zone)
            for _ in 0..<150 {
                let day = try randomDay(2007...2025, using: &numbers)
                let minute = Int.random(in: 0..<1440, using: &numbers)
                let start = day.instant(minuteOfDay: minute, in: keeper.zone)
                let amount = Int.random(in: 1...5000, using: &numbers)
                let end = keeper.deadline(try TimeLimit(amount, .workingMinutes), from: start).at
                #expect(keeper.workingMinutes(from: start, to: end) == amount)
                #expect(keeper.workingMinutes(from: end, to: start) == -amount)
                #expect(
                    keeper.workingMinutes(from: start, to: end.adding(minutes: -1)) == amount - 1)
            }
        }
    }

    @Test func aLongerLimitNeverEndsEarlier() throws {
        let keeper = try OfficialCalendar.keeper()
        var numbers = SeededNumbers(seed: 201)
        for unit in TimeLimit.Unit.allCases {
            for _ in 0..<60 {
                let day = try randomDay(2007...2024, using: &numbers)
                let start = day.instant(
                    minuteOfDay: Int.random(in: 0..<1440, using: &numbers), in: keeper.zone)
                let amount = Int.random(in: 1...90, using: &numbers)
                let shorter = keeper.deadline(try TimeLimit(amount, unit), from: start).at
                let longer = keeper.deadline(try TimeLimit(amount + 1, unit), from: start).at
                #expect(start < shorter && shorter <= longer)
            }
        }
    }
}
