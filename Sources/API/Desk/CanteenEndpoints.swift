import Actions
import HTTPTypes
import Kernel
import Storage

// Canteens: what a meal costs, who may eat at the reduced price, and each meal with one call.
// Amounts are whole hundredths of a yuan. A card is a number; whose it is stands nowhere.
extension DeskEndpoint {
    static let canteenEndpoints: [DeskEndpoint] = [
        .one(
            "/canteens/:id", "getCanteen",
            "The canteen of a venue: its price, what is left, and a month day by day",
            verb: .keepVenues,
            query: [Parameter("month", .month, "This one unless said.")], shape: Shapes.canteen
        ) { call in try await call.canteenFile() },
        keeping(
            "terms", "setCanteenTerms", "Says what a meal costs, and what is paid of it",
            [
                .init("priceFen", .number(fen(Canteen.priceRange))),
                .init("subsidyFen", .number(1...Int(Canteen.priceRange.upperBound))),
            ], names: ["price": "priceFen", "subsidy": "subsidyFen"]
        ) { call, id in
            try await KeepCanteen(
                realm: call.realm, holding: call.holding, venue: id,
                price: call.yuan("priceFen"), subsidy: call.yuan("subsidyFen")
            ).run(in: call.installation)
        },
        keeping(
            "grants", "grantMeals", "Gives a canteen money for reduced meals, from one source",
            [
                .text("source", .choice(FundSource.allCases.map(\.rawValue))),
                .init("fen", .number(fen(FundLine.fenRange))),
                .maybe("until", .day, "The last day to use it."),
                .text("words", .line(Canteen.wordsCharactersMax), "The document, or the gift."),
            ], status: .created, names: ["amount": "fen"]
        ) { call, id in
            try await GrantMeals(
                realm: call.realm, holding: call.holding, venue: id, source: call.typed("source"),
                amount: call.yuan("fen"), until: call.typed("until"), words: call.typed("words")
            ).run(in: call.installation)
        },
        .act(
            "/canteens/:id/cards", "proveDiner",
            "Gives out a card to somebody at the counter who showed that they may",
            verb: .keepVenues,
            body: .named(
                "Proof",
                .object([
                    .text("proof", .choice(MealCard.Proof.allCases.map(\.rawValue)))
                ])), shape: Shapes.mealCard, status: .created, isRepeatable: true
        ) { call in
            try await ProveDiner(
                realm: call.realm, holding: call.holding, venue: call.id("id"),
                proof: call.typed("proof")
            ).run(in: call.installation)
        },
        keeping(
            "card-endings", "endMealCard",
            "Ends a card that was lost, or whose holder is no longer eligible",
            [.text("number", .line(60), "Such as `0042-7`.")]
        ) { call, id in
            try await EndMealCard(
                realm: call.realm, holding: call.holding, venue: id, number: call.typed("number")
            ).run(in: call.installation)
        },
        .act(
            "/canteens/:id/meals", "countMeal",
            "Counts a meal of a card, or plates at the whole price: one of the two",
            verb: .keepVenues,
            body: .named(
                "MealTap",
                .object([
                    .maybe("number", .line(60), "Of a card."),
                    .init("plates", .number(Canteen.platesRange), isRequired: false),
                ])), shape: Shapes.meal, status: .created, isRepeatable: true
        ) { call in
            // A card that was forgotten must not become a plate at the whole price.
            guard (call.body["number"] == nil) != (call.body["plates"] == nil) else {
                throw ActionError.invalid(["number": .init("answer.missing")])
            }
            return try await CountMeal(
                realm: call.realm, holding: call.holding, venue: call.id("id"),
                number: call.typed("number"), plates: call.typed("plates")
            ).run(in: call.installation)
        },
        keeping(
            "reversals", "takeBackMeal",
            "Takes back the last meal that the post counted today: a slip of the finger", []
        ) { call, id in
            try await TakeBackMeal(realm: call.realm, holding: call.holding, venue: id)
                .run(in: call.installation)
        },
    ]

