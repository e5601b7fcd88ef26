import Actions
import Kernel
import Storage

// The catalogue of responsibilities: read, tried, compared, edited as a draft, and published.
extension DeskEndpoint {
    private static let rulesMax = 200
    private static let versionsMax = 50
    private static let versionRange = 1...1_000_000
    private static let version = Parameter(
        "version", versionRange, "A version; unless said the draft, or else the one in force.")

    static let catalogueEndpoints: [DeskEndpoint] = [
        .one(
            "/catalogue", "getCatalogue", "A version of the catalogue, without its rules",
            query: [version], shape: Shapes.catalogue
        ) { call in try await call.catalogue() },
        .list(
            "/catalogue/rules", "listRules", "The rules of a version, in their order",
            query: [version], most: rulesMax, of: Shapes.catalogueEntry
        ) { call in
            let last: Identifier<Never>? = try call.afterID()
            let entries = try await call.catalogue().entries
                .filter { $0.ordinal > last?.rawValue ?? 0 }
            let limit = call.limit(rulesMax)
            let shown = Array(entries.prefix(limit))
            return Listing(
                shown, next: entries.count > limit ? shown.last.map { String($0.ordinal) } : nil)
        },
        .list(
            "/catalogue/versions", "listCatalogueVersions",
            "Who published which version when, and why; the newest first", most: versionsMax,
            of: Shapes.catalogueVersion
        ) { call in
            let limit = call.limit(versionsMax)
            let before: Identifier<Never>? = try call.afterID()
            let found = try await call.installation.catalogueVersions(
                before: before.map { Int($0.rawValue) }, limit: limit + 1, in: call.realm)
            let shown = Array(found.prefix(limit))
            return Listing(
                shown, next: found.count > limit ? shown.last.map { String($0.number) } : nil)
        },
        .one(
            "/catalogue/comparison", "compareCatalogues",
            "What one version does differently from another, and which open matters would go "
                + "elsewhere",
            query: [
                Parameter("from", versionRange, "Unless said the one before `to`."),
                Parameter("to", versionRange, "Unless said the draft, or the one in force."),
            ], shape: Shapes.catalogueComparison
        ) { call in
            let newest = try await call.catalogue().shown
            let to = call.number("to") ?? newest
            return try await CompareCatalogues(
                realm: call.realm, from: call.number("from") ?? max(1, to - 1), to: to
            ).run(in: call.installation.database)
        },
        .one(
            "/routing", "getRouting",
            "Whom the catalogue names for a place and a category, and what was weighed",
            query: [
                Parameter("place", .id, "Needed."), Parameter("category", .word, "Needed."),
                Parameter("version", versionRange, "The one in force unless said."),
            ], shape: Shapes.routing
        ) { call in
            guard let category = call.query["category"], let id: Place.ID = call.queryID("place")
            else {
                throw Problem(.malformed, .says("problem.needed", ["names": "place, category"]))
            }
            guard let place = try await call.installation.place(id, in: call.realm) else {
                throw Problem(.malformed, .says("problem.place"))
            }
            return try await call.installation.routing(
                place: place.path, category: category, version: call.number("version"),
                in: call.realm)
        },
        .edit("/catalogue/rules", "addRule", "Adds a rule at the end of the draft", wish) { call in
            .add(try call.rule)
        },
        .edit(
            "/catalogue/rules/:ordinal", "replaceRule",
            "Puts another rule in the stead of one of the draft", wish
        ) { call in .replace(ordinal: try call.ordinal, try call.rule) },
        .edit(
            "/catalogue/rules/:ordinal/removal", "removeRule", "Takes a rule out of the draft",
            .nothingSaid
        ) { call in .remove(ordinal: try call.ordinal) },
        .edit(
            "/catalogue/rules/:ordinal/order", "moveRule",
            "Moves a rule of the draft before or after its neighbour: among equals the first "
                + "counts",
            .named(
                "RuleOrder", .object([.text("towards", .choice(["first", "last"]))]))
        ) { call in
            .move(ordinal: try call.ordinal, earlier: call.text("towards") == "first")
        },
        .edit("/catalogue/discard", "discardCatalogue", "Throws the draft away", .nothingSaid) {
            _ in .discard
        },
        .edit(
            "/catalogue/publication", "publishCatalogue",
            "Puts the draft into force; compare it before",
            .named(
                "CatalogueRemark",
                .object([
                    .text("remark", .line(EditCatalogue.basisCharactersMax), "Why it changes.")
                ]))
        ) { call in .publish(remark: call.typed("remark")) },
    ]

    private static let wish = Schema.named(
        "RuleWish",
        .object([
            .text("place", .id), .text("lead", .id, "The body."),
            .maybe("category", .word, "One, or what holds some; all of them unless said."),
            .init("assists", .list(.text(.id), most: EditCatalogue.assistsMax), isRequired: false),
            .text(
                "basis", .line(EditCatalogue.basisCharactersMax),
                "The law, list or agreement that it rests on."),
        ]))

