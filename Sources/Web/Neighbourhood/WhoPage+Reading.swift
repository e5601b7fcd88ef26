import Actions
import Kernel
import Markup
import Storage

extension Neighbourhood {
    func whoPage() async throws -> WhoPage {
        let places = try await installation.places(in: realm)
        let text = String((ask.query["q"] ?? "").prefix(60)).trimmingCharacters()
        let found = try await addressed(text)
        let wanted = ask.query["place"].flatMap { Place.ID($0) }
        let only = found?.places.count == 1 ? found?.places.first : nil
        let chosen = only ?? places.first { $0.id == wanted } ?? places.first
        let rules = try await installation.responsibilities(
            at: chosen?.path ?? .root, in: realm)
        var parts: [WhoPage.Part] = []
        for rule in rules {
            let line = WhoPage.Line(
                category: words("category.\(rule.category)"), body: words.name(rule.lead.name),
                phone: phone(rule.lead), basis: rule.basis)
            let wide = wide(rule.category)
            if let index = parts.firstIndex(where: { $0.id == wide }) {
                parts[index].lines.append(line)
            } else {
                parts.append(
                    WhoPage.Part(id: wide, title: words("category.\(wide)"), lines: [line]))
            }
        }
        return WhoPage(
            title: words("who.title"),
            lead: chosen.map { words("who.lead", ["place": words.name($0.name)]) }
                ?? words("who.none"),
            action: .who(realm),
            address: Field(
                "q", label: words("who.address"), hint: words("who.address.hint"),
                isRequired: false),
            addressText: text, found: only == nil ? found.map { choice(of: $0, for: text) } : nil,
            place: Field(
                "place", label: words(found == nil ? "who.place" : "who.choose"),
                isRequired: false),
            places: placeGroups(places, chosen: chosen?.id, words: words),
            showWords: words("who.show"),
            columns: ["what", "body", "basis"].map { TableColumn(words("who.column.\($0)")) },
            parts: parts, none: (words("who.none"), words("who.none.next")),
            note: words("who.note"), duty: try await whoIsThere(at: chosen?.path))
    }

    /// Who is on duty now at a place and below, where a roster is public.
    private func whoIsThere(
        at place: PlacePath?
    ) async throws -> (title: String, lines: [PublicDutyPage.Line], all: NavItem)? {
        let going = try await installation.onDuty(in: realm, under: place, isPublic: true)
        if going.isEmpty { return nil }
        return (
            words("rosters.now"), going.map(dutyLine),
            NavItem(words("duty.all"), .publicDuty(realm))
        )
    }

    /// The places of today that an address may mean; nil when none was asked for.
    private func addressed(_ text: String) async throws -> (
        places: [Place], above: [Place.ID: Place]
    )? {
        if text.isEmpty { return nil }
        let today = book.day(of: ask.now)
        let search = try await installation.places(
            matching: text, in: realm, after: nil, limit: 12)
        return (search.found.filter { $0.exists(on: today) }, search.above)
    }

    private func choice(
        of found: (places: [Place], above: [Place.ID: Place]), for text: String
    ) -> (title: String, places: [NavItem]) {
        (
            title: words(found.places.isEmpty ? "who.unfound" : "who.found", ["text": text]),
            places: found.places.map { place in
                let line = place.path.ids.dropLast().compactMap { found.above[$0] } + [place]
                return NavItem(placeName(line), .who(realm, place: place.id))
            }
        )
    }
}
