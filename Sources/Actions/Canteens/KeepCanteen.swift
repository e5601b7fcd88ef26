package import Kernel
import SQL
import Storage

/// Says what a meal costs at a venue, and what is paid of it for whoever is eligible.
package struct KeepCanteen: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let venue: Venue.ID
    /// In yuan, such as `12` or `12.50`.
    package let price: String
    package let subsidy: String

    package init(
        realm: Realm, holding: Holding, venue: Venue.ID, price: String, subsidy: String
    ) {
        self.realm = realm
        self.holding = holding
        self.venue = venue
        self.price = price
        self.subsidy = subsidy
    }

    /// - Throws: `.forbidden` for whoever keeps no venues there; `.invalid`.
    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: CanteenWork) in
            _ = try work.venue(venue)
            var text = FormText()
            let price = Yuan.fen(price.trimmingCharacters())
            let subsidy = Yuan.fen(subsidy.trimmingCharacters())
            if price.map(Canteen.priceRange.contains) != true {
                text.complain("price", "canteens.problem.price")
            }
            if subsidy.map({ $0 > 0 && $0 <= price ?? 0 }) != true {
                text.complain("subsidy", "canteens.problem.subsidy")
            }
            try text.finish()
            guard let price, let subsidy else { return }
            let canteen = Canteen(
                venue: venue, realm: realm.id, priceFen: price, subsidyFen: subsidy)
            if try Canteens.find(venue, in: realm.id, work.db) == nil {
                try Canteens.insert(canteen, work.db)
            } else {
                try Canteens.update(canteen, work.db)
            }
            try work.record(
                "keepCanteen", venue, ["price": .int(price), "subsidy": .int(subsidy)])
        }
    }
}

/// Gives a canteen money for reduced meals, from one source, to be used by a day.
package struct GrantMeals: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let venue: Venue.ID
    package let source: String
    package let amount: String
    /// The last day on which it may be used; empty for always.
    package let until: String
    /// On what ground: the document, the gift.
    package let words: String

    package init(
        realm: Realm, holding: Holding, venue: Venue.ID, source: String, amount: String,
        until: String, words: String
    ) {
        self.realm = realm
        self.holding = holding
        self.venue = venue
        self.source = source
        self.amount = amount
        self.until = until
        self.words = words
    }

    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: CanteenWork) in
            _ = try work.canteen(venue)
            var text = FormText()
            let words = text.read("words", words, most: Canteen.wordsCharactersMax)
            let source = FundSource(rawValue: source)
            if source == nil { text.complain("source", "answer.missing") }
            let fen = Yuan.fen(amount.trimmingCharacters())
            if fen.map(FundLine.fenRange.contains) != true {
                text.complain("amount", "funds.problem.amount")
            }
            let today = try work.book().day(of: work.now)
            let until: Day? = self.until.isEmpty ? nil : text.day("until", self.until)
            if let until, until < today {
                text.complain("until", "canteens.problem.until")
            }
            try text.finish()
            guard let source, let fen else { return }
            let transfer = try work.move(
                fen, from: .source(source.rawValue), to: .subsidy(venue, source), for: venue)
            try Canteens.insert(
                Canteens.Grant(
                    source: source, fen: fen, until: until, words: words, at: work.now),
                id: installation.newID(), to: venue, transfer: transfer, by: holding.post.id,
                work.db)
            try work.record(
                "grantMeals", venue,
                [
                    "source": .text(source.rawValue), "fen": .int(fen), "words": .text(words),
                    "until": until.map { .text($0.description) } ?? .null,
                ])
        }
    }
}

/// Notes that somebody who stands at the counter may eat at the reduced price, and how that was
/// shown. Neither a name nor a day of birth is asked for.
package struct ProveDiner: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let venue: Venue.ID
    package let proof: String

    package init(realm: Realm, holding: Holding, venue: Venue.ID, proof: String) {
        self.realm = realm
        self.holding = holding
        self.venue = venue
        self.proof = proof
    }

    /// - Returns: the card, whose number goes onto paper.
    @discardableResult
    package func run(in installation: Installation) async throws -> MealCard {
        try await installation.doing(realm, holding) { (work: CanteenWork) in
            _ = try work.canteen(venue)
            guard let proof = MealCard.Proof(rawValue: proof) else {
                throw ActionError.invalid(["proof": .init("answer.notAChoice")])
            }
            let number = CardNumber(
                serial: try Realms.next(Canteens.cardCounter, in: realm.id, work.db).value)
            let card = MealCard(
                id: installation.newID(), realm: realm.id, number: number, proof: proof,
                post: holding.post.id, provedOn: try work.book().day(of: work.now))
            try Canteens.insert(card, work.db)
            try work.record(
                "proveDiner", venue,
                ["number": .text(number.description), "proof": .text(proof.rawValue)])
            return card
        }
    }
}

/// Ends a card that was lost, or whose holder is no longer eligible.
package struct EndMealCard: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let venue: Venue.ID
    package let number: String

    package init(realm: Realm, holding: Holding, venue: Venue.ID, number: String) {
        self.realm = realm
        self.holding = holding
        self.venue = venue
        self.number = number
    }

    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: CanteenWork) in
            _ = try work.canteen(venue)
            guard let typed = try? CardNumber(parsing: number),
                let card = try Canteens.card(typed, in: realm.id, work.db), card.endedOn == nil
            else { throw ActionError.invalid(["number": .init("canteens.problem.card")]) }
            try Canteens.end(card.id, on: work.book().day(of: work.now), work.db)
            try work.record("endMealCard", venue, ["number": .text(typed.description)])
        }
    }
}
