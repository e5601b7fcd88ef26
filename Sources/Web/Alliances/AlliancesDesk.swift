import Actions
import Kernel
import Markup
import Storage

/// The alliances of a realm, and what one's own unit has to do with them.
struct AlliancesView {
    let title: String
    let detail: String
    let own: HTML
    let alliances: [AllianceCard]
    let none: HTML
}

/// An alliance in short.
struct AllianceCard {
    let kind: String
    let name: String
    let link: Link
    let members: String
    /// Who chairs now and next, as term and value.
    let chairs: [(term: String, value: HTML)]
    let isOwn: String?
}

func alliancesPage(_ view: AlliancesView) -> HTML {
    """
    \(deskHead(title: view.title, detail: view.detail))<div class="story">\(view.own)\
    \(view.alliances.isEmpty
        ? view.none
        : "<div class=\"alliances\">\(HTML.each(view.alliances, allianceCard))</div>")</div>
    """
}

private func allianceCard(_ card: AllianceCard) -> HTML {
    """
    <article class="panel alliance"><p class="badges">\(chip(card.kind, tone: .jade))\
    \(chip(card.members))\
    \(HTML.when(card.isOwn) { chip($0, tone: .blue, icon: .check) })</p>\
    <h2 class="meeting-title"><a href="\(card.link)">\(card.name)</a></h2>\
    \(definitionList(card.chairs))</article>
    """
}

extension DeskFrame {
    func alliancesReply() async throws -> Reply {
        let board = try await ask.installation.allianceBoard(for: visit)
        let mine = Set(board.own.memberships.filter { $0.holds(on: today) }.map(\.alliance))
        let view = AlliancesView(
            title: words("alliances.title"), detail: words("alliances.detail"),
            own: ownPanel(board),
            alliances: board.alliances.map { card($0, isOwn: mine.contains($0.body.id)) },
            none: emptyState(
                words("alliances.none"),
                next: words(
                    visit.holding.verbs.contains(.editBodies)
                        ? "alliances.none.next" : "alliances.none.ask"),
                action: HTML.when(
                    visit.holding.verbs.contains(.editBodies),
                    buttonLink(words("body.add"), to: .newBody, weight: .first, icon: .plus))))
        return page(
            view.title, current: .alliances,
            content: "\(alliancesPage(view))\(exportLinks(.alliances, like: .alliances))")
    }

    private func card(_ line: AllianceLine, isOwn: Bool) -> AllianceCard {
        let month = Month(of: today)
        return AllianceCard(
            kind: words("bodyKind.\(line.body.kind)"), name: words.name(line.body.name),
            link: .alliance(line.body.id),
            members: words("alliances.members.count", ["count": String(line.members.count)]),
            chairs: [
                (words("alliances.chair.now", ["month": monthName(month)]), chair(line.chair)),
                (
                    words("alliances.chair.next", ["month": monthName(month.next)]),
                    chair(line.next)
                ),
            ],
            isOwn: isOwn ? words("alliances.own.chip") : nil)
    }

    /// A chair by name; that nobody was set down yet where that is so.
    func chair(_ turn: ChairTurn?) -> HTML {
        guard let turn else {
            return "<span class=\"hint\">\(words("alliances.chair.none"))</span>"
        }
        let isOwn = turn.body == visit.holding.post.body
        return """
            <strong>\(bodyName(turn.body))</strong>\
            \(HTML.when(isOwn, " \(chip(words("alliances.chair.you"), tone: .amber))"))
            """
    }

    func bodyName(_ id: Body.ID) -> String { bodyNames[id].map { words.name($0.name) } ?? "–" }

    /// `11月`, with the year where it is not the present one.
    func monthName(_ month: Month) -> String {
        let name = words("month.\(month.month)")
        return month.year == today.year
            ? name : words("meetings.month", ["year": String(month.year), "monthName": name])
    }

    /// What the post's own unit owes and did, and when it chairs.
    private func ownPanel(_ board: AllianceBoard) -> HTML {
        let own = board.own
        guard !own.isEmpty else { return .empty }
        let turns = own.turns.prefix(3).map { turn in
            words(
                "alliances.own.turn",
                ["month": monthName(turn.turn.month), "alliance": bodyName(turn.alliance)])
        }
        let name = bodyName(visit.holding.post.body)
        return panel(
            words("alliances.own", ["body": name]),
            content: """
                \(HTML.when(
                    !turns.isEmpty,
                    noteMessage(paragraphs(turns), icon: .flag)))\
                <h3>\(words("alliances.own.owed", ["count": String(own.owed.count)]))</h3>\
                \(own.owed.isEmpty
                    ? "<p class=\"hint\">\(words("alliances.own.owed.none"))</p>"
                    : matterList(label: words("alliances.own.owed.label"), own.owed.map(line)))\
                \(HTML.when(
                    !own.ended.isEmpty,
                    folded(
                        words("alliances.own.ended", ["count": String(own.ended.count)]),
                        content: matterList(
                            label: words("alliances.own.ended.label"), own.ended.map(line)))))
                """)
    }
}
