import Actions
import Kernel
import Markup
import Storage

/// A rate of this street beside that of the others of its level, in the order of their codes.
struct PeersPage {
    let title: String
    let lead: String
    let form: HTML
    let period: (title: String, label: String, earlier: NavItem, later: NavItem?)
    let name: String
    let means: String
    let table: HTML
    let notes: [String]
    let back: NavItem
}

func peersPage(_ page: PeersPage) -> HTML {
    """
    <div class="board"><div class="board-head"><h1>\(page.title)</h1>\
    <p class="lead">\(page.lead)</p></div><div class="figures-public">\(page.form)\
    <div class="figures-bar">\(periodBar(page.period))</div>\
    <section aria-labelledby="peers"><h2 id="peers">\(page.name)</h2><p>\(page.means)</p>\
    \(page.table)</section>\(HTML.each(page.notes) { "<p class=\"hint\">\($0)</p>" })\
    \(buttonRow([buttonLink(page.back.words, to: page.back.link, icon: .back)]))</div></div>
    """
}

extension PeersPage {
    static var example: PeersPage {
        PeersPage(
            title: "和别的街道放在一起看", lead: "只比比率", form: .empty,
            period: ("2026年", "时间", NavItem("2025年", Link("x")), nil), name: "按期办结率",
            means: "按期办结的占办结的", table: .empty, notes: ["按编码排"],
            back: NavItem("数说", Link("x")))
    }
}

extension Link {
    static func peers(_ realm: Realm, figure: Figure.ID? = nil, period: Period? = nil) -> Link {
        Link(
            realm.slug, "figures", "peers",
            query: ["figure": figure, "period": period?.description])
    }
}

extension Neighbourhood {
    func peersReply() async throws -> Reply {
        let today = book.day(of: ask.now)
        let period = FiguresLink(ask.query, today: today).period
        let asked = ask.query["figure"]
        guard
            let found = try await installation.peerComparison(
                of: asked, for: period, in: realm)
        else {
            let title = words("peers.title")
            return try await page(
                title,
                content: """
                    <div class="board"><div class="board-head"><h1>\(title)</h1></div>\
                    \(emptyState(
                        words("peers.none"), next: words("peers.none.next"),
                        action: buttonLink(words("front.figures"), to: .figures(realm))))</div>
                    """)
        }
        let sentences = FigureSentences(words: words, times: times)
        let page = PeersPage(
            title: words("peers.title"), lead: words("peers.lead"), form: form(found, period),
            period: sentences.way(of: period, today: today) {
                .peers(self.realm, figure: found.figure.id, period: $0)
            }, name: sentences.name(found.figure),
            means: words("figure.\(found.figure.id).means"), table: table(found, sentences),
            notes: [words("peers.order"), words("peers.same")],
            back: NavItem(words("front.figures"), .figures(realm)))
        return try await self.page(page.title, content: peersPage(page))
    }

    private func form(_ found: PeerComparison, _ period: Period) -> HTML {
        """
        <form class="form" method="get" action="\(Link.peers(realm))">\
        \(hiddenField("period", value: period.description))\
        \(selectField(
            Field("figure", label: words("peers.figure")),
            choices: found.choices.map {
                Choice(
                    $0.id, label: words("figure.\($0.id)"), isChosen: $0.id == found.figure.id)
            }))\
        \(submitButton(words("peers.show"), weight: .second))</form>
        """
    }

    private func table(_ found: PeerComparison, _ sentences: FigureSentences) -> HTML {
        let rows = found.lines.map { peer -> [HTML] in
            let name = words.name(peer.realm.name)
            let street: HTML =
                peer.own
                ? "<strong>\(name)</strong>"
                : "<a href=\"\(Link.figures(peer.realm))\">\(name)</a>"
            guard let line = peer.line else {
                return [street, "–", "\(words("peers.other"))", "–"]
            }
            return [
                street, "\(sentences.value(line.value))", "\(sentences.detail(line) ?? "–")",
                "\(sentences.value(line.before))",
            ]
        }
        return toldTable(
            caption: sentences.name(found.figure),
            columns: ["street", "rate", "counts", "before"].map {
                TableColumn(words("peers.column.\($0)"))
            }, rows: rows)
    }
}
