import Actions
import Kernel
import Markup
import Storage

/// One figure: what it means, how it went, where, and what it counts.
struct FigurePage {
    struct Evidence {
        let day: String
        let title: String
        let link: Link
        let detail: String
    }

    let title: String
    let means: String
    let place: String
    let period: (title: String, label: String, earlier: NavItem, later: NavItem?)
    let value: String
    let details: [String]
    let formula: (title: String, words: String, parts: [NavItem])
    let trend: (title: String, drawing: TrendDrawing, columns: [TableColumn], rows: [[HTML]])?
    let places: (caption: String, columns: [TableColumn], rows: [[HTML]])?
    let evidence: (title: String, lines: [Evidence], note: String?, older: NavItem?)
    /// What a rate leaves out, and what was reported of it.
    let extras: HTML
    let notes: [String]
    let back: NavItem
}

func figurePage(_ page: FigurePage) -> HTML {
    """
    \(deskHead(title: page.title, detail: page.means))\
    <div class="figures-bar">\(periodBar(page.period))<p class="figure-place">\(icon(.pin))\
    \(page.place)</p></div>\(HTML.each(page.notes) { "<p class=\"hint\">\($0)</p>" })\
    <div class="figure-page"><div class="figure-main">\
    <section class="panel figure-sum"><p class="figure-large">\(page.value)</p>\
    \(HTML.each(page.details) { "<p class=\"figure-detail\">\($0)</p>" })</section>\
    \(HTML.when(page.trend) { trend in
        panel(trend.title, content: """
            \(trendDrawing(trend.drawing, label: trend.title))\
            <details class="fold"><summary>\(trend.title)</summary>\
            \(dataTable(caption: trend.title, columns: trend.columns, rows: trend.rows))</details>
            """)
    })\
    \(evidencePanel(page.evidence))\(page.extras)</div><div class="side">\
    \(panel(page.formula.title, content: """
        <p>\(page.formula.words)</p>\(HTML.when(!page.formula.parts.isEmpty, """
            <ul class="figure-parts">\(HTML.each(page.formula.parts) {
                "<li><a href=\"\($0.link)\">\($0.words)</a></li>"
            })</ul>
            """))
        """))\
    \(HTML.when(page.places) {
        dataTable(caption: $0.caption, columns: $0.columns, rows: $0.rows)
    })\
    <p>\(buttonLink(page.back.words, to: page.back.link, icon: .back))</p></div></div>
    """
}

private func evidencePanel(
    _ evidence: (title: String, lines: [FigurePage.Evidence], note: String?, older: NavItem?)
) -> HTML {
    let lines = HTML.each(evidence.lines) { line in
        """
        <li><span class="evidence-day">\(line.day)</span><a href="\(line.link)">\(line.title)</a>\
        <span class="evidence-detail">\(line.detail)</span></li>
        """
    }
    return panel(
        evidence.title,
        content: """
            \(HTML.when(evidence.note) { "<p class=\"hint\">\($0)</p>" })\
            \(HTML.when(!evidence.lines.isEmpty, "<ul class=\"evidence\">\(lines)</ul>"))\
            \(pager(label: evidence.title, newer: nil, older: evidence.older))
            """)
}

extension FigurePage {
    static var example: FigurePage {
        FigurePage(
            title: "收到诉求", means: "登记的诉求", place: "车城路街道",
            period: ("2026年", "时间", NavItem("2025年", Link("x")), nil), value: "1,039",
            details: ["比去年 +12"], formula: ("怎么算", "发生一次算一次", [NavItem("办结", Link("x"))]),
            trend: ("逐月", .example, [TableColumn("月份")], [["2026年11月"]]),
            places: ("各社区", [TableColumn("社区")], [["岩岭社区"]]),
            evidence: (
                "数的是这些",
                [
                    Evidence(
                        day: "11月3日", title: "路灯不亮", link: Link("x"), detail: "岩岭社区 · 登记")
                ], nil, NavItem("更早的", Link("x"))
            ), extras: .empty, notes: [], back: NavItem("全部指标", Link("x")))
    }
}

