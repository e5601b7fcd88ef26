import Actions
import Kernel
import Markup
import Storage

/// All reports in reach of a post, and the form of the next one.
struct ReportsView {
    let title: String
    let detail: String
    let problem: HTML
    let form: (title: String, content: HTML)?
    let listTitle: String
    let rows: HTML
    let older: NavItem?
}

func reportsPage(_ view: ReportsView) -> HTML {
    """
    \(deskHead(title: view.title, detail: view.detail))\(view.problem)\
    <div class="story">\(HTML.when(view.form) { panel($0.title, content: $0.content) })\
    \(view.rows)\(pager(label: view.listTitle, newer: nil, older: view.older))</div>
    """
}

extension ReportsView {
    static var example: ReportsView {
        ReportsView(
            title: "报表", detail: "数都从记录里来", problem: .empty, form: nil,
            listTitle: "起草和定稿的报表", rows: "<p>…</p>", older: nil)
    }
}

extension DeskFrame {
    func reports(
        _ list: ReportList, _ places: [Place], refused: ActionError?
    ) -> ReportsView {
        let complaints = refused.map(self.complaints)?.mapValues(\.words) ?? [:]
        return ReportsView(
            title: words("reports.title"), detail: words("reports.detail"),
            problem: HTML.when(refused) { refused in
                problemSummary(
                    title: ask.failure(of: refused, words).title,
                    problems: complaints.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
            },
            form: visit.holding.verbs.contains(.report)
                ? (words("reports.new"), newReport(places, complaints)) : nil,
            listTitle: words("reports.list"), rows: rows(list),
            older: list.next.map { NavItem(words("page.older"), .reports(before: $0)) })
    }

    private func rows(_ list: ReportList) -> HTML {
        guard !list.lines.isEmpty else {
            return emptyState(words("reports.none"), next: words("reports.none.next"))
        }
        let sentences = ReportWords(texts: ask.site.words.texts)
        return dataTable(
            caption: words("reports.list"),
            columns: ["report", "place", "period", "version", "state"].map {
                TableColumn(words("reports.list.\($0)"))
            },
            rows: list.lines.map { report, place in
                [
                    """
                    <a href="\(Link.report(report.id))">\(words("report.\(report.layout)"))</a>
                    """,
                    "\(words.name(place))",
                    "\(words.name(sentences.title(report.period)))",
                    "\(words("reports.version", ["version": String(report.version)]))",
                    chip(
                        words("reports.state.\(report.state.rawValue)"),
                        tone: report.state == .frozen ? .jade : .plain,
                        icon: report.state == .frozen ? .seal : nil),
                ]
            })
    }

    private func newReport(_ places: [Place], _ complaints: [String: String]) -> HTML {
        func field(_ name: String) -> Field {
            Field(
                name, label: words("reports.field.\(name)"), problem: complaints[name],
                isRequired: name != "reason")
        }
        let chosen = ask.form["place"].flatMap { Place.ID($0) } ?? visit.holding.post.place
        return postForm(
            to: .reports(),
            content: """
                <div class="report-new">\(selectField(
                    field("layout"),
                    choices: visit.book.profile.reports.map { layout in
                        Choice(
                            layout.id, label: words("report.\(layout.id)"),
                            isChosen: ask.form["layout"] == layout.id)
                    }))\
                \(groupedSelect(
                    field("place"),
                    groups: placeGroups(
                        places, chosen: chosen, words: words, whole: "figures.whole")))\
                \(groupedSelect(field("period"), groups: periods))</div>\
                \(HTML.when(complaints["reason"] != nil, textField(
                    field("reason"), value: ask.form["reason"] ?? "",
                    lengthMax: Report.reasonCharactersMax)))\
                \(submitButton(words("reports.new.submit"), weight: .first, icon: .plus))
                """)
    }

    /// The last periods of each length that some report is made for, the newest first.
    private var periods: [ChoiceGroup] {
        let sentences = ReportWords(texts: ask.site.words.texts)
        let month = Month(of: Day(of: ask.now, in: times.zone))
        let lengths = Set(visit.book.profile.reports.flatMap(\.lengths))
        return Period.Length.allCases.filter(lengths.contains).map { length in
            var period = Period(length, with: month)
            var choices: [Choice] = []
            for _ in 0..<Self.periodsOffered {
                choices.append(
                    Choice(
                        period.description, label: words.name(sentences.title(period)),
                        isChosen: ask.form["period"] == period.description))
                period = period.previous
            }
            return ChoiceGroup(label: words("figures.length.\(length)"), choices: choices)
        }
    }

    private static let periodsOffered = 8
}
