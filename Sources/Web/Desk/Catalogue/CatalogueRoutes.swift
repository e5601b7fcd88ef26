import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// The responsibility catalogue: read, compared, tried, edited and published.
    static let catalogueRoutes: [Route] = [
        .get("/desk/catalogue", .post(.read)) { ask in try await cataloguePage(ask) },
        .get("/desk/catalogue/routing", .post(.read), explainRouting),
        .get("/desk/catalogue/versions", .post(.read), catalogueVersions),
        .get("/desk/catalogue/comparison", .post(.read), compareCatalogues),
        .get("/desk/catalogue/rules/:ordinal", .post(.editCatalogue)) { ask in
            try await catalogueRule(ask)
        },
        .post("/desk/catalogue/rules", .post(.editCatalogue)) { ask in
            try await saveRule(ask, ordinal: nil)
        },
        .post("/desk/catalogue/rules/:ordinal", .post(.editCatalogue)) { ask in
            try await saveRule(ask, ordinal: try ordinal(ask))
        },
        .post("/desk/catalogue/rules/:ordinal/removal", .post(.editCatalogue)) { ask in
            try await edit(.remove(ordinal: try ordinal(ask)), ask)
        },
        .post("/desk/catalogue/rules/:ordinal/order", .post(.editCatalogue)) { ask in
            let ordinal = try ordinal(ask)
            return try await edit(
                .move(ordinal: ordinal, earlier: ask.form["towards"] == "first"), ask)
        },
        .get("/desk/catalogue/publication", .post(.editCatalogue)) { ask in
            try await cataloguePublication(ask)
        },
        .post("/desk/catalogue/publication", .post(.editCatalogue), publishCatalogue),
        .post("/desk/catalogue/discard", .post(.editCatalogue)) { ask in
            try await edit(.discard, ask)
        },
    ]

    private static func ordinal(_ ask: Ask) throws -> Int {
        guard let ordinal = Int(try ask.parameter("ordinal")) else { throw ActionError.notFound }
        return ordinal
    }

    private static func cataloguePage(
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
        var reply = frame.page(
            view.title, current: .catalogue(),
            content: """
                \(Web.cataloguePage(view))\
                \(frame.exportLinks(.rules, like: .catalogue(version: reading.shown)))
                """)
        if let problem { reply.status = problem.status }
        return reply
    }

    private static func explainRouting(_ ask: Ask) async throws -> Reply {
        let realm = try ask.visit.realm
        let version = ask.query["version"].flatMap { Int($0) }
        guard let id = ask.query["place"].flatMap({ Place.ID($0) }),
            let place = try await ask.installation.place(id, in: realm),
            let category = ask.query["category"]
        else { return .see(.catalogue(version: version)) }
        let routing = try await ask.installation.routing(
            place: place.path, category: category, version: version, in: realm)
        return try await cataloguePage(ask) { $0.explanation(routing) }
    }

    private static func saveRule(_ ask: Ask, ordinal: Int?) async throws -> Reply {
        let visit = try ask.visit
        let form = RuleForm(ask.form)
        do {
            let rule = try form.rule
            let edit =
                ordinal.map { EditCatalogue.Edit.replace(ordinal: $0, rule) } ?? .add(rule)
            try await EditCatalogue(realm: visit.realm, holding: visit.holding, edit: edit)
                .run(in: ask.installation)
            return .see(.catalogue())
        } catch let error as ActionError {
            return try await catalogueRule(
                ask, form: form, problem: ask.failure(of: error, ask.words(of: visit.book)))
        }
    }

    private static func publishCatalogue(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        do {
            try await EditCatalogue(
                realm: visit.realm, holding: visit.holding,
                edit: .publish(remark: ask.form["remark"] ?? "")
            ).run(in: ask.installation)
            return .see(.catalogue())
        } catch ActionError.invalid(let complaints) {
            return try await cataloguePublication(
                ask,
                problem: ask.failure(
                    of: ActionError.invalid(complaints), ask.words(of: visit.book)))
        }
    }

    private static func edit(_ edit: EditCatalogue.Edit, _ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        do {
            try await EditCatalogue(realm: visit.realm, holding: visit.holding, edit: edit)
                .run(in: ask.installation)
            return .see(.catalogue())
        } catch let error as ActionError {
            return try await cataloguePage(ask, problem: ask.failure(error))
        }
    }
}

extension Link {
    static func catalogue(version: Int? = nil, after: Int? = nil) -> Link {
        Link(
            "desk", "catalogue",
            query: ["version": version.map(String.init), "after": after.map(String.init)])
    }

    static let catalogueRules = Link("desk", "catalogue", "rules")
    static func catalogueRule(_ ordinal: Int) -> Link {
        Link("desk", "catalogue", "rules", String(ordinal))
    }
    static func newCatalogueRule(like ordinal: Int? = nil) -> Link {
        Link("desk", "catalogue", "rules", "new", query: ["like": ordinal.map(String.init)])
    }
    static func catalogueRemoval(_ ordinal: Int) -> Link {
        Link("desk", "catalogue", "rules", String(ordinal), "removal")
    }
    static func catalogueOrder(_ ordinal: Int) -> Link {
        Link("desk", "catalogue", "rules", String(ordinal), "order")
    }
    static func catalogueComparison(from: Int? = nil, to: Int? = nil) -> Link {
        Link(
            "desk", "catalogue", "comparison",
            query: ["from": from.map(String.init), "to": to.map(String.init)])
    }
    static func catalogueVersions(before: Int? = nil) -> Link {
        Link("desk", "catalogue", "versions", query: ["before": before.map(String.init)])
    }
    static let cataloguePublication = Link("desk", "catalogue", "publication")
    static let catalogueDiscard = Link("desk", "catalogue", "discard")
    static let catalogueRouting = Link("desk", "catalogue", "routing")
}
