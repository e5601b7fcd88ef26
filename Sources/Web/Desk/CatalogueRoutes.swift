import Actions
import Kernel
import Markup

extension Site {
    /// The responsibility catalogue: read, tried, edited and published.
    static let catalogueRoutes: [Route] = [
        .get("/desk/catalogue", .post(.read)) { ask in try await catalogue(ask) },
        .get("/desk/catalogue/routing", .post(.read), explainRouting),
        .post("/desk/catalogue/rules", .post(.editCatalogue), addRule),
        .post("/desk/catalogue/rules/:ordinal/removal", .post(.editCatalogue)) { ask in
            guard let ordinal = Int(try ask.parameter("ordinal")) else {
                throw ActionError.notFound
            }
            return try await edit(.remove(ordinal: ordinal), ask)
        },
        .post("/desk/catalogue/publication", .post(.editCatalogue)) { ask in
            try await edit(.publish(remark: ask.form["remark"] ?? ""), ask)
        },
        .post("/desk/catalogue/discard", .post(.editCatalogue)) { ask in
            try await edit(.discard, ask)
        },
    ]

    private static func catalogue(
        _ ask: Ask, problem: Failure? = nil, answer: (DeskFrame) -> HTML = { _ in .empty }
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        guard
            let reading = try await ask.installation.catalogue(
                version: ask.query["version"].flatMap { Int($0) }, in: frame.visit.realm)
        else { throw ActionError.notFound }
        let places = try await ask.installation.places(in: frame.visit.realm)
        let view = frame.catalogue(
            reading, places: places,
            problem: HTML.when(problem) {
                alertMessage($0.title, detail: "<p>\($0.detail)</p>")
            }, answer: answer(frame))
        var reply = frame.page(view.title, current: .catalogue(), content: cataloguePage(view))
        if let problem { reply.status = problem.status }
        return reply
    }

    private static func explainRouting(_ ask: Ask) async throws -> Reply {
        let realm = try ask.visit.realm
        guard let id = ask.query["place"].flatMap({ Place.ID($0) }),
            let place = try await ask.installation.place(id, in: realm),
            let category = ask.query["category"]
        else { return .see(.catalogue()) }
        let routing = try await ask.installation.routing(
            place: place.path, category: category, in: realm)
        return try await catalogue(ask) { $0.explanation(routing) }
    }

    private static func addRule(_ ask: Ask) async throws -> Reply {
        guard let place = ask.form["place"].flatMap({ Place.ID($0) }),
            let lead = ask.form["lead"].flatMap({ Body.ID($0) })
        else {
            return try await catalogue(
                ask,
                problem: ask.failure(ActionError.invalid(["lead": .init("catalogue.incomplete")])))
        }
        return try await edit(
            .add(
                EditCatalogue.AddedRule(
                    place: place, category: ask.form["category"], lead: lead, assists: [],
                    basis: ask.form["basis"] ?? "")), ask)
    }

    private static func edit(_ edit: EditCatalogue.Edit, _ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        do {
            try await EditCatalogue(realm: visit.realm, holding: visit.holding, edit: edit)
                .run(in: ask.installation)
            return .see(.catalogue())
        } catch let error as ActionError {
            return try await catalogue(ask, problem: ask.failure(error))
        }
    }
}
