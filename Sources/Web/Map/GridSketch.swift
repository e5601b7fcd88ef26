import Actions
import Foundation
import Kernel
import Markup

/// Draws grids into a window: a line around what of each lies in it, as far as it has positions.
struct GridSketch {
    /// A grid with the places of the window that it holds.
    struct Held {
        let grid: Grid
        let places: [MapPlace]
    }

    let view: MapView
    let held: [Held]

    /// How many grids one window draws.
    static let gridsMax = 120
    /// How far around a place without a boundary the line runs, in units.
    private static let around = 34.0
    private static let charactersMax = 12
    static let tints = 4

    /// The grids of a window by their codes.
    init(view: MapView, places: [MapPlace]) {
        self.view = view
        let byGrid = Dictionary(
            grouping: places.filter { $0.grid != nil }, by: { $0.grid?.id ?? Grid.ID(0) })
        held = byGrid.values.compactMap { places in
            places.first?.grid.map { Held(grid: $0, places: places) }
        }.sorted { ($0.grid.code, $0.grid.id) < ($1.grid.code, $1.grid.id) }
    }

    func drawn() -> [MapDrawing.Grid] {
        var taken: [Int: [Double]] = [:]
        return held.prefix(Self.gridsMax).enumerated().compactMap { number, held in
            let hull = Hull(around: held.places.flatMap(points)).corners
            guard hull.count >= 3, let top = hull.min(by: { $0.y < $1.y }) else { return nil }
            let words = String(held.grid.name.prefix(Self.charactersMax))
            let x = min(max(top.x, 90), MapView.side - 90)
            let y = min(max(top.y - 8, 26), view.height - 12)
            // A name that would lie on another is left to the list.
            let band = Int(y / 34)
            let isFree = taken[band, default: []].allSatisfy { abs($0 - x) > 190 }
            if isFree { taken[band, default: []].append(x) }
            return MapDrawing.Grid(
                path: path(hull), tint: number % Self.tints, x: Int(x), y: Int(y),
                words: isFree ? words : nil)
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
