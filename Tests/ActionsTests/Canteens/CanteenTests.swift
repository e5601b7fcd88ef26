import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// A canteen counts meals with a tap: who is eligible is a number and nothing else, and what is
/// paid comes out of money that was given for it.
@Suite struct CanteenTests {
    private struct Counter {
        let town: Town
        let keeper: Colleague
        let venue: Venue.ID

        init(_ town: Town) async throws {
            self.town = town
            keeper = try await town.colleague("secretary")
            venue = try await town.venue().id
        }

        func opens(price: String = "12", subsidy: String = "6") async throws {
            try await KeepCanteen(
                realm: town.realm, holding: keeper.holding, venue: venue, price: price,
                subsidy: subsidy
            ).run(in: town.installation)
        }

        func grants(
            _ amount: String, _ source: FundSource = .fiscal, until days: Int? = nil
        ) async throws {
            let today = try await town.rulebook().day(of: town.clock.now)
            try await GrantMeals(
                realm: town.realm, holding: keeper.holding, venue: venue,
                source: source.rawValue, amount: amount,
                until: days.map { today.adding(days: $0).description } ?? "", words: "演示补贴"
            ).run(in: town.installation)
        }

        func proves() async throws -> MealCard {
            try await ProveDiner(
                realm: town.realm, holding: keeper.holding, venue: venue, proof: "seniorCard"
            ).run(in: town.installation)
        }

        @discardableResult
        func counts(_ number: String, plates: String = "1") async throws -> Meal {
            try await CountMeal(
                realm: town.realm, holding: keeper.holding, venue: venue, number: number,
                plates: plates
            ).run(in: town.installation)
        }

        func takesBack() async throws {
            try await TakeBackMeal(realm: town.realm, holding: keeper.holding, venue: venue)
                .run(in: town.installation)
        }

        func left(_ source: FundSource = .fiscal) async throws -> Int64 {
            let (venue, realm) = (venue, town.realm.id)
            return try await town.database.read { db in
                try Ledgers.balance(of: .subsidy(venue, source), .fen, in: realm, db)
            }
        }
    }

    @Test func aReducedMealIsPaidOutOfWhatWasGiven() async throws {
        try await withTown { town in
            let counter = try await Counter(town)
            try await counter.opens()
            try await counter.grants("10")
            let card = try await counter.proves()
            let meal = try await counter.counts(card.number.description)
            #expect(meal.subsidyFen == 600 && meal.source == .fiscal && meal.mealtime == .lunch)
            try await counter.counts("", plates: "3")
            let left = try await counter.left()
            #expect(left == 400)
            let month = Month(of: try await town.rulebook().day(of: town.clock.now))
            let file = try await town.installation.canteenFile(
                counter.venue, month: month, in: town.realm,
                for: counter.keeper.holding)
            #expect(
                file?.sum == MealSum(reduced: 1, whole: 3, subsidyFen: 600, paidFen: 4_200))
            // Four yuan are no half of twelve.
            let other = try await counter.proves()
            let broke = await complaints { try await counter.counts(other.number.description) }
            #expect(broke == ["number": "canteens.problem.money"])
            // The next source that has enough pays.
            try await counter.grants("6", .donation)
            let given = try await counter.counts(other.number.description)
            #expect(given.source == .donation)
        }
    }

    @Test func aCardHasEachMealOnceAndASlipIsTakenBack() async throws {
        try await withTown { town in
            let counter = try await Counter(town)
            try await counter.opens()
            try await counter.grants("100")
            let number = try await counter.proves().number.description
            try await counter.counts(number)
            let twice = await complaints { try await counter.counts(number) }
            #expect(twice == ["number": "canteens.problem.had"])
            try await counter.takesBack()
            let whole = try await counter.left()
            #expect(whole == 10_000)
            try await counter.counts(number)
            town.clock.advance(hours: 8)
            let supper = try await counter.counts(number)
            #expect(supper.mealtime == .supper)
            try await counter.takesBack()
            try await counter.takesBack()
            let nothing = await complaints { try await counter.takesBack() }
            #expect(nothing == ["meal": "canteens.problem.nothing"])
        }
    }

    @Test func whatIsLeftAfterItsDayGoesBack() async throws {
        try await withTown { town in
            let counter = try await Counter(town)
            try await counter.opens()
            try await counter.grants("30", until: 3)
            let number = try await counter.proves().number.description
            try await counter.counts(number)
            town.clock.advance(days: 3)
            try await counter.counts(number)
            let lastDay = try await counter.left()
            #expect(lastDay == 1_800)
            town.clock.advance(days: 1)
            try await counter.grants("20")
            let after = try await counter.left()
            #expect(after == 2_000)
            try await counter.counts(number)
            let fresh = try await counter.left()
            #expect(fresh == 1_400)
            let strays = try await town.database.read { db in try Ledgers.strays(db) }
            #expect(strays == [])
        }
    }

    @Test func wrongNumbersEndedCardsAndStrangersAreRefused() async throws {
        try await withTown { town in
            let counter = try await Counter(town)
            let early = await outcome { try await counter.proves() }
            #expect(early == "notFound")
            let odd = await complaints { try await counter.opens(price: "0", subsidy: "9") }
            #expect(
                odd == ["price": "canteens.problem.price", "subsidy": "canteens.problem.subsidy"])
            try await counter.opens()
            try await counter.grants("30")
            let card = try await counter.proves()
            let wrong = await complaints { try await counter.counts("0001-0") }
            #expect(wrong == ["number": "canteens.problem.card"])
            try await EndMealCard(
                realm: town.realm, holding: counter.keeper.holding, venue: counter.venue,
                number: card.number.description
            ).run(in: town.installation)
            let ended = await complaints { try await counter.counts(card.number.description) }
            #expect(ended == ["number": "canteens.problem.card"])
            let stranger = try await town.otherCommunity
            let forbidden = await outcome {
                try await CountMeal(
                    realm: town.realm, holding: stranger.holding, venue: counter.venue,
                    number: ""
                ).run(in: town.installation)
            }
            #expect(forbidden == "forbidden")
        }
    }

    @Test func twoMonthsAfterNobodyKnowsWhichCardAte() async throws {
        try await withTown { town in
            let counter = try await Counter(town)
            try await counter.opens()
            try await counter.grants("30")
            let card = try await counter.proves()
            let meal = try await counter.counts(card.number.description)
            town.clock.advance(days: 63)
            _ = try await EraseExpired().run(in: town.installation)
            let known = try await town.database.read { db in
                try Meals.had(card.id, on: meal.day, at: meal.mealtime, db)
            }
            #expect(!known)
        }
    }
}
