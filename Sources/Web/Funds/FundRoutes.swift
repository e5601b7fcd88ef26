import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// The money of projects: kept by those who lead them, read by whoever may read the project,
    /// and by source over a span of days.
    static let fundRoutes: [Route] = [
        .get("/desk/funds", .post(.read), fundSources),
        .get("/desk/funds/sources/:source", .post(.read), fundStatement),
        .get("/desk/funds/sources/:source/paper", .post(.read), fundStatementPaper),
        .get("/desk/funds/:reference", .desk) { try await fundReply($0) },
        .post("/desk/funds/:reference", .desk, enterFund),
        .get("/desk/funds/:reference/paper", .desk, fundPaper),
        .post("/desk/funds/:reference/reversals/:line", .desk, reverseFund),
        .get("/:realm/funds/:reference", .everyone) { try await $0.neighbourhood().fundReply() },
    ]

    /// How many lines one page shows.
    static let fundLinesMax = 40

    static func fundReply(_ ask: Ask, _ back: FundReturn = FundReturn()) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let file = try await ask.fundFile(
            in: frame.visit.realm, for: .holding(frame.visit.holding))
        let view = FundParts(frame: frame, file: file, back: back).view
        var reply = frame.page(view.title, content: fundPage(view))
        if let refused = back.refused {
            reply.status = ask.failure(of: refused, frame.words).status
        }
        return reply
    }

    private static func enterFund(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        let reference = try ask.reference()
        do {
            try await EnterFund(
                realm: visit.realm, holding: visit.holding, project: reference,
                kind: ask.form["kind"] ?? "", source: ask.form["source"] ?? "",
                amount: ask.form["amount"] ?? "", day: ask.form["day"] ?? "",
                words: ask.form["words"] ?? ""
            ).run(in: ask.installation)
            return .see(.fund(reference))
        } catch let error as ActionError where error.isOfForm {
            return try await fundReply(ask, FundReturn(refused: error))
        }
    }

    private static func reverseFund(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        let reference = try ask.reference()
        guard let line = FundLine.ID(try ask.parameter("line")) else { throw ActionError.notFound }
        do {
            try await ReverseFund(
                realm: visit.realm, holding: visit.holding, project: reference, line: line,
                reason: ask.form["reason"] ?? ""
            ).run(in: ask.installation)
            return .see(.fund(reference))
        } catch let error as ActionError where error.isOfForm {
            return try await fundReply(ask, FundReturn(line: line, refused: error))
        }
    }
}

/// What the page of a project's money comes back with after something was refused.
struct FundReturn {
    /// The line that was to be taken back; nil for the form of a new one.
    var line: FundLine.ID?
    var refused: ActionError?
}

extension Ask {
    func fundFile(
        in realm: Realm, for acting: Acting, limit: Int = Site.fundLinesMax
    ) async throws -> FundFile {
        guard
            let file = try await installation.fundFile(
                of: try reference(), in: realm, for: acting,
                before: query["before"].flatMap { FundLine.ID($0) }, limit: limit)
        else { throw ActionError.notFound }
        return file
    }
}

extension Link {
    static let funds = Link("desk", "funds")

    static func fund(_ reference: Reference, before: FundLine.ID? = nil) -> Link {
        Link(
            "desk", "funds", reference.description, query: ["before": before?.description])
    }

    static func fundPaper(_ reference: Reference) -> Link {
        Link("desk", "funds", reference.description, "paper")
    }

    static func fundReversal(_ reference: Reference, _ line: FundLine.ID) -> Link {
        Link("desk", "funds", reference.description, "reversals", line.description)
    }

    static func fundStatement(
        _ source: FundSource, from: Day? = nil, until: Day? = nil, after: Funds.Cursor? = nil
    ) -> Link {
        Link(
            ["desk", "funds", "sources", source.rawValue],
            query: [
                "from": from?.description, "until": until?.description,
                "after": after.map { "\($0.day).\($0.id)" },
            ])
    }

    static func fundStatementPaper(_ source: FundSource, from: Day, until: Day) -> Link {
        Link(
            ["desk", "funds", "sources", source.rawValue, "paper"],
            query: ["from": from.description, "until": until.description])
    }

    static func publicFund(
        _ realm: Realm, _ reference: Reference, before: FundLine.ID? = nil
    ) -> Link {
        Link(
            realm.slug, "funds", reference.description, query: ["before": before?.description])
    }
}
