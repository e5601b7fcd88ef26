import Actions
import Foundation
import Kernel
import Markup

/// Draws grids into a window: a line around what of each lies in it, as far as it has positions.
/// The whole shows the widest grids, each step nearer those that lie in them.
struct GridSketch {
    let view: MapView
    let grids: [MapGrid]
    private let places: [Place.ID: MapPlace]

    /// How many grids one window draws.
    static let gridsMax = 120
    /// How far around a place without a boundary the line runs, in units.
    private static let around = 34.0
    private static let charactersMax = 12
    /// How high the letters of a name are on a phone, in units.
    private static let letters = 27.0
    static let tints = 4

    init(view: MapView, sheet: MapSheet) {
        self.view = view
        places = Dictionary(
            sheet.places.map { ($0.place.id, $0) }, uniquingKeysWith: { first, _ in first })
        let finest = sheet.grids.map(\.depth).max() ?? 0
        let depth = min(view.asked.zoom, finest)
        let parents = Set(sheet.grids.compactMap(\.grid.parent))
        // What lies in none and holds none is shown before its own step is reached.
        grids = Array(
            sheet.grids.filter { grid in
                grid.depth == depth || (grid.depth < depth && !parents.contains(grid.grid.id))
            }.prefix(Self.gridsMax))
    }

    /// - Parameter room: what the names in the drawing leave free. A grid whose name has no room is
    ///   left to the list.
    func drawn(in room: inout MapRoom) -> [MapDrawing.Grid] {
        grids.enumerated().compactMap { number, held in
            let hull = Hull(around: held.places.sorted().compactMap { places[$0] }.flatMap(points))
                .corners
            guard hull.count >= 3 else { return nil }
            let words = String(held.grid.name.prefix(Self.charactersMax))
            let spot = room.put(words, size: Self.letters, at: spots(for: hull))
            return MapDrawing.Grid(
                path: path(hull), tint: number % Self.tints,
                name: spot.map { (x: $0.x, y: $0.y, words: words) })
        }
    }

    /// Where the name of a grid may stand: in its middle, on its upper corner, under its lower one.
    private func spots(for hull: [Hull.Point]) -> [(x: Double, y: Double)] {
        guard let top = hull.min(by: { $0.y < $1.y }), let bottom = hull.max(by: { $0.y < $1.y })
        else { return [] }
        let middle = (
            x: hull.reduce(0) { $0 + $1.x } / Double(hull.count),
            y: hull.reduce(0) { $0 + $1.y } / Double(hull.count)
        )
        let spots: [(x: Double, y: Double)] = [
            (middle.x, middle.y + Self.letters / 3), (top.x, top.y - 8),
            (bottom.x, bottom.y + Self.letters + 2),
        ]
        return spots.filter { (0...MapView.side).contains($0.x) }
    }

    /// Where the line has to run around: the corners of a boundary, or a ring around a position.
    private func points(_ place: MapPlace) -> [Hull.Point] {
        if let outline = place.outline {
            return outline.areas.compactMap(\.first).joined().map {
                Hull.Point(x: view.x($0), y: view.y($0))
            }
        }
        let (x, y) = (view.x(place.position), view.y(place.position))
        return (0..<12).map { step in
            let angle = Double(step) * .pi / 6
            return Hull.Point(x: x + cos(angle) * Self.around, y: y + sin(angle) * Self.around)
        }
    }

    private func path(_ hull: [Hull.Point]) -> String {
        let corners = hull.map { "\(Int(Self.near($0.x))) \(Int(Self.near($0.y)))" }
        return "M" + corners.joined(separator: "L") + "Z"
    }

    /// No number that a drawing program stumbles over.
    private static func near(_ number: Double) -> Double { min(max(number, -1e6), 1e6).rounded() }
}

/// The shortest line around points, as if a rubber band were laid around them.
struct Hull {
    struct Point: Hashable {
        let x: Double
        let y: Double
    }

    /// In the order of the way around; fewer than three where all points lie in a line.
    let corners: [Point]

    init(around points: [Point]) {
        let sorted = Set(points).sorted { ($0.x, $0.y) < ($1.x, $1.y) }
        let there = Self.half(sorted)
        let back = Self.half(sorted.reversed())
        corners = sorted.count < 3 ? sorted : Array(there.dropLast() + back.dropLast())
    }

    private static func half(_ points: [Point]) -> [Point] {
        var line: [Point] = []
        for point in points {
            while line.count >= 2, turn(line[line.count - 2], line[line.count - 1], point) <= 0 {
                line.removeLast()
            }
            line.append(point)
        }
        return line
    }

    private static func turn(_ a: Point, _ b: Point, _ c: Point) -> Double {
        (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    }
}
