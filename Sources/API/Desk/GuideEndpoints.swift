import Actions
import HTTPTypes
import Kernel
import Storage

// How things are done here, what is known of a place, and the one page that knows everything.
extension DeskEndpoint {
    static let guideEndpoints: [DeskEndpoint] = [
        .whole(
            "/guides", "listGuides", "The guides that hold today", verb: nil,
            query: [
                Parameter(
                    "due", .choice(["own"]),
                    "Those of the post's body that are to be looked at within a fortnight.")
            ], of: Shapes.guide
        ) { call in
            call.query["due"] == nil
                ? try await call.installation.guides(in: call.realm)
                : try await call.installation.guidesToReview(
                    of: call.holding.post.body, in: call.realm)
        },
        .one(
            "/guides/:id", "getGuide", "One guide", verb: nil, shape: Shapes.guide,
            tag: { "\"\($0.version)\"" }
        ) { call in try await call.guide() },
        .act(
            "/guides", "addGuide", "Writes down how something is done here", verb: .publish,
            body: .named("NewGuide", .object([.text("place", .id, "Where it holds.")] + said)),
            shape: Shapes.guide, status: .created, isRepeatable: true, problems: [.conflict],
            location: { "/guides/\($0.id)" }, tag: { "\"\($0.version)\"" }
        ) { call in
            let guide = try await KeepGuide(
                realm: call.realm, holding: call.holding, place: call.bodyID("place"),
                wish: call.guideWish
            ).run(in: call.installation)
            return try await call.guide(guide.id)
        },
        .act(
            "/guides/:id/change", "changeGuide",
            "Says a guide anew; what is left out is taken away", verb: .publish,
            body: .named("GuideWish", .object(said)), shape: Shapes.guide, isConditional: true,
            tag: { "\"\($0.version)\"" }
        ) { call in
            let before = try await call.guide()
            try await KeepGuide(
                realm: call.realm, holding: call.holding, place: nil,
                guide: (before.id, try call.seen(now: before.version)), wish: call.guideWish
            ).run(in: call.installation)
            return try await call.guide()
        },
        .act(
            "/guides/:id/review", "reviewGuide", "Says that a guide still holds as it stands",
            verb: .publish,
            body: .named("GuideReview", .object([.text("reviewOn", .day, "When again.")])),
            shape: Shapes.guide, problems: [.conflict], tag: { "\"\($0.version)\"" }
        ) { call in
            try await ReviewGuide(
                realm: call.realm, holding: call.holding, guide: try call.id("id"),
                reviewOn: call.typed("reviewOn")
            ).run(in: call.installation)
            return try await call.guide()
        },
        .act(
            "/guides/:id/end", "endGuide", "Takes a guide away that no longer holds",
            verb: .publish, body: .nothingSaid, shape: Shapes.guide, problems: [.conflict],
            tag: { "\"\($0.version)\"" }
        ) { call in
            try await EndGuide(
                realm: call.realm, holding: call.holding, guide: try call.id("id")
            ).run(in: call.installation)
            return try await call.guide()
        },
        .one(
            "/places/:id/overview", "getOverview",
            "All that is to be known of a place, read off what stands", verb: nil,
            shape: Shapes.overview
        ) { call in
            guard
                let overview = try await call.installation.overview(
                    of: call.id("id"), in: call.realm)
            else { throw Problem(.notFound) }
            return overview
        },
        .act(
            "/places/:id/facts", "keepPlaceFact",
            "Writes down what is known of a place; what was known before stays readable",
            verb: .publish,
            body: .named(
                "PlaceFactWish",
                .object([
                    .text("kind", .choice(PlaceFact.Kind.allCases.map(\.rawValue))),
                    .text("said", .line(PlaceFact.saidCharactersMax)),
                    .init("isRough", .flag, isRequired: false, "Whether it is about so much."),
                    .text("asOf", .day), .text("source", .line(PlaceFact.sourceCharactersMax)),
                ])), shape: Shapes.placeFact, status: .created, isRepeatable: true
        ) { call in
            try await KeepPlaceFact(
                realm: call.realm, by: .holding(call.holding), place: try call.id("id"),
                kind: call.typed("kind"), said: call.typed("said"),
                isRough: call.flag("isRough"), asOf: call.typed("asOf"),
                source: call.typed("source")
            ).run(in: call.installation)
        },
    ]

    private static let said: [Schema.Property] = [
        .text("kind", .choice(Guide.Kind.allCases.map(\.rawValue))),
        .maybe("category", .word, "A wide one, such as `property`."),
        .text("title", .line(Guide.titleCharactersMax)),
        .maybe("titleEnglish", .line(Guide.titleCharactersMax)),
        .text("text", .line(Guide.textCharactersMax)),
        .maybe("textEnglish", .line(Guide.textCharactersMax)),
        .maybe("bring", .line(Guide.bringCharactersMax)),
        .maybe("bringEnglish", .line(Guide.bringCharactersMax)),
        .text("source", .line(Guide.sourceCharactersMax)),
        .text("reviewOn", .day, "When it is looked at again."),
        .init(
            "windows", .list(.text(.id), most: Guide.windowsMax), isRequired: false,
            "Venues where it is done."),
    ]
}

