import Actions
import Kernel
import Markup
import Storage

/// The desk's list of the appraisal: where a scheme holds, and the newest rounds.
struct AppraisalsView {
    struct Card {
        let title: String
        let link: Link
        let detail: String
        let badges: [HTML]
    }

    let title: String
    let detail: String
    let adopt: NavItem?
    let roundsTitle: String
    let rounds: [Card]
    let noRounds: (title: String, next: String)
    let schemesTitle: String
    let schemes: [Card]
    let noSchemes: (title: String, next: String)
}

extension AppraisalsView {
    static var example: AppraisalsView {
        let card = Card(
            title: "半山尚小区楼栋考评细则", link: Link("a"), detail: "第 1 版",
            badges: [chip("实行中", tone: .jade)])
        return AppraisalsView(
            title: "楼栋考评", detail: "各楼互看互评", adopt: nil, roundsTitle: "每月考评",
            rounds: [card], noRounds: ("没有", "开一轮"), schemesTitle: "考评细则", schemes: [card],
            noSchemes: ("没有", "先立细则"))
    }
}

func appraisalsPage(_ view: AppraisalsView) -> HTML {
    """
    \(deskHead(
        title: view.title, detail: view.detail,
        actions: HTML.when(view.adopt) {
            buttonLink($0.words, to: $0.link, weight: .first, icon: .plus)
        }))\
    <div class="appraisals-desk"><section aria-labelledby="rounds">\
    <h2 id="rounds">\(view.roundsTitle)</h2>\
    \(appraisalCards(view.rounds, none: view.noRounds))</section>\
    <section aria-labelledby="schemes"><h2 id="schemes">\(view.schemesTitle)</h2>\
    \(appraisalCards(view.schemes, none: view.noSchemes))</section></div>
    """
}

func appraisalCards(
    _ cards: [AppraisalsView.Card], none: (title: String, next: String)
) -> HTML {
    guard !cards.isEmpty else { return emptyState(none.title, next: none.next) }
    let drawn = HTML.each(cards) { card in
        """
        <li class="panel appraisal-card"><p class="badges">\(card.badges)</p>\
        <a href="\(card.link)">\(card.title)</a><span class="hint">\(card.detail)</span></li>
        """
    }
    return "<ul class=\"appraisal-cards\">\(drawn)</ul>"
}

extension DeskFrame {
    /// - Throws: `.notFound` where the profile has no appraisal.
    func requireAppraisal() throws(ActionError) {
        guard visit.book.profile.appraisal != nil else { throw .notFound }
    }

    /// Whether this post's place and another lie in one line of the tree.
    func isConcerned(with path: PlacePath) -> Bool {
        visit.holding.isConcerned(with: path)
    }

    func card(
        of round: AppraisalRound, at place: String, progress: (entered: Int, all: Int)?
    ) -> AppraisalsView.Card {
        let progress = progress ?? (0, 0)
        return AppraisalsView.Card(
            title: words(
                "appraisal.round.title", ["month": words.month(of: round), "place": place]),
            link: .round(round.id),
            detail: words(
                "appraisal.round.progress",
                ["entered": String(progress.entered), "all": String(progress.all)]),
            badges: [
                chip(
                    words("appraisal.state.\(round.state.rawValue)"), tone: round.state.tone)
            ])
    }
}

extension Site {
    static func appraisalsDesk(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        try frame.requireAppraisal()
        let words = frame.words
        let lists = try await ask.installation.appraisalLists(
            along: frame.visit.holding.post.reach, in: frame.visit.realm, limit: 24)
        func name(_ id: Place.ID) -> String { lists.places[id].map { words.name($0.name) } ?? "" }
        let view = AppraisalsView(
            title: words("appraisal.title"), detail: words("appraisal.detail"),
            adopt: frame.visit.holding.verbs.contains(.convene)
                ? NavItem(words("appraisal.adopt"), .newAppraisal()) : nil,
            roundsTitle: words("appraisal.rounds"),
            rounds: lists.rounds.map {
                frame.card(of: $0, at: name($0.place), progress: lists.progress[$0.id])
            },
            noRounds: (words("appraisal.rounds.none"), words("appraisal.rounds.none.next")),
            schemesTitle: words("appraisal.schemes"),
            schemes: lists.schemes.map { scheme in
                AppraisalsView.Card(
                    title: scheme.name, link: .appraisal(scheme.id),
                    detail: name(scheme.place) + " · "
                        + words("appraisal.version", ["version": String(scheme.version)]),
                    badges: [chip(words("appraisal.inForce"), tone: .jade)])
            }, noSchemes: (words("appraisal.none"), words("appraisal.none.next")))
        return frame.page(
            view.title, current: .appraisals,
            content: """
                \(appraisalsPage(view))\(frame.exportLinks(.appraisals, like: .appraisals))
                """)
    }
}
