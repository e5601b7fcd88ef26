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
    private let labels: [MapDrawing.Label]

    /// How many grids one window draws.
    static let gridsMax = 120
    /// How far around a place without a boundary the line runs, in units.
    private static let around = 34.0
    private static let charactersMax = 12
    static let tints = 4

    /// - Parameter labels: the names that stand in the drawing already.
    init(view: MapView, sheet: MapSheet, beside labels: [MapDrawing.Label]) {
        self.view = view
        self.labels = labels
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

    func drawn() -> [MapDrawing.Grid] {
        var taken = labels.map { label in
            let half = Double(label.words.count) * 14
            return Box(x: Double(label.x), y: Double(label.y) - 10, half: half)
        }
        return grids.enumerated().compactMap { number, held in
            let hull = Hull(around: held.places.sorted().compactMap { places[$0] }.flatMap(points))
                .corners
            guard hull.count >= 3, let top = hull.min(by: { $0.y < $1.y }) else { return nil }
            let words = String(held.grid.name.prefix(Self.charactersMax))
            let half = Double(words.count) * 11
            let x = min(max(top.x, half + 8), MapView.side - half - 8)
            let y = min(max(top.y - 8, 26), view.height - 12)
            let box = Box(x: x, y: y - 8, half: half)
            // A name that would lie on another is left to the list.
            let isFree = !taken.contains(where: box.touches)
            if isFree { taken.append(box) }
            return MapDrawing.Grid(
                path: path(hull), tint: number % Self.tints, x: Int(x), y: Int(y),
                words: isFree ? words : nil)
        }
    }

    /// Where a name stands: its middle, and half of its width.
    private struct Box {
        let x: Double
        let y: Double
        let half: Double

        func touches(_ other: Box) -> Bool {
            abs(x - other.x) < half + other.half && abs(y - other.y) < 30
        }
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
