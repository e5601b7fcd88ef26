import Actions
import Kernel
import Markup

/// The one page that knows everything about a place, generated from what stands.
struct OverviewPage {
    let title: String
    let lead: String
    let search: HTML
    let parts: [(title: String, content: HTML)]
    let none: (title: String, next: String)
    let foot: String
}

extension OverviewPage {
    static var example: OverviewPage {
        OverviewPage(
            title: "岩岭社区", lead: "一页看清", search: .empty, parts: [("底数", .empty)],
            none: ("没有", "换个词"), foot: "自动生成")
    }
}

func overviewPage(_ page: OverviewPage) -> HTML {
    let jumps = HTML.each(page.parts.enumerated()) { index, part in
        "<li><a href=\"\(Link(here: "part-\(index + 1)"))\">\(part.title)</a></li>"
    }
    let parts = HTML.each(page.parts.enumerated()) { index, part in
        """
        <section class="panel" aria-labelledby="part-\(index + 1)">\
        <h2 class="panel-title" id="part-\(index + 1)">\(part.title)</h2>\(part.content)</section>
        """
    }
    return """
        \(page.search)\(page.parts.isEmpty
            ? emptyState(page.none.title, next: page.none.next)
            : """
                \(HTML.when(page.parts.count > 1, "<ul class=\"overview-jumps\">\(jumps)</ul>"))\
                <div class="story overview-parts">\(parts)</div>
                """)<p class="hint">\(page.foot)</p>
        """
}

extension Neighbourhood {
    func overviewReply() async throws -> Reply {
        let places = try await installation.places(in: realm)
            .filter { book.profile.isPublic(level: $0.level) }
        let asked = ask.query["place"].flatMap { Place.ID($0) }
        guard let place = places.first(where: { $0.id == asked }) ?? places.first,
            let overview = try await installation.overview(
                of: place.id, in: realm, isPublic: true)
        else { throw ActionError.notFound }
        let typed = String((ask.query["q"] ?? "").prefix(60)).trimmingCharacters()
        let here = realm
        let parts = OverviewParts(
            words: words, times: times, overview: overview, today: book.day(of: ask.now),
            terms: typed.split(whereSeparator: \.isWhitespace).map(String.init),
            guideLink: { .publicGuide(here, $0) }, venueLink: { .publicVenue(here, $0) },
            placeLink: { .publicOverview(here, place: $0) },
            rosterLink: { .publicRoster(here, $0) }, matterLink: { .open(here, $0) },
            book: book, isPublic: true,
            bodyNames: Dictionary(
                try await installation.bodies(in: realm).map { ($0.id, $0.name) },
                uniquingKeysWith: { first, _ in first }))
        let page = OverviewPage(
            title: words.name(place.name), lead: words("overview.public.lead"),
            search: overviewSearch(
                to: .publicOverview(realm), typed, places, chosen: place.id, hidden: .empty, words),
            parts: parts.all, none: (words("overview.none"), words("guides.none.other")),
            foot: words("overview.foot", ["moment": times.moment(ask.now)]))
        return try await self.page(
            page.title, at: .who,
            content: """
                <div class="overview"><header class="page-head"><h1>\(page.title)</h1>\
                <p class="lead">\(page.lead)</p></header>\(overviewPage(page))\
                \(buttonRow([
                    buttonLink(
                        words("guides.public.title"), to: .publicGuides(realm), icon: .search),
                    printButton(words("page.print")),
                ]))</div>
                """)
    }
}

/// The form that chooses a place and words to look for.
func overviewSearch(
    to link: Link, _ typed: String, _ places: [Place], chosen: Place.ID, hidden: HTML,
    _ words: Words
) -> HTML {
    """
    <form class="form overview-search" method="get" action="\(link)">\(hidden)\
    \(groupedSelect(
        Field("place", label: words("overview.place"), isRequired: false),
        groups: placeGroups(places, chosen: chosen, words: words)))\
    \(textField(
        Field("q", label: words("guides.search"), isRequired: false), value: typed, kind: .search,
        lengthMax: 60))\
    \(submitButton(words("overview.show"), weight: .second, icon: .search))</form>
    """
}

extension DeskFrame {
    /// What a post asks to see, and the parts of it.
    private struct Sight {
        let view: OverviewView
        let place: Place
        let line: String?
        let overview: Overview
        let parts: [(title: String, content: HTML)]
        let typed: String
    }

    private func sight() async throws -> Sight {
        let view = ask.query["view"].flatMap(OverviewView.init) ?? .all
        let places = try await ask.installation.places(in: visit.realm)
        let asked = ask.query["place"].flatMap { Place.ID($0) }
        let usual = view == .area ? visit.holding.post.place : places.first?.id
        guard
            let place = places.first(where: { $0.id == asked })
                ?? places.first(where: { $0.id == usual }) ?? places.first,
            let overview = try await ask.installation.overview(
                of: place.id, in: visit.realm, isPublic: !visit.holding.verbs.contains(.read))
        else { throw ActionError.notFound }
        let typed = String((ask.query["q"] ?? "").prefix(60)).trimmingCharacters()
        let parts = OverviewParts(
            words: words, times: times, overview: overview, today: today,
            terms: typed.split(whereSeparator: \.isWhitespace).map(String.init),
            guideLink: { .guide($0) }, venueLink: { .venue($0) },
            placeLink: { .overview(.area, place: $0) }, rosterLink: { .roster($0) },
            matterLink: { .matter($0) }, book: visit.book,
            isPublic: !visit.holding.verbs.contains(.read), bodyNames: bodyNames.mapValues(\.name))
        let line = ask.query["line"] ?? wides(overview).first
        let shown: [(title: String, content: HTML)]
        switch view {
        case .all, .area: shown = parts.all
        case .line: shown = line.map(parts.line) ?? []
        case .duty:
            let body = visit.holding.post.body
            shown = parts.duty(
                of: body, clauses: try await ask.installation.clauses(of: body))
        }
        return Sight(
            view: view, place: place, line: line, overview: overview, parts: shown, typed: typed)
    }

