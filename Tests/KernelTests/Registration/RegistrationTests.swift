import Kernel
import Testing

/// A registration holds on two words, for half a year at a time.
@Suite struct RegistrationTests {
    private let day: Day

    init() throws { day = try Day(year: 2026, month: 3, day: 1) }

    @Test func itHoldsOnTwoWords() throws {
        let confirmed = try Registration.proposed.confirmed(on: day)
        #expect(confirmed.state == .confirmed)
        #expect(confirmed.confirmedOn == day)
        #expect(confirmed.reaffirmBy == day.adding(days: 182))
        let asked = try Registration.invited.sent(on: day)
        #expect(asked == confirmed)
    }

    @Test func aReturnedOneIsSentAgain() throws {
        let returned = try Registration.proposed.returned("写清单位")
        #expect(returned.reason == "写清单位")
        let again = try returned.sent(on: day)
        #expect(again == .proposed)
    }

    /// What cannot be done, by where it stands.
    @Test func nothingIsDoneTwice() throws {
        let confirmed = try Registration.proposed.confirmed(on: day)
        let ended = try confirmed.ended(on: day)
        #expect(throws: Registration.Refusal.stands(.confirmed)) {
            try confirmed.confirmed(on: day)
        }
        #expect(throws: Registration.Refusal.stands(.confirmed)) { try confirmed.sent(on: day) }
        #expect(throws: Registration.Refusal.stands(.confirmed)) { try confirmed.returned("x") }
        #expect(throws: Registration.Refusal.stands(.invited)) {
            try Registration.invited.confirmed(on: day)
        }
        #expect(throws: Registration.Refusal.stands(.proposed)) {
            try Registration.proposed.reaffirmed(on: day)
        }
        #expect(throws: Registration.Refusal.stands(.ended)) { try ended.ended(on: day) }
        #expect(throws: Registration.Refusal.stands(.ended)) { try ended.sent(on: day) }
        #expect(ended.reaffirmBy == nil)
    }

    @Test func halfAYearLaterItIsAskedWhetherItHolds() throws {
        let confirmed = try Registration.proposed.confirmed(on: day)
        #expect(!confirmed.asksAgain(on: day.adding(days: 181)))
        #expect(confirmed.asksAgain(on: day.adding(days: 182)))
        let again = try confirmed.reaffirmed(on: day.adding(days: 190))
        #expect(!again.asksAgain(on: day.adding(days: 371)))
        #expect(again.asksAgain(on: day.adding(days: 372)))
        #expect(again.confirmedOn == day)
    }
}

/// A handbook is a record: nothing is overwritten, nothing added up over kinds.
@Suite struct HandbookTests {
    private let day: Day

    init() throws { day = try Day(year: 2026, month: 6, day: 1) }

    private func entry(_ id: Int64, _ state: HandbookEntry.State) -> HandbookEntry {
        HandbookEntry(
            id: HandbookEntry.ID(id), enrolment: Enrolment.ID(1), day: day, state: state,
            enteredAt: Instant(milliseconds: 0))
    }

    @Test func aDayLiesWithinAYearAndNotAhead() throws {
        try HandbookEntry.check(day, on: day)
        try HandbookEntry.check(day.adding(days: -366), on: day)
        #expect(throws: HandbookEntry.Refusal.inFuture(latest: day)) {
            try HandbookEntry.check(day.adding(days: 1), on: day)
        }
        #expect(throws: HandbookEntry.Refusal.tooLongAgo(earliest: day.adding(days: -366))) {
            try HandbookEntry.check(day.adding(days: -367), on: day)
        }
    }

    @Test func anEntryIsAnsweredOnceAndPutRightOnce() throws {
        let confirmed = try entry(1, .waiting).answered(.confirmed)
        #expect(confirmed.state == .confirmed)
        #expect(throws: HandbookEntry.Refusal.stands(.confirmed)) {
            try confirmed.answered(.returned)
        }
        for state in HandbookEntry.State.allCases where state != .corrected {
            let corrected = try entry(1, state).correctedByAnother()
            #expect(corrected.state == .corrected)
        }
        #expect(throws: HandbookEntry.Refusal.stands(.corrected)) {
            try entry(1, .corrected).correctedByAnother()
        }
    }

    @Test func aYearCountsWhatIsConfirmedEachKindForItself() {
        func content(_ kind: String, _ minutes: Int, paid: Bool? = nil) -> HandbookContent {
            HandbookContent(kind: kind, minutes: minutes, words: "x", isPaid: paid)
        }
        let year = HandbookYear(
            kinds: ["visiting", "giving", "duty"],
            entries: [
                (entry(1, .confirmed), content("visiting", 60)),
                (entry(2, .confirmed), content("visiting", 30)),
                (entry(3, .corrected), content("visiting", 500)),
                (entry(4, .returned), content("duty", 90)),
                (entry(5, .waiting), content("duty", 90)),
                (entry(6, .confirmed), content("giving", 0)),
                (entry(7, .confirmed), content(HandbookEntry.dues, 0, paid: true)),
            ])
        #expect(year.sums.map(\.kind) == ["visiting", "giving"])
        #expect(year.sums.map(\.times) == [2, 1])
        #expect(year.sums.map(\.minutes) == [90, 0])
        #expect(year.waiting == 1)
        #expect(year.isPaid == true)
    }

    @Test func whatIsSealedIsReadBack() throws {
        let content = HandbookContent(kind: "dues", minutes: 0, words: "", isPaid: false)
        #expect(HandbookContent(content.payload) == content)
        #expect(HandbookContent(.object([:])) == nil)
        let details = EnrolmentDetails(unit: "演示小学", offers: "")
        #expect(EnrolmentDetails(details.payload) == details)
    }
}
