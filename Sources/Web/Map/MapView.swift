import Foundation
import Kernel

/// Which part of the map a reader looks at, as the address says it, and where things stand in the
/// drawing of it: 1,000 units wide and as high as the realm asks for, north above.
struct MapView {
    /// Units from the left edge to the right.
    static let side = 1_000.0
    /// How high the drawing is at least, in units: lower would be a strip.
    private static let heightMin = 640.0
    /// The narrowest window that is drawn: about a hundred metres, in millionths of a degree.
    private static let narrowest = 1_200.0

    /// What the address holds: nothing for the whole realm with all layers.
    struct Asked: Hashable, Sendable {
        var zoom = 0
        var at: Position?
        var off: Set<String> = []
        /// Whether the grids are drawn over it; they are not unless asked for.
        var drawsGrids = false
        var place: Place.ID?
    }

    let asked: Asked
    let middle: Position
    /// Units from the upper edge to the lower.
    let height: Double
    /// Millionths of a degree of latitude that are as long as the drawing is wide.
    let span: Double
    /// How many degrees of longitude are as long as one of latitude.
    let shrink: Double
    /// How often one can go nearer, from the whole.
    let zoomMax: Int

    /// - Parameter frame: the box around the whole realm.
    init(_ asked: Asked, frame: Bounds) {
        let (north, east) = frame.middle
        shrink = max(cos(Double(north) / 1_000_000 * .pi / 180), 0.01)
        let width = Double(frame.east - frame.west) * shrink
        let tall = Double(frame.north - frame.south)
        let whole = max(width, tall, Self.narrowest * 2) * 1.1
        height = min(max(tall * 1.2 / whole * Self.side, Self.heightMin), Self.side)
        zoomMax = max(Int(log2(whole / Self.narrowest)), 0)
        var asked = asked
        asked.zoom = min(max(asked.zoom, 0), zoomMax)
        if asked.zoom == 0 { asked.at = nil }
        self.asked = asked
        span = whole / pow(2, Double(asked.zoom))
        middle = asked.at ?? Position(clampingLatitude: north, longitude: east)
    }

    /// Units to the right of the left edge.
    func x(_ position: Position) -> Double {
        Double(position.longitude - middle.longitude) * shrink / span * Self.side + Self.side / 2
    }

    /// Units below the upper edge.
    func y(_ position: Position) -> Double {
        height / 2 - Double(position.latitude - middle.latitude) / span * Self.side
    }

    /// What of the world the drawing shows.
    var window: Bounds {
        let north = Int(span / 2 * height / Self.side)
        let east = Int(span / 2 / shrink)
        return Bounds(
            around: [
                Position(
                    clampingLatitude: middle.latitude - north, longitude: middle.longitude - east),
                Position(
                    clampingLatitude: middle.latitude + north, longitude: middle.longitude + east),
            ]) ?? Bounds(of: middle)
    }

    /// The same part, nearer or farther.
    func zoomed(by steps: Int, at position: Position? = nil) -> Asked {
        var next = asked
        next.zoom = min(max(asked.zoom + steps, 0), zoomMax)
        next.at = position ?? middle
        if next.zoom == 0 { next.at = nil }
        return next
    }

    func moved(east: Double, north: Double) -> Asked {
        var next = asked
        next.at = Position(
            clampingLatitude: middle.latitude + Int(north * span * height / Self.side),
            longitude: middle.longitude + Int(east * span / shrink))
        return next
    }

    func choosing(_ place: Place.ID?) -> Asked {
        var next = asked
        next.place = place
        return next
    }

    func turning(_ layer: String, on isOn: Bool) -> Asked {
        var next = asked
        if isOn { next.off.remove(layer) } else { next.off.insert(layer) }
        return next
    }

    func drawingGrids(_ draws: Bool) -> Asked {
        var next = asked
        next.drawsGrids = draws
        return next
    }

    /// A round length in metres and how many units it takes, about a fifth of the drawing.
    var scale: (metres: Int, units: Double) {
        let metresAcross = span / 1_000_000 * 111_195
        var metres = 1
        while Double(metres * 10) <= metresAcross / 4 { metres *= 10 }
        metres *= [5, 2].first { Double(metres * $0) <= metresAcross / 4 } ?? 1
        return (metres, Double(metres) / metresAcross * Self.side)
    }
}

extension MapView.Asked {
    /// Reads `z`, `at`, `off`, `grids` and `place`; what cannot be read is as if it were not there.
    init(_ query: SentForm) {
        zoom = query["z"].flatMap { Int($0) }.map { min(max($0, 0), 40) } ?? 0
        let degrees = query["at"]?.split(separator: ",").map(String.init) ?? []
        at =
            degrees.count == 2
            ? try? Position(latitude: degrees[0], longitude: degrees[1]) : nil
        off = Set((query["off"] ?? "").split(separator: ",").prefix(30).map(String.init))
        drawsGrids = query["grids"] == "1"
        place = query["place"].flatMap { Place.ID($0) }
    }

    /// The same as the items of an address.
    var items: KeyValuePairs<String, String?> {
        [
            "z": zoom == 0 ? nil : String(zoom),
            "at": at.map { "\($0.degrees.latitude),\($0.degrees.longitude)" },
            "off": off.isEmpty ? nil : off.sorted().joined(separator: ","),
            "grids": drawsGrids ? "1" : nil, "place": place?.description,
        ]
    }
}
