import Actions
import Kernel
import Markup
import Storage

/// What one declares of oneself, and of the body of one's post.
struct PledgeView {
    let title: String
    let lead: String
    let filtersLabel: String
    let filters: [NavItem]
    let problem: HTML
    let panels: [(title: String, content: HTML)]
}

func pledgePage(_ view: PledgeView) -> HTML {
    """
    \(deskHead(
        title: view.title, detail: view.lead, filters: view.filters,
        filtersLabel: view.filtersLabel))\(view.problem)\
    <div class="pairings">\(HTML.each(view.panels) { panel($0.title, content: $0.content) })</div>
    """
}

extension PledgeView {
    static var example: PledgeView {
        PledgeView(
            title: "我能帮多少", lead: "自己说了算", filtersLabel: "结对", filters: [], problem: .empty,
            panels: [("我自己", "<p>2</p>")])
    }
}

extension Site {
    static func pledgeReply(_ ask: Ask) async throws -> Reply {
        try await pledge(ask)
    }

    private static func pledge(_ ask: Ask, refused: ActionError? = nil) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        let list = try await ask.installation.helpedList(
            in: frame.visit.realm, for: frame.visit.holding)
        let body = frame.bodyNames[frame.visit.holding.post.body].map { words.name($0.name) } ?? ""
        let view = PledgeView(
            title: words("pairings.nav.pledge"), lead: words("pairings.pledge.lead"),
            filtersLabel: words("pairings.title"), filters: frame.pairingFilters(.pledge),
            problem: HTML.when(refused) {
                let failure = ask.failure(of: $0, words)
                return alertMessage(failure.title, detail: "<p>\(failure.detail)</p>")
            },
            panels: [
                (
                    words("pairings.pledge.own"),
                    frame.pledgeForm(list.pledge, forBody: false, refused)
                ),
                (
                    words("pairings.pledge.body", ["body": body]),
                    frame.pledgeForm(list.bodyPledge, forBody: true, refused)
                ),
            ])
        var reply = frame.page(view.title, current: .pairings(), content: pledgePage(view))
        if let refused { reply.status = ask.failure(of: refused, words).status }
        return reply
    }

    static func keepPledge(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        do {
            try await KeepPledge(
                realm: visit.realm, holding: visit.holding, forBody: ask.form["for"] == "body",
                most: ask.form["most"] ?? "",
                needs: Set((ask.form.texts["needs"] ?? []).compactMap(Pairing.Need.init))
            ).run(in: ask.installation)
            return .see(.pledge)
        } catch let error as ActionError where error.isOfForm {
            return try await pledge(ask, refused: error)
        }
    }
}

extension DeskFrame {
    fileprivate func pledgeForm(
        _ pledge: Pledge?, forBody: Bool, _ refused: ActionError?
    ) -> HTML {
        let own = forBody ? "body" : "person"
        let isBack = refused != nil && (ask.form["for"] == "body") == forBody
        let complaints = isBack ? refused.map(complaints) ?? [:] : [:]
        let sent = Set(isBack ? ask.form.texts["needs"] ?? [] : [])
        func isChosen(_ need: Pairing.Need) -> Bool {
            isBack ? sent.contains(need.rawValue) : pledge?.needs.contains(need) ?? false
        }
        return postForm(
            to: .pledge, hidden: hiddenField("for", value: own),
            content: """
                \(textField(
                    Field(
                        "most", label: words("pairings.field.most"),
                        hint: words("pairings.field.most.hint"), problem: complaints["most"],
                        isRequired: false, form: own),
                    value: isBack ? ask.form["most"] ?? "" : pledge.map { String($0.most) } ?? "",
                    kind: .number, isNarrow: true))\
                \(checkCards(
                    Field(
                        "needs", label: words("pairings.field.needs"),
                        problem: complaints["needs"], isRequired: false, form: own),
                    choices: Pairing.Need.allCases.map { need in
                        Choice(
                            need.rawValue, label: words("pairings.need.\(need.rawValue)"),
                            isChosen: isChosen(need))
                    }))\
                \(submitButton(
                    words("pairings.pledge.submit"), weight: forBody ? .second : .first))
                """)
    }
}