extension DeskFrame {
    func figure(_ file: FigureFile, refused: ActionError? = nil) -> FigurePage {
        let (figure, period) = (file.line.figure, file.period)
        let link = FiguresLink(place: file.place.id, period: period)
        let today = Day(of: ask.now, in: times.zone)
        return FigurePage(
            title: sentences.name(figure), means: words("figure.\(figure.id).means"),
            place: words.name(file.place.name),
            period: sentences.way(of: period, today: today) { link.over($0).figure(figure.id) },
            value: sentences.value(file.line.value),
            details: [sentences.detail(file.line), sentences.change(file.line, period)]
                .compactMap(\.self),
            formula: (
                words("figures.formula"), sentences.formula(figure),
                file.parts.map { part in
                    NavItem(
                        words(
                            "figures.part",
                            [
                                "name": sentences.name(part.figure),
                                "value": sentences.value(part.value),
                            ]), link.figure(part.figure.id))
                }
            ), trend: trend(file), places: places(file, link), evidence: evidence(file, link),
            extras: FigureExtras(frame: self, file: file, refused: refused).panels,
            notes: sentences.notes(uncounted: file.uncounted, asOf: file.asOf),
            back: NavItem(words("figures.all"), link.desk))
    }

    private func trend(
        _ file: FigureFile
    ) -> (title: String, drawing: TrendDrawing, columns: [TableColumn], rows: [[HTML]])? {
        sentences.trend(file.line, file.period).map { drawing in
            (
                words("figures.trend"), drawing,
                [
                    TableColumn(words("figures.column.month")),
                    TableColumn(words("figures.column.value"), isNumber: true),
                ],
                file.line.months.map { month in
                    [
                        "\(times.month(month.month.first))",
                        "\(sentences.detail(month.value) ?? sentences.value(month.value))",
                    ]
                }
            )
        }
    }

    private func places(
        _ file: FigureFile, _ link: FiguresLink
    ) -> (caption: String, columns: [TableColumn], rows: [[HTML]])? {
        guard !file.places.isEmpty else { return nil }
        return (
            words("figures.places", ["place": words.name(file.place.name)]),
            [
                TableColumn(words("figures.column.place")),
                TableColumn(words("figures.column.value"), isNumber: true),
            ],
            // In the order of their names: a table, no ranking.
            file.places.map { place, value in
                [
                    """
                    <a href="\(link.at(place.id).figure(file.line.figure.id))">\
                    \(words.name(place.name))</a>
                    """,
                    """
                    \(sentences.value(value))\(HTML.when(sentences.detail(value)) {
                        " <small>\($0)</small>"
                    })
                    """,
                ]
            }
        )
    }

    private func evidence(
        _ file: FigureFile, _ link: FiguresLink
    ) -> (title: String, lines: [FigurePage.Evidence], note: String?, older: NavItem?) {
        let title = words("figures.evidence")
        switch file.evidence {
        case .lines(let lines, let next):
            return (
                title, lines.map(evidence),
                lines.isEmpty ? words("figures.evidence.empty") : nil,
                next.map {
                    NavItem(words("page.older"), link.figure(file.line.figure.id, after: $0))
                }
            )
        case .outOfReach: return (title, [], words("figures.evidence.outOfReach"), nil)
        case .told: return (title, [], words("figures.evidence.told"), nil)
        case .none:
            let key = file.parts.isEmpty ? "register" : "share"
            return (title, [], words("figures.evidence.\(key)"), nil)
        }
    }

    private func evidence(_ line: EvidenceLine) -> FigurePage.Evidence {
        let (title, link): (String, Link) =
            switch line.subject {
            case .matter(let matter): (self.title(of: matter), .matter(matter.reference))
            case .meeting(let id, let title): (title, .meeting(id))
            case .activity(let id, let title): (title, .activity(id))
            case .pairing(let id): (words("figures.pairing"), .pairing(id))
            case .report(let id, let layout): (words("report.\(layout)"), .report(id))
            case .sitting(let sitting):
                (words("sittingKind.\(sitting.kind)"), .sitting(sitting.id))
            case .booking(let booking):
                (
                    booking.title
                        ?? words(
                            "bookings.number.title", ["number": booking.number.description]),
                    .deskBooking(booking.number)
                )
            }
        let amount =
            line.fact.amount == 1 ? nil : FigureValue.grouped(line.fact.amount)
        return FigurePage.Evidence(
            day: times.day(line.fact.day), title: title, link: link,
            detail: [words.name(line.place), amount].compactMap(\.self).joined(separator: " · "))
    }
}
