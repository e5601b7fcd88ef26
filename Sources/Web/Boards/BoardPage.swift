import Markup

/// The matters of one kind that everyone may read: what is going on, and what came of others.
struct BoardPage {
    struct Card {
        let title: String
        let kind: String
        let area: String
        let state: HTML
        let due: String?
        let link: Link
        /// What one can do there now; nil where there is nothing to join.
        let join: String?
    }

    let title: String
    let lead: String
    let raise: NavItem?
    let meetings: NavItem?
    let help: String
    let openTitle: String
    /// Nil on the further pages of those that are over.
    let open: [Card]?
    let none: (title: String, next: String)
    let older: NavItem?
    let pagerLabel: String
    let endedTitle: String
    let ended: [Card]
    let endedOlder: NavItem?
}

func boardPage(_ page: BoardPage) -> HTML {
    """
    <div class="board"><div class="board-head"><h1>\(page.title)</h1>\
    <p class="lead">\(page.lead)</p>\
    \(buttonRow([
        HTML.when(page.raise) {
            buttonLink($0.words, to: $0.link, weight: .first, icon: .plus)
        },
        HTML.when(page.meetings) { buttonLink($0.words, to: $0.link, icon: .table) },
    ]))</div>
    \(HTML.when(page.open) { open in
        section(
            page.openTitle, id: "open",
            content: """
                \(open.isEmpty
                    ? emptyState(page.none.title, next: page.none.next) : boardCards(open))\
                \(pager(label: page.pagerLabel, newer: nil, older: page.older))\
                <p class="hint">\(page.help)</p>
                """)
    })
    \(HTML.when(
        !page.ended.isEmpty,
        section(
            page.endedTitle, id: "ended",
            content: """
                \(boardCards(page.ended))\
                \(pager(label: page.endedTitle, newer: nil, older: page.endedOlder))
                """)))
    </div>
    """
}

/// Each matter as a card whose title leads to its page.
func boardCards(_ cards: [BoardPage.Card]) -> HTML {
    let drawn = HTML.each(cards) { card in
        """
        <li class="board-card"><p class="board-kind">\(card.kind)</p>\
        <h3><a href="\(card.link)">\(card.title)</a></h3>\
        <p class="board-meta"><span>\(icon(.pin))\(card.area)</span>\
        \(HTML.when(card.due) { "<span>\(icon(.clock))\($0)</span>" })</p>\
        <p class="board-foot">\(card.state)\(HTML.when(card.join) {
            "<span class=\"board-join\" aria-hidden=\"true\">\($0)\(icon(.arrow))</span>"
        })</p></li>
        """
    }
    return "<ul class=\"board-cards\">\(drawn)</ul>"
}

extension BoardPage.Card {
    static var example: BoardPage.Card {
        BoardPage.Card(
            title: "换两个灯泡", kind: "小修小补", area: "半山尚小区", state: chip("待接单", tone: .jade),
            due: "还有 3 天", link: Link("a"), join: "我来接")
    }
}

extension BoardPage {
    static var example: BoardPage {
        BoardPage(
            title: "等您来接的心愿", lead: "看看哪一件您能帮上", raise: NavItem("点单", Link("raise")),
            meetings: NavItem("会议", Link("meetings")),
            help: "登录后就能接", openTitle: "正在进行", open: [.example], none: ("没有", "过两天再看"),
            older: NavItem("更早的", Link("older")), pagerLabel: "翻页", endedTitle: "做完的",
            ended: [.example], endedOlder: NavItem("更早的", Link("ended")))
    }
}
