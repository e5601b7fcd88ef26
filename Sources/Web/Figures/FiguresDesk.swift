import Actions
import Kernel
import Markup
import Storage

/// All figures of a place for a period, each a door to what it counts.
struct FiguresView {
    struct Section {
        let id: String
        let title: String
        let tiles: [Tile]
    }

    struct Tile {
        let words: String
        let value: String
        let details: [String]
        let spark: SparkDrawing?
        let link: Link?
    }

    let title: String
    let detail: String
    /// The way between all figures of one place and its places beside each other.
    let other: NavItem
    let lengths: [NavItem]
    let lengthsLabel: String
    /// All figures, those of one's duty, and each line of work.
    let views: [NavItem]
    let viewsLabel: String
    let period: (title: String, label: String, earlier: NavItem, later: NavItem?)
    let places: HTML
    /// The figures under their headings, drawn.
    let sections: HTML
    let notes: [String]
    let none: (title: String, next: String)
}

func figuresPage(_ view: FiguresView) -> HTML {
    """
    \(deskHead(
        title: view.title, detail: view.detail, filters: view.lengths,
        filtersLabel: view.lengthsLabel,
        actions: buttonLink(view.other.words, to: view.other.link, weight: .quiet, icon: .bars)))\
    <div class="figures-bar">\(periodBar(view.period))\(view.places)</div>\
    \(filterBar(label: view.viewsLabel, view.views))\
    \(HTML.each(view.notes) { "<p class=\"hint\">\($0)</p>" })\
    \(view.sections.isEmpty
        ? emptyState(view.none.title, next: view.none.next)
        : view.sections)
    """
}

func periodBar(
    _ period: (title: String, label: String, earlier: NavItem, later: NavItem?)
) -> HTML {
    func way(_ item: NavItem, _ drawn: Icon) -> HTML {
        """
        <a class="button button-quiet icon-button" href="\(item.link)">\(icon(drawn))\
        <span class="visually-hidden">\(item.words)</span></a>
        """
    }
    return """
        <nav class="period" aria-label="\(period.label)">\(way(period.earlier, .back))\
        <strong>\(period.title)</strong>\(HTML.when(period.later) { way($0, .arrow) })</nav>
        """
}

func figureSections(_ sections: [FiguresView.Section]) -> HTML {
    HTML.each(sections) { section in
        """
        <section class="figure-section" aria-labelledby="figures-\(section.id)">\
        <h2 id="figures-\(section.id)">\(section.title)</h2>\
        <div class="figures">\(HTML.each(section.tiles, trendTile))</div></section>
        """
    }
}

private func trendTile(_ tile: FiguresView.Tile) -> HTML {
    let inside: HTML = """
        <span class="figure-words">\(tile.words)</span>\
        <span class="figure-value">\(tile.value)</span>\
        \(HTML.each(tile.details) { "<span class=\"figure-detail\">\($0)</span>" })\
        \(HTML.when(tile.spark, sparkDrawing))
        """
    guard let link = tile.link else { return "<div class=\"figure trend-tile\">\(inside)</div>" }
    return "<a class=\"figure trend-tile\" href=\"\(link)\">\(inside)</a>"
}

extension FiguresView {
    static var example: FiguresView {
        FiguresView(
            title: "指标", detail: "每个数都从记录里数出来",
            other: NavItem("各处放在一起看", Link("x")), lengths: [NavItem("年", Link("x"))],
            lengthsLabel: "多长时间", views: [NavItem("全部", Link("x"))], viewsLabel: "看哪些",
            period: ("2026年", "时间", NavItem("2025年", Link("x")), nil), places: .empty,
            sections: figureSections([
                Section(
                    id: "requests", title: "诉求办理",
                    tiles: [
                        Tile(
                            words: "收到诉求", value: "1,039", details: ["比去年 +12"],
                            spark: .example, link: Link("x"))
                    ])
            ]), notes: ["还有 3 条记录没有计入"], none: ("还没有指标", "在模式里写上"))
    }
}

extension SparkDrawing {
    static var example: SparkDrawing {
        SparkDrawing([Bar(height: 500, isAsked: false), Bar(height: 1_000, isAsked: true)])
    }
}

extension TrendDrawing {
    static var example: TrendDrawing {
        TrendDrawing([
            Bar(label: "10", words: "2026年10月：3", value: "3", height: 500, isAsked: false),
            Bar(label: "11", words: "2026年11月：6", value: "6", height: 1_000, isAsked: true),
        ])
    }
}

extension Site {
    /// Figures at the desk and for everyone.
    static let figureRoutes: [Route] = [
        .get("/desk/figures", .post(.read), figuresDesk),
        .get("/desk/figures/places", .post(.read), placesDesk),
        .get("/desk/figures/:figure", .post(.read), figureDesk),
        .get("/:realm/figures", .everyone) { try await $0.neighbourhood().figuresReply() },
        .get("/:realm/figures/peers", .everyone) {
            try await $0.neighbourhood().peersReply()
        },
    ]

    private static func figuresDesk(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let today = Day(of: ask.now, in: frame.times.zone)
        let asked = FiguresLink(ask.query, today: today)
        let sheet = try await ask.installation.figureSheet(
            at: asked.place ?? frame.visit.holding.post.place, for: asked.period,
            in: frame.visit.realm)
        let view = try await frame.figures(sheet, seeing: asked.view, today: today)
        return frame.page(view.title, current: .figures, content: figuresPage(view))
    }

    private static func figureDesk(_ ask: Ask) async throws -> Reply {
        let today = Day(of: ask.now, in: try ask.visit.book.profile.zone)
        return try await figureReply(ask, FiguresLink(ask.query, today: today))
    }

