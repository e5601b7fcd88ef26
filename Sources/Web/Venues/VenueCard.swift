import Actions
import Kernel
import Markup

/// A venue in short: what it is, whether it is open, where, and what it is there for.
struct VenueCard: Sendable {
    let name: String
    let link: Link
    let model: String
    let now: (words: String, isOpen: Bool)
    let hours: String
    let spot: String
    let functions: [String]
    /// How many functions are not shown.
    let more: String?
    let rooms: String?
}

extension VenueCard {
    static var example: VenueCard {
        VenueCard(
            name: "岩岭邻里中心", link: Link("x"), model: "邻里中心", now: ("开到 17:30", true),
            hours: "今天 8:30–17:30", spot: "三号楼一层", functions: ["网格议事站", "社工之家"],
            more: "等 9 项", rooms: "可预约：议事厅、舞蹈室")
    }
}

func venueCard(_ card: VenueCard) -> HTML {
    """
    <article class="panel venue"><p class="badges">\(chip(card.model, tone: .jade))\
    \(chip(card.now.words, tone: card.now.isOpen ? .jade : .plain, icon: .clock))</p>\
    <h3><a href="\(card.link)">\(card.name)</a></h3>\
    <p class="meeting-when"><span>\(card.hours)</span><span>\(icon(.pin))\(card.spot)</span></p>\
    \(HTML.when(!card.functions.isEmpty, """
        <p class="venue-functions">\(HTML.each(card.functions) { "<span>\($0)</span>" })\
        \(HTML.when(card.more) { "<span class=\"hint\">\($0)</span>" })</p>
        """))\
    \(HTML.when(card.rooms) { "<p class=\"hint\">\($0)</p>" })</article>
    """
}

/// - Parameter heading: for whoever hears the page, where no visible heading stands above.
func venueCards(_ cards: [VenueCard], heading: String? = nil) -> HTML {
    """
    \(HTML.when(heading) { "<h2 class=\"visually-hidden\">\($0)</h2>" })\
    <div class="venues">\(HTML.each(cards, venueCard))</div>
    """
}

extension Times {
    /// How many functions a card names.
    private static var functionsShown: Int { 4 }

    func card(of venue: Venue, in list: VenueList, link: Link) -> VenueCard {
        let today = list.today[venue.id]
        let shown = venue.functions.prefix(Self.functionsShown)
        let rooms = (list.rooms[venue.id] ?? [])
            .filter { $0.state == .open && $0.access == .everyone }.map { words.name($0.name) }
        let names = rooms.joined(separator: words("page.comma"))
        return VenueCard(
            name: words.name(venue.name), link: link, model: words("venueModel.\(venue.model)"),
            now: openNow(today),
            hours: words("venues.today", ["hours": hours(today?.spans ?? [])]), spot: venue.spot,
            functions: shown.map { words("venueFunction.\($0)") },
            more: venue.functions.count > shown.count
                ? words("venues.functions.count", ["count": String(venue.functions.count)]) : nil,
            rooms: rooms.isEmpty ? nil : words("venues.bookable", ["rooms": names]))
    }
}
