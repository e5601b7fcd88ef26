import Actions
import Kernel
import Storage

// Sheets of a round, appeals against them, and the commendation of the month.
extension DeskEndpoint {
    static let appraisalSheetEndpoints: [DeskEndpoint] = [
        .one(
            "/appraisal-sheets/:id", "getAppraisalSheet",
            "One sheet: its marks, and an appeal with its decision", shape: Shapes.appraisalSheet,
            tag: sheetTag
        ) { call in try await call.sheet().sheet },
        .act(
            "/appraisal-sheets/:id/marks", "enterAppraisalSheet",
            "Enters what a building got, or enters it anew before the round is closed",
            verb: .enter,
            body: .named(
                "Marks",
                .object([
                    .init(
                        "marks",
                        .list(
                            .object([
                                .init("points", .number(0...AppraisalRules.pointsRange.upperBound)),
                                .maybe(
                                    "evidence", .line(AppraisalMark.evidenceCharactersMax),
                                    "Needed where points are not full."),
                            ]), most: AppraisalRules.criteriaMax),
                        "One for each criterion, in its order.")
                ])), shape: Shapes.appraisalSheet, isConditional: true, tag: sheetTag, enter),
        .act(
            "/appraisal-sheets/:id/appeal", "appealAppraisalSheet",
            "Appeals against a sheet for the building that it is about", verb: .enter,
            body: .named(
                "Appeal",
                .object([.text("reason", .line(AppraisalAppeal.wordsCharactersMax))])),
            shape: Shapes.appraisalSheet, problems: [.conflict], tag: sheetTag
        ) { call in
            try await AppealAppraisalSheet(
                realm: call.realm, holding: call.holding, sheet: call.id("id"),
                reason: call.typed("reason")
            ).run(in: call.installation)
        },
        .act(
            "/appraisal-sheets/:id/decision", "decideAppraisalAppeal",
            "Decides an appeal: upheld with the points that count instead, or not",
            verb: .convene,
            body: .named(
                "AppealDecision",
                .object([
                    .init(
                        "points",
                        .list(
                            .number(0...AppraisalRules.pointsRange.upperBound),
                            most: AppraisalRules.criteriaMax), isRequired: false,
                        "One for each criterion; left out where it is not upheld."),
                    .text("words", .line(AppraisalAppeal.wordsCharactersMax)),
                ])), shape: Shapes.appraisalSheet, problems: [.conflict], tag: sheetTag, decide),
        .one(
            "/appraisal-rounds/:id/bulletin", "getAppraisalBulletin",
            "The commendation of a round: buildings that got the flag, and no other",
            shape: Shapes.bulletin, tag: bulletinTag
        ) { call in try await call.bulletin() },
        .act(
            "/appraisal-rounds/:id/bulletin", "writeAppraisalBulletin",
            "Writes the commendation, or writes it anew; `*` where there is none yet",
            verb: .convene,
            body: .named(
                "BulletinWish",
                .object([
                    .text("lead", .line(AppraisalBulletins.leadCharactersMax)),
                    .init(
                        "sentences",
                        .map(.text(.line(AppraisalBulletins.sentenceCharactersMax))),
                        "By the id of each building that got the flag."),
                ])), shape: Shapes.bulletin, isConditional: true, tag: bulletinTag, write),
        .act(
            "/appraisal-rounds/:id/release", "releaseAppraisalBulletin",
            "Releases the commendation to everyone; never by whoever wrote it", verb: .publish,
            body: .object([]), shape: Shapes.bulletin, isConditional: true, tag: bulletinTag
        ) { call in
            let seen = try call.seen(now: try await call.bulletin().version)
            try await ReleaseAppraisalBulletin(
                realm: call.realm, holding: call.holding, round: call.id("id"), seen: seen
            ).run(in: call.installation)
            return try await call.bulletin()
        },
    ]

    private static let sheetTag: @Sendable (AppraisalSheet) -> String = {
        "\"\($0.version)\""
    }
    private static let bulletinTag: @Sendable (AppraisalBulletins.Bulletin) -> String = {
        "\"\($0.version)\""
    }

    private static func enter(_ call: DeskCall) async throws -> AppraisalSheet {
        let before = try await call.sheet().sheet
        let seen = try call.seen(now: before.version)
        var marks: [EnterAppraisalSheet.Mark] = []
        if case .list(let sent)? = call.body["marks"] {
            marks = sent.map { item in
                var mark = ("", "")
                if case .int(let points)? = item["points"] { mark.0 = String(points) }
                if case .text(let text)? = item["evidence"] { mark.1 = text }
                return EnterAppraisalSheet.Mark(points: mark.0, evidence: mark.1)
            }
        }
        let (all, names) = (marks, markNames)
        return try await call.naming(names) {
            try await EnterAppraisalSheet(
                realm: call.realm, holding: call.holding, sheet: before.id, seen: seen, marks: all
            ).run(in: call.installation)
        }
    }

    /// What the fields of marks are called here.
    private static let markNames = Dictionary(
        uniqueKeysWithValues: (1...AppraisalRules.criteriaMax).flatMap { number in
            [
                ("points\(number)", "marks/\(number - 1)/points"),
                ("evidence\(number)", "marks/\(number - 1)/evidence"),
            ]
        })

    private static func decide(_ call: DeskCall) async throws -> AppraisalSheet {
        var points: [String]?
        if case .list(let sent)? = call.body["points"] {
            points = sent.map { if case .int(let number) = $0 { String(number) } else { "" } }
        }
        let instead = points
        let names = Dictionary(
            uniqueKeysWithValues: (1...AppraisalRules.criteriaMax).map {
                ("points\($0)", "points/\($0 - 1)")
            })
        return try await call.naming(names) {
            try await DecideAppraisalAppeal(
                realm: call.realm, holding: call.holding, sheet: call.id("id"), points: instead,
                words: call.typed("words")
            ).run(in: call.installation)
        }
    }

    private static func write(_ call: DeskCall) async throws -> AppraisalBulletins.Bulletin {
        let file = try await call.round(call.id("id"))
        let seen = try call.seen(now: file.bulletin?.version ?? 0)
        var sentences: [Place.ID: String] = [:]
        if case .object(let sent)? = call.body["sentences"] {
            for (name, value) in sent {
                if let building = Place.ID(name), case .text(let text) = value {
                    sentences[building] = text
                }
            }
        }
        let said = sentences
        let names = Dictionary(
            file.flags.map { ("sentence\($0.building)", "sentences/\($0.building)") },
            uniquingKeysWith: { first, _ in first })
        try await call.naming(names) {
            try await WriteAppraisalBulletin(
                realm: call.realm, holding: call.holding, round: file.round.id, seen: seen,
                lead: call.typed("lead"), sentences: said
            ).run(in: call.installation)
        }
        return try await call.bulletin()
    }
}

extension DeskCall {
    fileprivate func sheet() async throws -> AppraisalSheetFile {
        try mustAppraise()
        guard let file = try await installation.appraisalSheet(id("id"), in: realm),
            holding.isConcerned(with: file.scheme.placePath)
        else { throw Problem(.notFound) }
        return file
    }

    fileprivate func bulletin() async throws -> AppraisalBulletins.Bulletin {
        guard let bulletin = try await round(id("id")).bulletin else { throw Problem(.notFound) }
        return bulletin
    }
}
