import Actions
import Kernel
import Markup
import Storage

/// Where residents appraise their buildings: the places with a scheme in force.
struct PublicAppraisalsPage {
    let title: String
    let lead: String
    let places: [AppraisalsView.Card]
    let none: (title: String, next: String)
}

extension PublicAppraisalsPage {
    static var example: PublicAppraisalsPage {
        PublicAppraisalsPage(
            title: "楼栋考评", lead: "各楼互看互评", places: AppraisalsView.example.schemes,
            none: ("没有", "过几天再来看"))
    }
}

func publicAppraisalsPage(_ page: PublicAppraisalsPage) -> HTML {
    readingColumn(
        title: page.title, lead: page.lead,
        content: appraisalCards(page.places, none: page.none))
}

/// A place's appraisal as everyone may read it: rules, flags, commendations. Never a sheet, never
/// an order beyond the flags.
struct PublicAppraisalPage {
    struct Flag {
        let building: String
        let link: Link
        let detail: String
    }

    let title: String
    let lead: String
    let flagsTitle: String
    let flags: [Flag]
    let noFlags: String
    let bulletinsTitle: String
    let bulletins: [NavItem]
    let rulesTitle: String
    let rules: HTML
    let facts: [(term: String, value: HTML)]
    let buildingsTitle: String
    let buildingsHint: String
    let buildings: [NavItem]
    let historyTitle: String
    let history: [Flag]
}

extension PublicAppraisalPage {
    static var example: PublicAppraisalPage {
        let flag = Flag(building: "1号楼", link: Link("x"), detail: "11月5日起")
        return PublicAppraisalPage(
            title: "半山尚小区楼栋考评细则", lead: "半山尚小区", flagsTitle: "流动红旗", flags: [flag],
            noFlags: "还没有", bulletinsTitle: "表扬通报", bulletins: [NavItem("11月", Link("b"))],
            rulesTitle: "细则", rules: "<p>共 100 分</p>", facts: [("通过", "11月1日")],
            buildingsTitle: "各楼积分", buildingsHint: "按楼号", buildings: [], historyTitle: "红旗去过哪里",
            history: [flag])
    }
}

func publicAppraisalPage(_ page: PublicAppraisalPage) -> HTML {
    readingColumn(
        title: page.title, lead: page.lead,
        content: """
            <div class="story">\
            \(panel(page.flagsTitle, content: wavingFlags(page)))\
            \(HTML.when(
                !page.bulletins.isEmpty,
                panel(page.bulletinsTitle, content: plainLinks(page.bulletins))))\
            \(panel(page.rulesTitle, content: "\(page.rules)\(definitionList(page.facts))"))\
            \(panel(
                page.buildingsTitle,
                content: """
                    <p class="hint">\(page.buildingsHint)</p>\(plainLinks(page.buildings))
                    """))\
            \(HTML.when(
                !page.history.isEmpty, panel(page.historyTitle, content: pastFlags(page))))</div>
            """)
}

private func wavingFlags(_ page: PublicAppraisalPage) -> HTML {
    guard !page.flags.isEmpty else { return "<p>\(page.noFlags)</p>" }
    let drawn = HTML.each(page.flags) { flag in
        """
        <li>\(redFlag(large: true))<a href="\(flag.link)">\(flag.building)</a>\
        <span class="hint">\(flag.detail)</span></li>
        """
    }
    return "<ul class=\"waving-flags\">\(drawn)</ul>"
}

private func pastFlags(_ page: PublicAppraisalPage) -> HTML {
    let lines = HTML.each(page.history) { flag in
        """
        <li>\(redFlag()) <a href="\(flag.link)">\(flag.building)</a> \
        <span class="hint">\(flag.detail)</span></li>
        """
    }
    return "<ul class=\"past-flags\">\(lines)</ul>"
}

private func plainLinks(_ items: [NavItem]) -> HTML {
    let lines = HTML.each(items) { "<li><a href=\"\($0.link)\">\($0.words)</a></li>" }
    return "<ul class=\"building-links\">\(lines)</ul>"
}

