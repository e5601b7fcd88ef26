import Kernel
import Testing

/// A pairing's rules: nobody is assigned, nothing starts without consent, nobody is over their
/// own number.
@Suite struct PairingTests {
    private static let now = Instant(milliseconds: 1_794_000_000_000)
    private static let today = Day(ordinal: 740_000)
    private static let path = PlacePath.root.appending(Place.ID(7))
    private static let ana = Supporter.Who.person(Person.ID(11))
    private static let ben = Supporter.Who.person(Person.ID(12))
    private static let team = Supporter.Who.body(Body.ID(21))

    private static func pairing(
        _ kind: Pairing.Kind = .person, everyDays: Int? = 7, until: Day? = nil
    ) -> Pairing {
        Pairing(
            id: Pairing.ID(1), realm: Realm.ID(1), number: CardNumber(serial: 1), kind: kind,
            place: Place.ID(7), placePath: path, keeper: Post.ID(31), everyDays: everyDays,
            until: until, proposedAt: now)
    }

    private static func pledge(
        _ who: Supporter.Who = ana, most: Int = 2, needs: Set<Pairing.Need> = [.company]
    ) -> Pledge {
        Pledge(
            id: Pledge.ID(1), realm: Realm.ID(1), who: who, place: Place.ID(7), most: most,
            needs: needs)
    }

    private static func asked(
        _ kind: Pairing.Kind = .person, _ who: Supporter.Who = ana, everyDays: Int? = 7,
        until: Day? = nil
    ) throws -> Pairing {
        try pairing(kind, everyDays: everyDays, until: until).asking(
            who, as: Supporter.ID(1), need: .company, pledge: pledge(who), load: 0, at: now)
    }

    private static let written = Consent(
        id: Consent.ID(1), way: .written, givenOn: today, covers: [.name])

    @Test func itStartsOnlyWithAnAnswerAndAConsent() throws {
        let asked = try Self.asked()
        #expect(asked.state == .proposed)
        let accepted = try asked.accepted(
            by: Supporter.ID(1), pledge: Self.pledge(), load: 0, at: Self.now, on: Self.today)
        #expect(accepted.state == .proposed)
        let started = try accepted.consented(Self.written, on: Self.today)
        #expect(started.state == .running)
        #expect(started.dueOn == Self.today.adding(days: 7))
        // The other way round it is the same.
        let consented = try asked.consented(Self.written, on: Self.today)
        #expect(consented.state == .proposed)
        let other = try consented.accepted(
            by: Supporter.ID(1), pledge: Self.pledge(), load: 0, at: Self.now, on: Self.today)
        #expect(other.state == .running)
    }

