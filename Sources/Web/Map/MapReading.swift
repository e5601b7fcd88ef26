import Actions
import Kernel
import Markup
import Storage

/// Reads a window of the map into the page that everyone, or a post, sees.
struct MapReading {
    /// Who looks: how matters are layered and drawn, and where things lead.
    struct Ways {
        let map: (MapView.Asked) -> Link
        /// The layer that a matter is in.
        let layer: (Inbox.MapMatter) -> String
        /// All layers of matters, with their words, and the light of each at the desk.
        let layers: [(key: String, words: String, light: Light?)]
        let row: (Storage.MatterLine) -> MapPage.Chosen.Row
        let unit: (Body) -> Link?
        let venue: (Venue) -> Link
        let doors: (Place) -> [NavItem]
    }

    /// The layers of bodies and of venues.
    static let units = "units"
    static let venues = "venues"
    private static let listedMax = 60
    private static let rowsMax = 20
    private static let unitsMax = 12

    let view: MapView
    let sheet: MapSheet
    let words: Words
    let ways: Ways
    /// The matters of the chosen place.
    var lines: [Storage.MatterLine] = []

    /// Which matters of the chosen place are listed.
    static func chosen(_ view: MapView, _ sheet: MapSheet, _ ways: Ways) -> [Matter.ID] {
        let place = sheet.places.first { $0.place.id == view.asked.place }
        return place.map { place in
            place.matters.lazy.filter { !view.asked.off.contains(ways.layer($0)) }
                .prefix(rowsMax).map(\.id)
        } ?? []
    }

    func page() -> MapPage {
        let places = sheet.places.map(counted)
        let sketch = MapSketch(
            view: view, spots: places.map(spot), link: ways.map,
            clusterWords: { count, matters in
                words("map.cluster", ["count": String(count), "matters": String(matters)])
            },
            metres: { metres in
                metres >= 1_000
                    ? words("map.kilometres", "count", String(metres / 1_000))
                    : words("map.metres", "count", String(metres))
            })
        var (drawing, room) = sketch.drawing()
        let grids = GridSketch(view: view, sheet: sheet)
        drawing.grids = grids.drawn(in: &room)
        let listed = places.filter { $0.total > 0 || $0.others > 0 }
            .sorted { ($0.total, $0.others, $1.place.path) > ($1.total, $1.others, $0.place.path) }
        return MapPage(
            label: words("map.ways"), drawing: drawing, ways: controls(),
            layersLabel: words("map.layers"), layers: layers(hasGrids: sheet.hasGrids),
            layerStates: (words("map.layer.on"), words("map.layer.off")),
            chosen: places.first { $0.place.id == view.asked.place }.map(chosen),
            listTitle: words("map.list"), entries: listed.prefix(Self.listedMax).map(entry),
            none: (words("map.none"), words("map.none.next")),
            grids: view.asked.drawsGrids ? legend(grids) : nil,
            notes: notes(listed: listed.count))
    }

    // MARK: - Parts

    /// A place with what of it the layers show.
    private struct Counted {
        let source: MapPlace
        let counts: [String: Int]
        let total: Int
        let bodies: Int
        let venues: Int

        var others: Int { bodies + venues }
        var place: Place { source.place }
    }

    private func counted(_ place: MapPlace) -> Counted {
        var counts: [String: Int] = [:]
        for matter in place.matters {
            let layer = ways.layer(matter)
            if !view.asked.off.contains(layer) { counts[layer, default: 0] += 1 }
        }
        let bodies = view.asked.off.contains(Self.units) ? 0 : place.bodies.count
        let venues = view.asked.off.contains(Self.venues) ? 0 : place.venues.count
        return Counted(
            source: place, counts: counts, total: counts.values.reduce(0, +), bodies: bodies,
            venues: venues)
    }

    private func spot(_ counted: Counted) -> MapSketch.Spot {
        let worst = ways.layers.first { $0.light != nil && (counted.counts[$0.key] ?? 0) > 0 }
        let shape: MapDrawing.Shape =
            switch worst?.light {
            case .red, .late: .octagon
            case .amber: .diamond
            case .paused: .square
            case .green, .done, nil: counted.total > 0 ? .round : .dot
            }
        return MapSketch.Spot(
            id: counted.place.id, name: words.name(counted.place.name),
            depth: counted.place.path.depth - 1, position: counted.source.position,
            outline: counted.source.outline, shape: shape, count: counted.total,
            bodies: counted.others, words: told(counted))
    }

    /// `半山尚小区：心愿单 2，协商 1；3 个单位`.
    private func told(_ counted: Counted) -> String {
        let parts = parts(counted).map { "\($0.words) \($0.count)" }
        let all = parts + others(counted)
        return words.name(counted.place.name)
            + (all.isEmpty ? "" : words("page.colon") + all.joined(separator: words("page.comma")))
    }

    private func parts(_ counted: Counted) -> [MapPage.Part] {
        ways.layers.compactMap { layer in
            counted.counts[layer.key].map {
                MapPage.Part(words: layer.words, count: $0, light: layer.light)
            }
        }
    }

