package import Kernel
import SQL
import Storage

/// Counts a meal with one tap: of a card, at the reduced price, or plates at the whole price.
package struct CountMeal: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let venue: Venue.ID
    /// The number of a card; empty for plates at the whole price.
    package let number: String
    package let plates: String

    package init(
        realm: Realm, holding: Holding, venue: Venue.ID, number: String, plates: String = "1"
    ) {
        self.realm = realm
        self.holding = holding
        self.venue = venue
        self.number = number
        self.plates = plates
    }

    /// - Throws: `.invalid` for a card that does not hold, that had this meal already, or where no
    ///   money is left.
    @discardableResult
    package func run(in installation: Installation) async throws -> Meal {
        try await installation.doing(realm, holding) { (work: CanteenWork) in
            let canteen = try work.canteen(venue)
            let book = try work.book()
            let today = book.day(of: work.now)
            let minute =
                Int(work.now.seconds(since: today.start(in: book.profile.zone)) / 60)
            let mealtime = Meal.Mealtime(minuteOfDay: minute)
            let isReduced = !number.trimmingCharacters().isEmpty
            var text = FormText()
            let plates =
                isReduced ? 1 : text.number("plates", plates, in: Canteen.platesRange)
            try text.finish()
            var card: MealCard?
            var paid: (source: FundSource, transfer: Transfer.ID)?
            if isReduced {
                card = try work.card(number, on: today, at: mealtime)
                paid = try work.pay(canteen)
            }
            let meal = Meal(
                id: installation.newID(), venue: venue, day: today, mealtime: mealtime,
                card: card?.id, plates: plates ?? 1, priceFen: canteen.priceFen,
                subsidyFen: isReduced ? canteen.subsidyFen : 0, source: paid?.source,
                transfer: paid?.transfer, post: holding.post.id, at: work.now)
            try Meals.insert(meal, work.db)
            // The record holds no card: it is kept for ever.
            try work.record(
                "countMeal", venue,
                [
                    "plates": .int(Int64(meal.plates)), "subsidy": .int(meal.subsidyFen),
                    "mealtime": .text(mealtime.rawValue),
                ])
            return meal
        }
    }
}

/// Takes back the last tap of the same post on the same day: a slip of the finger.
package struct TakeBackMeal: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let venue: Venue.ID

    package init(realm: Realm, holding: Holding, venue: Venue.ID) {
        self.realm = realm
        self.holding = holding
        self.venue = venue
    }

    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: CanteenWork) in
            _ = try work.canteen(venue)
            let today = try work.book().day(of: work.now)
            guard
                let meal = try Meals.last(at: venue, on: today, by: holding.post.id, work.db)
            else { throw ActionError.invalid(["meal": .init("canteens.problem.nothing")]) }
            if let id = meal.transfer, let first = try Ledgers.find(id, work.db) {
                try Ledgers.post(
                    first.reversal(id: installation.newID()),
                    for: Ledgers.Subject("canteen", venue.rawValue), in: realm.id, at: work.now,
                    work.db)
            }
            try Meals.takeBack(meal.id, at: work.now, work.db)
            try work.record(
                "takeBackMeal", venue,
                ["plates": .int(Int64(meal.plates)), "subsidy": .int(meal.subsidyFen)])
        }
    }
}

extension CanteenWork {
    /// - Throws: `.invalid` for a number that no card bears, for one that has ended, and where it
    ///   had this meal already.
    fileprivate func card(
        _ typed: String, on day: Day, at mealtime: Meal.Mealtime
    ) throws -> MealCard {
        guard let number = try? CardNumber(parsing: typed),
            let card = try Canteens.card(number, in: realm.id, db), card.endedOn == nil
        else { throw ActionError.invalid(["number": .init("canteens.problem.card")]) }
        guard try !Meals.had(card.id, on: day, at: mealtime, db) else {
            throw ActionError.invalid(["number": .init("canteens.problem.had")])
        }
        return card
    }

    /// Pays one reduced meal out of the first source that has enough.
    fileprivate func pay(
        _ canteen: Canteen
    ) throws -> (source: FundSource, transfer: Transfer.ID) {
        for source in FundSource.allCases {
            let left = try balance(of: canteen.venue, source)
            guard left >= canteen.subsidyFen else { continue }
            let transfer = try move(
                canteen.subsidyFen, from: .subsidy(canteen.venue, source), to: .source("meals"),
                for: canteen.venue)
            return (source, transfer)
        }
        throw ActionError.invalid(["number": .init("canteens.problem.money")])
    }
}
