import Markup

/// One figure at several places beside each other, a bar for each, in the order that all cards of a
/// page share.
struct PlaceCard: Sendable {
    struct Bar: Sendable {
        /// The name of the place.
        let words: String
        let value: String
        /// Such as `126 / 144`.
        let counts: String?
        /// In thousandths of the whole width.
        let length: Int
        /// Whether it is a share of so few that it says little.
        let isSmall: Bool
        let link: Link
    }

    let title: NavItem
    /// Of all places together.
    let value: String
    let detail: String?
    /// The places where there is anything.
    let bars: [Bar]
    /// Such as `8 处没有`.
    let rest: String?
}

func placeCards(_ cards: [PlaceCard]) -> HTML {
    "<div class=\"place-cards\">\(HTML.each(cards, placeCard))</div>"
}

private func placeCard(_ card: PlaceCard) -> HTML {
    """
    <section class="place-card"><h2><a href="\(card.title.link)">\(card.title.words)</a></h2>\
    <p><span class="figure-value">\(card.value)</span>\
    \(HTML.when(card.detail) { " <span class=\"figure-detail\">\($0)</span>" })</p>\
    <ul>\(HTML.each(card.bars, placeBar))</ul>\
    \(HTML.when(card.rest) { "<p class=\"figure-detail\">\($0)</p>" })</section>
    """
}

private func placeBar(_ bar: PlaceCard.Bar) -> HTML {
    """
    <li><a href="\(bar.link)"><span>\(bar.words)</span> \
    <svg class="place-bar\(HTML.when(bar.isSmall, " place-few"))" viewBox="0 0 1000 8" \
    preserveAspectRatio="none" aria-hidden="true" focusable="false">\
    <rect class="place-track" width="1000" height="8"/>\
    <rect width="\(bar.length)" height="8"/></svg> \
    <b>\(bar.value)\(HTML.when(bar.counts) { " <small>\($0)</small>" })</b></a></li>
    """
}
