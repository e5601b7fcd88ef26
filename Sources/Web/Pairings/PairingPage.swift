import Markup

/// One pairing as the desk draws it for those who have to do with it.
struct PairingView {
    let title: String
    let badges: [HTML]
    let facts: [(term: String, value: HTML)]
    let problem: HTML
    /// What a card is for.
    let card: (title: String, sentence: String)?
    /// The one-tap buttons.
    let taps: HTML
    let supportersTitle: String
    let supporters: [(name: String, state: HTML)]
    let helpedTitle: String
    let helped: HTML
    let visitsTitle: String
    /// Nil where nobody visits.
    let visits: [TimelineEntry]?
    let noVisits: String
    let storyTitle: String
    let story: [TimelineEntry]
    let actionsTitle: String
    let actions: [HTML]
    let noActions: String
    let sides: [HTML]
}

func pairingPage(_ view: PairingView) -> HTML {
    storyAndActions(
        story: """
            \(view.problem)\(matterHead(title: view.title, badges: view.badges, facts: view.facts))\
            \(HTML.when(view.card) {
                panel($0.title, content: "<p class=\"pairing-sentence\">\($0.sentence)</p>")
            })\(view.taps)\(view.helped)\
            \(panel(view.supportersTitle, content: supporterList(view.supporters)))\
            \(HTML.when(view.visits) { visits in
                panel(
                    view.visitsTitle,
                    content: visits.isEmpty
                        ? "<p class=\"hint\">\(view.noVisits)</p>"
                        : timeline(label: view.visitsTitle, visits))
            })\
            \(HTML.when(
                !view.story.isEmpty,
                panel(
                    view.storyTitle, content: timeline(label: view.storyTitle, view.story))))
            """,
        actions: """
            <div id="actions"></div>\(panel(
                view.actionsTitle,
                content: view.actions.isEmpty
                    ? "<p class=\"hint\">\(view.noActions)</p>" : actionList(view.actions)))\
            \(view.sides)
            """, actionsLabel: view.actionsTitle)
}

private func supporterList(_ supporters: [(name: String, state: HTML)]) -> HTML {
    let rows = HTML.each(supporters) { "<li><span>\($0.name)</span>\($0.state)</li>" }
    return "<ul class=\"roll\">\(rows)</ul>"
}

extension PairingView {
    static var example: PairingView {
        PairingView(
            title: "结对 0001-8", badges: [chip("进行中", tone: .jade)], facts: [("地方", "1号楼")],
            problem: .empty, card: nil, taps: .empty, supportersTitle: "帮扶人",
            supporters: [("演示·甲", chip("已答应"))], helpedTitle: "帮扶对象", helped: .empty,
            visitsTitle: "走访", visits: [], noVisits: "还没有", storyTitle: "经过", story: [],
            actionsTitle: "可以做的", actions: [], noActions: "没有", sides: [])
    }
}
