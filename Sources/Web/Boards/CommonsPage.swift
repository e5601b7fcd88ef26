import Actions
import Kernel
import Markup
import Storage

/// What a place has in common (公共事务): one short board of each kind, with the way to all of it.
struct CommonsPage {
    let title: String
    let lead: String
    let boards: [FrontBoard]
    let leads: [String]
    let none: (title: String, next: String)
}

func commonsPage(_ page: CommonsPage) -> HTML {
    let boards = HTML.each(zip(page.boards, page.leads).enumerated()) { index, entry in
        let (board, lead) = entry
        return section(
            board.title, id: "commons-\(index + 1)", more: board.more,
            content: """
                <p class="hint">\(lead)</p>\
                \(board.cards.isEmpty
                    ? "<p>\(board.none.title)</p>" : boardCards(board.cards))\
                \(HTML.when(board.raise) {
                    buttonRow([buttonLink($0.words, to: $0.link, icon: .plus)])
                })
                """)
    }
    return """
        <div class="board"><div class="board-head"><h1>\(page.title)</h1>\
        <p class="lead">\(page.lead)</p></div>\(boards)\
        \(HTML.when(
            page.boards.isEmpty,
            section(
                page.title, id: "none",
                content: emptyState(page.none.title, next: page.none.next))))</div>
        """
}

extension CommonsPage {
    static var example: CommonsPage {
        CommonsPage(
            title: "公共事务", lead: "大家的规矩、大家的工程",
            boards: [
                FrontBoard(
                    title: "居民公约", more: NavItem("全部", Link("board")), raise: nil,
                    cards: [.example], none: ("还没有", "过几天再看"))
            ], leads: ["表决通过的才作数"], none: ("还没有", "过几天再看"))
    }
}

extension Neighbourhood {
    /// How many cards of each kind the page shows.
    private static let commonsShown = 3

    func commonsReply() async throws -> Reply {
        let procedures = book.profile.procedures(behind: .commons)
        guard !procedures.isEmpty else { throw ActionError.notFound }
        var shown: [(board: FrontBoard, lead: String)] = []
        for procedure in procedures where procedure.states.contains(where: \.isPublic) {
            shown.append((try await commonsBoard(procedure), lead(of: procedure)))
        }
        let page = CommonsPage(
            title: words("commons.title"), lead: words("commons.lead"),
            boards: shown.map(\.board), leads: shown.map(\.lead),
            none: (words("commons.none"), words("commons.none.next")))
        return try await self.page(page.title, at: .commons, content: commonsPage(page))
    }

    private func lead(of procedure: Procedure) -> String {
        words("\(procedure.key.name).board.lead")
    }

    /// What is under way or holds, then what came of others, as far as there is room.
    private func commonsBoard(_ procedure: Procedure) async throws -> FrontBoard {
        let name = procedure.key.name
        var lines = try await installation.board(
            of: procedure, ended: false, in: realm, limit: Self.commonsShown)
        if lines.count < Self.commonsShown {
            lines += try await installation.board(
                of: procedure, ended: true, in: realm, limit: Self.commonsShown - lines.count)
        }
        return FrontBoard(
            title: words("\(name).board.title"),
            more: NavItem(words("front.boards.more"), .board(realm, name)),
            raise: raisings.contains { $0.name == name }
                ? NavItem(words("\(name).raise.door"), .report(realm, procedure: name)) : nil,
            cards: lines.map(card),
            none: (words("\(name).board.none"), words("\(name).board.none.next")))
    }
}

extension Site {
    /// The work on what a place has in common, from the desk.
    static func commonsDesk(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        let kinds = frame.visit.book.profile.procedures(behind: .commons)
        let panels = HTML.each(kinds) { procedure in
            let name = procedure.key.name
            return panel(
                words("\(name).name"),
                content: """
                    <p class="hint">\(words("\(name).board.lead"))</p>\
                    \(buttonRow(frame.ways(to: procedure)))
                    """)
        }
        return frame.page(
            words("commons.title"), current: .deskCommons,
            content: """
                \(deskHead(title: words("commons.title"), detail: words("commons.detail")))\
                <div class="story">\(panels)</div>
                """)
    }
}

extension Link {
    static let deskCommons = Link("desk", "commons")
    static func commons(_ realm: Realm) -> Link { Link(realm.slug, "commons") }
}
