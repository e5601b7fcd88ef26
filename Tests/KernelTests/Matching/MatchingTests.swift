import Testing

@testable import Kernel

/// Who might be asked: near before far, and among those as near, whoever was asked least.
@Suite struct MatchingTests {
    private let street = PlacePath.root.appending(Place.ID(1))
    private let realm = Realm.ID(1)

    private func helper(
        _ number: Int64, at path: PlacePath, _ kinds: Set<Category.ID> = ["wish.repair"],
        most: Int = 2
    ) -> AidOffer {
        AidOffer(
            person: Person.ID(number), realm: realm, place: Place.ID(1), placePath: path,
            kinds: kinds, times: .all, most: most)
    }

    private func need(
        _ number: Int64, at path: PlacePath, _ kind: Category.ID = "wish.repair"
    ) -> Matching.Need {
        Matching.Need(
            matter: Matter.ID(number), category: kind, place: path, verbs: [Verb("claim")])
    }

    private func order(
        _ needs: [Matching.Need], _ helpers: [AidOffer], loads: [Person.ID: Matching.Load] = [:],
        bars: Set<Matching.Bar> = [], reach: PlacePath? = nil
    ) -> [Int] {
        let holdings = Dictionary(
            helpers.map { ($0.person, [holding(of: $0.person, over: reach ?? street)]) },
            uniquingKeysWith: { first, _ in first })
        return Matching.options(
            needs: needs, helpers: helpers, holdings: holdings, loads: loads, bars: bars
        ).map(\.helper)
    }

    private func holding(of person: Person.ID, over reach: PlacePath) -> Holding {
        Holding(
            post: Post(
                id: Post.ID(person.rawValue), realm: realm, person: person, role: "volunteer",
                body: Body.ID(1), place: Place.ID(1), reach: reach),
            verbs: [Verb("claim")])
    }

    @Test func onlyWhoMayTakeItOnIsAsked() {
        let elsewhere = street.appending(Place.ID(9))
        let helpers = [helper(1, at: street)]
        #expect(order([need(1, at: street)], helpers, reach: elsewhere).isEmpty)
        #expect(order([need(1, at: elsewhere)], helpers, reach: elsewhere) == [0])
    }

    @Test func nearComesBeforeFar() {
        let estate = street.appending(Place.ID(2))
        let helpers = [
            helper(1, at: street.appending(Place.ID(3))), helper(2, at: estate),
            helper(3, at: estate.appending(Place.ID(4))),
        ]
        #expect(order([need(1, at: estate.appending(Place.ID(4)))], helpers) == [2, 1, 0])
    }

    @Test func theSamePeopleAreNotDrained() {
        let helpers = [helper(1, at: street), helper(2, at: street), helper(3, at: street)]
        let loads: [Person.ID: Matching.Load] = [
            Person.ID(1): Matching.Load(taken: 1), Person.ID(3): Matching.Load(taken: 1, asked: 1),
        ]
        // The third has as many as they take on.
        #expect(order([need(1, at: street)], helpers, loads: loads) == [1, 0])
    }

    @Test func onlyWhoOffersItAndIsNotHeldApart() {
        let helpers = [
            helper(1, at: street, ["wish.company"]), helper(2, at: street), helper(3, at: street),
        ]
        let bars: Set = [Matching.Bar(matter: Matter.ID(1), person: Person.ID(2))]
        #expect(order([need(1, at: street)], helpers, bars: bars) == [2])
        #expect(order([need(9, at: street)], helpers, bars: bars) == [1, 2])
    }

    @Test func eachNeedHasAtMostFiftyOptions() {
        let helpers = (1...80).map { helper($0, at: street) }
        let found = order([need(1, at: street), need(2, at: street)], helpers)
        #expect(found.count == 2 * Matching.optionsMax)
    }

    @Test func pathsShareWholeStepsOnly() {
        let first = street.appending(Place.ID(36 * 36))
        let second = street.appending(Place.ID(36 * 36 + 1))
        #expect(first.shared(with: second) == 1)
        #expect(first.shared(with: first) == 2)
        #expect(first.shared(with: .root) == 0)
    }

    @Test func freeTimesAreTheWeekInOrder() {
        let times: FreeTimes = [.on(6, .morning), .on(7, .evening)]
        #expect(times.parts.map(\.weekday) == [6, 7])
        #expect(times.parts.map(\.part) == [.morning, .evening])
        #expect(FreeTimes.all.parts.count == 21)
    }

    @Test func whoDoesNotSpeakTheLanguageIsNotAsked() {
        func speaks(_ number: Int64, _ languages: Set<String>) -> AidOffer {
            AidOffer(
                person: Person.ID(number), realm: realm, place: Place.ID(1), placePath: street,
                kinds: ["wish.repair"], times: .all, most: 2, languages: languages)
        }
        let asking = Matching.Need(
            matter: Matter.ID(1), category: "wish.repair", place: street, verbs: [Verb("claim")],
            language: "mongolian")
        let helpers = [speaks(1, []), speaks(2, ["english"]), speaks(3, ["mongolian", "english"])]
        #expect(order([asking], helpers) == [2])
        #expect(order([need(1, at: street)], helpers) == [0, 1, 2])
    }

    @Test func metresCountWhereBothAreKnownAndStepsElsewhere() throws {
        let here = try Position(latitude: "32.6100", longitude: "110.7700")
        let near = try Position(latitude: "32.6145", longitude: "110.7700")
        let (first, second) = (Place.ID(21), Place.ID(22))
        func helper(_ number: Int64, at place: Place.ID) -> AidOffer {
            AidOffer(
                person: Person.ID(number), realm: realm, place: place,
                placePath: street.appending(place), kinds: ["wish.repair"], times: .all, most: 2)
        }
        let asking = Matching.Need(
            matter: Matter.ID(1), category: "wish.repair",
            place: street.appending(Place.ID(20)), verbs: [Verb("claim")], position: here)
        let helpers = [helper(1, at: first), helper(2, at: second)]
        let options = Matching.options(
            needs: [asking], helpers: helpers,
            holdings: Dictionary(
                helpers.map { ($0.person, [holding(of: $0.person, over: street)]) },
                uniquingKeysWith: { first, _ in first }),
            loads: [:], positions: [second: near], bars: [])
        // Half a kilometre weighs less than the step that the other is away.
        #expect(options.map(\.helper) == [1, 0])
        #expect(options.map(\.metres) == [500, nil])
    }
}