    /// An act on the canteen of a venue that the post keeps, answered with how it stands then.
    private static func keeping(
        _ noun: String, _ id: String, _ summary: String, _ properties: [Schema.Property],
        status: HTTPResponse.Status = .ok, names: [String: String] = [:],
        _ work: @escaping @Sendable (DeskCall, Venue.ID) async throws -> Void
    ) -> DeskEndpoint {
        .act(
            "/canteens/:id/" + noun, id, summary, verb: .keepVenues, body: .object(properties),
            shape: Shapes.canteen, status: status, isRepeatable: true
        ) { call in
            try await call.naming(names) { try await work(call, try call.id("id")) }
            return try await call.canteenFile()
        }
    }

    /// Amounts of money as numbers of JSON.
    static func fen(_ range: ClosedRange<Int64>) -> ClosedRange<Int> {
        Int(range.lowerBound)...Int(range.upperBound)
    }
}

extension DeskCall {
    /// An amount of hundredths, as a form holds it.
    func yuan(_ name: String) -> String {
        if case .int(let fen)? = body[name] { Yuan.text(fen: fen) } else { "" }
    }

    fileprivate func canteenFile() async throws -> CanteenFile {
        let month = query["month"].flatMap { Month(parsing: $0) } ?? Month(of: today)
        guard
            let file = try await installation.canteenFile(
                id("id"), month: month, in: realm, for: holding)
        else { throw Problem(.notFound) }
        return file
    }
}

extension Shapes {
    static let canteen = Shape<CanteenFile>(
        "Canteen",
        [
            .id("venue") { $0.venue.id }, .name("venueName") { $0.venue.name },
            .maybeNumber("priceFen", about: "Null before a price was set.") { file, _ in
                file.canteen.map { Int($0.priceFen) }
            },
            .maybeNumber("subsidyFen") { file, _ in file.canteen.map { Int($0.subsidyFen) } },
            .text("month", .month) { file, _ in file.month.description },
            .one("sum", mealSum) { file, _ in file.sum },
            .many("days", mealDay) { file, _ in file.days },
            .many("paid", sourceAmount, about: "In the month, by source.") { file, _ in
                file.sources
            },
            .many("left", sourceAmount, about: "Today, by source.") { file, _ in file.balances },
            .many("grants", mealGrant, about: "The newest \(CanteenFile.grantsShown).") {
                file, _ in file.grants
            },
        ])

    static let mealSum = Shape<MealSum>(
        "MealSum",
        [
            .number("reduced", about: "Meals of cards.") { sum, _ in Int(sum.reduced) },
            .number("whole", about: "Plates at the whole price.") { sum, _ in Int(sum.whole) },
            .number("subsidyFen") { sum, _ in Int(sum.subsidyFen) },
            .number("paidFen", about: "By whoever ate.") { sum, _ in Int(sum.paidFen) },
        ])

    static let mealDay = Shape<(day: Day, sum: MealSum)>(
        "MealDay", [.day("day") { $0.day }, .one("sum", mealSum) { line, _ in line.sum }])

    static let sourceAmount = Shape<(source: FundSource, fen: Int64)>(
        "SourceAmount",
        [
            .text("source", .choice(FundSource.allCases.map(\.rawValue))) { line, _ in
                line.source.rawValue
            },
            .number("fen") { line, _ in Int(line.fen) },
        ])

    static let mealGrant = Shape<Canteens.Grant>(
        "MealGrant",
        [
            .text("source", .choice(FundSource.allCases.map(\.rawValue))) { grant, _ in
                grant.source.rawValue
            },
            .number("fen") { grant, _ in Int(grant.fen) }, .maybeDay("until") { $0.until },
            .text("words") { grant, _ in grant.words }, .time("at") { $0.at },
        ])

    static let mealCard = Shape<MealCard>(
        "MealCard",
        [
            .text("number", about: "Goes onto paper.") { card, _ in card.number.description },
            .text("proof", .choice(MealCard.Proof.allCases.map(\.rawValue))) { card, _ in
                card.proof.rawValue
            },
            .day("provedOn") { $0.provedOn },
        ])

    static let meal = Shape<Meal>(
        "Meal",
        [
            .day("day") { $0.day },
            .text("mealtime", .choice(Meal.Mealtime.allCases.map(\.rawValue))) { meal, _ in
                meal.mealtime.rawValue
            },
            .number("plates") { meal, _ in meal.plates },
            .number("priceFen") { meal, _ in Int(meal.priceFen) },
            .number("subsidyFen") { meal, _ in Int(meal.subsidyFen) },
        ])
}
