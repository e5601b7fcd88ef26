import Markup

/// What somebody helps with, on a phone first: a button for each kind of visit.
struct HelpedView {
    let title: String
    let detail: String
    let filtersLabel: String
    let filters: [NavItem]
    let status: String?
    let askedTitle: String
    let asked: [AskedCard]
    let helped: [HelpedCard]
    let none: (title: String, next: String)
    let pledge: NavItem
}

/// A pairing in which one is asked to help, with the two answers.
struct AskedCard {
    let title: String
    let link: Link
    let place: HTML
    let rhythm: String
    /// What a card is for.
    let sentence: String?
    let answers: HTML
}

/// A pairing in which one helps: when somebody is next due, and what may be logged.
struct HelpedCard {
    let title: String
    let link: Link
    let place: HTML
    let badge: HTML
    let rhythm: String
    let sentence: String?
    let taps: HTML
}

func helpedPage(_ view: HelpedView) -> HTML {
    """
    \(deskHead(
        title: view.title, detail: view.detail, filters: view.filters,
        filtersLabel: view.filtersLabel))\
    \(HTML.when(view.status) { statusMessage($0) })\
    \(view.helped.isEmpty && view.asked.isEmpty
        ? emptyState(
            view.none.title, next: view.none.next,
            action: buttonLink(
                view.pledge.words, to: view.pledge.link, weight: .first, icon: .hands))
        : "<div class=\"pairings\">\(HTML.each(view.helped, helpedCard))</div>")\
    \(HTML.when(!view.asked.isEmpty, askedCards(view)))
    """
}

private func askedCards(_ view: HelpedView) -> HTML {
    """
    <section class="pairings-asked" aria-labelledby="asked"><h2 id="asked">\(view.askedTitle)</h2>\
    <div class="pairings">\(HTML.each(view.asked, askedCard))</div></section>
    """
}

private func askedCard(_ card: AskedCard) -> HTML {
    """
    <article class="panel pairing"><h3><a href="\(card.link)">\(card.title)</a></h3>\
    <p class="pairing-place">\(card.place)</p>\
    <p class="hint">\(card.rhythm)</p>\
    \(HTML.when(card.sentence) { "<p class=\"pairing-sentence\">\($0)</p>" })\(card.answers)\
    </article>
    """
}

private func helpedCard(_ card: HelpedCard) -> HTML {
    """
    <article class="panel pairing"><p class="pairing-head"><a class="pairing-title" \
    href="\(card.link)">\(card.title)</a>\(card.badge)</p>\
    <p class="pairing-place">\(card.place)</p>\
    \(HTML.when(card.sentence) { "<p class=\"pairing-sentence\">\($0)</p>" })\
    \(card.taps)<p class="hint">\(card.rhythm)</p></article>
    """
}

/// Buttons of which one tap is enough, large and with a drawing each.
func tapButtons(_ taps: [(value: String, words: String, icon: Icon)]) -> HTML {
    let buttons = HTML.each(taps) { tap in
        """
        <button class="tap" type="submit" name="visit" value="\(tap.value)">\
        \(icon(tap.icon, large: true))<span>\(tap.words)</span></button>
        """
    }
    return "<div class=\"taps\">\(buttons)</div>"
}

extension HelpedView {
    static var example: HelpedView {
        HelpedView(
            title: "结对帮扶", detail: "点一下就记好", filtersLabel: "结对", filters: [], status: "记好了",
            askedTitle: "请您帮忙", asked: [], helped: [.example], none: ("还没有", "先说能帮多少"),
            pledge: NavItem("我能帮多少", .pledge))
    }
}

extension HelpedCard {
    static var example: HelpedCard {
        HelpedCard(
            title: "结对 0001-8", link: .pairings(), place: "半山尚小区 › 1号楼",
            badge: lightBadge(.amber, words: "还有 1 天", due: "11月10日"), rhythm: "每 7 天一次",
            sentence: nil, taps: tapButtons([("chat", "聊一会", .speak)]))
    }
}
