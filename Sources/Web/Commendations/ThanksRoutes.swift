import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// Public thanks to volunteers: asked for at the desk, answered by the person alone.
    static let thanksRoutes: [Route] = [
        .get("/desk/thanks", .post(.publish)) { try await thanksDesk($0) },
        .post("/desk/thanks", .post(.publish), commend),
        .post("/desk/service/thanks/:id", .desk, answerThanks),
        .get("/:realm/thanks", .everyone) { try await $0.neighbourhood().thanksReply() },
    ]

    /// How many one page shows.
    static let thanksMax = 30

    private static func thanksDesk(
        _ ask: Ask, refused: ActionError? = nil
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let page = try await ask.installation.commendations(
            published: false, in: frame.visit.realm,
            before: ask.query["before"].flatMap { Commendation.ID($0) }, limit: thanksMax)
        var reply = frame.page(
            frame.words("thanks.title"), current: .deskThanks(),
            content: frame.thanks(page, refused))
        if let refused { reply.status = ask.failure(of: refused, frame.words).status }
        return reply
    }

    private static func commend(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        do {
            try await CommendVolunteer(
                realm: visit.realm, holding: visit.holding,
                volunteer: ask.form["volunteer"] ?? "", deed: ask.form["deed"] ?? ""
            ).run(in: ask.installation)
            return .see(.deskThanks())
        } catch let error as ActionError where error.isOfForm {
            return try await thanksDesk(ask, refused: error)
        }
    }

    private static func answerThanks(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        guard let answer = ask.form["answer"].flatMap(AnswerCommendation.Answer.init) else {
            throw ActionError.invalid(["answer": .init("answer.notAChoice")])
        }
        do {
            try await AnswerCommendation(
                realm: visit.realm, holding: visit.holding, commendation: ask.id(),
                answer: answer, called: ask.form["called"] ?? "", words: ask.form["words"] ?? ""
            ).run(in: ask.installation)
            return .see(.ownService())
        } catch let error as ActionError where error.isOfForm {
            return try await ownServiceReply(ask, refused: error)
        }
    }
}

extension Link {
    static func deskThanks(before: Commendation.ID? = nil) -> Link {
        Link("desk", "thanks", query: ["before": before?.description])
    }

    static func thanksAnswer(_ id: Commendation.ID) -> Link {
        Link("desk", "service", "thanks", id.description)
    }

    static func thanks(_ realm: Realm, before: Commendation.ID? = nil) -> Link {
        Link(realm.slug, "thanks", query: ["before": before?.description])
    }
}
