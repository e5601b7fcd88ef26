import Foundation
import Testing

@testable import Kernel

/// What may be done with a meeting, and when: the notice, the count of who came, the motions.
@Suite struct MeetingTests {
    private let zone = TimeZone(identifier: "Asia/Shanghai") ?? .gmt

    private func terms(
        _ days: Int = 10, quorum: String = "more than 1/2 of entitled"
    ) throws -> MeetingRule.Terms {
        MeetingRule.Terms(
            article: "第二十六条", notice: try TimeLimit(days, .calendarDays),
            quorum: try Share(parsing: quorum),
            majority: try Share(parsing: "more than 1/2 of present"), roll: .counted)
    }

    private func day(_ text: String) throws -> Day { try Day(parsing: text) }

    private func meeting(_ state: Meeting.State = .called) throws -> Meeting {
        Meeting(
            id: Meeting.ID(1), realm: Realm.ID(1), rule: "residentsMeeting", terms: try terms(),
            matter: nil, body: Body.ID(1), place: Place.ID(1), placePath: .root, title: "会",
            venue: "活动室", calledAt: try day("2026-06-01").instant(minuteOfDay: 600, in: zone),
            startsAt: try day("2026-06-12").instant(minuteOfDay: 1140, in: zone), agenda: ["一"],
            state: state)
    }

    private func opened(present: Int = 52) throws -> Meeting {
        let meeting = try meeting()
        return try meeting.opened(entitled: 60, present: present, at: meeting.startsAt)
    }

    // MARK: - Notice

    @Test func neitherTheDayOfTheCallNorOfTheMeetingIsCounted() throws {
        #expect(try terms().earliestDay(calledOn: day("2026-06-01")) == day("2026-06-12"))
        #expect(try terms(3).earliestDay(calledOn: day("2026-06-01")) == day("2026-06-05"))
        // Over the end of a year, and over a February.
        #expect(try terms().earliestDay(calledOn: day("2026-12-25")) == day("2027-01-05"))
        #expect(try terms().earliestDay(calledOn: day("2028-02-20")) == day("2028-03-02"))
    }

