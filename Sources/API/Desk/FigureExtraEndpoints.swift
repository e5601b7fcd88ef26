import Actions
import HTTPTypes
import Kernel
import Storage

// What stands behind a figure and beside it: the facts that it counts, matters left out of a rate,
// numbers that were reported.
extension DeskEndpoint {
    static let figureExtraEndpoints: [DeskEndpoint] = [
        .list(
            "/figures/:figure/evidence", "listEvidence",
            "The facts that a figure counts, the newest first; a share has those of its parts",
            query: span, most: Installation.evidenceMax, of: Shapes.evidence
        ) { call in
            let after = try call.query["after"].map { text in
                guard let cursor = FactCursor(text) else {
                    throw Problem(.malformed, .says("problem.after"))
                }
                return cursor
            }
            switch try await call.figureFile(after: after).evidence {
            case .none: return Listing([])
            case .outOfReach: throw Problem(.forbidden, .says("problem.outOfReach"))
            case .told: throw Problem(.forbidden, .says("problem.toldElsewhere"))
            case .lines(let lines, let next):
                let shown = Array(lines.prefix(call.limit(Installation.evidenceMax)))
                let cut = shown.count < lines.count ? shown.last : nil
                return Listing(shown, next: (cut.map { FactCursor(after: $0.fact) } ?? next)?.text)
            }
        },
        .whole(
            "/figures/:figure/exclusions", "listExclusions",
            "The newest \(Installation.exclusionsMax) matters that a rate leaves out, or that "
                + "somebody asks to leave out", query: span, of: Shapes.exclusionLine
        ) { call in try await call.figureFile().exclusions },
        .act(
            "/figures/:figure/exclusions", "askExclusion",
            "Asks that a matter be left out of a rate", verb: .report,
            body: .named(
                "ExclusionWish",
                .object([
                    .text("reference", .reference),
                    .text("reason", .choice(Exclusion.Reason.allCases.map(\.rawValue))),
                    .text("words", .line(Exclusion.wordsCharactersMax)),
                ])), shape: Shapes.exclusion, status: .created, problems: [.conflict]
        ) { call in
            try await AskExclusion(
                realm: call.realm, holding: call.holding, figure: try call.parameter("figure"),
                reference: call.typed("reference"), reason: call.typed("reason"),
                words: call.typed("words")
            ).run(in: call.installation)
        },
        .act(
            "/exclusions/:id/answer", "answerExclusion",
            "Signs that a matter is left out, or refuses it; never the person who asked",
            verb: .freeze,
            body: .named("ExclusionAnswer", .object([.init("isSigned", .flag)])),
            shape: Shapes.exclusion, problems: [.conflict]
        ) { call in
            try await AnswerExclusion(
                realm: call.realm, holding: call.holding, exclusion: try call.id("id"),
                isSigned: call.flag("isSigned")
            ).run(in: call.installation)
        },
        .whole(
            "/figures/:figure/baselines", "listBaselines",
            "Numbers of a figure that were reported of other times, the newest first",
            query: span, of: Shapes.baseline
        ) { call in try await call.figureFile().baselines },
        .act(
            "/figures/:figure/baselines", "enterBaseline",
            "Enters a number that was reported, with its source", verb: .report,
            body: .named(
                "BaselineWish",
                .object([
                    .maybe("place", .id, "That of the post unless said."),
                    .text("period", periodForm),
                    .init("number", .number(Baseline.numbers)),
                    .text("said", .line(Baseline.saidCharactersMax), "As it was reported."),
                    .text("source", .line(Baseline.sourceCharactersMax)),
                ])), shape: Shapes.baseline, status: .created, isRepeatable: true
        ) { call in
            try await EnterBaseline(
                realm: call.realm, holding: call.holding, figure: try call.parameter("figure"),
                place: call.bodyID("place") ?? call.holding.post.place,
                period: call.typed("period"), number: call.typed("number"),
                said: call.typed("said"), source: call.typed("source")
            ).run(in: call.installation)
        },
    ]
}

extension DeskCall {
    fileprivate func figureFile(after cursor: FactCursor? = nil) async throws -> FigureFile {
        try await installation.figureFile(
            try parameter("figure"), at: try await figurePlace(), for: period, after: cursor,
            in: realm, for: holding)
    }
}

extension Shapes {
    static let evidence = Shape<EvidenceLine>(
        "Evidence",
        [
            .text("fact", .word, about: "Such as `request.opened`.") { line, _ in
                line.fact.name.description
            },
            .text("kind", about: "A category, a rule, a kind; may be empty.") { line, _ in
                line.fact.kind
            },
            .day("day") { $0.fact.day }, .maybeID("place") { $0.fact.place.ids.last },
            .name("placeName") { $0.place }, .maybeID("body") { $0.fact.body },
            .number("amount", about: "Where a figure asks for a sum.") { line, _ in
                Int(line.fact.amount)
            },
            .text("noun", .word, about: "What it happened to.") { line, _ in
                line.fact.name.noun
            },
            .text("subject") { line, _ in String(line.fact.subject) },
            .maybe("reference", .reference, about: "Of a matter.") { line, _ in
                if case .matter(let matter) = line.subject {
                    matter.reference.description
                } else {
                    nil
                }
            },
            .maybe("title") { line, _ in
                switch line.subject {
                case .matter(let matter): matter.title
                case .meeting(_, let title), .activity(_, let title): title
                case .pairing, .report, .sitting, .booking: nil
                }
            },
        ])

    static let exclusionLine = Shape<ExclusionLine>(
        "ExclusionLine",
        exclusion.members { $0.exclusion } + [
            .one("matter", matterLine) { line, _ in line.matter }
        ])

    static let exclusion = Shape<Exclusion>(
        "Exclusion",
        [
            .id("id") { $0.id }, .text("figure", .word) { exclusion, _ in exclusion.figure },
            .text("reason", .choice(Exclusion.Reason.allCases.map(\.rawValue))) { exclusion, _ in
                exclusion.reason.rawValue
            },
            .text("words") { exclusion, _ in exclusion.words },
            .text("state", .choice(Exclusion.State.allCases.map(\.rawValue))) { exclusion, _ in
                exclusion.state.rawValue
            },
            .id("askedBy") { $0.asked.post }, .time("askedAt") { $0.asked.at },
            .maybeID("answeredBy", about: "The post.") { $0.answered?.post },
            .maybeTime("answeredAt") { $0.answered?.at },
        ])

    static let baseline = Shape<Baseline>(
        "Baseline",
        [
            .id("id") { $0.id }, .text("figure", .word) { baseline, _ in baseline.figure },
            .id("place") { $0.place },
            .text("period") { baseline, _ in baseline.period.description },
            .number("number") { baseline, _ in Int(baseline.number) },
            .text("said") { baseline, _ in baseline.said },
            .text("source") { baseline, _ in baseline.source },
            .id("enteredBy") { $0.post }, .time("enteredAt") { $0.at },
        ])
}
