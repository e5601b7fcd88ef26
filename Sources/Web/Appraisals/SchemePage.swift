import Actions
import Kernel
import Markup
import Storage

/// A scheme as the desk draws it.
struct SchemeView {
    let title: String
    let badges: [HTML]
    let facts: [(term: String, value: HTML)]
    let problem: HTML
    let rulesTitle: String
    let rules: HTML
    let roundsTitle: String
    let rounds: [AppraisalsView.Card]
    let noRounds: (title: String, next: String)
    let versionsTitle: String
    let versions: [(words: String, link: Link)]
    let actionsTitle: String
    let actions: [HTML]
    let noActions: String
}

extension SchemeView {
    static var example: SchemeView {
        SchemeView(
            title: "半山尚小区楼栋考评细则", badges: [chip("实行中", tone: .jade)],
            facts: [("范围", "半山尚小区")], problem: .empty, rulesTitle: "细则",
            rules: "<p>共 100 分</p>", roundsTitle: "每月考评", rounds: [],
            noRounds: ("还没有", "开一轮"), versionsTitle: "各版", versions: [],
            actionsTitle: "可以做的", actions: [], noActions: "没有")
    }
}

func schemePage(_ view: SchemeView) -> HTML {
    let versions = HTML.each(view.versions) {
        "<li><a href=\"\($0.link)\">\($0.words)</a></li>"
    }
    return storyAndActions(
        story: """
            \(view.problem)\(matterHead(title: view.title, badges: view.badges, facts: view.facts))\
            \(panel(view.rulesTitle, content: view.rules))\
            \(panel(
                view.roundsTitle, content: appraisalCards(view.rounds, none: view.noRounds)))\
            \(HTML.when(
                view.versions.count > 1,
                panel(
                    view.versionsTitle,
                    content: "<ul class=\"plain-lines\">\(versions)</ul>")))
            """,
        actions: panel(
            view.actionsTitle,
            content: view.actions.isEmpty
                ? "<p class=\"hint\">\(view.noActions)</p>" : actionList(view.actions)),
        actionsLabel: view.actionsTitle)
}

extension Site {
    static func schemeReply(_ ask: Ask, refused: ActionError? = nil) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        try frame.requireAppraisal()
        guard
            let file = try await ask.installation.appraisalScheme(
                ask.id(), in: frame.visit.realm),
            frame.isConcerned(with: file.scheme.placePath)
        else { throw ActionError.notFound }
        let view = frame.view(of: file, refused: refused)
        var reply = frame.page(view.title, current: .appraisals, content: schemePage(view))
        if let refused { reply.status = ask.failure(of: refused, frame.words).status }
        return reply
    }
}

extension DeskFrame {
    /// A refusal in words, above the page that it came back to.
    func problem(_ refused: ActionError?) -> HTML {
        HTML.when(refused) {
            let failure = ask.failure(of: $0, words)
            return alertMessage(failure.title, detail: "<p>\(failure.detail)</p>")
        }
    }

    fileprivate func view(
        of file: AppraisalSchemeFile, refused: ActionError?
    ) -> SchemeView {
        let scheme = file.scheme
        let mayAct = visit.holding.grants(.convene, at: scheme.placePath, in: visit.realm.id)
        let state =
            scheme.isInForce
            ? "appraisal.inForce"
            : scheme.endedWords == nil ? "appraisal.replaced" : "appraisal.ended"
        return SchemeView(
            title: scheme.name,
            badges: [
                chip(words(state), tone: scheme.isInForce ? .jade : .plain),
                chip(words("appraisal.version", ["version": String(scheme.version)])),
            ], facts: facts(of: file), problem: problem(refused),
            rulesTitle: words("appraisal.rules"),
            rules: """
                \(criteriaTable(scheme.rules, words: words))\
                \(ruleList(scheme.rules, words: words))
                """,
            roundsTitle: words("appraisal.rounds"),
            rounds: file.rounds.map {
                card(of: $0, at: words.name(file.place.name), progress: file.progress[$0.id])
            },
            noRounds: (words("appraisal.rounds.none"), words("appraisal.rounds.none.next")),
            versionsTitle: words("appraisal.versions"),
            versions: file.versions.map {
                (
                    words("appraisal.version", ["version": String($0.version)]) + " · "
                        + times.day($0.adoption.day), .appraisal($0.id)
                )
            },
            actionsTitle: words("appraisal.actions"),
            actions: mayAct && scheme.isInForce ? actions(on: file, refused) : [],
            noActions: words("appraisal.actions.none"))
    }

    private func facts(of file: AppraisalSchemeFile) -> [(term: String, value: HTML)] {
        let scheme = file.scheme
        var facts: [(term: String, value: HTML)] = [
            (words("appraisal.fact.place"), "\(words.name(file.place.name))"),
            (
                words("appraisal.fact.adopted"),
                times.adoption(
                    of: scheme,
                    meeting: file.meeting.map { ($0.title, Link.meeting($0.id)) })
            ),
            (
                words("appraisal.fact.buildings"),
                "\(words("appraisal.buildings", ["count": String(file.buildings)]))"
            ),
        ]
        if let ended = scheme.endedWords {
            facts.append((words("appraisal.fact.ended"), "\(ended)"))
        }
        return facts
    }

    private func actions(
        on file: AppraisalSchemeFile, _ refused: ActionError?
    ) -> [HTML] {
        let id = file.scheme.id
        let complaints = refused.map(complaints) ?? [:]
        let opening = actionPanel(
            words("appraisal.open"), hint: words("appraisal.open.hint"), icon: .flag,
            weight: .first, id: "act-rounds",
            form: postForm(
                to: .appraisalRounds(id),
                content: """
                    <p class="hint">\(words("appraisal.open.lead"))</p>\
                    \(submitButton(words("appraisal.open"), weight: .first))
                    """))
        let ending = actionPanel(
            words("appraisal.end"), icon: .warning, weight: .grave, id: "act-ending",
            isOpen: complaints["ending"] != nil,
            form: postForm(
                to: .appraisalEnding(id),
                content: """
                    \(textField(
                        Field(
                            "ending", label: words("appraisal.field.ending"),
                            problem: complaints["ending"]),
                        value: ask.form["ending"] ?? "",
                        lengthMax: AppraisalScheme.wordsCharactersMax))\
                    \(submitButton(words("appraisal.end"), weight: .grave))
                    """))
        let month = AppraisalRound.month(of: Day(of: ask.now, in: times.zone))
        let isOpened = file.rounds.contains { $0.month == month }
        return (isOpened ? [] : [opening]) + [
            buttonLink(
                words("appraisal.newVersion"), to: .newAppraisal(at: file.place.id),
                icon: .plus), ending,
        ]
    }
}
