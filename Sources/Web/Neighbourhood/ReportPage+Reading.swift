import Actions
import Kernel
import Markup

/// What residents raise, and how: a procedure and its opening that anyone may do.
struct Raising {
    /// What the door of reports leads to, and what the codes on the walls stand for.
    static let usual: Procedure.Name = "request"

    let procedure: Procedure
    let action: Procedure.Action

    var name: Procedure.Name { procedure.key.name }
    /// Whether a new one may turn out to be an old one: only where they can be merged.
    var asksForSimilar: Bool { procedure.actions.contains { $0.effects.contains(.merge) } }
}

/// A report as it was sent and why it came back; empty when the page is opened.
struct ReportState {
    let raising: Raising
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
    /// What residents may raise here.
    var raisings: [Raising] {
        book.profile.procedures.compactMap { procedure in
            procedure.openings.first { $0.by.contains(.anyone) }
                .map { Raising(procedure: procedure, action: $0) }
        }
    }

    /// What the address names to be raised.
    func raising() throws -> Raising {
        let wanted = ask.parameters["procedure"] ?? Raising.usual
        guard let raising = raisings.first(where: { $0.name == wanted }) else {
            throw ActionError.notFound
        }
        return raising
    }

    func reportPage(_ state: ReportState) async throws -> ReportPage {
        let raising = state.raising
        let (name, action) = (raising.name, raising.action)
        var choices = FormChoices(
            places: try await installation.places(in: realm),
            categories: book.profile.categories(of: name))
        choices.prefilled["place"] = state.place?.id.description
        choices.prefilled["category"] = state.category
        choices.hints["photos"] = state.kept.hint(self)
        choices.hints["reporterName"] = words(
            "report.name.hint", ["roles": contactReaders(of: raising.procedure)])
        var form = ActionForm(
            procedure: raising.procedure, action: action, words: words, choices: choices,
            sent: state.sent, problems: state.problems,
            similar: raising.asksForSimilar ? .similar(realm) : nil, isOneOfMany: false)
        if let problem = state.photoProblem { form.complaints["photos"] = problem }
        return ReportPage(
            title: words("\(name).raise.title"), lead: words("\(name).raise.lead"),
            danger: dangerLine(), readers: words("\(name).raise.readers"),
            action: .report(realm, procedure: name), hidden: try hidden(in: state),
            draft: draft(of: name), alert: state.alert, problemsTitle: words("report.problems"),
            problems: problemLines(state, raising), fields: form.fields(),
            submitWords: words("\(name).raise.submit"),
            afterwards: words("\(name).raise.afterwards"))
    }

    private func draft(of procedure: Procedure.Name) -> Draft {
        Draft(
            draftName(of: procedure), restoredWords: words("report.draft.restored"),
            discardWords: words("report.draft.discard"))
    }

    func draftName(of procedure: Procedure.Name) -> String { "\(procedure)-\(realm.slug)" }

    private func hidden(in state: ReportState) throws -> HTML {
        let poster = state.poster ?? state.sent?["poster"]
        // A form that came back is still the same form.
        let key = state.sent?[Sending.field] ?? Sending.freshKey()
        return """
            \(hiddenField(Sending.field, value: key))\
            \(HTML.when(poster) { hiddenField("poster", value: $0) })\
            \(HTML.when(state.sent?["acknowledged"]) { hiddenField("acknowledged", value: $0) })\
            \(try state.kept.hidden(self))
            """
    }

    private func problemLines(
        _ state: ReportState, _ raising: Raising
    ) -> [(name: String, words: String)] {
        raising.action.asks.compactMap { ask in
            let said =
                state.problems[ask.field].map(words.sentence)
                ?? (ask.field == "photos" ? state.photoProblem : nil)
            return said.map { problem in
                let label = words("\(raising.name).field.\(ask.field)")
                return (name: ask.field, words: label + words("page.colon") + problem)
            }
        }
    }

    /// The posts that may read a reporter's name and number, as the profile declares them.
    func contactReaders(of procedure: Procedure?) -> String {
        let audiences = Set(
            procedure?.fields.filter { $0.personal != nil }.flatMap(\.visibility) ?? [])
        let verbs = audiences.compactMap { if case .office(let verb) = $0 { verb } else { nil } }
        let roles = book.profile.roles.filter { !$0.verbs.isDisjoint(with: verbs) }
            .map { words("role.\($0.id)") }
        let taker = audiences.contains(.taker) ? [words("report.readers.taker")] : []
        return (roles + taker).joined(separator: words("page.comma"))
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
