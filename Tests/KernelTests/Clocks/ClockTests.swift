import Foundation
import Testing

@testable import Kernel

@Suite struct ClockTests {
    private func clock(_ limit: String, from start: String) throws -> Clock {
        Clock(
            name: "finish", budget: .limit(try TimeLimit(parsing: limit)),
            startedAt: try beijing(start))
    }

    struct Stop: Sendable {
        let limit, from, suspended, resumed, end: String
    }

    @Test(arguments: [
        Stop(
            limit: "5 workingDays", from: "2026-11-16 10:00", suspended: "2026-11-17 09:00",
            resumed: "2026-11-19 16:00", end: "2026-11-25 17:30"),
        Stop(
            limit: "5 workingDays", from: "2026-11-16 10:00", suspended: "2026-11-20 18:00",
            resumed: "2026-11-22 10:00", end: "2026-11-23 17:30"),
        Stop(
            limit: "5 workingDays", from: "2026-11-16 10:00", suspended: "2026-11-17 09:00",
            resumed: "2026-11-17 17:00", end: "2026-11-23 17:30"),
        Stop(
            limit: "7 calendarDays", from: "2026-11-16 10:00", suspended: "2026-11-17 09:00",
            resumed: "2026-11-19 16:00", end: "2026-11-25 23:59:59.999"),
        Stop(
            limit: "48 hours", from: "2026-11-16 10:00", suspended: "2026-11-17 09:00",
            resumed: "2026-11-17 09:20", end: "2026-11-18 10:20"),
        Stop(
            limit: "7 workingHours", from: "2026-11-16 08:30", suspended: "2026-11-16 11:30",
            resumed: "2026-11-16 14:30", end: "2026-11-17 09:30"),
    ])
    func aSuspensionMovesTheDeadlineInItsUnit(stop: Stop) throws {
        let keeper = try OfficialCalendar.keeper()
        let clock = try clock(stop.limit, from: stop.from)
            .suspended(at: beijing(stop.suspended), reason: "waits for the water company")
            .resumed(at: beijing(stop.resumed))
        #expect(clock.deadline(by: keeper).at == (try beijing(stop.end)))
        #expect(!clock.isSuspended)
    }

    @Test func aSuspendedClockPressesNobody() throws {
        let keeper = try OfficialCalendar.keeper()
        let clock = try clock("2 hours", from: "2026-11-16 10:00")
        let suspended = try clock.suspended(at: beijing("2026-11-16 11:00"), reason: "rain")
        let later = try beijing("2026-12-16 11:00")
        let deadline = suspended.deadline(by: keeper).at
        #expect(suspended.isSuspended)
        #expect(suspended.light(at: later, deadline: deadline) == .paused)
        #expect(suspended.remainingMinutes(at: later, by: keeper) == 60)
        #expect(clock.light(at: later, deadline: deadline) == .red)
    }

    @Test func aLateClockStaysAsLateThroughASuspension() throws {
        let keeper = try OfficialCalendar.keeper()
        let clock = try clock("2 hours", from: "2026-11-16 10:00")
            .suspended(at: beijing("2026-11-16 13:00"), reason: "rain")
            .resumed(at: beijing("2026-11-16 15:00"))
        #expect(clock.remainingMinutes(at: try beijing("2026-11-16 15:00"), by: keeper) == -60)
        let stopped = try clock.stopped(at: beijing("2026-11-16 15:00"))
        let deadline = stopped.deadline(by: keeper).at
        #expect(stopped.met(deadline: deadline) == false)
        #expect(stopped.light(at: deadline, deadline: deadline) == .late)
    }