    /// One figure, also where what was typed beside it comes back.
    static func figureReply(
        _ ask: Ask, _ asked: FiguresLink, refused: ActionError? = nil
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let file = try await ask.installation.figureFile(
            try ask.parameter("figure"), at: asked.place ?? frame.visit.holding.post.place,
            for: asked.period, after: ask.query["after"].flatMap { FactCursor($0) },
            in: frame.visit.realm, for: frame.visit.holding)
        let view = frame.figure(file, refused: refused)
        var reply = frame.page(view.title, current: .figures, content: figurePage(view))
        if let refused { reply.status = ask.failure(of: refused, frame.words).status }
        return reply
    }
}

extension DeskFrame {
    var sentences: FigureSentences { FigureSentences(words: words, times: times) }

    fileprivate func figures(
        _ sheet: FigureSheet, seeing view: String?, today: Day
    ) async throws -> FiguresView {
        let link = FiguresLink(place: sheet.place.id, period: sheet.period, view: view)
        let profile = visit.book.profile
        let shown = view.map { view in
            sheet.seeing { figure in
                view == Self.dutyView
                    ? profile.isDuty(figure, of: visit.holding.verbs) : figure.section == view
            }
        }
        return FiguresView(
            title: words("figures.title"), detail: words("figures.detail"),
            other: NavItem(words("figures.beside"), link.seeing(nil).beside),
            lengths: sentences.lengths(of: sheet.period, today: today) { link.over($0).desk },
            lengthsLabel: words("figures.lengths"), views: views(of: sheet, link),
            viewsLabel: words("figures.views"),
            period: sentences.way(of: sheet.period, today: today) { link.over($0).desk },
            places: try await placeForm(link, to: .figures),
            sections: drawn(shown ?? sheet, link),
            notes: sentences.notes(uncounted: sheet.uncounted, asOf: sheet.asOf),
            none: (words("figures.none"), words("figures.none.next")))
    }

    /// Which place, with the time and the view that are seen.
    func placeForm(_ link: FiguresLink, to page: Link) async throws -> HTML {
        let places = try await ask.installation.filterPlaces(for: visit)
        let form = getForm(
            to: page,
            content: """
                \(hiddenField("period", value: link.period.description))\
                \(HTML.when(link.view) { hiddenField("view", value: $0) })\
                \(groupedSelect(
                    Field("place", label: words("inbox.filter.place"), isRequired: false),
                    groups: placeGroups(
                        places, chosen: link.place, words: words, whole: "figures.whole")))\
                \(submitButton(words("inbox.filter.apply"), weight: .second))
                """)
        return "<div class=\"figures-place\">\(form)</div>"
    }

    private func drawn(_ sheet: FigureSheet, _ link: FiguresLink) -> HTML {
        let key = DrawnFiguresKey(sheet, link: link, book: visit.book, language: words.language)
        return ask.site.figures.piece(key) {
            figureSections(sentences.sections(sheet) { link.figure($0.id) })
        }
    }

    private static let dutyView = "duty"

    /// All (全面), one's own duty (责任), and each line of work (归口); the area is chosen beside it.
    private func views(of sheet: FigureSheet, _ link: FiguresLink) -> [NavItem] {
        var sections: [String] = []
        for line in sheet.lines where !sections.contains(line.figure.section) {
            sections.append(line.figure.section)
        }
        func item(_ title: String, _ view: String?) -> NavItem {
            NavItem(title, link.seeing(view).desk, isCurrent: link.view == view)
        }
        return [
            item(words("figures.view.all"), nil),
            item(words("figures.view.duty"), Self.dutyView),
        ] + sections.map { item(words("figure.section.\($0)"), $0) }
    }
}

extension FigureSentences {
    /// The lengths of time to choose from, each around the same months.
    func lengths(of period: Period, today: Day, link: (Period) -> Link) -> [NavItem] {
        Period.Length.allCases.reversed().map { length in
            // What is asked for last: the month of today where the period holds it.
            let month = min(period.last, max(period.first, Month(of: today)))
            return NavItem(
                words("figures.length.\(length)"), link(Period(length, with: month)),
                isCurrent: length == period.length)
        }
    }

    /// The period with the one before it and, unless it lies ahead, the one after.
    func way(
        of period: Period, today: Day, link: (Period) -> Link
    ) -> (title: String, label: String, earlier: NavItem, later: NavItem?) {
        let next = period.next
        return (
            title(period), words("figures.period"),
            NavItem(title(period.previous), link(period.previous)),
            next.first <= Month(of: today) ? NavItem(title(next), link(next)) : nil
        )
    }

    func sections(_ sheet: FigureSheet, link: (Figure) -> Link?) -> [FiguresView.Section] {
        var sections: [FiguresView.Section] = []
        for line in sheet.lines {
            let tile = FiguresView.Tile(
                words: name(line.figure), value: value(line.value),
                details: [detail(line), change(line, sheet.period)].compactMap(\.self),
                spark: spark(line, sheet.period), link: link(line.figure))
            if let last = sections.last, last.id == line.figure.section {
                sections[sections.count - 1] = FiguresView.Section(
                    id: last.id, title: last.title, tiles: last.tiles + [tile])
            } else {
                sections.append(
                    FiguresView.Section(
                        id: line.figure.section,
                        title: words("figure.section.\(line.figure.section)"), tiles: [tile]))
            }
        }
        return sections
    }

    /// Up to when it is counted, where that is not now.
    func notes(uncounted: Int64, asOf: Instant?) -> [String] {
        [
            uncounted > 0
                ? words("figures.uncounted", ["count": FigureValue.grouped(uncounted)]) : nil,
            asOf.map { words("figures.asOf", ["at": times.moment($0)]) },
        ].compactMap(\.self)
    }
}
