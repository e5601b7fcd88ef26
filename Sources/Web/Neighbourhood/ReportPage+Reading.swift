import Actions
import Kernel
import Markup

/// What residents raise, and how: the procedure and its action that anyone may do.
enum Raising {
    static let procedure = "request"
    static let action = "report"
}

/// A report as it was sent and why it came back; empty when the page is opened.
struct ReportState {
    var sent: SentForm?
    var kept = KeptPhotographs.none
    var problems: [Procedure.Field.ID: Answers.Problem] = [:]
    var photoProblem: String?
    var alert: String?
    var place: Place?
    var category: Kernel.Category.ID?
    var poster: String?
}

extension Neighbourhood {
    /// The declared procedure and action of a report.
    func raising() throws -> (procedure: Procedure, action: Procedure.Action) {
        guard let procedure = book.profile.procedure(Raising.procedure),
            let action = procedure.action(Raising.action)
        else { throw ActionError.notFound }
        return (procedure, action)
    }

    func reportPage(_ state: ReportState) async throws -> ReportPage {
        let (procedure, action) = try raising()
        var choices = FormChoices(
            places: try await installation.places(in: realm),
            categories: book.profile.categories)
        choices.prefilled["place"] = state.place?.id.description
        choices.prefilled["category"] = state.category
        choices.hints["photos"] = state.kept.hint(self)
        choices.hints["reporterName"] = words("report.name.hint", ["roles": contactReaders()])
        var form = ActionForm(
            procedure: procedure, action: action, words: words, choices: choices,
            sent: state.sent, problems: state.problems, similar: .similar(realm),
            isOneOfMany: false)
        if let problem = state.photoProblem { form.complaints["photos"] = problem }
        return ReportPage(
            title: words("report.title"), lead: words("report.lead"), danger: dangerLine(),
            readers: words("report.readers"), action: .report(realm),
            hidden: try hidden(in: state), draft: draft(), alert: state.alert,
            problemsTitle: words("report.problems"), problems: problemLines(state, action),
            fields: form.fields(), submitWords: words("report.submit"),
            afterwards: words("report.afterwards"))
    }

    private func draft() -> Draft {
        Draft(
            draftName, restoredWords: words("report.draft.restored"),
            discardWords: words("report.draft.discard"))
    }

    var draftName: String { "report-\(realm.slug)" }

    private func hidden(in state: ReportState) throws -> HTML {
        let poster = state.poster ?? state.sent?["poster"]
        return """
            \(HTML.when(poster) { hiddenField("poster", value: $0) })\
            \(HTML.when(state.sent?["acknowledged"]) { hiddenField("acknowledged", value: $0) })\
            \(try state.kept.hidden(self))
            """
    }

    private func problemLines(
        _ state: ReportState, _ action: Procedure.Action
    ) -> [(name: String, words: String)] {
        action.asks.compactMap { ask in
            let said =
                state.problems[ask.field].map(words.sentence)
                ?? (ask.field == "photos" ? state.photoProblem : nil)
            return said.map { problem in
                let label = words("\(Raising.procedure).field.\(ask.field)")
                return (name: ask.field, words: label + words("page.colon") + problem)
            }
        }
    }

    /// The posts that may read a reporter's name and number, as the profile declares them.
    func contactReaders() -> String {
        book.profile.roles.filter { $0.verbs.contains(.readContact) }
            .map { words("role.\($0.id)") }.joined(separator: words("page.comma"))
    }

    /// Fire, injury, violence: the numbers to call, each to press.
    private func dangerLine() -> HTML {
        let calls = HTML.joined(
            book.profile.stoppers.map { stopper in
                HTML.when(Link(telephone: stopper.call)) {
                    "<a class=\"phone\" href=\"\($0)\">\(stopper.call)</a>"
                }
            }, separator: " ")
        return "\(words("report.danger")) \(calls)"
    }
}
