import Actions
import Kernel
import Markup
import Storage

/// The rota of a year, proposed and open to change, month by month.
struct RotaView {
    let title: String
    let lead: String
    let rule: String
    let years: [NavItem]
    let yearsLabel: String
    let problem: HTML
    let fields: [HTML]
    let form: Link
    let year: String
    let submit: String
    let fresh: NavItem?
    let back: NavItem
}

func rotaPage(_ view: RotaView) -> HTML {
    readingColumn(
        title: view.title, lead: view.lead,
        content: """
            \(filterBar(label: view.yearsLabel, view.years))\
            \(noteMessage("<p>\(view.rule)</p>", icon: .list))\(view.problem)\
            \(postForm(
                to: view.form, hidden: hiddenField("year", value: view.year),
                content: """
                    <div class="rota-form">\(view.fields)</div>\
                    \(buttonRow([submitButton(view.submit, weight: .first, icon: .check)]
                        + (view.fresh.map { [buttonLink($0.words, to: $0.link)] } ?? [])
                        + [buttonLink(view.back.words, to: view.back.link, weight: .quiet)]))
                    """))
            """)
}

extension DeskFrame {
    func rotaPage(_ file: AllianceFile, back: FormReturn? = nil) -> Reply {
        let id = file.alliance.body.id
        let now = Month(of: today)
        let asked = (back?.sent["year"] ?? ask.query["year"]).flatMap { Int($0) }
        let year = asked.flatMap { (now.year...now.year + 1).contains($0) ? $0 : nil } ?? now.year
        let isFresh = ask.query["fresh"] != nil
        let months = Month.all(ofYear: year)
        let view = RotaView(
            title: words("alliances.rota.draw"),
            lead: words(
                "alliances.rota.lead",
                ["alliance": words.name(file.alliance.body.name), "year": String(year)]),
            rule: words("alliances.rota.rule"),
            years: [now.year, now.year + 1].map { other in
                NavItem(
                    words("alliances.rota.year", ["year": String(other)]), .rota(id, year: other),
                    isCurrent: other == year)
            }, yearsLabel: words("alliances.rota.label"),
            problem: HTML.when(back) {
                alertMessage($0.failure.title, detail: "<p>\($0.failure.detail)</p>")
            },
            fields: rotaFields(file, months, now: now, isFresh: isFresh, back: back),
            form: .rota(id), year: String(year), submit: words("alliances.rota.save"),
            fresh: isFresh
                ? nil : NavItem(words("alliances.rota.fresh"), .rota(id, year: year, fresh: true)),
            back: NavItem(words("page.back"), .alliance(id)))
        return page(view.title, current: .alliances, content: Web.rotaPage(view))
    }

    private func rotaFields(
        _ file: AllianceFile, _ months: [Month], now: Month, isFresh: Bool, back: FormReturn?
    ) -> [HTML] {
        let forms = OrganisationForms(words: words, back: back)
        let ahead = months.filter { $0 >= now }
        let open = isFresh ? ahead : ahead.filter { file.rota.turns[$0] == nil }
        let proposed = Dictionary(
            file.rota.proposal(for: open).map { ($0.month, $0.body) },
            uniquingKeysWith: { first, _ in first })
        return months.filter { $0 >= now || file.rota.turns[$0] != nil }.map { month in
            let name = words("month.\(month.month)")
            guard month >= now else {
                return """
                    <p class="rota-past"><span>\(name)</span>\(chair(file.rota.turns[month]))</p>
                    """
            }
            let usual = proposed[month] ?? file.rota.turns[month]?.body
            let field = SetRota.field(of: month)
            let chosen = forms.value(field, of: "rota", now: usual?.description ?? "")
            let complaint = back?.complaints[field]
            return selectField(
                Field(
                    field, label: name,
                    hint: proposed[month] == nil ? nil : words("alliances.rota.proposed"),
                    problem: complaint.map { words($0.key, $0.gaps) }, isRequired: false),
                choices: file.rota.eligible(in: month).map {
                    Choice(
                        $0.description, label: bodyName($0), isChosen: $0.description == chosen)
                }, emptyWords: words("alliances.rota.empty"))
        }
    }
}
