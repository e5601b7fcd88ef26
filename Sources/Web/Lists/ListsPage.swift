import Markup

/// The three lists side by side on a laptop, below each other on a phone.
struct ListsView {
    struct Column {
        let id: String
        let title: String
        let count: String
        let cards: [Card]
        let none: String
        let older: NavItem?
        let action: NavItem?
    }

    struct Card {
        let title: String
        let kind: String
        let area: String
        let state: String
        let since: String
        let link: Link
        /// Words such as 还没对上 where nothing answers it.
        let unmatched: String?
    }

    let title: String
    let detail: String
    let filters: HTML
    let columns: [Column]
    /// What stands below the lists, such as the agreements, with what is due first.
    let below: [(title: String, content: HTML)]
}

func listsPage(_ view: ListsView) -> HTML {
    """
    \(deskHead(title: view.title, detail: view.detail))\(view.filters)\
    \(listColumns(view.columns))\
    \(HTML.each(view.below) { part in
        "<section class=\"lists-below\"><h2>\(part.title)</h2>\(part.content)</section>"
    })
    """
}

func listColumns(_ columns: [ListsView.Column]) -> HTML {
    "<div class=\"lists\">\(HTML.each(columns, listColumn))</div>"
}

private func listColumn(_ column: ListsView.Column) -> HTML {
    let none: HTML = "<p class=\"hint\">\(column.none)</p>"
    let cards: HTML = "<ul class=\"list-cards\">\(HTML.each(column.cards, listCard))</ul>"
    return """
        <section class="list" aria-labelledby="list-\(column.id)">\
        <div class="list-head"><h2 id="list-\(column.id)">\(column.title)</h2>\
        <p>\(column.count)</p></div>\
        \(HTML.when(column.action) {
            "<p>\(buttonLink($0.words, to: $0.link, icon: .plus))</p>"
        })\
        \(column.cards.isEmpty ? none : cards)\
        \(pager(label: column.title, newer: nil, older: column.older))</section>
        """
}

private func listCard(_ card: ListsView.Card) -> HTML {
    """
    <li class="list-card"><p class="list-kind">\(card.kind)</p>\
    <h3><a href="\(card.link)">\(card.title)</a></h3>\
    <p class="list-meta"><span>\(icon(.pin))\(card.area)</span>\
    <span>\(icon(.clock))\(card.since)</span></p>\
    <p class="badges">\(HTML.when(card.unmatched) { chip($0, tone: .amber) })\
    \(chip(card.state, tone: card.unmatched == nil ? .jade : .plain))</p></li>
    """
}

extension ListsView {
    static var example: ListsView {
        ListsView(
            title: "三张清单", detail: "需求、资源、项目", filters: .empty,
            columns: [
                Column(
                    id: "need", title: "需求清单", count: "3 项，2 项还没对上",
                    cards: [
                        Card(
                            title: "白天有人照看老人的地方", kind: "照看与陪伴", area: "半山尚小区",
                            state: "待认领", since: "挂了 12 天", link: Link("a"),
                            unmatched: "还没对上")
                    ], none: "没有", older: NavItem("更早的", Link("older")),
                    action: NavItem("录入", Link("new")))
            ], below: [("共建协议", "<p>…</p>")])
    }
}