    private func others(_ counted: Counted) -> [String] {
        let counts = [(counted.venues, "map.venues.count"), (counted.bodies, "map.units.count")]
        return counts.filter { $0.0 > 0 }.map { words($0.1, "count", String($0.0)) }
    }

    private func wider(_ place: Place) -> String? {
        guard let parent = place.parent else { return nil }
        return sheet.places.first { $0.place.id == parent }.map { words.name($0.place.name) }
    }

    private func entry(_ counted: Counted) -> MapPage.Entry {
        MapPage.Entry(
            name: words.name(counted.place.name), wider: wider(counted.place),
            parts: parts(counted), others: others(counted),
            link: ways.map(view.choosing(counted.place.id)),
            isChosen: counted.place.id == view.asked.place)
    }

    private func chosen(_ counted: Counted) -> MapPage.Chosen {
        let more = counted.total - lines.count
        let bodies = counted.bodies == 0 ? [] : counted.source.bodies
        let venues = counted.venues == 0 ? [] : counted.source.venues
        let grid = counted.source.grid
        return MapPage.Chosen(
            name: words.name(counted.place.name), wider: wider(counted.place),
            grid: grid.map { words("map.grid", ["name": $0.name, "code": $0.code]) },
            rows: lines.map(ways.row),
            more: more > 0 ? words("map.more", "count", String(more)) : nil,
            others: [
                MapPage.Chosen.Others(
                    title: words("map.venues"),
                    items: venues.prefix(Self.unitsMax).map {
                        (words.name($0.name), words("venueModel.\($0.model)"), ways.venue($0))
                    }),
                MapPage.Chosen.Others(
                    title: words("map.units"),
                    items: bodies.prefix(Self.unitsMax).map {
                        (words.name($0.name), words("bodyKind.\($0.kind)"), ways.unit($0))
                    }),
            ], doors: ways.doors(counted.place),
            none: counted.total + counted.others == 0 ? words("map.place.none") : nil,
            close: NavItem(words("map.close"), ways.map(view.choosing(nil))))
    }

    private func layers(hasGrids: Bool) -> [MapPage.Layer] {
        // Kinds of which nothing is on the map are no layer.
        let held = Set(sheet.places.flatMap { $0.matters.map(ways.layer) })
        let all =
            ways.layers.filter { $0.light != nil || held.contains($0.key) } + [
                (key: Self.venues, words: words("map.venues"), light: nil),
                (key: Self.units, words: words("map.units"), light: nil),
            ]
        let layers = all.map { key, name, light in
            let isOn = !view.asked.off.contains(key)
            return MapPage.Layer(
                words: name, link: ways.map(view.turning(key, on: !isOn)), isOn: isOn,
                light: light)
        }
        guard hasGrids || view.asked.drawsGrids else { return layers }
        let isOn = view.asked.drawsGrids
        return layers + [
            MapPage.Layer(
                words: words("map.grids"), link: ways.map(view.drawingGrids(!isOn)), isOn: isOn,
                light: nil)
        ]
    }

    /// What the lines around grids are, and the grids by name.
    private func legend(_ sketch: GridSketch) -> MapPage.Grids {
        MapPage.Grids(
            title: words("map.grids"), lead: words("map.grids.lead"),
            items: sketch.grids.enumerated().map { number, held in
                MapPage.Grids.Item(
                    tint: number % GridSketch.tints, name: held.grid.name, code: held.grid.code,
                    detail: [
                        words("gridKind.\(held.grid.kind)"),
                        words("map.grids.places", "count", String(held.places.count)),
                    ].joined(separator: " · "),
                    link: ways.map(view.choosing(held.places.min())))
            }, none: words("map.grids.none"))
    }

    private func controls() -> [(item: NavItem, sign: String, key: String)] {
        func way(
            _ key: String, _ sign: String, _ asked: MapView.Asked
        ) -> (item: NavItem, sign: String, key: String) {
            (NavItem(words("map.\(key)"), ways.map(asked)), sign, key)
        }
        let zoom = view.asked.zoom
        var controls: [(item: NavItem, sign: String, key: String)] = []
        if zoom < view.zoomMax { controls.append(way("nearer", "+", view.zoomed(by: 1))) }
        guard zoom > 0 else { return controls }
        controls.append(way("farther", "−", view.zoomed(by: -1)))
        var whole = view.asked
        (whole.zoom, whole.at) = (0, nil)
        controls.append(way("whole", "⤢", whole))
        controls.append(way("north", "↑", view.moved(east: 0, north: 0.4)))
        controls.append(way("south", "↓", view.moved(east: 0, north: -0.4)))
        controls.append(way("west", "←", view.moved(east: -0.4, north: 0)))
        controls.append(way("east", "→", view.moved(east: 0.4, north: 0)))
        return controls
    }

    private func notes(listed: Int) -> [String] {
        var notes: [String] = []
        if listed > Self.listedMax { notes.append(words("map.listed", "count", String(listed))) }
        if sheet.isCutOff { notes.append(words("map.cutOff")) }
        if sheet.unplaced > 0 {
            notes.append(words("map.unplaced", "count", String(sheet.unplaced)))
        }
        return notes
    }
}