    @Test func anAreaNeedsNoConsentAndTakesABody() throws {
        let asked = try Self.pairing(.area, everyDays: nil).asking(
            Self.team, as: Supporter.ID(1), need: nil, pledge: nil, load: 0, at: Self.now)
        let started = try asked.accepted(
            by: Supporter.ID(1), pledge: nil, load: 9, at: Self.now, on: Self.today)
        #expect(started.state == .running)
        #expect(started.dueOn == nil)
        #expect(throws: Pairing.Refusal.noConsentNeeded) {
            try started.consented(Self.written, on: Self.today)
        }
        #expect(throws: Pairing.Refusal.wrongSupporter(.area)) {
            try Self.pairing(.area, everyDays: nil).asking(
                Self.ana, as: Supporter.ID(1), need: nil, pledge: nil, load: 0, at: Self.now)
        }
    }

    @Test func nobodyIsAskedWhoDidNotDeclareThisHelp() {
        for pledge in [nil, Self.pledge(needs: [.repairs])] {
            #expect(throws: Pairing.Refusal.notPledged) {
                try Self.pairing().asking(
                    Self.ana, as: Supporter.ID(1), need: .company, pledge: pledge, load: 0,
                    at: Self.now)
            }
        }
    }

    @Test(arguments: [(0, true), (1, true), (2, false), (3, false)])
    func nobodyTakesOnMoreThanTheyDeclared(_ load: Int, _ mayAccept: Bool) throws {
        let asked = try Self.asked()
        let accept = {
            try asked.accepted(
                by: Supporter.ID(1), pledge: Self.pledge(most: 2), load: load, at: Self.now,
                on: Self.today)
        }
        if mayAccept {
            #expect(try accept().supporters.first?.state == .accepted)
        } else {
            #expect(throws: Pairing.Refusal.full(most: 2)) { try accept() }
        }
    }

    @Test func severalMayHelpOneAndACardHasOneMerchant() throws {
        let two = try Self.asked().asking(
            Self.ben, as: Supporter.ID(2), need: .company, pledge: Self.pledge(Self.ben),
            load: 0, at: Self.now)
        #expect(two.supporters.count == 2)
        #expect(throws: Pairing.Refusal.askedBefore) {
            try two.asking(
                Self.ben, as: Supporter.ID(3), need: .company, pledge: Self.pledge(Self.ben),
                load: 0, at: Self.now)
        }
        let card = try Self.asked(.card, Self.team, everyDays: nil, until: Self.today)
        let other = Supporter.Who.body(Body.ID(22))
        #expect(throws: Pairing.Refusal.tooManySupporters(max: 1)) {
            try card.asking(
                other, as: Supporter.ID(2), need: .company, pledge: Self.pledge(other), load: 0,
                at: Self.now)
        }
    }

    @Test func whoLeavesGivesNoReasonAndTheLastOneStopsTheVisits() throws {
        let running = try Self.running()
        let left = try running.left(by: Supporter.ID(1), at: Self.now)
        #expect(left.state == .proposed)
        #expect(left.dueOn == nil)
        #expect(left.consent != nil)
        let again = try left.asking(
            Self.ana, as: Supporter.ID(9), need: .company, pledge: Self.pledge(), load: 0,
            at: Self.now)
        #expect(again.supporters.map(\.id) == [Supporter.ID(1)])
        #expect(again.supporters.map(\.state) == [.asked])
    }

    @Test func theWithdrawalOfTheConsentEndsIt() throws {
        let ended = try Self.running().withdrawn(at: Self.now)
        #expect(ended.state == .ended)
        #expect(ended.ending == .withdrawn)
        #expect(ended.consent == nil)
        #expect(throws: Pairing.Refusal.noConsent) { try ended.withdrawn(at: Self.now) }
        // It can be withdrawn after the end too, so that what is kept is erased at once.
        let finished = try Self.running().ended(.finished, at: Self.now)
        #expect(try finished.withdrawn(at: Self.now).ending == .finished)
    }

    @Test func whoEntersTheConsentIsNoWitnessAndItIsNotOfTomorrow() throws {
        let asked = try Self.asked()
        let own = Consent(
            id: Consent.ID(1), way: .oral(witness: Post.ID(31)), givenOn: Self.today, covers: [])
        #expect(throws: Pairing.Refusal.witnessIsKeeper) {
            try asked.consented(own, on: Self.today)
        }
        let late = Consent(
            id: Consent.ID(1), way: .written, givenOn: Self.today.adding(days: 1), covers: [])
        #expect(throws: Pairing.Refusal.consentInFuture(latest: Self.today)) {
            try asked.consented(late, on: Self.today)
        }
    }

    @Test(arguments: [(0, Light.green), (7, .green), (8, .amber), (10, .amber), (11, .red)])
    func theLightFollowsTheRhythm(_ days: Int, _ light: Light) throws {
        let running = try Self.running(everyDays: 10)
        let day = Self.today.adding(days: days)
        #expect(running.light(on: day) == light)
        let visited = try running.visited(.look, on: day)
        #expect(visited.dueOn == day.adding(days: 10))
    }

    @Test func onlyWhatBelongsToItsKindIsLogged() throws {
        #expect(throws: Pairing.Refusal.wrongVisit(.person)) {
            try Self.running().visited(.given, on: Self.today)
        }
        let card = try Self.asked(.card, Self.team, everyDays: nil, until: Self.today)
            .consented(Self.written, on: Self.today)
            .accepted(
                by: Supporter.ID(1), pledge: Self.pledge(Self.team), load: 0, at: Self.now,
                on: Self.today)
        #expect(try card.visited(.given, on: Self.today).state == .running)
        #expect(throws: Pairing.Refusal.cardIsOver(Self.today)) {
            try card.visited(.given, on: Self.today.adding(days: 1))
        }
    }

    @Test(arguments: [0, 1, 90, 91])
    func theRhythmIsOneToNinetyDays(_ days: Int) {
        let check = {
            try Pairing.checkTerms(.person, everyDays: days, until: nil, today: Self.today)
        }
        if (1...90).contains(days) {
            #expect(throws: Never.self) { try check() }
        } else {
            #expect(throws: Pairing.Refusal.daysOutOfRange(min: 1, max: 90)) { try check() }
        }
    }

    @Test func aSentenceMustNotSayWhoItIsAbout() {
        let details = HelpedDetails(
            name: "演示·甲", door: "2-301", phone: "13800001111", need: .errands, sentence: "")
        #expect(details.isGivenAway(by: "给演示·甲送报纸"))
        #expect(details.isGivenAway(by: "送到 2-301"))
        #expect(!details.isGivenAway(by: "每周三理发一次"))
        #expect(HelpedDetails(details.payload) == details)
        #expect(Set(details.told([.need, .door]).keys) == [.need, .door])
    }

    private static func running(everyDays: Int = 7) throws -> Pairing {
        try asked(everyDays: everyDays).consented(written, on: today).accepted(
            by: Supporter.ID(1), pledge: pledge(), load: 0, at: now, on: today)
    }
}
