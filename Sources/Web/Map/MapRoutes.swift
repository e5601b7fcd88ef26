import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// The one map (综合一张图), for everyone and at the desk; its part is what is drawn anew when one
    /// moves about.
    static let mapRoutes: [Route] = [
        .get("/:realm/map", .everyone) { try await $0.neighbourhood().mapReply() },
        .get("/:realm/map/part", .everyone) { .page(try await $0.neighbourhood().mapPart()) },
        .get("/desk/map", .post(.read)) { try await DeskFrame($0).mapReply() },
        .get("/desk/map/part", .post(.read)) { .page(try await DeskFrame($0).mapPart()) },
    ]
}

extension Neighbourhood {
    func mapReply() async throws -> Reply {
        let title = words("map.title")
        return try await page(
            title, at: .map,
            content: mapPage(
                title: title, lead: words("map.lead"), part: try await mapPart(),
                source: .map(realm, .init(ask.query), part: true), refresh: 60,
                problem: words("map.problem")))
    }

    func mapPart() async throws -> HTML {
        guard let frame = try await installation.mapFrame(of: realm) else {
            return emptyState(
                words("map.nowhere"), next: words("map.nowhere.everyone"),
                action: buttonLink(words("front.nav.who"), to: .who(realm), icon: .people))
        }
        let view = MapView(.init(ask.query), frame: frame)
        let sheet = try await installation.map(
            of: realm, within: view.window, for: nil,
            withGrids: view.asked.drawsGrids)
        let open = boards.filter { $0.states.contains { $0.isPublic && $0.ending == nil } }
        let ways = MapReading.Ways(
            map: { .map(self.realm, $0) }, layer: { $0.procedure },
            layers: open.map { ($0.key.name, self.words("\($0.key.name).name"), nil) },
            row: { line in
                let card = self.card(line)
                return MapPage.Chosen.Row(title: card.title, link: card.link, badge: card.state)
            }, unit: { _ in nil }, venue: { .publicVenue(self.realm, $0.id) },
            doors: { place in
                [
                    NavItem(
                        self.words("map.report"), .report(self.realm, place: place.id),
                        icon: .speak),
                    NavItem(
                        self.words("front.nav.who"), .who(self.realm, place: place.id),
                        icon: .people),
                ]
            })
        return try await ask.drawnMap(view, sheet, words, ways, realm, for: .everyone)
    }
}

extension DeskFrame {
    func mapReply() async throws -> Reply {
        let title = words("map.title")
        return page(
            title, current: .deskMap(), isLive: true,
            content: mapPage(
                title: title, lead: words("map.detail"), part: try await mapPart(),
                source: .deskMap(.init(ask.query), part: true), refresh: nil,
                problem: words("map.problem")))
    }

    func mapPart() async throws -> HTML {
        let realm = visit.realm
        guard let frame = try await ask.installation.mapFrame(of: realm) else {
            return emptyState(words("map.nowhere"), next: words("map.nowhere.next"))
        }
        let view = MapView(.init(ask.query), frame: frame)
        let sheet = try await ask.installation.map(
            of: realm, within: view.window, for: visit.holding,
            withGrids: view.asked.drawsGrids)
        let now = times.now
        let words = words
        let lights: [Light] = [.red, .amber, .paused, .green]
        let readsPlaces = visit.holding.verbs.contains(.readPlaces)
        let ways = MapReading.Ways(
            map: { .deskMap($0) }, layer: { $0.light(at: now).rawValue },
            layers: lights.map { ($0.rawValue, words("light.\($0.rawValue)"), $0) },
            row: { line in
                let light = Light(rawValue: line.light(at: now).rawValue) ?? .green
                let title = line.title.isEmpty ? words("category.\(line.category)") : line.title
                return MapPage.Chosen.Row(
                    title: title, link: .matter(line.reference),
                    badge: lightBadge(
                        light, words: words("light.\(light.rawValue)"),
                        due: line.dueAt.map(self.times.until)))
            }, unit: { readsPlaces ? .body($0.id) : nil }, venue: { .venue($0.id) },
            doors: { place in
                readsPlaces
                    ? [NavItem(words("map.place"), .place(place.id), icon: .map)] : []
            })
        return try await ask.drawnMap(
            view, sheet, words, ways, realm, for: .desk(readsPlaces: readsPlaces))
    }
}

/// All that a map is drawn from: its lights hold for the minute.
struct DrawnMapKey: Hashable, Sendable {
    /// For whom: where what is drawn leads.
    enum Reader: Hashable {
        case everyone
        case desk(readsPlaces: Bool)
    }

    let edition: MapSheet.Edition
    let asked: MapView.Asked
    let reader: Reader
    let language: Language
    let minute: Int64
}

extension Ask {
    fileprivate func drawnMap(
        _ view: MapView, _ sheet: MapSheet, _ words: Words, _ ways: MapReading.Ways,
        _ realm: Realm, for reader: DrawnMapKey.Reader
    ) async throws -> HTML {
        let key = DrawnMapKey(
            edition: sheet.edition, asked: view.asked, reader: reader, language: words.language,
            minute: now.milliseconds / 60_000)
        return try await site.maps.piece(key) {
            let chosen = MapReading.chosen(view, sheet, ways)
            let lines = try await installation.lines(of: chosen, in: realm)
            let inOrder = chosen.compactMap { id in lines.first { $0.id == id } }
            return mapPart(
                MapReading(view: view, sheet: sheet, words: words, ways: ways, lines: inOrder)
                    .page())
        }
    }
}

/// The page around the part that is drawn anew.
///
/// - Parameter refresh: seconds after which it is drawn anew by itself, where no news come.
private func mapPage(
    title: String, lead: String, part: HTML, source: Link, refresh: Int?, problem: String
) -> HTML {
    """
    <div class="map-page"><header class="map-head"><h1>\(title)</h1><p class="lead">\(lead)</p>\
    </header><div class="map" data-map data-live-region data-live-src="\(source)" \
    data-map-problem="\(problem)"\(attribute: "data-map-refresh", refresh.map(String.init))>\
    \(part)</div></div>
    """
}
