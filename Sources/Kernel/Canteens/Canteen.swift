/// The canteen of a venue (老年食堂、幸福食堂): a price, and what is paid of it for whoever is eligible.
package struct Canteen: Hashable, Sendable {
    package let venue: Venue.ID
    package let realm: Realm.ID
    /// In hundredths of a yuan.
    package var priceFen: Int64
    package var subsidyFen: Int64
    package var version: Int

    package static let priceRange: ClosedRange<Int64> = 100...20_000
    package static let wordsCharactersMax = 120
    /// The most plates that are counted at once.
    package static let platesRange = 1...200
    /// How long it is known which card a meal was for, in days.
    package static let cardsKnownDays = 62

    package init(
        venue: Venue.ID, realm: Realm.ID, priceFen: Int64, subsidyFen: Int64, version: Int = 1
    ) {
        self.venue = venue
        self.realm = realm
        self.priceFen = priceFen
        self.subsidyFen = subsidyFen
        self.version = version
    }
}

/// That somebody may eat at the reduced price (可享受): a number, how it was shown, and to whom. Who
/// it is, and when they were born, stands nowhere.
package struct MealCard: Hashable, Sendable {
    package typealias ID = Identifier<MealCard>

    package enum Proof: String, CaseIterable, Sendable {
        case identityCard, seniorCard, register
    }

    package let id: ID
    package let realm: Realm.ID
    package let number: CardNumber
    package let proof: Proof
    package let post: Post.ID
    package let provedOn: Day
    package var endedOn: Day?

    package init(
        id: ID, realm: Realm.ID, number: CardNumber, proof: Proof, post: Post.ID, provedOn: Day,
        endedOn: Day? = nil
    ) {
        self.id = id
        self.realm = realm
        self.number = number
        self.proof = proof
        self.post = post
        self.provedOn = provedOn
        self.endedOn = endedOn
    }
}

/// One tap: a meal of a card, or some plates at the whole price.
package struct Meal: Hashable, Sendable {
    package typealias ID = Identifier<Meal>

    package enum Mealtime: String, CaseIterable, Sendable {
        case lunch, supper

        /// Until three in the afternoon it is lunch.
        package init(minuteOfDay: Int) {
            self = minuteOfDay < 15 * 60 ? .lunch : .supper
        }
    }

    package let id: ID
    package let venue: Venue.ID
    package let day: Day
    package let mealtime: Mealtime
    package let card: MealCard.ID?
    package let plates: Int
    package let priceFen: Int64
    /// What was paid for whoever ate.
    package let subsidyFen: Int64
    package let source: FundSource?
    package let transfer: Transfer.ID?
    package let post: Post.ID
    package let at: Instant

    package init(
        id: ID, venue: Venue.ID, day: Day, mealtime: Mealtime, card: MealCard.ID?, plates: Int,
        priceFen: Int64, subsidyFen: Int64, source: FundSource?, transfer: Transfer.ID?,
        post: Post.ID, at: Instant
    ) {
        self.id = id
        self.venue = venue
        self.day = day
        self.mealtime = mealtime
        self.card = card
        self.plates = plates
        self.priceFen = priceFen
        self.subsidyFen = subsidyFen
        self.source = source
        self.transfer = transfer
        self.post = post
        self.at = at
    }
}

/// What a day, or a month, of a canteen amounts to.
package struct MealSum: Hashable, Sendable {
    package var reduced: Int64 = 0
    package var whole: Int64 = 0
    package var subsidyFen: Int64 = 0
    /// What whoever ate paid themselves.
    package var paidFen: Int64 = 0

    package init(reduced: Int64 = 0, whole: Int64 = 0, subsidyFen: Int64 = 0, paidFen: Int64 = 0) {
        self.reduced = reduced
        self.whole = whole
        self.subsidyFen = subsidyFen
        self.paidFen = paidFen
    }

    package static func + (left: Self, right: Self) -> Self {
        Self(
            reduced: left.reduced + right.reduced, whole: left.whole + right.whole,
            subsidyFen: left.subsidyFen + right.subsidyFen, paidFen: left.paidFen + right.paidFen)
    }
}
