import Actions
import HTTPTypes
import Kernel
import Markup
import Media

extension StoryReading {
    /// What the reporter may do now, each with its form.
    func actionPanels() throws -> [HTML] {
        let order: [Procedure.Weight] = [.primary, .secondary, .grave]
        return try order.flatMap { weight in
            try file.available.filter { $0.weight == weight }.map(actionPanel)
        }
    }

    private func actionPanel(_ action: Procedure.Action) throws -> HTML {
        let isRefused = state.refused == action.id
        let hints = ["words": words("story.words.hint")]
        var form = ActionForm(
            procedure: file.procedure, action: action, words: words,
            choices: FormChoices(hints: hints),
            sent: isRefused ? state.sent : nil, problems: isRefused ? state.problems : [:])
        var kept = HTML.empty
        if isRefused {
            form.complaints["photos"] = state.photoProblem
            kept = try state.kept.hidden(here)
        }
        let key = "\(name).action.\(action.id)"
        let hint = words.optional("story.action.\(action.id)")
        return Web.actionPanel(
            words(key), hint: hint, icon: icon(of: action), weight: weight(of: action),
            id: "action-\(action.id)",
            isOpen: isRefused || (action.weight == .primary && state.done == nil),
            form: postForm(
                to: .storyAction(here.realm, matter.reference, action.id),
                hidden: """
                    \(actedHidden(matter.version, sent: isRefused ? state.sent : nil))\(kept)
                    """,
                withFiles: form.hasPhotographs,
                content: """
                    \(form.fields())\
                    \(submitButton(words(key), weight: weight(of: action)))
                    """))
    }

    private func weight(of action: Procedure.Action) -> ButtonWeight {
        switch action.weight {
        case .primary: .first
        case .secondary: .second
        case .grave: .grave
        }
    }

    private func icon(of action: Procedure.Action) -> Icon {
        if action.weight == .grave { return .leave }
        if action.to != nil { return action.from.contains(matter.state) ? .reply : .arrow }
        return action.asks.contains { $0.field == "satisfaction" } ? .check : .plus
    }

    func problemLines() -> [(name: String, words: String)] {
        guard let refused = state.refused, let action = file.procedure.action(refused) else {
            return []
        }
        return action.asks.compactMap { ask in
            let said =
                state.problems[ask.field].map(words.sentence)
                ?? (ask.field == "photos" ? state.photoProblem : nil)
            return said.map { problem in
                let label = words("\(name).field.\(ask.field)")
                return (
                    name: "\(refused)-\(ask.field)", words: label + words("page.colon") + problem
                )
            }
        }
    }
}

extension Neighbourhood {
    /// The story, or the form that opens it where this device may not read it.
    func storyReply() async throws -> Reply {
        guard let file = try await followedFile() else {
            return try await trackReply(reference: try ask.reference().description)
        }
        return try await storyReply(file, StoryState(done: ask.query["done"]), .ok)
    }

    private func storyReply(
        _ file: MatterFile, _ state: StoryState, _ status: HTTPResponse.Status
    ) async throws -> Reply {
        let here = Neighbourhood(ask: ask, realm: realm, book: file.book)
        let page = try StoryReading(here: here, file: file, state: state).page()
        return try await self.page(
            page.title + " " + page.reference, at: .track, status: status,
            content: storyPage(page))
    }

    /// Does what the reporter asked for, and tells the story on.
    func actOnStory() async throws -> Reply {
        guard let file = try await followedFile() else { return .see(.track(realm)) }
        let action = try ask.parameter("action")
        var state = StoryState(refused: action, sent: ask.form, kept: .earlier(self))
        do {
            state.kept = try await state.kept.adding(self)
            try await ActOnMatter(
                realm: realm, matter: file.matter.id, action: action, acting: .reporter,
                seen: ask.form["seen"].flatMap { Int($0) },
                form: ask.form.answers(photographs: state.kept.ids),
                sending: Sending(texts: ask.form.texts, photographs: state.kept.ids.count)
            ).run(in: installation)
            return .see(.story(realm, file.matter.reference, done: action))
        } catch ActionError.refused(.answers(let problems), _, _) {
            state.problems = problems
        } catch let problem as Photo.Problem {
            state.photoProblem = words("photo.\(problem.key)", problem.gaps)
        } catch let error as ActionError {
            let failure = ask.failure(of: error, words)
            state.alert = failure.detail
            return try await storyReply(try await followedFile() ?? file, state, failure.status)
        }
        return try await storyReply(file, state, .unprocessableContent)
    }
}
