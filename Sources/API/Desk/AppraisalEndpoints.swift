import Actions
import HTTPTypes
import Kernel
import Storage

// The appraisal of buildings: the scheme that residents adopted, its monthly rounds, the sheets by
// which buildings look at each other, appeals, and the commendation. Results stand in the order of
// the tree, never in that of the points.
extension DeskEndpoint {
    private static let shownMax = 24

    static let appraisalEndpoints: [DeskEndpoint] = [
        .whole(
            "/appraisals", "listAppraisals",
            "The schemes in force at the place of the post, below it and above it",
            of: Shapes.scheme
        ) { call in try await call.appraisals().schemes },
        .whole(
            "/appraisal-rounds", "listAppraisalRounds", "The newest \(shownMax) rounds there",
            of: Shapes.round
        ) { call in try await call.appraisals().rounds },
        .one(
            "/appraisals/:id", "getAppraisal",
            "One scheme, with its versions and its last rounds", shape: Shapes.schemeFile
        ) { call in try await call.scheme(call.id("id")) },
        .act(
            "/appraisals", "adoptAppraisal",
            "Puts down the scheme that the residents of a place adopted: the first, or the next",
            verb: .convene, body: .named("AppraisalWish", schemeWish), shape: Shapes.scheme,
            status: .created, isRepeatable: true, problems: [.conflict],
            location: { "/appraisals/\($0.id)" }, adopt),
        .act(
            "/appraisals/:id/ending", "endAppraisal",
            "Ends a scheme: its flags come down, and points stay", verb: .convene,
            body: .named(
                "AppraisalEnding",
                .object([.text("words", .line(AppraisalScheme.wordsCharactersMax))])),
            shape: Shapes.schemeFile, problems: [.conflict]
        ) { call in
            try await call.naming(["ending": "words"]) {
                try await EndAppraisal(
                    realm: call.realm, holding: call.holding, scheme: call.id("id"),
                    words: call.typed("words")
                ).run(in: call.installation)
            }
            return try await call.scheme(call.id("id"))
        },
        .act(
            "/appraisals/:id/rounds", "openAppraisalRound",
            "Opens the round of this month, and draws who looks at whom", verb: .convene,
            body: .object([]), shape: Shapes.roundFile, status: .created, isRepeatable: true,
            location: { "/appraisal-rounds/\($0.round.id)" }, tag: roundTag
        ) { call in
            let round = try await OpenAppraisalRound(
                realm: call.realm, holding: call.holding, scheme: call.id("id")
            ).run(in: call.installation)
            return try await call.round(round.id)
        },
        .one(
            "/appraisal-rounds/:id", "getAppraisalRound",
            "One round: its sheets, and once it is awarded what each building got",
            shape: Shapes.roundFile, tag: roundTag
        ) { call in try await call.round(call.id("id")) },
        rounding(
            "closure", "closeAppraisalRound", "Closes the sheets; appeals begin",
            [
                .init(
                    "endsIncomplete", .flag, isRequired: false,
                    "That sheets which are missing will not come.")
            ]
        ) { call, id, seen in
            try await CloseAppraisalRound(
                realm: call.realm, holding: call.holding, round: id, seen: seen,
                endsIncomplete: call.flag("endsIncomplete")
            ).run(in: call.installation)
        },
        rounding(
            "award", "awardAppraisalRound", "Gives points to all, and the flag to the first", []
        ) { call, id, seen in
            try await AwardAppraisalRound(
                realm: call.realm, holding: call.holding, round: id, seen: seen
            ).run(in: call.installation)
        },
        rounding(
            "cancellation", "cancelAppraisalRound",
            "Calls a round off: nothing is awarded, and the month is not drawn again",
            [.text("reason", .line(AppraisalRound.reasonCharactersMax))]
        ) { call, id, seen in
            try await call.naming(["cancellation": "reason"]) {
                try await CancelAppraisalRound(
                    realm: call.realm, holding: call.holding, round: id, seen: seen,
                    reason: call.typed("reason")
                ).run(in: call.installation)
            }
        },
        .act(
            "/appraisal-rounds/:id/correction", "correctAppraisalPoints",
            "Corrects what a building got for a round that was awarded; flags stay",
            verb: .convene,
            body: .named(
                "PointsCorrection",
                .object([
                    .text("building", .id),
                    .init("points", .number(0...600)),
                    .text("words", .line(AppraisalAppeal.wordsCharactersMax)),
                ])), shape: Shapes.roundFile, isRepeatable: true, tag: roundTag
        ) { call in
            guard let building: Place.ID = call.bodyID("building") else {
                throw ActionError.invalid(["building": .init("answer.missing")])
            }
            try await call.naming(["correction": "words"]) {
                try await CorrectAppraisalPoints(
                    realm: call.realm, holding: call.holding, round: call.id("id"),
                    building: building, points: call.typed("points"), words: call.typed("words")
                ).run(in: call.installation)
            }
            return try await call.round(call.id("id"))
        },
    ]