extension DeskCall {
    fileprivate func guide(_ other: Guide.ID? = nil) async throws -> Guide {
        let id: Guide.ID = try other ?? id("id")
        guard let file = try await installation.guideFile(id, in: realm) else {
            throw Problem(.notFound)
        }
        return file.guide
    }

    fileprivate var guideWish: GuideWish {
        var wish = GuideWish()
        wish.kind = typed("kind")
        wish.category = typed("category")
        wish.title = typed("title")
        wish.titleEnglish = typed("titleEnglish")
        wish.text = typed("text")
        wish.textEnglish = typed("textEnglish")
        wish.bring = typed("bring")
        wish.bringEnglish = typed("bringEnglish")
        wish.source = typed("source")
        wish.reviewOn = typed("reviewOn")
        wish.windows = texts("windows")
        return wish
    }
}

extension Shapes {
    static let guide = Shape<Guide>(
        "Guide",
        [
            .id("id") { $0.id }, .number("version") { guide, _ in guide.version },
            .id("place") { $0.place },
            .text("kind", .choice(Guide.Kind.allCases.map(\.rawValue))) { guide, _ in
                guide.kind.rawValue
            },
            .maybe("category", .word) { guide, _ in guide.category },
            .name("title") { $0.title }, .maybe("titleEnglish") { guide, _ in guide.title.en },
            .name("text") { $0.text }, .maybe("textEnglish") { guide, _ in guide.text.en },
            .name("bring") { $0.bring }, .maybe("bringEnglish") { guide, _ in guide.bring.en },
            .text("source") { guide, _ in guide.source },
            .id("body") { $0.body }, .day("reviewOn") { $0.reviewOn },
            .day("reviewedOn") { $0.reviewedOn }, .maybeDay("endedOn") { $0.endedOn },
            .texts("windows", .id) { guide, _ in guide.windows.map(\.description) },
        ])

    static let placeFact = Shape<PlaceFact>(
        "PlaceFact",
        [
            .text("kind", .choice(PlaceFact.Kind.allCases.map(\.rawValue))) { fact, _ in
                fact.kind.rawValue
            },
            .text("said") { fact, _ in fact.said }, .flag("isRough") { fact, _ in fact.isRough },
            .day("asOf") { $0.asOf }, .text("source") { fact, _ in fact.source },
        ])

    static let overview = Shape<Overview>(
        "Overview",
        [
            .one("place", place) { overview, _ in overview.place },
            .many("line", placeLine, about: "From the root down to the place itself.") {
                overview, _ in overview.line
            },
            .many("facts", placeFact) { overview, _ in overview.facts },
            Member("levels", .map(.count), about: "How many places of each lie below.") {
                overview, _ in
                .object(overview.levels.map { ($0.level, .number(String($0.count))) })
            },
            .many("below", placeFacts) { overview, _ in overview.below },
            .many("bodies", body) { overview, _ in overview.bodies },
            Member("posts", .map(.count), about: "How many of each role are held here and below.") {
                overview, _ in
                .object(overview.posts.map { ($0.role, .number(String($0.count))) })
            },
            .many("leads", overviewLead, about: "Who leads what.") { overview, _ in overview.leads
            },
            .many("guides", guide) { overview, _ in overview.guides },
            .texts("venues", .id) { overview, _ in overview.venues.map(\.id.description) },
            .many("onDuty", onDuty) { overview, _ in overview.onDuty },
            .texts(
                "commons",
                about: "References of its conventions, accounts and works, as far as "
                    + "everyone may read them and they are not over."
            ) { overview, _ in overview.commons.map(\.reference.description) },
        ])

    static let placeFacts = Shape<(place: Place, facts: [PlaceFact])>(
        "PlaceFacts",
        [
            .one("place", placeLine) { pair, _ in pair.place },
            .many("facts", placeFact) { pair, _ in pair.facts },
        ])

    static let overviewLead = Shape<(category: Kernel.Category.ID, lead: Body, basis: String)>(
        "OverviewLead",
        [
            .text("category", .word) { lead, _ in lead.category },
            .one("body", bodyName) { lead, _ in lead.lead },
            .text("basis") { lead, _ in lead.basis },
        ])

    static let onDuty = Shape<DutyLine>(
        "OnDuty",
        [
            .id("roster") { $0.roster.id }, .maybeOne("post", postLine) { line, _ in line.post },
            .maybeOne("body", bodyName) { line, _ in line.body },
        ])
}
