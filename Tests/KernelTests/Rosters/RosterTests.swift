import Foundation
import Kernel
import Testing

/// Shifts of a duty roster: which days have them, and whose turn each is.
struct RosterTests {
    private let calendar = WorkingCalendar(national: [:], coveredYears: [])
    private let zone = TimeZone(identifier: "Asia/Shanghai") ?? .gmt
    private let people = (1...3).map { DutyHolder.post(Post.ID($0)) }

    private func roster(_ spans: [String], onDaysOff: Bool, until: Day? = nil) throws -> Roster {
        Roster(
            id: Roster.ID(1), realm: Realm.ID(1), body: Body.ID(1), place: Place.ID(1),
            placePath: PlacePath.root.appending(Place.ID(1)),
            openedOn: try Day(parsing: "2026-11-01"),
            title: "社区值班", about: "值班室", phone: nil,
            spans: try spans.map { try #require(DutySpan(parsing: $0)) }, turn: people,
            onDaysOff: onDaysOff, isPublic: true, until: until)
    }

    @Test(arguments: [
        ("08:30-17:30", 510, 540), ("18:00-08:30", 1_080, 870), ("00:00-24:00", 0, 1_440),
        ("8:00-8:30", 480, 30),
    ])
    func aSpanIsReadFromTwoTimes(_ text: String, _ from: Int, _ minutes: Int) throws {
        let span = try #require(DutySpan(parsing: text))
        #expect(span.from == from && span.minutes == minutes)
        #expect(DutySpan(parsing: span.description) == span)
    }

    @Test(arguments: [
        "", "08:30", "8-9", "08:00-08:10", "25:00-26:00", "24:00-08:00", "08:60-09:00",
    ])
    func whatIsNoSpanIsNone(_ text: String) {
        #expect(DutySpan(parsing: text) == nil)
    }

    @Test(arguments: [
        (["08:00-20:00", "20:00-08:00"], true), (["08:00-20:00", "19:00-23:00"], false),
        (["20:00-08:00", "07:00-19:00"], false), (["08:00-12:00"], true), ([], true),
    ])
    func shiftsOfADayDoNotMeet(_ texts: [String], _ apart: Bool) {
        #expect(DutySpan.areApart(texts.compactMap(DutySpan.init(parsing:))) == apart)
    }

    @Test func daysOffAreSkippedWhereTheRosterSaysSo() throws {
        let month = try #require(Month(parsing: "2026-11"))
        let working = try roster(["08:30-17:30"], onDaysOff: false)
            .slots(of: month, by: calendar, in: zone)
        #expect(working.count == 21)
        let all = try roster(["08:00-20:00", "20:00-08:00"], onDaysOff: true)
            .slots(of: month, by: calendar, in: zone)
        #expect(all.count == 60)
        #expect(zip(all, all.dropFirst()).allSatisfy { $0.endsAt == $1.startsAt })
        // Its last day is still one of its days, the day after no longer.
        let last = try roster(
            ["08:30-17:30"], onDaysOff: true, until: Day(parsing: "2026-11-10"))
        #expect(last.slots(of: month, by: calendar, in: zone).count == 10)
    }

    @Test func nobodyHasTwoShiftsBeforeEverybodyHadOne() throws {
        let month = try #require(Month(parsing: "2026-11"))
        let roster = try roster(["08:30-17:30"], onDaysOff: true)
        let slots = roster.slots(of: month, by: calendar, in: zone)
        // The first had the last shift of the month before.
        let before = DutyShift(
            id: DutyShift.ID(9), roster: roster.id,
            startsAt: slots[0].startsAt.adding(minutes: -1_440),
            endsAt: slots[0].startsAt, holder: people[0])
        let turns = roster.turns(for: slots, after: [before]) { _, _ in true }
        #expect(turns.prefix(4).map(\.holder) == [people[1], people[2], people[0], people[1]])
        for start in stride(from: 0, to: 30, by: 3) {
            #expect(Set(turns[start..<(start + 3)].map(\.holder)).count == 3)
        }
        // Whoever is not there on a day is passed over and comes next.
        let away = roster.turns(for: slots, after: [before]) { holder, slot in
            holder != people[1] || slot.startsAt > slots[1].startsAt
        }
        #expect(away.prefix(3).map(\.holder) == [people[2], people[0], people[1]])
        #expect(roster.turns(for: slots, after: []) { _, _ in false }.isEmpty)
    }

    @Test(arguments: [
        ("13812345678", true), ("+86 138 1234 5678", true), ("0719-8123456", false),
        ("12345", false), ("010-12345678", false), ("", false),
    ])
    func aMobileNumberIsSomebodysOwn(_ phone: String, _ isOwn: Bool) {
        #expect(Roster.isOwn(phone: phone) == isOwn)
    }
}
