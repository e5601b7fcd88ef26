import Foundation
import Testing

@testable import Kernel

/// Saturday 2005-12-31, about which the sources disagree. 1 to 3 January 2006 were off.
@Suite struct UnsureDayTests {
    private let refusal: WorkingCalendar.NotCovered
    private let unsure: Day

    init() throws {
        unsure = try Day(parsing: OfficialCalendar.unsureDay)
        refusal = WorkingCalendar.NotCovered(day: unsure)
    }

    @Test(arguments: [
        "is 2005-12-31", "add 2005-12-31 0", "add 2005-12-30 1", "add 2005-12-29 2",
        "add 2005-12-01 100", "count 2005-12-30 2005-12-31", "count 2004-06-01 2026-06-01",
    ])
    func anAnswerThatDependsOnTheDayIsRefused(line: String) throws {
        let calendar = try OfficialCalendar.calendar()
        let question = try CalendarQuestion(parsing: line)
        #expect(throws: refusal) { try question.answer(by: calendar) }
        #expect(CalendarQuestion.answer(line: line, by: calendar) == "error: \(refusal)")
    }

    @Test(arguments: [
        ("is 2005-12-30", "yes"), ("is 2006-01-01", "no"), ("add 2005-12-30 0", "2005-12-30"),
        ("add 2005-12-29 1", "2005-12-30"), ("add 2005-12-31 1", "2006-01-04"),
        ("add 2006-01-01 0", "2006-01-04"), ("count 2005-12-29 2005-12-30", "1"),
        ("count 2005-12-31 2006-01-04", "1"), ("count 2005-12-31 2005-12-31", "0"),
        ("count 2006-02-01 2005-12-01", "0"), ("count 2004-12-31 2005-01-04", "1"),
    ])
    func anAnswerThatStopsBesideTheDayStands(line: String, answer: String) throws {
        #expect(CalendarQuestion.answer(line: line, by: try OfficialCalendar.calendar()) == answer)
    }

    @Test func countingBackwardsMeetsTheDayToo() throws {
        let calendar = try OfficialCalendar.calendar()
        #expect(throws: refusal) { try calendar.adding(-1, to: Day(parsing: "2006-01-04")) }
        #expect(throws: refusal) { try calendar.adding(-1, to: Day(parsing: "2006-01-01")) }
        #expect(try calendar.adding(-1, to: unsure) == Day(parsing: "2005-12-30"))
        #expect(try calendar.adding(-1, to: Day(parsing: "2006-01-05")).day == 4)
    }

    @Test func theRefusalNamesTheDayAndWhatToDo() {
        #expect(refusal.day == unsure && refusal.year == 2005)
        #expect(
            refusal.description
                == "The sources disagree about 2005-12-31, and nothing was guessed. Settle the day"
                + " as `off` or `work` in the national or a local calendar,"
                + " with `linli calendar import`.")
        #expect(refusal != WorkingCalendar.NotCovered(year: 2005))
    }

    @Test func aMissingYearIsNamedBeforeAnUnsureDay() throws {
        let calendar = try OfficialCalendar.calendar(withoutYear: 2005)
        #expect(throws: WorkingCalendar.NotCovered(year: 2005)) { try calendar.isWorkday(unsure) }
    }

    @Test(
        arguments: [(.off, "no", "2006-01-04"), (.work, "yes", "2005-12-31")]
            as [(WorkingCalendar.Kind, String, String)])
    func aLocalRowSettlesTheDay(kind: WorkingCalendar.Kind, isWorked: String, next: String) throws {
        let calendar = try OfficialCalendar.calendar(local: [unsure: kind])
        #expect(CalendarQuestion.answer(line: "is 2005-12-31", by: calendar) == isWorked)
        #expect(CalendarQuestion.answer(line: "add 2005-12-30 1", by: calendar) == next)
        #expect(calendar.provisional.isWorkday(unsure) == (kind == .work, false))
    }

    @Test func aLocalDoubtUnsettlesANationalDay() throws {
        let day = try Day(parsing: "2026-10-10")
        let calendar = try OfficialCalendar.calendar(local: [day: .unsure])
        #expect(throws: WorkingCalendar.NotCovered(day: day)) { try calendar.isWorkday(day) }
        #expect(calendar.provisional.isWorkday(day) == (false, true))
    }

    @Test func theFirstUnsureDayOnTheWayIsNamed() throws {
        let later = try Day(parsing: "2006-06-07")
        let calendar = try OfficialCalendar.calendar(local: [later: .unsure])
        let end = try Day(parsing: "2006-06-08")
        #expect(throws: refusal) {
            try calendar.count(after: unsure.adding(days: -1), through: end)
        }
        #expect(throws: WorkingCalendar.NotCovered(day: later)) {
            try calendar.adding(-200, to: end)
        }
        // A Wednesday: taken as worked, and the answer says that it may not be.
        #expect(calendar.provisional.adding(1, to: later.adding(days: -1)) == (later, true))
    }

    @Test(arguments: [
        ("1 workingDays", "2006-01-04 17:30"), ("1 calendarDays", "2006-01-04 23:59:59.999"),
        ("7 workingHours", "2006-01-04 10:00"),
    ])
    func aDeadlineOverTheDayIsProvisional(limit: String, end: String) throws {
        let limit = try TimeLimit(parsing: limit)
        let start = try beijing("2005-12-30 10:00")
        let deadline = try OfficialCalendar.keeper().deadline(limit, from: start)
        #expect(deadline.at == (try beijing(end)))
        #expect(deadline.provisional)
        let settled = try OfficialCalendar.keeper(local: [unsure: .off])
        #expect(settled.deadline(limit, from: start).at == deadline.at)
        #expect(!settled.deadline(limit, from: start).provisional)
        let worked = try OfficialCalendar.keeper(local: [unsure: .work])
        #expect(worked.deadline(limit, from: start).at < deadline.at)
    }

    @Test func aDeadlineBesideTheDayIsCertain() throws {
        let keeper = try OfficialCalendar.keeper()
        let before = keeper.deadline(
            try TimeLimit(1, .workingDays), from: try beijing("2005-12-29 10:00"))
        let after = keeper.deadline(
            try TimeLimit(1, .workingDays), from: try beijing("2005-12-31 10:00"))
        let aroundTheClock = keeper.deadline(
            try TimeLimit(48, .hours), from: try beijing("2005-12-30 10:00"))
        #expect(!before.provisional && !after.provisional && !aroundTheClock.provisional)
    }

    @Test func aSuspensionOverTheDayMakesTheDeadlineProvisional() throws {
        let clock = try Clock(
            name: "finish", budget: .limit(TimeLimit(30, .workingDays)),
            startedAt: beijing("2006-01-04 10:00")
        )
        let early = try Clock(
            name: "finish", budget: .limit(TimeLimit(3, .workingDays)),
            startedAt: beijing("2005-12-29 10:00")
        )
        .suspended(at: beijing("2005-12-30 10:00"), reason: "rain")
        .resumed(at: beijing("2006-01-05 10:00"))
        let keeper = try OfficialCalendar.keeper()
        #expect(!clock.deadline(by: keeper).provisional)
        #expect(early.deadline(by: keeper).provisional)
    }
}