    @Test func anExtensionIsCountedFromTheDeadline() throws {
        let keeper = try OfficialCalendar.keeper()
        let clock = try clock("5 workingDays", from: "2026-11-16 10:00")
        #expect(
            try clock.extended(by: TimeLimit(3, .workingDays)).deadline(by: keeper).at
                == beijing("2026-11-26 17:30"))
        #expect(
            try clock.extended(by: TimeLimit(30, .workingMinutes)).deadline(by: keeper).at
                == beijing("2026-11-24 09:00"))
        let moved = try clock.extended(by: TimeLimit(5, .calendarDays)).deadline(by: keeper)
        #expect(moved.at == (try beijing("2026-11-30 23:59:59.999")))
        #expect(moved.moved != nil)
        let agreed = Clock(
            name: "finish", budget: .until(try beijing("2026-11-20 12:00")),
            startedAt: try beijing("2026-11-16 10:00"))
        #expect(
            try agreed.extended(by: TimeLimit(2, .hours)).deadline(by: keeper).at
                == beijing("2026-11-20 14:00"))
    }

    @Test func anAgreedDateStaysThroughASuspension() throws {
        let keeper = try OfficialCalendar.keeper()
        let end = try beijing("2026-11-20 12:00")
        let clock = try Clock(
            name: "callBack", budget: .until(end), startedAt: beijing("2026-11-16 10:00")
        )
        .suspended(at: beijing("2026-11-17 10:00"), reason: "away")
        .resumed(at: beijing("2026-11-19 10:00"))
        #expect(clock.deadline(by: keeper) == Deadline(at: end))
    }

    @Test(
        arguments: [
            ("2026-11-16 10:00", .green), ("2026-11-16 17:59", .green),
            ("2026-11-16 18:00", .amber),
            ("2026-11-16 20:00", .amber), ("2026-11-16 20:00:00.001", .red),
        ] as [(String, Light)])
    func theLightTurnsAtAFifthAndAtTheDeadline(now: String, light: Light) throws {
        let keeper = try OfficialCalendar.keeper()
        let clock = try clock("10 hours", from: "2026-11-16 10:00")
        let deadline = clock.deadline(by: keeper).at
        #expect(clock.light(at: try beijing(now), deadline: deadline) == light)
        #expect(clock.met(deadline: deadline) == nil)
    }

    @Test func doneAtTheLastMillisecondIsInTime() throws {
        let keeper = try OfficialCalendar.keeper()
        let clock = try clock("1 workingDays", from: "2026-11-16 10:00")
        let end = try beijing("2026-11-17 17:30")
        let inTime = try clock.stopped(at: end)
        #expect(inTime.light(at: end, deadline: end) == .done)
        #expect(inTime.remainingMinutes(at: end.adding(minutes: 900), by: keeper) == 0)
        let late = try clock.stopped(at: end.adding(milliseconds: 1))
        #expect(late.light(at: end, deadline: end) == .late)
    }

    @Test func aClockRefusesWhatCannotHaveHappened() throws {
        let start = try beijing("2026-11-16 10:00")
        let clock = try clock("5 workingDays", from: "2026-11-16 10:00")
        let before = start.adding(seconds: -1)
        #expect(throws: Clock.Problem.tooEarly(at: before, earliest: start)) {
            try clock.suspended(at: before, reason: "rain")
        }
        #expect(throws: Clock.Problem.noReason) { try clock.suspended(at: start, reason: " ") }
        #expect(throws: Clock.Problem.notSuspended) { try clock.resumed(at: start) }
        let suspended = try clock.suspended(at: start, reason: "rain")
        #expect(throws: Clock.Problem.alreadySuspended(since: start)) {
            try suspended.suspended(at: start, reason: "rain")
        }
        #expect(throws: Clock.Problem.tooEarly(at: before, earliest: start)) {
            try suspended.resumed(at: before)
        }
        let stopped = try suspended.stopped(at: start.adding(minutes: 1))
        #expect(stopped.suspensions.last?.until == start.adding(minutes: 1))
        #expect(throws: Clock.Problem.alreadyStopped(at: start.adding(minutes: 1))) {
            try stopped.extended(by: TimeLimit(1, .hours))
        }
        var extended = clock
        for _ in 0..<Clock.extensionsMax {
            extended = try extended.extended(by: TimeLimit(1, .hours))
        }
        #expect(throws: Clock.Problem.tooManyExtensions(max: Clock.extensionsMax)) {
            try extended.extended(by: TimeLimit(1, .hours))
        }
    }
}
