/// The boundary of a place: one or several areas, each a ring with the rings of what is left out
/// of it.
package struct Outline: Hashable, Sendable {
    /// A closed line: the last position is the first.
    package typealias Ring = [Position]

    package enum Problem: Error, Hashable, Sendable {
        /// No area, or a ring of fewer than four positions or with open ends.
        case noArea
        case tooMany(positionsMax: Int)
    }

    /// How many positions one boundary may have.
    package static let positionsMax = 20_000

    /// Areas; the first ring of each is around it.
    package let areas: [[Ring]]
    package let bounds: Bounds

    /// - Throws: `.noArea`, `.tooMany`.
    package init(areas: [[Ring]]) throws(Problem) {
        let rings = areas.joined()
        guard !areas.isEmpty, areas.allSatisfy({ !$0.isEmpty }),
            rings.allSatisfy({ $0.count >= 4 && $0.first == $0.last }),
            let bounds = Bounds(around: rings.joined()), bounds.span > 0
        else { throw .noArea }
        guard rings.reduce(0, { $0 + $1.count }) <= Self.positionsMax else {
            throw .tooMany(positionsMax: Self.positionsMax)
        }
        self.areas = areas
        self.bounds = bounds
    }

    /// Whether a position lies inside, or on the edge as the crossing rule takes it.
    package func contains(_ position: Position) -> Bool {
        bounds.contains(position)
            && areas.contains { rings in
                rings.reduce(false) { $0 != Self.isInside(position, $1) }
            }
    }

    /// Whether any part of it lies in a box.
    package func touches(_ box: Bounds) -> Bool {
        guard bounds.touches(box) else { return false }
        if areas.joined().joined().contains(where: box.contains) { return true }
        let corners =
            [(box.south, box.west), (box.south, box.east), (box.north, box.east)]
            + [(box.north, box.west)]
        let positions = corners.compactMap { try? Position(latitude: $0.0, longitude: $0.1) }
        if positions.contains(where: contains) { return true }
        return areas.joined().contains { ring in
            zip(ring, ring.dropFirst()).contains { line in
                zip(positions, positions.dropFirst() + positions.prefix(1)).contains { edge in
                    Self.cross(line.0, line.1, edge.0, edge.1)
                }
            }
        }
    }

    /// A position inside where the name of the place can stand: in the middle of the widest part
    /// at half the height of the largest area.
    package var inner: Position {
        let largest = areas.map(\.[0]).max { Self.size($0) < Self.size($1) } ?? []
        guard let box = Bounds(around: largest) else { return areas[0][0][0] }
        let height = box.middle.latitude
        let crossings = zip(largest, largest.dropFirst()).compactMap { line -> Int? in
            let (a, b) = line
            guard (a.latitude > height) != (b.latitude > height) else { return nil }
            let share = Double(height - a.latitude) / Double(b.latitude - a.latitude)
            return a.longitude + Int(share * Double(b.longitude - a.longitude))
        }.sorted()
        let widths = stride(from: 0, to: crossings.count - 1, by: 2).map {
            (crossings[$0], crossings[$0 + 1])
        }
        let widest = widths.max { $0.1 - $0.0 < $1.1 - $1.0 }
        let longitude = widest.map { ($0.0 + $0.1) / 2 } ?? box.middle.longitude
        return (try? Position(latitude: height, longitude: longitude)) ?? largest[0]
    }

    /// The crossing rule: a line to the east is crossed an odd number of times.
    private static func isInside(_ position: Position, _ ring: Ring) -> Bool {
        zip(ring, ring.dropFirst()).reduce(false) { inside, line in
            let (a, b) = line
            guard (a.latitude > position.latitude) != (b.latitude > position.latitude) else {
                return inside
            }
            let share =
                Double(position.latitude - a.latitude) / Double(b.latitude - a.latitude)
            let at = Double(a.longitude) + share * Double(b.longitude - a.longitude)
            return Double(position.longitude) < at ? !inside : inside
        }
    }

    private static func cross(_ a: Position, _ b: Position, _ c: Position, _ d: Position) -> Bool {
        func side(_ p: Position, _ q: Position, _ r: Position) -> Int {
            let turn =
                (q.longitude - p.longitude) * (r.latitude - p.latitude)
                - (q.latitude - p.latitude) * (r.longitude - p.longitude)
            return turn.signum()
        }
        return side(a, b, c) != side(a, b, d) && side(c, d, a) != side(c, d, b)
    }

    /// Twice the area of a ring, in square millionths of a degree; about, as is enough to compare.
    private static func size(_ ring: Ring) -> Double {
        let sum = zip(ring, ring.dropFirst()).reduce(0.0) { sum, line in
            let (a, b) = line
            return sum + Double(a.longitude) * Double(b.latitude)
                - Double(b.longitude) * Double(a.latitude)
        }
        return abs(sum)
    }
}

extension Outline {
    /// As rows keep it: `longitude,latitude` in millionths, a blank between positions, `|` between
    /// rings, `;` between areas.
    package var text: String {
        areas.map { rings in
            rings.map { ring in
                ring.map { "\($0.longitude),\($0.latitude)" }.joined(separator: " ")
            }.joined(separator: "|")
        }.joined(separator: ";")
    }

    /// - Returns: nil for what `text` did not write.
    package init?(stored text: String) {
        var areas: [[Ring]] = []
        for area in text.split(separator: ";") {
            var rings: [Ring] = []
            for ring in area.split(separator: "|") {
                var positions: Ring = []
                for pair in ring.split(separator: " ") {
                    let numbers = pair.split(separator: ",")
                    guard numbers.count == 2, let east = Int(numbers[0]),
                        let north = Int(numbers[1]),
                        let position = try? Position(latitude: north, longitude: east)
                    else { return nil }
                    positions.append(position)
                }
                rings.append(positions)
            }
            areas.append(rings)
        }
        try? self.init(areas: areas)
    }
}
