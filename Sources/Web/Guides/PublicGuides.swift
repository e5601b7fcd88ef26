import Actions
import Kernel
import Markup

/// How things are done here, to be searched.
struct GuidesPage {
    let title: String
    let lead: String
    let action: Link
    let search: Field
    let asked: String
    let searchWords: String
    let parts: [(title: String, lines: [GuideLine])]
    let none: (title: String, next: String)
    let overview: NavItem
}

/// A guide in a list.
struct GuideLine: Sendable {
    let title: String
    let link: Link
    let detail: String
    let stale: String?
}

extension GuidesPage {
    static var example: GuidesPage {
        GuidesPage(
            title: "怎么办", lead: "政策、流程、服务", action: Link("guides"),
            search: Field("q", label: "找什么"), asked: "", searchWords: "找",
            parts: [("服务事项", [.example])], none: ("没有", "换个词"),
            overview: NavItem("一页看清", Link("x")))
    }
}

extension GuideLine {
    static var example: GuideLine {
        GuideLine(
            title: "高龄津贴怎么领", link: Link("x"), detail: "岩岭社区 · 3月1日复核", stale: "待复核")
    }
}

func guideList(_ lines: [GuideLine]) -> HTML {
    let rows = HTML.each(lines) { line in
        """
        <li><a href="\(line.link)">\(line.title)</a><span class="hint">\(line.detail)</span>\
        \(HTML.when(line.stale) { chip($0, tone: .amber, icon: .clock) })</li>
        """
    }
    return "<ul class=\"guide-list\">\(rows)</ul>"
}

func guidesPage(_ page: GuidesPage) -> HTML {
    readingColumn(
        title: page.title, lead: page.lead,
        content: """
            <form class="form guide-search" method="get" action="\(page.action)">\
            \(textField(page.search, value: page.asked, kind: .search, lengthMax: 60))\
            \(submitButton(page.searchWords, weight: .first, icon: .search))</form>\
            \(page.parts.isEmpty
                ? emptyState(page.none.title, next: page.none.next)
                : HTML.each(page.parts) { panel($0.title, content: guideList($0.lines)) })\
            \(buttonRow([
                buttonLink(page.overview.words, to: page.overview.link, icon: .list)
            ]))
            """)
}

/// One guide as everyone reads it.
struct GuidePage {
    let title: String
    let badges: [HTML]
    let text: String
    let bring: (title: String, items: [String])?
    let facts: [(term: String, value: HTML)]
    let windows: (title: String, cards: HTML)?
    let stale: String?
    let back: NavItem
    let printWords: String
}

extension GuidePage {
    static var example: GuidePage {
        GuidePage(
            title: "高龄津贴怎么领", badges: [chip("服务事项", tone: .jade)], text: "满八十岁可以申请",
            bring: ("要带什么", ["身份证"]), facts: [("依据", "市民政局文件")],
            windows: ("哪里办", .empty), stale: "过了复核日", back: NavItem("全部", Link("x")),
            printWords: "打印")
    }
}

func guidePage(_ page: GuidePage) -> HTML {
    readingColumn(
        title: page.title, above: "<p class=\"badges\">\(page.badges)</p>",
        content: """
            <div class="story">\(HTML.when(page.stale) { stale in
                noteMessage("<p>\(stale)</p>", icon: .clock)
            })\
            <section class="panel"><p class="event-text">\(page.text)</p></section>\
            \(HTML.when(page.bring) { bring in
                panel(bring.title, content: """
                    <ul class="functions">\(HTML.each(bring.items) {
                        "<li>\(icon(.check))\($0)</li>"
                    })</ul>
                    """)
            })\
            \(HTML.when(page.windows) { panel($0.title, content: $0.cards) })\
            <section class="panel">\(definitionList(page.facts))</section>\
            \(buttonRow([
                buttonLink(page.back.words, to: page.back.link, icon: .back),
                printButton(page.printWords),
            ]))</div>
            """)
}

