import Actions
import Kernel
import Markup

extension Neighbourhood {
    func whoPage() async throws -> WhoPage {
        let places = try await installation.places(in: realm)
        let wanted = ask.query["place"].flatMap { Place.ID($0) }
        let chosen = places.first { $0.id == wanted } ?? places.first
        let found = try await installation.responsibilities(
            at: chosen?.path ?? .root, in: realm)
        var parts: [WhoPage.Part] = []
        for rule in found {
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
            place: Field("place", label: words("who.place"), isRequired: false),
            places: placeGroups(places, chosen: chosen?.id, words: words),
            showWords: words("who.show"),
            columns: ["what", "body", "basis"].map { TableColumn(words("who.column.\($0)")) },
            parts: parts, none: (words("who.none"), words("who.none.next")),
            note: words("who.note"))
    }
}