    private func wides(_ overview: Overview) -> [String] {
        overview.leads.map { $0.category.split(separator: ".").first.map(String.init) ?? "" }
            .reduce(into: []) { known, wide in if !known.contains(wide) { known.append(wide) } }
    }

    private func title(of sight: Sight) -> String {
        switch sight.view {
        case .all, .area: words.name(sight.place.name)
        case .line: sight.line.map { words("category.\($0)") } ?? words("overview.view.line")
        case .duty: bodyNames[visit.holding.post.body].map { words.name($0.name) } ?? ""
        }
    }

    func overviewPage(back: FormReturn? = nil) async throws -> Reply {
        let sight = try await sight()
        let places = try await ask.installation.places(in: visit.realm)
        let filters = OverviewView.allCases.map { view in
            NavItem(
                words("overview.view.\(view.rawValue)"), .overview(view),
                isCurrent: view == sight.view)
        }
        let lines =
            sight.view == .line
            ? filterBar(
                label: words("overview.view.line"),
                wides(sight.overview).map {
                    NavItem(
                        words("category.\($0)"), .overview(.line, line: $0),
                        isCurrent: $0 == sight.line)
                }) : .empty
        let search =
            sight.view == .duty
            ? HTML.empty
            : overviewSearch(
                to: .overview(), sight.typed, places, chosen: sight.place.id,
                hidden: """
                    \(hiddenField("view", value: sight.view.rawValue))\
                    \(HTML.when(sight.line) { hiddenField("line", value: $0) })
                    """, words)
        let view = OverviewPage(
            title: title(of: sight), lead: words("overview.lead.\(sight.view.rawValue)"),
            search: "\(lines)\(search)", parts: sight.parts,
            none: (words("overview.none"), words("overview.none.next")),
            foot: words("overview.foot", ["moment": times.moment(ask.now)]))
        return page(
            words("overview.title"), current: .overview(),
            content: """
                \(deskHead(
                    title: view.title, detail: view.lead, filters: filters,
                    filtersLabel: words("overview.title"),
                    actions: buttonRow([
                        buttonLink(
                            words("overview.paper"),
                            to: .overviewPaper(
                                sight.view, place: sight.place.id, line: sight.line),
                            icon: .print)
                    ])))\(doneMessage())<div class="overview-desk">\(Web.overviewPage(view))\
                \(factForm(sight, back))</div>
                """)
    }

    /// Where whoever publishes for a place writes down what is known of it.
    private func factForm(_ sight: Sight, _ back: FormReturn?) -> HTML {
        let place = sight.place
        guard [.all, .area].contains(sight.view),
            visit.holding.grants(.publish, at: place.path, in: visit.realm.id)
        else { return .empty }
        let forms = OrganisationForms(words: words, back: back)
        return actionList([
            forms.panel(
                "facts", "facts.new", hint: "facts.new.hint", icon: .plus, to: .overviewFacts,
                submit: "org.save",
                content: """
                    \(hiddenField("place", value: place.id.description))\
                    \(forms.choice(
                        "kind", of: "facts", "facts.field.kind",
                        groups: [
                            ChoiceGroup(
                                label: nil,
                                choices: PlaceFact.Kind.allCases.map {
                                    Choice(
                                        $0.rawValue, label: words("facts.kind.\($0.rawValue)"))
                                })
                        ]))\
                    \(forms.area(
                        "said", of: "facts", "facts.field.said", hint: "facts.field.said.hint",
                        rows: 2, lengthMax: PlaceFact.saidCharactersMax))\
                    \(forms.check(
                        "rough", of: "facts", "facts.field.rough", isChecked: false))\
                    \(forms.day("asOf", of: "facts", "facts.field.asOf", now: today))\
                    \(forms.text(
                        "source", of: "facts", "guides.field.source",
                        hint: "facts.field.source.hint",
                        lengthMax: PlaceFact.sourceCharactersMax))
                    """)
        ])
    }

    func overviewPaper() async throws -> Reply {
        let sight = try await sight()
        let paper = Paper(
            realm: words.name(visit.realm.name),
            heading: words("overview.paper.heading", ["name": title(of: sight)]),
            lead: words("overview.lead.\(sight.view.rawValue)"), facts: [], parts: sight.parts,
            signatures: [], footer: words("overview.foot", ["moment": times.moment(ask.now)]))
        return .page(
            paperPage(
                ask.frame(words("overview.title"), words), paper,
                tools: buttonRow([
                    buttonLink(
                        words("page.back"),
                        to: .overview(sight.view, place: sight.place.id, line: sight.line),
                        icon: .back), printButton(words("page.print")),
                ])))
    }
}