    private static let roundTag: @Sendable (AppraisalRoundFile) -> String = {
        "\"\($0.round.version)\""
    }

    private static let schemeWish = Schema.object([
        .text("place", .id, "Whose buildings take part."),
        .text("name", .line(AppraisalScheme.nameCharactersMax)),
        .init(
            "criteria",
            .list(
                .object([
                    .text("name", .line(AppraisalRules.nameCharactersMax)),
                    .init("pointsMax", .number(AppraisalRules.pointsRange)),
                    .text("looksAt", .line(AppraisalRules.looksAtCharactersMax)),
                ]), most: AppraisalRules.criteriaMax)),
        .init("visits", .number(AppraisalRules.visitsRange), "By how many each is seen."),
        .init("flags", .number(AppraisalRules.flagsRange)),
        .init("appealDays", .number(AppraisalRules.appealDaysRange)),
        .maybe("meeting", .id, "That carried it."),
        .maybe("day", .day, "Of the adoption, without a meeting."),
        .text("words", .line(AppraisalScheme.wordsCharactersMax), "By what act."),
    ])

    private static func adopt(_ call: DeskCall) async throws -> AppraisalScheme {
        guard let place: Place.ID = call.bodyID("place") else {
            throw ActionError.invalid(["place": .init("answer.missing")])
        }
        var rows: [AppraisalWish.Row] = []
        var names: [String: String] = [:]
        if case .list(let sent)? = call.body["criteria"] {
            for (index, item) in sent.enumerated() {
                func text(_ name: String) -> String {
                    switch item[name] {
                    case .text(let text): text
                    case .int(let number): String(number)
                    default: ""
                    }
                }
                rows.append(
                    .init(
                        name: text("name"), points: text("pointsMax"), looksAt: text("looksAt")))
                names["criterion\(index + 1)"] = "criteria/\(index)/name"
                names["max\(index + 1)"] = "criteria/\(index)/pointsMax"
                names["looks\(index + 1)"] = "criteria/\(index)/looksAt"
            }
        }
        let criteria = rows
        return try await call.naming(names) {
            try await AdoptAppraisal(
                realm: call.realm, holding: call.holding, place: place,
                wish: AppraisalWish(
                    name: call.typed("name"), criteria: criteria, visits: call.typed("visits"),
                    flags: call.typed("flags"), appealDays: call.typed("appealDays"),
                    meeting: call.bodyID("meeting"), day: call.typed("day"),
                    words: call.typed("words"))
            ).run(in: call.installation)
        }
    }

    private typealias RoundMove =
        @Sendable (DeskCall, AppraisalRound.ID, Int) async throws -> AppraisalRound

    /// A move of the round that the address names, under the version that was read.
    private static func rounding(
        _ noun: String, _ id: String, _ summary: String, _ properties: [Schema.Property],
        _ work: @escaping RoundMove
    ) -> DeskEndpoint {
        .act(
            "/appraisal-rounds/:id/" + noun, id, summary, verb: .convene,
            body: .object(properties), shape: Shapes.roundFile, isConditional: true, tag: roundTag
        ) { call in
            let file = try await call.round(call.id("id"))
            _ = try await work(call, file.round.id, try call.seen(now: file.round.version))
            return try await call.round(file.round.id)
        }
    }
}

extension DeskCall {
    fileprivate func appraisals() async throws -> AppraisalLists {
        try mustAppraise()
        return try await installation.appraisalLists(
            along: holding.post.reach, in: realm, limit: 24)
    }

    fileprivate func scheme(_ id: AppraisalScheme.ID) async throws -> AppraisalSchemeFile {
        try mustAppraise()
        guard let file = try await installation.appraisalScheme(id, in: realm),
            holding.isConcerned(with: file.scheme.placePath)
        else { throw Problem(.notFound) }
        return file
    }

    func round(_ id: AppraisalRound.ID) async throws -> AppraisalRoundFile {
        try mustAppraise()
        guard let file = try await installation.appraisalRound(id, in: realm),
            holding.isConcerned(with: file.scheme.placePath)
        else { throw Problem(.notFound) }
        return file
    }

    /// - Throws: `.notFound` where the profile has no appraisal.
    func mustAppraise() throws {
        guard book.profile.appraisal != nil else { throw Problem(.notFound) }
    }
}
