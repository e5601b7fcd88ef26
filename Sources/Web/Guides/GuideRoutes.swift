import Actions
import Kernel
import Markup

extension Site {
    /// How things are done here, and the one page that knows everything.
    static let guideRoutes: [Route] = [
        .get("/desk/guides", .desk) { try await DeskFrame($0).guidesPage() },
        .get("/desk/guides/new", .post(.publish)) { try await DeskFrame($0).newGuidePage() },
        .post("/desk/guides", .post(.publish), addGuide),
        .get("/desk/guides/:id", .desk) { try await guidePage($0) },
        .post("/desk/guides/:id/change", .post(.publish)) { ask in
            try await keepGuide("change", ask) { visit, id in
                try await KeepGuide(
                    realm: visit.realm, holding: visit.holding, place: nil,
                    guide: (id, ask.form["seen"].flatMap { Int($0) } ?? 0),
                    wish: ask.form.guideWish
                ).run(in: ask.installation)
            }
        },
        .post("/desk/guides/:id/review", .post(.publish)) { ask in
            try await keepGuide("review", ask) { visit, id in
                try await ReviewGuide(
                    realm: visit.realm, holding: visit.holding, guide: id,
                    reviewOn: ask.form["reviewOn"] ?? ""
                ).run(in: ask.installation)
            }
        },
        .post("/desk/guides/:id/end", .post(.publish)) { ask in
            try await keepGuide("end", ask, then: .guides(done: true)) { visit, id in
                try await EndGuide(realm: visit.realm, holding: visit.holding, guide: id)
                    .run(in: ask.installation)
            }
        },
        .get("/desk/overview", .desk) { try await DeskFrame($0).overviewPage() },
        .get("/desk/overview/paper", .desk) { try await DeskFrame($0).overviewPaper() },
        .post("/desk/overview/facts", .post(.publish), keepFact),
        .get("/:realm/guides", .everyone) { try await $0.neighbourhood().guidesReply() },
        .get("/:realm/guides/:id", .everyone) { try await $0.neighbourhood().guideReply() },
        .get("/:realm/overview", .everyone) { try await $0.neighbourhood().overviewReply() },
    ]

    private static func addGuide(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        return try await changing(
            "new", ask, page: { try await DeskFrame(ask).newGuidePage(back: $0) },
            {
                let guide = try await KeepGuide(
                    realm: visit.realm, holding: visit.holding,
                    place: try await ask.sentPlace(in: visit.realm), wish: ask.form.guideWish
                ).run(in: ask.installation)
                return .see(.guide(guide.id, done: true))
            })
    }

    private static func guidePage(_ ask: Ask, back: FormReturn? = nil) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        guard let id = Guide.ID(try ask.parameter("id")),
            let file = try await ask.installation.guideFile(id, in: frame.visit.realm)
        else { throw ActionError.notFound }
        return try await frame.guidePage(file, back: back)
    }

    private static func keepGuide(
        _ form: String, _ ask: Ask, then link: Link? = nil,
        _ work: (Visit, Guide.ID) async throws -> Void
    ) async throws -> Reply {
        let visit = try ask.visit
        guard let id = Guide.ID(try ask.parameter("id")) else { throw ActionError.notFound }
        return try await changing(form, ask, page: { try await guidePage(ask, back: $0) }) {
            try await work(visit, id)
            return .see(link ?? .guide(id, done: true))
        }
    }

    private static func keepFact(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        guard let place = ask.form["place"].flatMap({ Place.ID($0) }) else {
            throw ActionError.notFound
        }
        return try await changing(
            "facts", ask, page: { try await DeskFrame(ask).overviewPage(back: $0) },
            {
                try await KeepPlaceFact(
                    realm: visit.realm, by: .holding(visit.holding), place: place,
                    kind: ask.form["kind"] ?? "", said: ask.form["said"] ?? "",
                    isRough: ask.form["rough"] != nil, asOf: ask.form["asOf"] ?? "",
                    source: ask.form["source"] ?? ""
                ).run(in: ask.installation)
                return .see(.overview(.area, place: place, done: true))
            })
    }
}

extension SentForm {
    var guideWish: GuideWish {
        var wish = GuideWish()
        wish.kind = self["kind"] ?? ""
        wish.category = self["category"] ?? ""
        wish.title = self["title"] ?? ""
        wish.titleEnglish = self["titleEnglish"] ?? ""
        wish.text = self["text"] ?? ""
        wish.textEnglish = self["textEnglish"] ?? ""
        wish.bring = self["bring"] ?? ""
        wish.bringEnglish = self["bringEnglish"] ?? ""
        wish.source = self["source"] ?? ""
        wish.reviewOn = self["reviewOn"] ?? ""
        wish.windows = texts["windows"] ?? []
        return wish
    }
}
