import Foundation

/// A box between two meridians and two parallels (WGS 84), in millionths of a degree; its edges
/// belong to it.
package struct Bounds: Hashable, Sendable {
    package let west: Int
    package let south: Int
    package let east: Int
    package let north: Int

    package enum Problem: Error, Hashable, Sendable {
        /// Not four numbers, or six with heights.
        case unreadable
        /// Beyond ±90 or ±180 degrees, or south of its own south.
        case outside
    }

    /// - Throws: `.outside`; a box across the 180th meridian is two.
    package init(west: Int, south: Int, east: Int, north: Int) throws(Problem) {
        guard west <= east, south <= north, west >= -180_000_000, east <= 180_000_000,
            south >= -90_000_000, north <= 90_000_000
        else { throw .outside }
        self.init(unchecked: west, south, east, north)
    }

    private init(unchecked west: Int, _ south: Int, _ east: Int, _ north: Int) {
        self.west = west
        self.south = south
        self.east = east
        self.north = north
    }

    package init(of position: Position) {
        self.init(
            unchecked: position.longitude, position.latitude, position.longitude,
            position.latitude)
    }

    /// The smallest box around some positions; nil around none.
    package init?(around positions: some Sequence<Position>) {
        var all: Bounds?
        for position in positions {
            let one = Bounds(of: position)
            all = all?.joined(with: one) ?? one
        }
        guard let all else { return nil }
        self = all
    }

    /// Reads `west,south,east,north` in degrees, or the six numbers with heights that are left
    /// aside (OGC 17-069r4, requirement 24). Where the west lies east of the east, the box crosses
    /// the 180th meridian and comes as two.
    ///
    /// - Throws: `.unreadable`, `.outside`.
    package static func boxes(_ text: String) throws(Problem) -> [Bounds] {
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map {
            Double($0.trimmingPrefix(while: \.isWhitespace))
        }
        guard numbers.count == 4 || numbers.count == 6 else { throw .unreadable }
        var corners: [Int] = []
        for index in numbers.count == 4 ? [0, 1, 2, 3] : [0, 1, 3, 4] {
            guard let number = numbers[index], number.isFinite, abs(number) <= 1_000 else {
                throw .unreadable
            }
            corners.append(Int((number * 1_000_000).rounded()))
        }
        let (west, south, east, north) = (corners[0], corners[1], corners[2], corners[3])
        guard west > east else {
            return [try Bounds(west: west, south: south, east: east, north: north)]
        }
        return [
            try Bounds(west: west, south: south, east: 180_000_000, north: north),
            try Bounds(west: -180_000_000, south: south, east: east, north: north),
        ]
    }

    package func joined(with other: Bounds) -> Bounds {
        Bounds(
            unchecked: min(west, other.west), min(south, other.south), max(east, other.east),
            max(north, other.north))
    }

    package func touches(_ other: Bounds) -> Bool {
        west <= other.east && other.west <= east && south <= other.north && other.south <= north
    }

    package func contains(_ position: Position) -> Bool {
        (west...east).contains(position.longitude) && (south...north).contains(position.latitude)
    }

    /// The box with so much more on every side, within the world.
    package func grown(by millionths: Int) -> Bounds {
        Bounds(
            unchecked: max(west - millionths, -180_000_000), max(south - millionths, -90_000_000),
            min(east + millionths, 180_000_000), min(north + millionths, 90_000_000))
    }

    /// The larger of width and height.
    package var span: Int { max(east - west, north - south) }

    package var middle: (latitude: Int, longitude: Int) {
        ((south + north) / 2, (west + east) / 2)
    }
}
