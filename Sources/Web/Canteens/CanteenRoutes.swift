import Actions
import Kernel
import Markup

extension Site {
    /// Canteens: kept and tapped at the counter; the public reads prices and sums alone.
    static let canteenRoutes: [Route] = [
        .get("/desk/canteens/:id", .post(.keepVenues)) { try await canteenPage($0) },
        .get("/desk/canteens/:id/paper", .post(.keepVenues)) { ask in
            try await DeskFrame(ask).canteenPaper(ask.canteenFile())
        },
        .post("/desk/canteens/:id/terms", .post(.keepVenues)) { ask in
            try await keepCanteen("terms", ask) { visit, id in
                try await KeepCanteen(
                    realm: visit.realm, holding: visit.holding, venue: id,
                    price: ask.form["price"] ?? "", subsidy: ask.form["subsidy"] ?? ""
                ).run(in: ask.installation)
                return "done"
            }
        },
        .post("/desk/canteens/:id/grants", .post(.keepVenues)) { ask in
            try await keepCanteen("grants", ask) { visit, id in
                try await GrantMeals(
                    realm: visit.realm, holding: visit.holding, venue: id,
                    source: ask.form["source"] ?? "", amount: ask.form["amount"] ?? "",
                    until: ask.form["until"] ?? "", words: ask.form["words"] ?? ""
                ).run(in: ask.installation)
                return "done"
            }
        },
        .post("/desk/canteens/:id/cards", .post(.keepVenues)) { ask in
            try await keepCanteen("cards", ask) { visit, id in
                let card = try await ProveDiner(
                    realm: visit.realm, holding: visit.holding, venue: id,
                    proof: ask.form["proof"] ?? ""
                ).run(in: ask.installation)
                return card.number.description
            }
        },
        .post("/desk/canteens/:id/end", .post(.keepVenues)) { ask in
            try await keepCanteen("end", ask) { visit, id in
                try await EndMealCard(
                    realm: visit.realm, holding: visit.holding, venue: id,
                    number: ask.form["number"] ?? ""
                ).run(in: ask.installation)
                return "done"
            }
        },
        .post("/desk/canteens/:id/meals", .post(.keepVenues)) { ask in
            try await keepCanteen("meals", ask) { visit, id in
                // A card that was forgotten must not become a plate at the whole price.
                guard ask.form["plates"] != nil || ask.form["number"] != nil else {
                    throw ActionError.invalid(["number": .init("answer.missing")])
                }
                _ = try await CountMeal(
                    realm: visit.realm, holding: visit.holding, venue: id,
                    number: ask.form["number"] ?? "", plates: ask.form["plates"] ?? ""
                ).run(in: ask.installation)
                return "done"
            }
        },
        .post("/desk/canteens/:id/reversal", .post(.keepVenues)) { ask in
            try await keepCanteen("meals", ask) { visit, id in
                try await TakeBackMeal(
                    realm: visit.realm, holding: visit.holding, venue: id
                ).run(in: ask.installation)
                return "back"
            }
        },
    ]

    private static func canteenPage(_ ask: Ask, back: FormReturn? = nil) async throws -> Reply {
        try await DeskFrame(ask).canteenPage(ask.canteenFile(), back: back)
    }

    private static func keepCanteen(
        _ form: String, _ ask: Ask, _ work: (Visit, Venue.ID) async throws -> String
    ) async throws -> Reply {
        let visit = try ask.visit
        guard let id = Venue.ID(try ask.parameter("id")) else { throw ActionError.notFound }
        return try await changing(form, ask, page: { try await canteenPage(ask, back: $0) }) {
            .see(.canteen(id, said: try await work(visit, id)))
        }
    }
}

extension Ask {
    /// The canteen of the address, as far as the post keeps it.
    fileprivate func canteenFile() async throws -> CanteenFile {
        let visit = try visit
        let today = visit.book.day(of: now)
        let month = query["month"].flatMap { Month(asked: $0) } ?? Month(of: today)
        guard let id = Venue.ID(try parameter("id")),
            let file = try await installation.canteenFile(
                id, month: month, in: visit.realm, for: visit.holding)
        else { throw ActionError.notFound }
        return file
    }
}