    @Test func theDayBeforeIsTooEarlyAndAYearAheadTooLate() throws {
        let called = try day("2026-06-01")
        #expect(
            throws: Meeting.Refusal.noticeTooShort(earliest: try day("2026-06-12"), days: 10)
        ) {
            try Meeting.checkNotice(
                startsOn: day("2026-06-11"), calledOn: called, by: terms())
        }
        try Meeting.checkNotice(startsOn: day("2026-06-12"), calledOn: called, by: terms())
        try Meeting.checkNotice(startsOn: day("2027-06-02"), calledOn: called, by: terms())
        #expect(throws: Meeting.Refusal.tooFarAhead(latest: try day("2027-06-02"))) {
            try Meeting.checkNotice(
                startsOn: day("2027-06-03"), calledOn: called, by: terms())
        }
    }

    @Test func anotherDayNeedsTheFullNoticeAgainAndAnotherHourDoesNot() throws {
        let keeper = Timekeeper(
            calendar: WorkingCalendar(national: [:], coveredYears: [2026]),
            hours: try WorkingHours(parsing: ["08:30-12:00"]), zone: zone)
        let meeting = try meeting()
        let now = try day("2026-06-05").instant(minuteOfDay: 600, in: zone)
        let hour = try meeting.moved(
            to: day("2026-06-12").instant(minuteOfDay: 900, in: zone), at: now, by: keeper)
        #expect(hour.calledAt == meeting.calledAt)
        for early in ["2026-06-11", "2026-06-13", "2026-06-15"] {
            #expect(
                throws: Meeting.Refusal.noticeTooShort(
                    earliest: try day("2026-06-16"), days: 10)
            ) {
                try meeting.moved(
                    to: day(early).instant(minuteOfDay: 900, in: zone), at: now, by: keeper)
            }
        }
        let later = try meeting.moved(
            to: day("2026-06-16").instant(minuteOfDay: 900, in: zone), at: now, by: keeper)
        #expect(later.calledAt == now)
        #expect(throws: Meeting.Refusal.stands(.opened)) {
            try opened().moved(to: meeting.startsAt, at: now, by: keeper)
        }
    }

    // MARK: - Opening

    @Test func aMeetingOpensHalfAnHourBeforeItsTimeAndNotEarlier() throws {
        let meeting = try meeting()
        let from = meeting.startsAt.adding(minutes: -30)
        #expect(try meeting.opened(entitled: 60, present: 31, at: from).state == .opened)
        #expect(throws: Meeting.Refusal.tooEarly(from: from)) {
            try meeting.opened(entitled: 60, present: 31, at: from.adding(milliseconds: -1))
        }
    }

    @Test func withoutAQuorumItWaitsOrEnds() throws {
        let meeting = try meeting()
        #expect(throws: Meeting.Refusal.notQuorate(missing: 1, needed: 31)) {
            try meeting.opened(entitled: 60, present: 30, at: meeting.startsAt)
        }
        let ended = try meeting.opened(
            entitled: 60, present: 30, endsWithoutQuorum: true, at: meeting.startsAt)
        #expect(ended.state == .closed)
        #expect(ended.closedAt == meeting.startsAt)
        #expect(ended.held?.isQuorate == false)
        #expect(throws: Meeting.Refusal.stands(.closed)) {
            try ended.putting(
                "一", inFavour: 30, against: 0, abstained: 0, id: Motion.ID(1),
                at: meeting.startsAt)
        }
        // Its minutes may follow, once.
        let written = try ended.closed(minutes: "人数不够，改期。", at: meeting.startsAt)
        #expect(written.closedAt == ended.closedAt)
        #expect(throws: Meeting.Refusal.stands(.closed)) {
            try written.closed(minutes: "又", at: meeting.startsAt)
        }
    }

    @Test func impossibleCountsAreRefused() throws {
        let meeting = try meeting()
        #expect(throws: Meeting.Refusal.morePresentThanEntitled(entitled: 60, present: 61)) {
            try meeting.opened(entitled: 60, present: 61, at: meeting.startsAt)
        }
        for (entitled, present) in [(0, 0), (60, -1), (100_001, 5), (.max, .max)] {
            #expect(throws: Meeting.Refusal.peopleOutOfRange(max: 100_000)) {
                try meeting.opened(entitled: entitled, present: present, at: meeting.startsAt)
            }
        }
    }

    @Test func whoComesLateIsCountedUntilTheFirstMotion() throws {
        let first = try opened(present: 40)
        let more = try first.opened(
            entitled: 60, present: 45, at: first.startsAt.adding(minutes: 9))
        #expect(more.present == 45)
        #expect(more.openedAt == first.openedAt)
        let voted = try more.putting(
            "一", inFavour: 23, against: 0, abstained: 0, id: Motion.ID(1), at: first.startsAt)
        #expect(throws: Meeting.Refusal.stands(.opened)) {
            try voted.opened(entitled: 60, present: 50, at: first.startsAt)
        }
    }

    // MARK: - Motions

    @Test func moreHandsThanPeopleAreRefused() throws {
        let meeting = try opened()
        let all = try meeting.putting(
            "一", inFavour: 27, against: 20, abstained: 5, id: Motion.ID(1), at: meeting.startsAt)
        #expect(all.motions.map(\.outcome) == [.carried])
        #expect(throws: Meeting.Refusal.moreHandsThanPresent(hands: 53, present: 52)) {
            try meeting.putting(
                "一", inFavour: 27, against: 20, abstained: 6, id: Motion.ID(1),
                at: meeting.startsAt)
        }
        for hands in [(-1, 1, 1), (0, Int.max, Int.max)] {
            #expect(throws: Meeting.Refusal.peopleOutOfRange(max: 100_000)) {
                try meeting.putting(
                    "一", inFavour: hands.0, against: hands.1, abstained: hands.2,
                    id: Motion.ID(1), at: meeting.startsAt)
            }
        }
    }

    @Test func motionsAreNumberedAndBounded() throws {
        var meeting = try opened()
        for number in 1...Meeting.motionsMax {
            meeting = try meeting.putting(
                "\(number)", inFavour: number, against: 0, abstained: 0,
                id: Motion.ID(Int64(number)), at: meeting.startsAt)
        }
        #expect(meeting.motions.map(\.ordinal) == Array(1...Meeting.motionsMax))
        #expect(meeting.motions.map(\.outcome.rawValue).firstIndex(of: "carried") == 26)
        #expect(throws: Meeting.Refusal.tooManyMotions(max: Meeting.motionsMax)) {
            try meeting.putting(
                "一", inFavour: 1, against: 0, abstained: 0, id: Motion.ID(1),
                at: meeting.startsAt)
        }
    }

    @Test func onlyAMeetingThatIsStillToComeCanBeCalledOff() throws {
        let cancelled = try meeting().cancelled(reason: "停电")
        #expect(cancelled.state == .cancelled)
        #expect(cancelled.held == nil)
        #expect(throws: Meeting.Refusal.stands(.cancelled)) {
            try cancelled.opened(entitled: 60, present: 40, at: cancelled.startsAt)
        }
        #expect(throws: Meeting.Refusal.stands(.opened)) {
            try opened().cancelled(reason: "停电")
        }
        #expect(throws: Meeting.Refusal.stands(.called)) {
            try meeting().closed(minutes: "记", at: meeting().startsAt)
        }
    }
}