    /// An edit of the draft; the first begins one from what is in force.
    private static func edit(
        _ path: String, _ id: String, _ summary: String, _ body: Schema,
        _ edit: @escaping @Sendable (DeskCall) throws -> EditCatalogue.Edit
    ) -> DeskEndpoint {
        .act(
            path, id, summary, verb: .editCatalogue, body: body, shape: Shapes.catalogue,
            isRepeatable: true, problems: [.conflict]
        ) { call in
            try await EditCatalogue(
                realm: call.realm, holding: call.holding, edit: try edit(call)
            ).run(in: call.installation)
            return try await call.catalogue()
        }
    }
}

extension DeskCall {
    fileprivate func catalogue() async throws -> Installation.CatalogueReading {
        guard
            let reading = try await installation.catalogue(version: number("version"), in: realm)
        else { throw Problem(.notFound) }
        return reading
    }

    fileprivate var ordinal: Int {
        get throws {
            guard let ordinal = Int(try parameter("ordinal")) else { throw Problem(.notFound) }
            return ordinal
        }
    }

    fileprivate var rule: EditCatalogue.AddedRule {
        get throws {
            guard let place: Place.ID = bodyID("place"), let lead: Body.ID = bodyID("lead") else {
                throw Problem(.invalid)
            }
            return EditCatalogue.AddedRule(
                place: place, category: text("category"), lead: lead, assists: bodyIDs("assists"),
                basis: text("basis") ?? "")
        }
    }
}

extension Shapes {
    static let catalogue = Shape<Installation.CatalogueReading>(
        "Catalogue",
        [
            .number("version") { reading, _ in reading.shown },
            .flag("isDraft") { reading, _ in reading.isDraft },
            .number("rules", about: "How many it has.") { reading, _ in reading.entries.count },
        ])

    static let catalogueEntry = Shape<Catalogues.Entry>(
        "RuleLine",
        [
            .number("ordinal") { entry, _ in entry.ordinal }, .id("place") { $0.place },
            .maybe("category", .word, about: "Null is all of them.") { entry, _ in
                entry.category
            },
            .id("lead") { $0.lead },
            .texts("assists", .id) { entry, _ in entry.assists.map(\.description) },
            .text("basis") { entry, _ in entry.basis },
        ])

    static let catalogueVersion = Shape<Catalogues.Version>(
        "CatalogueVersion",
        [
            .number("version") { version, _ in version.number },
            .maybeTime("publishedAt", about: "Null for the draft.") { $0.publishedAt },
            .text("remark") { version, _ in version.remark },
            .maybe("personName") { version, _ in version.person },
        ])

    static let catalogueRule = Shape<Catalogue.Rule>(
        "Rule",
        [
            .maybeID("place") { $0.place.ids.last },
            .maybe("category", .word) { rule, _ in rule.category }, .id("lead") { $0.lead },
            .texts("assists", .id) { rule, _ in rule.assists.map(\.description) },
            .text("basis") { rule, _ in rule.basis },
        ])

    static let catalogueComparison = Shape<CompareCatalogues.Report>(
        "CatalogueComparison",
        [
            .one("from", catalogueVersion) { report, _ in report.from },
            .one("to", catalogueVersion) { report, _ in report.to },
            .many("added", catalogueRule) { report, _ in report.changes.added },
            .many("removed", catalogueRule) { report, _ in report.changes.removed },
            .many("changed", changedRule) { report, _ in report.changes.changed },
            .number("matters", about: "Open ones that were looked at.") { report, _ in
                report.matters
            },
            .flag("isCut", about: "Whether more are open.") { report, _ in report.isCut },
            .many("shifts", routingShift, about: "Which would go elsewhere, most of them first.") {
                report, _ in report.shifts
            },
        ])

    static let changedRule = Shape<CatalogueChanges.Changed>(
        "ChangedRule",
        [
            .one("before", catalogueRule) { change, _ in change.before },
            .one("after", catalogueRule) { change, _ in change.after },
        ])

    static let routingShift = Shape<CompareCatalogues.Shift>(
        "RoutingShift",
        [
            .text("category", .word) { shift, _ in shift.category },
            .maybeID("place", about: "Where the deciding rule holds.") { $0.place },
            .maybeID("from", about: "The body that leads now; null where no rule fits.") {
                $0.from
            },
            .maybeID("to") { $0.to }, .number("count") { shift, _ in shift.count },
            .text("example", .reference) { shift, _ in shift.example.description },
        ])

    static let routing = Shape<Routing>(
        "Routing",
        [
            .number("catalogueVersion") { routing, _ in routing.version },
            .maybeID("lead") { $0.chosen?.lead },
            .texts("assists", .id) { routing, _ in
                routing.chosen?.assists.map(\.description) ?? []
            },
            .maybe("basis", about: "The law, list or agreement that it rests on.") {
                routing, _ in routing.chosen?.basis
            },
            .many("weighed", weighed, about: "Rules of the place and category, the nearest first.")
            {
                routing, _ in
                routing.weighed.filter {
                    $0.verdict != .otherPlace && $0.verdict != .otherCategory
                }
            },
        ])

    static let weighed = Shape<Routing.Weighed>(
        "WeighedRule",
        [
            .one("rule", catalogueRule) { weighed, _ in weighed.rule },
            .text("verdict", .word) { weighed, _ in "\(weighed.verdict)" },
        ])
}