extension Neighbourhood {
    func appraisalsReply() async throws -> Reply {
        guard try await installation.hasAppraisals(in: realm) else { throw ActionError.notFound }
        let lists = try await installation.appraisalLists(in: realm, limit: 1)
        let page = PublicAppraisalsPage(
            title: words("appraisal.title"), lead: words("appraisal.public.lead"),
            places: lists.schemes.map { scheme in
                AppraisalsView.Card(
                    title: lists.places[scheme.place].map { words.name($0.name) } ?? "",
                    link: .publicAppraisal(realm, scheme.place), detail: scheme.name,
                    badges: [chip(words("appraisal.inForce"), tone: .jade)])
            }, none: (words("appraisal.none"), words("appraisal.rounds.none.next")))
        return try await self.page(
            page.title, at: .notices, content: publicAppraisalsPage(page))
    }

    func appraisalReply() async throws -> Reply {
        guard
            let found = try await installation.publicAppraisal(at: ask.placeID(), in: realm)
        else { throw ActionError.notFound }
        let reading = PublicAppraisalReading(here: self, found: found)
        let page = reading.page()
        return try await self.page(
            page.title, at: .notices, content: publicAppraisalPage(page))
    }
}

private struct PublicAppraisalReading {
    let here: Neighbourhood
    let found: PublicAppraisal

    private var words: Words { here.words }
    private var times: Times { here.times }

    func page() -> PublicAppraisalPage {
        let scheme = found.scheme
        return PublicAppraisalPage(
            title: scheme.name,
            lead: words(
                "appraisal.public.place", ["place": words.name(found.place.name)]),
            flagsTitle: words("appraisal.flags"),
            flags: found.flags.filter { $0.until == nil }
                .sorted { ($0.place, $0.building) < ($1.place, $1.building) }.map(flag),
            noFlags: words("appraisal.flags.none"),
            bulletinsTitle: words("appraisal.bulletins"),
            bulletins: found.bulletins.map {
                NavItem(
                    words("appraisal.bulletin.of", ["month": words.month(of: $0)]),
                    .bulletin(here.realm, $0.id))
            },
            rulesTitle: words("appraisal.rules"),
            rules: """
                \(criteriaTable(scheme.rules, words: words))\
                \(ruleList(scheme.rules, words: words))
                """, facts: facts(), buildingsTitle: words("appraisal.buildings.title"),
            buildingsHint: words("appraisal.buildings.hint"),
            buildings: found.buildings.map {
                NavItem(name($0.id), .buildingPoints(here.realm, $0.id))
            },
            historyTitle: words("appraisal.flags.history"),
            history: found.flags.filter { $0.until != nil }.map(flag))
    }

    private func name(_ building: Place.ID) -> String {
        words.building(building, of: found.lines, under: found.scheme.placePath)
    }

    private func flag(_ flag: AppraisalFlags.Flag) -> PublicAppraisalPage.Flag {
        PublicAppraisalPage.Flag(
            building: name(flag.building), link: .buildingPoints(here.realm, flag.building),
            detail: times.period(of: flag, in: found.rounds[flag.round]))
    }

    private func facts() -> [(term: String, value: HTML)] {
        [
            (
                words("appraisal.fact.adopted"),
                times.adoption(
                    of: found.scheme,
                    meeting: found.meeting.map {
                        ($0.title, Link.publicMeeting(here.realm, $0.id))
                    })
            ),
            (
                words("appraisal.fact.version"),
                "\(words("appraisal.version", ["version": String(found.scheme.version)]))"
            ),
        ]
    }
}

extension Times {
    /// `2026年10月考评 · 11月5日至12月4日`.
    func period(of flag: AppraisalFlags.Flag, in round: AppraisalRound?) -> String {
        let days =
            flag.until.map {
                words("appraisal.flag.period", ["from": day(flag.from), "until": day($0)])
            } ?? words("appraisal.flag.since", ["from": day(flag.from)])
        return round.map {
            words("appraisal.flag.of", ["month": words.month(of: $0)]) + " · " + days
        } ?? days
    }
}
