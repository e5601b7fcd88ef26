import Actions
import HTTPTypes
import Kernel
import Storage

// The money of projects: read by whoever may read the project, kept by those who lead it, and by
// source over a span of days. Amounts are whole hundredths of a yuan.
extension DeskEndpoint {
    private static let pageMax = 50

    static let fundEndpoints: [DeskEndpoint] = [
        .whole(
            "/fund-sources", "listFundSources",
            "What the projects in reach of the post have of each kind of money",
            of: Shapes.fundSum
        ) { call in
            try await call.installation.fundSums(in: call.realm, for: call.holding)
        },
        .list(
            "/fund-sources/:source/lines", "listSourceLines",
            "What was received and spent of one source in a span of days, the oldest first",
            query: [
                Parameter("from", .day, "The first of January of its year unless said."),
                Parameter("until", .day, "Today unless said."),
            ], most: pageMax, of: Shapes.sourceLine
        ) { call in
            let statement = try await call.statement(limit: call.limit(pageMax))
            return Listing(
                statement.lines,
                next: statement.next.map {
                    DeskCall.cursor(Int64($0.day.ordinal), $0.id.rawValue)
                })
        },
        .one(
            "/fund-sources/:source", "getFundSource",
            "What was left of one source before and after a span of days",
            query: [
                Parameter("from", .day, "The first of January of its year unless said."),
                Parameter("until", .day, "Today unless said."),
            ], shape: Shapes.statement
        ) { call in try await call.statement(limit: 1) },
        .one(
            "/funds/:reference", "getFund", "What a project has of each kind of money", verb: nil,
            shape: Shapes.fund
        ) { call in try await call.fundFile(limit: 1) },
        .list(
            "/funds/:reference/lines", "listFundLines",
            "What a project is meant to have, received and spent, the newest first", verb: nil,
            most: pageMax, of: Shapes.fundLine
        ) { call in
            let file = try await call.fundFile(
                before: call.afterID(), limit: call.limit(pageMax))
            return Listing(file.lines, next: file.next?.description)
        },
        .act(
            "/funds/:reference/lines", "enterFundLine",
            "Enters what a project is meant to have, received or spent",
            body: .named(
                "NewFundLine",
                .object([
                    .text("kind", .choice(FundLine.Kind.allCases.map(\.rawValue))),
                    .text("source", .choice(FundSource.allCases.map(\.rawValue))),
                    .init("fen", .number(fen(FundLine.fenRange))),
                    .text("day", .day, "That the paper names."),
                    .text("words", .line(FundLine.wordsCharactersMax)),
                ])), shape: Shapes.fund, status: .created, isRepeatable: true,
            location: { "/funds/\($0.file.matter.reference)" }
        ) { call in
            try await call.naming(["amount": "fen"]) {
                try await EnterFund(
                    realm: call.realm, holding: call.holding, project: call.reference(),
                    kind: call.typed("kind"), source: call.typed("source"),
                    amount: call.yuan("fen"), day: call.typed("day"), words: call.typed("words")
                ).run(in: call.installation)
            }
            return try await call.fundFile(limit: 1)
        },
        .act(
            "/funds/:reference/lines/:id/reversal", "reverseFundLine",
            "Takes a line back: another stands against it, with the reason",
            body: .named(
                "FundReversal",
                .object([.text("reason", .line(FundLine.wordsCharactersMax))])),
            shape: Shapes.fund, isRepeatable: true
        ) { call in
            try await ReverseFund(
                realm: call.realm, holding: call.holding, project: call.reference(),
                line: call.id("id"), reason: call.typed("reason")
            ).run(in: call.installation)
            return try await call.fundFile(limit: 1)
        },
    ]
}

extension DeskCall {
    fileprivate func fundFile(before: FundLine.ID? = nil, limit: Int) async throws -> FundFile {
        guard
            let file = try await installation.fundFile(
                of: try reference(), in: realm, for: acting, before: before, limit: limit)
        else { throw Problem(.notFound) }
        return file
    }

    fileprivate func statement(limit: Int) async throws -> FundStatement {
        guard book.profile.procedures.contains(where: \.keepsMoney),
            let source = FundSource(rawValue: try parameter("source"))
        else { throw Problem(.notFound) }
        let until = day("until") ?? today
        let from = min(day("from") ?? Day.first(ofYear: until.year), until)
        return try await installation.fundStatement(
            of: source, from: from, until: until, in: realm, for: holding,
            after: try cursor().map { after in
                Funds.Cursor(
                    day: Day(ordinal: Int(after.first)), id: FundLine.ID(after.second))
            }, limit: limit)
    }
}

extension Shapes {
    private static let sources = TextForm.choice(FundSource.allCases.map(\.rawValue))
    private static let kinds = TextForm.choice(FundLine.Kind.allCases.map(\.rawValue))

    static let fundSum = Shape<FundSum>(
        "FundSum",
        [
            .text("source", sources) { sum, _ in sum.source.rawValue },
            .number("planned") { sum, _ in Int(sum.planned) },
            .number("received") { sum, _ in Int(sum.received) },
            .number("spent") { sum, _ in Int(sum.spent) },
            .number("left") { sum, _ in Int(sum.left) },
        ])

    static let fund = Shape<FundFile>(
        "Fund",
        [
            .text("reference", .reference) { file, _ in file.file.matter.reference.description },
            .maybe("title") { file, _ in
                file.file.shows(.title) ? file.file.matter.title : nil
            },
            .flag("isKept", about: "Whether the post may enter and take back.") { file, _ in
                file.isKept
            },
            .many("sums", fundSum) { file, _ in file.sums },
        ])

    private static let lineMembers: [Member<Funds.Line>] = [
        .id("id") { $0.line.id },
        .text("kind", kinds) { line, _ in line.line.kind.rawValue },
        .text("source", sources) { line, _ in line.line.source.rawValue },
        .number("fen", about: "Above zero; what takes back counts against it.") { line, _ in
            Int(line.line.fen)
        },
        .day("day") { $0.line.day }, .text("words") { line, _ in line.line.words },
        .maybeID("takesBack") { $0.line.reverses },
        .flag("isTakenBack") { line, _ in line.isReversed },
        .id("post") { $0.post }, .time("at") { $0.at },
    ]

    static let fundLine = Shape<Funds.Line>("FundLine", lineMembers)

    static let sourceLine = Shape<(line: Funds.Line, reference: Reference, title: String)>(
        "SourceLine",
        [
            .text("project", .reference) { entry, _ in entry.reference.description },
            .text("title") { entry, _ in entry.title },
            .one("line", fundLine) { entry, _ in entry.line },
        ])

    static let statement = Shape<FundStatement>(
        "FundStatement",
        [
            .text("source", sources) { statement, _ in statement.source.rawValue },
            .day("from") { $0.from }, .day("until") { $0.until },
            .number("before") { statement, _ in Int(statement.before) },
            .number("after") { statement, _ in Int(statement.after) },
        ])
}
