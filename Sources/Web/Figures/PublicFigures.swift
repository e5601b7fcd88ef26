import Actions
import Kernel
import Markup
import Storage

/// The figures that everyone may read, of the whole realm.
struct PublicFiguresPage {
    let title: String
    let lead: String
    let lengths: [NavItem]
    let lengthsLabel: String
    let period: (title: String, label: String, earlier: NavItem, later: NavItem?)
    /// The figures under their headings and what each means, drawn.
    let figures: HTML
    let notes: [String]
    /// The way to the other streets of the level, where there are any.
    let peers: NavItem?
    let none: (title: String, next: String)
}

func publicFiguresPage(_ page: PublicFiguresPage) -> HTML {
    """
    <div class="board"><div class="board-head"><h1>\(page.title)</h1>\
    <p class="lead">\(page.lead)</p></div><div class="figures-public">\
    \(filterBar(label: page.lengthsLabel, page.lengths))\
    <div class="figures-bar">\(periodBar(page.period))</div>\
    \(HTML.each(page.notes) { "<p class=\"hint\">\($0)</p>" })\
    \(page.figures.isEmpty
        ? emptyState(page.none.title, next: page.none.next)
        : page.figures)\(HTML.when(page.peers) {
                buttonRow([buttonLink($0.words, to: $0.link, icon: .bars)])
            })</div></div>
    """
}

private func publicFigures(
    _ sections: HTML,
    meanings: (title: String, facts: [(term: String, value: HTML)])
) -> HTML {
    """
    \(sections)\(folded(meanings.title, isOpen: false, content: definitionList(meanings.facts)))
    """
}

extension PublicFiguresPage {
    static var example: PublicFiguresPage {
        PublicFiguresPage(
            title: "数说我们这儿", lead: "从记录里数出来", lengths: [NavItem("年", Link("x"))],
            lengthsLabel: "多长时间", period: ("2026年", "时间", NavItem("2025年", Link("x")), nil),
            figures: publicFigures(
                FiguresView.example.sections, meanings: ("这些数怎么算", [("收到诉求", "登记的")])),
            notes: [], peers: nil, none: ("还没有", "以后再来看看"))
    }
}

extension Neighbourhood {
    func figuresReply() async throws -> Reply {
        guard !book.profile.figures.isEmpty,
            let root = try await installation.rootPlace(in: realm)
        else { throw ActionError.notFound }
        let today = book.day(of: ask.now)
        let asked = FiguresLink(ask.query, today: today)
        let sheet = try await installation.figureSheet(
            at: root.id, for: asked.period, isPublic: true, in: realm)
        let sentences = FigureSentences(words: words, times: times)
        let link = FiguresLink(place: nil, period: asked.period)
        let page = PublicFiguresPage(
            title: words("figures.public.title"), lead: words("figures.public.lead"),
            lengths: sentences.lengths(of: asked.period, today: today) {
                link.over($0).open(realm)
            },
            lengthsLabel: words("figures.lengths"),
            period: sentences.way(of: asked.period, today: today) { link.over($0).open(realm) },
            figures: drawn(sheet, sentences),
            notes: sentences.notes(uncounted: sheet.uncounted, asOf: sheet.asOf),
            peers: try await installation.peers(of: realm).count > 1
                ? NavItem(words("peers.title"), .peers(realm, period: asked.period)) : nil,
            none: (words("figures.none"), words("figures.public.none.next")))
        return try await self.page(page.title, content: publicFiguresPage(page))
    }

    private func drawn(_ sheet: FigureSheet, _ sentences: FigureSentences) -> HTML {
        if sheet.lines.isEmpty { return .empty }
        let key = DrawnFiguresKey(sheet, link: nil, book: book, language: words.language)
        return ask.site.figures.piece(key) {
            publicFigures(
                figureSections(sentences.sections(sheet) { _ in nil }),
                meanings: (
                    words("figures.meanings"),
                    sheet.lines.map {
                        (sentences.name($0.figure), "\(words("figure.\($0.figure.id).means"))")
                    }
                ))
        }
    }
}
