import Actions
import Kernel
import Markup
import Storage

/// The three lists as everyone may read them.
struct PublicListsPage {
    struct Column {
        let id: String
        let title: String
        let lead: String
        let count: String
        let cards: [BoardPage.Card]
        let none: String
        let more: NavItem
        let older: NavItem?
    }

    let title: String
    let lead: String
    let raise: NavItem?
    let columns: [Column]
    let others: [NavItem]
}

func publicListsPage(_ page: PublicListsPage) -> HTML {
    let columns = HTML.each(page.columns) { column in
        """
        <section class="list" aria-labelledby="list-\(column.id)">\
        <div class="list-head"><h2 id="list-\(column.id)"><a href="\(column.more.link)">\
        \(column.title)</a></h2><p>\(column.count)</p></div>\
        <p class="hint">\(column.lead)</p>\
        \(column.cards.isEmpty
            ? "<p class=\"hint\">\(column.none)</p>" : boardCards(column.cards))\
        \(pager(label: column.title, newer: nil, older: column.older))</section>
        """
    }
    return """
        <div class="board"><div class="board-head"><h1>\(page.title)</h1>\
        <p class="lead">\(page.lead)</p>\
        \(buttonRow([
            HTML.when(page.raise) {
                buttonLink($0.words, to: $0.link, weight: .first, icon: .plus)
            }
        ] + page.others.map { buttonLink($0.words, to: $0.link, icon: .arrow) }))</div>\
        <div class="lists">\(columns)</div></div>
        """
}

extension PublicListsPage {
    static var example: PublicListsPage {
        PublicListsPage(
            title: "三张清单", lead: "缺什么、有什么、正在办什么",
            raise: NavItem("说说需求", Link("raise")),
            columns: [
                Column(
                    id: "need", title: "需求清单", lead: "等人认领", count: "3 项",
                    cards: [.example], none: "没有",
                    more: NavItem("需求清单", Link("board")), older: NavItem("更早的", Link("older")))
            ], others: [NavItem("共建协议", Link("agreements"))])
    }
}

extension Neighbourhood {
    /// How many cards of each list one page shows.
    private static let listedMax = 8

    func listsReply() async throws -> Reply {
        let link = ListsLink(ask.query)
        let all = book.profile.procedures(behind: .lists)
        guard !all.isEmpty else { throw ActionError.notFound }
        let asked = all.prefix(Site.listColumnsMax).map { procedure in
            var query = ListQuery(procedure.key.name, place: .root)
            query.after = link.after[procedure.key.name]
            return (procedure: procedure, query: query)
        }
        let pages = try await installation.lists(
            asked, isPublic: true, limit: Self.listedMax, in: realm)
        let page = PublicListsPage(
            title: words("lists.title"), lead: words("lists.lead"),
            raise: all.lazy.compactMap { self.raise($0.key.name) }.first,
            columns: pages.map { column($0, link) },
            others: all.dropFirst(Site.listColumnsMax).map { procedure in
                let name = procedure.key.name
                return NavItem(words("\(name).board.title"), .board(realm, name))
            })
        return try await self.page(page.title, at: .lists, content: publicListsPage(page))
    }

    private func column(_ page: ListPage, _ link: ListsLink) -> PublicListsPage.Column {
        let name = page.procedure.key.name
        return PublicListsPage.Column(
            id: name, title: words("\(name).board.title"), lead: words("\(name).board.lead"),
            count: words.sentence(page.count), cards: page.lines.map { card($0.line) },
            none: words("\(name).board.none"),
            more: NavItem(words("\(name).board.title"), .board(realm, name)),
            older: page.next.map { next in
                NavItem(words("page.older"), link.older(name, after: next).open(realm))
            })
    }

    private func raise(_ name: Procedure.Name) -> NavItem? {
        raisings.contains { $0.name == name }
            ? NavItem(words("\(name).raise.door"), .report(realm, procedure: name)) : nil
    }

    /// The lists as one board of the front page: what is needed and nobody has answered yet.
    func frontLists() async throws -> FrontBoard? {
        guard let first = book.profile.procedures(behind: .lists).first else { return nil }
        let page = try await installation.lists(
            [(first, ListQuery(first.key.name, place: .root))], isPublic: true, limit: 3,
            in: realm
        ).first
        let name = first.key.name
        return FrontBoard(
            title: words("lists.front"), more: NavItem(words("lists.more"), .lists(realm)),
            raise: raise(name),
            cards: (page?.lines ?? []).filter { !$0.isMatched }.map { card($0.line) },
            none: (words("lists.front.none"), words("lists.front.none.next")))
    }
}