extension Neighbourhood {
    func guidesReply() async throws -> Reply {
        let asked = String((ask.query["q"] ?? "").prefix(60)).trimmingCharacters()
        let terms = asked.split(whereSeparator: \.isWhitespace).map(String.init)
        let found = try await installation.guides(in: realm).filter { $0.matches(terms) }
        let bodies = try await bodyNames()
        let today = book.day(of: ask.now)
        let page = GuidesPage(
            title: words("guides.public.title"), lead: words("guides.public.lead"),
            action: .publicGuides(realm),
            search: Field("q", label: words("guides.search"), isRequired: false), asked: asked,
            searchWords: words("guides.search.send"),
            parts: times.parts(of: found, bodies, on: today) { .publicGuide(realm, $0) },
            none: (
                words(asked.isEmpty ? "guides.empty" : "guides.none"),
                words(asked.isEmpty ? "guides.none.next" : "guides.none.other")
            ), overview: NavItem(words("overview.public.title"), .publicOverview(realm)))
        return try await self.page(page.title, at: .who, content: guidesPage(page))
    }

    private func bodyNames() async throws -> [Body.ID: LocalName] {
        Dictionary(
            try await installation.bodies(in: realm).map { ($0.id, $0.name) },
            uniquingKeysWith: { first, _ in first })
    }

    func guideReply() async throws -> Reply {
        let today = book.day(of: ask.now)
        guard let id = Guide.ID(try ask.parameter("id")),
            let file = try await installation.guideFile(id, in: realm), file.guide.holds(on: today)
        else { throw ActionError.notFound }
        let list = try await installation.venues(in: realm, sittingsMax: 1)
        let windows = list.venues.filter { file.guide.windows.contains($0.id) }
        let page = GuidePage(
            title: words.name(file.guide.title), badges: times.badges(of: file.guide),
            text: words.name(file.guide.text),
            bring: times.bring(of: file.guide), facts: times.facts(of: file),
            windows: windows.isEmpty
                ? nil
                : (
                    words("guides.windows"),
                    venueCards(
                        windows.map {
                            times.card(of: $0, in: list, link: .publicVenue(realm, $0.id))
                        })
                ),
            stale: file.guide.isStale(on: today) ? words("guides.stale.note") : nil,
            back: NavItem(words("guides.all"), .publicGuides(realm)),
            printWords: words("page.print"))
        return try await self.page(page.title, at: .who, content: guidePage(page))
    }
}

extension Times {
    /// Guides by kind, those that nobody looked at in time marked.
    func parts(
        of guides: [Guide], _ bodies: [Body.ID: LocalName], on today: Day,
        link: (Guide.ID) -> Link
    ) -> [(title: String, lines: [GuideLine])] {
        Guide.Kind.allCases.compactMap { kind in
            let lines = guides.filter { $0.kind == kind }.map { guide in
                GuideLine(
                    title: words.name(guide.title), link: link(guide.id),
                    detail: words(
                        "guides.detail",
                        [
                            "body": bodies[guide.body].map(words.name) ?? "–",
                            "day": wholeDay(guide.reviewedOn),
                        ]),
                    stale: guide.isStale(on: today) ? words("guides.stale") : nil)
            }
            return lines.isEmpty ? nil : (words("guides.kinds.\(kind.rawValue)"), lines)
        }
    }

    func badges(of guide: Guide) -> [HTML] {
        [chip(words("guides.kind.\(guide.kind.rawValue)"), tone: .jade)]
            + (guide.category.map { [chip(words("category.\($0)"))] } ?? [])
    }

    func bring(of guide: Guide) -> (title: String, items: [String])? {
        let items = words.name(guide.bring).split(whereSeparator: \.isNewline).map(String.init)
        return items.isEmpty ? nil : (words("guides.bring"), items)
    }

    func facts(of file: GuideFile) -> [(term: String, value: HTML)] {
        [
            (
                words("guides.field.place"),
                "\(file.placeLine.map { words.name($0.name) }.joined(separator: " › "))"
            ),
            (words("guides.field.source"), "\(file.guide.source)"),
            (
                words("guides.field.body"),
                "\(file.body.map { words.name($0.name) } ?? "–") \(file.body?.phone ?? "")"
            ),
            (words("guides.field.reviewedOn"), "\(wholeDay(file.guide.reviewedOn))"),
            (words("guides.field.reviewOn"), "\(wholeDay(file.guide.reviewOn))"),
        ]
    }
}
