import Actions
import Kernel
import Markup

extension Site {
    /// The places whose code can be printed, for hanging up in a stairwell.
    static func postersPage(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        let places = try await ask.installation.places(
            in: frame.visit.realm, under: frame.visit.holding.post.reach)
        let names = Dictionary(
            places.map { ($0.id, words.name($0.name)) }, uniquingKeysWith: { first, _ in first })
        let rows = places.map { place -> [HTML] in
            let line = place.path.ids.dropLast().compactMap { names[$0] }.joined(separator: " › ")
            return [
                "\(words.name(place.name))", "\(line)", "\(words("level.\(place.level)"))",
                buttonLink(words("posters.print"), to: .wallPoster(place.id), icon: .print),
            ]
        }
        return frame.page(
            words("posters.title"), current: .posters,
            content: """
                \(deskHead(title: words("posters.title"), detail: words("posters.detail")))\
                \(dataTable(
                    caption: words("posters.title"),
                    columns: ["place", "line", "level", "print"].map {
                        TableColumn(words("posters.column.\($0)"))
                    }, rows: rows))
                """)
    }

    /// One A4 page with the place's code.
    static func wallPosterPage(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        let words = ask.words(of: visit.book)
        guard let id = Place.ID(try ask.parameter("place")),
            let place = try await ask.installation.place(id, in: visit.realm),
            visit.holding.post.reach.contains(place.path),
            let word = try await ask.installation.poster(of: id)
        else { throw ActionError.notFound }
        let line = try await ask.installation.placeLine(of: place.path, in: visit.realm)
        let address = ask.origin + Link.poster(word).address
        let responsible = try await ask.installation.responsibilities(
            at: place.path, in: visit.realm)
        let contacts = responsible.prefix(40).reduce(into: [(label: String, value: String)]()) {
            list, item in
            let name = words.name(item.lead.name)
            guard let phone = item.lead.phone, list.count < 4,
                !list.contains(where: { $0.label == name })
            else { return }
            list.append((label: name, value: phone))
        }
        let name = line.map { words.name($0.name) }.joined(separator: " ")
        return .page(
            posterPage(
                ask.frame(name, words),
                WallPoster(
                    place: name, heading: words("poster.heading"), lead: words("poster.lead"),
                    code: try qrDrawing(address, moduleSize: 8, label: words("poster.code")),
                    codeWords: words("poster.code"),
                    steps: (1...3).map { words("poster.step.\($0)") }, contacts: contacts,
                    footer: words.name(visit.realm.name)),
                tools: buttonRow([
                    buttonLink(words("page.back"), to: .posters, icon: .back),
                    printButton(words("page.print")),
                ])))
    }
}
