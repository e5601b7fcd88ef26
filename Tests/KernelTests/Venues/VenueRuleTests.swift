import Kernel
import Testing

/// When a venue is open, and what keeps a neighbour from booking a room.
@Suite struct VenueRuleTests {
    private static let morning = OpeningHours.Span(minutes: 510, to: 720)
    private static let evening = OpeningHours.Span(minutes: 870, to: 1_260)

    private static func hours(
        _ onHolidays: OpeningHours.Holidays, saturday: [OpeningHours.Span] = []
    ) -> OpeningHours {
        let day = [morning, evening].compactMap(\.self)
        return OpeningHours(
            weekdays: Array(repeating: day, count: 5)
                + [saturday, [OpeningHours.Span(minutes: 540, to: 720)].compactMap(\.self)],
            onHolidays: onHolidays)
    }

    /// 25 September 2026, a Friday, is off; 20 September, a Sunday, is worked.
    private static func calendar() throws -> WorkingCalendar {
        WorkingCalendar(
            national: [
                try Day(parsing: "2026-09-25"): .off, try Day(parsing: "2026-09-19"): .work,
            ], coveredYears: [2026, 2027])
    }

    @Test func aDayOffHasTheHoursThatTheVenueSays() throws {
        let friday = try Day(parsing: "2026-09-25")
        let lengths = try OpeningHours.Holidays.allCases.map { holidays in
            Self.hours(holidays).hours(on: friday, by: try Self.calendar())
        }
        #expect(lengths.map(\.spans.count) == [2, 1, 0])
        #expect(lengths.allSatisfy { $0.reason == .holiday })
        let thursday = Self.hours(.closed)
            .hours(on: friday.adding(days: -1), by: try Self.calendar())
        #expect(thursday.reason == .usual && thursday.spans.count == 2)
    }

    @Test func aWeekendThatIsWorkedOpensWhatWouldBeClosed() throws {
        let saturday = try Day(parsing: "2026-09-19")
        let opened = Self.hours(.closed).hours(on: saturday, by: try Self.calendar())
        #expect(opened.reason == .makeUp && opened.spans.count == 2)
        let own = Self.hours(.closed, saturday: [Self.morning].compactMap(\.self))
            .hours(on: saturday, by: try Self.calendar())
        #expect(own.reason == .usual && own.spans.count == 1)
    }

    @Test func daysOfTheSameHoursStandTogether() {
        let runs = Self.hours(.closed).runs
        #expect(runs.map(\.first) == [1, 6, 7] && runs.map(\.last) == [5, 6, 7])
    }

    private static func room(
        access: Room.Access = .everyone, sound: Bool = false, state: Room.State = .open
    ) -> Room {
        Room(
            id: Room.ID(1), venue: Venue.ID(1), name: LocalName(zh: "议事厅"), has: "",
            capacity: 20, access: access, minutesMax: 120, perDay: 1, aheadDays: 14,
            allowsSound: sound, state: state)
    }

    private static func refusals(
        _ room: Room, from: Int = 540, to: Int = 660, people: Int = 5, sound: Bool = false,
        inDays days: Int = 1
    ) throws -> [Room.Refusal] {
        let today = try Day(parsing: "2026-11-09")
        let day = today.adding(days: days)
        let quiet = OpeningHours.Span(minutes: 1_200, to: 1_260)
        return room.refusals(
            from: from, to: to, people: people, withSound: sound,
            open: hours(.usual).hours(on: day, by: try calendar()),
            quiet: [quiet].compactMap(\.self), today: today, minuteNow: 540)
    }

    @Test func whatTheRulesAllowIsNotRefused() throws {
        #expect(try Self.refusals(Self.room()).isEmpty)
        // The last day, the last minute, the last seat.
        #expect(try Self.refusals(Self.room(), from: 600, to: 720, people: 20, inDays: 14).isEmpty)
        #expect(try Self.refusals(Self.room(sound: true), from: 870, to: 930, sound: true).isEmpty)
    }

    @Test func everyRuleSaysWhatItRefuses() throws {
        let room = Self.room()
        #expect(try Self.refusals(room, inDays: 15) == [.tooFar(days: 14)])
        #expect(try Self.refusals(room, from: 540, to: 690) == [.tooLong(minutes: 120)])
        #expect(try Self.refusals(room, from: 690, to: 750) == [.outsideHours])
        #expect(try Self.refusals(room, from: 545, to: 600) == [.notHalfHours])
        #expect(try Self.refusals(room, people: 21) == [.tooMany(capacity: 20)])
        #expect(try Self.refusals(room, sound: true) == [.noSound])
        #expect(try Self.refusals(room, inDays: 0) == [.past])
        #expect(try Self.refusals(room, from: 570, inDays: 0).isEmpty)
        #expect(try Self.refusals(Self.room(access: .posts)) == [.postsAlone])
        #expect(try Self.refusals(Self.room(state: .closed)) == [.closed])
        let loud = try Self.refusals(
            Self.room(sound: true), from: 1_170, to: 1_230, sound: true)
        let quiet = try #require(OpeningHours.Span(minutes: 1_200, to: 1_260))
        #expect(loud == [.quietHours(quiet)])
    }

    @Test func everyHalfHourThatIsTouchedIsTaken() {
        let hour: Int64 = 3_600_000
        let start = Instant(milliseconds: 100 * hour)
        #expect(RoomTime.halves(from: start, to: start.adding(minutes: 60)).count == 2)
        #expect(RoomTime.halves(from: start, to: start.adding(minutes: 61)).count == 3)
        #expect(
            RoomTime.halves(from: start.adding(minutes: 29), to: start.adding(minutes: 31)).count
                == 2)
        let (one, other) = (RoomTime.Use(.booking, 1), RoomTime.Use(.meeting, 1))
        let times = [(0, one), (30, one), (60, other), (120, other)].map { minutes, use in
            RoomTime(at: start.adding(minutes: Int64(minutes)), use: use)
        }
        let spans = RoomTime.spans(times)
        #expect(spans.map(\.use) == [one, other, other])
        #expect(spans.first?.to == start.adding(minutes: 60))
    }

    @Test func aLastPartThatIsTooShortIsNoSlot() {
        let start = Instant(milliseconds: 0)
        let sitting = Sitting(
            id: Sitting.ID(1), realm: Realm.ID(1), venue: Venue.ID(1), room: nil,
            placePath: .root, kind: "haircut", body: Body.ID(1), about: "", startsAt: start,
            endsAt: start.adding(minutes: 100), slotMinutes: 15)
        #expect(sitting.slots == 6)
        #expect(sitting.takes(6, at: start.adding(minutes: 74)))
        #expect(!sitting.takes(6, at: start.adding(minutes: 75)))
        #expect(!sitting.takes(7, at: start) && !sitting.takes(0, at: start))
    }
}
