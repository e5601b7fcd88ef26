import Actions
import Foundation
import Kernel
import Markup
import Storage

/// Draws places into a window: their boundaries, names that do not lie on each other, and marks,
/// of which those close together become one.
struct MapSketch {
    /// A place as the drawing counts it.
    struct Spot {
        let id: Place.ID
        let name: String
        let depth: Int
        let position: Position
        let outline: Outline?
        let shape: MapDrawing.Shape
        let count: Int
        let bodies: Int
        let words: String
    }

    let view: MapView
    /// Wider places before what they hold.
    let spots: [Spot]
    let link: (MapView.Asked) -> Link
    /// `5 个地方，共 12 件`.
    let clusterWords: (_ places: Int, _ matters: Int) -> String
    let metres: (Int) -> String

    /// Marks that are nearer to each other than so many units become one: wider than a finger on a
    /// small phone.
    private static let apart = 104.0
    private static let charactersMax = 14

    /// The drawing, and the room that is left in it for names.
    func drawing() -> (map: MapDrawing, room: MapRoom) {
        let marks = marks()
        var room = MapRoom(beside: marks, in: view)
        let labels = labels(in: &room)
        let scale = view.scale
        let map = MapDrawing(
            areas: spots.compactMap { spot in
                spot.outline.map {
                    MapDrawing.Area(
                        path: path($0), depth: spot.depth,
                        isChosen: spot.id == view.asked.place)
                }
            },
            labels: labels, marks: marks,
            height: Int(view.height), scale: (Int(scale.units), metres(scale.metres)),
            window: (
                view.middle.degrees.latitude, view.middle.degrees.longitude,
                String(view.span / 1_000_000), String(view.shrink)
            ), zoom: (view.asked.zoom, view.zoomMax))
        return (map, room)
    }

    // MARK: - Boundaries

    /// Points that stand closer than this many units to the one before say nothing.
    private static let fine = 1.2

    private func path(_ outline: Outline) -> String {
        var path = ""
        for ring in outline.areas.joined() {
            var last: (x: Double, y: Double)?
            for position in ring.dropLast() {
                let point = (x: view.x(position), y: view.y(position))
                if let last, abs(last.x - point.x) + abs(last.y - point.y) < Self.fine { continue }
                path += last == nil ? "M" : "L"
                path += "\(Self.short(point.x)) \(Self.short(point.y))"
                last = point
            }
            path += "Z"
        }
        return path
    }

    /// Tenths of a unit, and no number that a drawing program stumbles over.
    private static func short(_ number: Double) -> String {
        let tenths = Int((min(max(number, -1e6), 1e6) * 10).rounded())
        return tenths % 10 == 0 ? String(tenths / 10) : String(Double(tenths) / 10)
    }

    // MARK: - Marks

    private struct Group {
        var spots: [Spot]
        let x: Double
        let y: Double
    }

    private func marks() -> [MapDrawing.Mark] {
        let filled = spots.filter { ($0.count > 0 || $0.bodies > 0) && isInside($0.position) }
            .sorted { ($0.count, $0.bodies, $1.id) > ($1.count, $1.bodies, $0.id) }
        var groups: [Group] = []
        for spot in filled {
            let (x, y) = (view.x(spot.position), view.y(spot.position))
            let near = groups.firstIndex { hypot($0.x - x, $0.y - y) < Self.apart }
            if let near {
                groups[near].spots.append(spot)
            } else {
                groups.append(Group(spots: [spot], x: x, y: y))
            }
        }
        let dots = spots.filter { $0.outline == nil && $0.count == 0 && $0.bodies == 0 }
            .filter { isInside($0.position) }
            .prefix(300)
            .map { Group(spots: [$0], x: view.x($0.position), y: view.y($0.position)) }
        return (dots + groups.reversed()).map(mark)
    }

    private func isInside(_ position: Position) -> Bool {
        (0...MapView.side).contains(view.x(position))
            && (0...view.height).contains(view.y(position))
    }

    private func mark(_ group: Group) -> MapDrawing.Mark {
        let first = group.spots[0]
        let count = group.spots.reduce(0) { $0 + $1.count }
        let isCluster = group.spots.count > 1
        // At the nearest, what still lies together is opened by the first of them.
        let isOpened = !isCluster || view.asked.zoom == view.zoomMax
        return MapDrawing.Mark(
            x: Int(group.x), y: Int(group.y),
            shape: group.spots.map(\.shape).max { $0.weight < $1.weight } ?? .dot, count: count,
            bodies: group.spots.reduce(0) { $0 + $1.bodies },
            link: link(
                isOpened
                    ? view.choosing(first.id) : view.zoomed(by: 1, at: middle(of: group.spots))),
            words: isCluster ? clusterWords(group.spots.count, count) : first.words,
            isChosen: group.spots.contains { $0.id == view.asked.place }, isCluster: isCluster)
    }

    private func middle(of spots: [Spot]) -> Position? {
        Bounds(around: spots.map(\.position)).map {
            Position(clampingLatitude: $0.middle.latitude, longitude: $0.middle.longitude)
        }
    }

    // MARK: - Names

    /// Names of places, those of the wider first as long as they have room.
    private func labels(in room: inout MapRoom) -> [MapDrawing.Label] {
        spots.dropFirst(spots.first?.depth == 0 && spots.count > 1 ? 1 : 0).compactMap { spot in
            guard isInside(spot.position) else { return nil }
            let isMarked = spot.count > 0 || spot.bodies > 0
            // Below the mark where there is room, else above it.
            let shifts: [Double] = isMarked ? [78, -50] : [spot.outline == nil ? 40 : 10]
            let (x, y) = (view.x(spot.position), view.y(spot.position))
            let (words, isWide) = (String(spot.name.prefix(Self.charactersMax)), spot.depth <= 1)
            return room.put(words, size: isWide ? 34 : 30, at: shifts.map { (x, y + $0) }).map {
                MapDrawing.Label(x: $0.x, y: $0.y, words: words, isWide: isWide)
            }
        }
    }
}

extension MapDrawing.Shape {
    /// Which of several shapes stands for all.
    fileprivate var weight: Int {
        switch self {
        case .dot: 0
        case .square: 1
        case .round: 2
        case .diamond: 3
        case .octagon: 4
        }
    }
}
