import Actions
import Kernel
import Markup

extension Site {
    /// Everything of a working day: today, news, views, many at once, planned visits.
    static let workRoutes: [Route] =
        todayRoutes + newsRoutes + settingsRoutes + savedViewRoutes + bulkRoutes + visitRoutes

    static let visitRoutes: [Route] = [
        .get("/desk/visits/new", .post(.enter)) { ask in try await visitForm(ask) },
        .post("/desk/visits", .post(.enter), planVisit),
    ]

    private static func visitForm(
        _ ask: Ask, problems: [Procedure.Field.ID: Answers.Problem] = [:], failure: Failure? = nil
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        let book = frame.visit.book
        guard let procedure = book.profile.procedure(Today.visitProcedure),
            let opening = procedure.openings.first, frame.mayPlanVisits
        else { throw ActionError.notFound }
        var choices = FormChoices()
        choices.places = try await ask.installation.places(
            in: frame.visit.realm, under: frame.visit.holding.post.reach)
        choices.categories = book.profile.categories(of: Today.visitProcedure)
        choices.bodies = frame.bodyNames.values.sorted { words.name($0.name) < words.name($1.name) }
        choices.prefilled = [
            "lead": frame.visit.holding.post.body.description, "urgency": "general",
        ]
        let form = ActionForm(
            procedure: procedure, action: opening, words: words, choices: choices,
            sent: ask.form.texts.isEmpty ? nil : ask.form, problems: problems, isOneOfMany: false)
        var reply = frame.page(
            words("visits.plan"), current: .newVisit,
            content: readingColumn(
                title: words("visits.plan"), lead: words("visits.plan.lead"),
                content: """
                    \(HTML.when(failure) { alertMessage($0.title, detail: "<p>\($0.detail)</p>") })\
                    \(postForm(
                        to: .visits, draft: frame.draft("new-visit"),
                        content: """
                            \(form.fields())\(submitButton(words("visits.plan"), weight: .first))
                            """))
                    """))
        if let failure { reply.status = failure.status }
        return reply
    }

    private static func planVisit(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        guard
            let opening = visit.book.profile.procedure(Today.visitProcedure)?.openings.first
        else { throw ActionError.notFound }
        do {
            let receipt = try await OpenMatter(
                realm: visit.realm, procedure: Today.visitProcedure, action: opening.id,
                acting: .holding(visit.holding), channel: .visit, form: ask.form.answers()
            ).run(in: ask.installation)
            return .see(.matter(receipt.reference, done: opening.id))
        } catch let error as ActionError {
            var problems: [Procedure.Field.ID: Answers.Problem] = [:]
            if case .refused(.answers(let found), _, _) = error { problems = found }
            return try await visitForm(
                ask, problems: problems,
                failure: ask.failure(of: error, ask.words(of: visit.book)))
        }
    }
}
