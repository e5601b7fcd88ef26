/// One whole number for where something is, by which an ordinary index finds what lies in a box.
///
/// The bits of longitude and latitude are interleaved (the Z-order of Morton, 1966), so that each
/// square of a quadtree is one range of numbers, and a box is a few ranges. A number holds its
/// position whole: nothing needs to be looked up to know whether it lies in the box.
///
/// What has an extent is kept by its south-western corner in a lane of its own, and is looked for
/// in a box that is larger by the widest extent of the lane; what is wider still, such as counties,
/// stands together in a third lane, which is always read.
package enum MapKey {
    /// The widest extent of the second lane: about two kilometres.
    package static let smallMax = 20_000

    /// 2²⁹ millionths are more than 360 degrees.
    private static let bits = 29
    private static let lane = Int64(1) << (2 * 29)

    /// Pieces in which a box is looked for: more would ask oftener, fewer read more beside it.
    private static let piecesMax = 12

    package static func point(_ position: Position) -> Int64 {
        key(position.longitude, position.latitude)
    }

    package static func extent(_ bounds: Bounds) -> Int64 {
        let corner = key(bounds.west, bounds.south)
        return switch bounds.span {
        case 0: corner
        case ...smallMax: corner + lane
        default: corner + 2 * lane
        }
    }

    /// The position that a key of a point stands for; nil for another number.
    package static func position(of key: Int64) -> Position? {
        guard key >= 0, key < lane else { return nil }
        return try? Position(
            latitude: Int(gathered(UInt64(key) >> 1)) - 90_000_000,
            longitude: Int(gathered(UInt64(key))) - 180_000_000)
    }

    /// Where points of a box may be, in order; some of what lies there is beside the box.
    package static func pointRanges(within box: Bounds) -> [ClosedRange<Int64>] {
        ranges(within: box)
    }

    /// Where whatever touches a box may be, in order.
    package static func ranges(touching box: Bounds) -> [ClosedRange<Int64>] {
        ranges(within: box)
            + ranges(within: box.grown(by: smallMax)).map {
                ($0.lowerBound + lane)...($0.upperBound + lane)
            } + [(2 * lane)...(3 * lane - 1)]
    }

    // MARK: - Squares

    private struct Square {
        /// Its south-western corner and its side, counted from 180° west and 90° south.
        let x: Int
        let y: Int
        let side: Int

        var range: ClosedRange<Int64> {
            let first = Int64(spread(x) | spread(y) << 1)
            return first...(first + Int64(side) * Int64(side) - 1)
        }

        var quarters: [Square] {
            let half = side / 2
            return [(0, 0), (half, 0), (0, half), (half, half)].map {
                Square(x: x + $0.0, y: y + $0.1, side: half)
            }
        }
    }

    private static func ranges(within box: Bounds) -> [ClosedRange<Int64>] {
        let (west, east) = (box.west + 180_000_000, box.east + 180_000_000)
        let (south, north) = (box.south + 90_000_000, box.north + 90_000_000)
        func touches(_ square: Square) -> Bool {
            square.x <= east && west < square.x + square.side && square.y <= north
                && south < square.y + square.side
        }
        func isInside(_ square: Square) -> Bool {
            west <= square.x && square.x + square.side - 1 <= east && south <= square.y
                && square.y + square.side - 1 <= north
        }
        var whole: [Square] = []
        var parts = [Square(x: 0, y: 0, side: 1 << bits)]
        // The largest squares that reach beyond the box are cut first.
        while let next = parts.first {
            let quarters = next.side == 1 ? [] : next.quarters.filter(touches)
            guard !quarters.isEmpty,
                whole.count + parts.count - 1 + quarters.count <= piecesMax
            else { break }
            parts.removeFirst()
            whole += quarters.filter(isInside)
            parts += quarters.filter { !isInside($0) }
        }
        return joined((whole + parts).map(\.range).sorted { $0.lowerBound < $1.lowerBound })
    }

    private static func joined(_ ranges: [ClosedRange<Int64>]) -> [ClosedRange<Int64>] {
        var joined: [ClosedRange<Int64>] = []
        for range in ranges {
            if let last = joined.last, last.upperBound + 1 == range.lowerBound {
                joined[joined.count - 1] = last.lowerBound...range.upperBound
            } else {
                joined.append(range)
            }
        }
        return joined
    }

    // MARK: - Bits

    private static func key(_ longitude: Int, _ latitude: Int) -> Int64 {
        Int64(spread(longitude + 180_000_000) | spread(latitude + 90_000_000) << 1)
    }

    private static let masks: [(shift: UInt64, mask: UInt64)] = [
        (16, 0x0000_FFFF_0000_FFFF), (8, 0x00FF_00FF_00FF_00FF), (4, 0x0F0F_0F0F_0F0F_0F0F),
        (2, 0x3333_3333_3333_3333), (1, 0x5555_5555_5555_5555),
    ]

    /// Puts a gap of one bit behind every bit.
    private static func spread(_ number: Int) -> UInt64 {
        masks.reduce(UInt64(number)) { ($0 | $0 << $1.shift) & $1.mask }
    }

    /// Takes every second bit, from the lowest on.
    private static func gathered(_ number: UInt64) -> UInt64 {
        let first = number & 0x5555_5555_5555_5555
        let steps: [(UInt64, UInt64)] = [
            (1, 0x3333_3333_3333_3333), (2, 0x0F0F_0F0F_0F0F_0F0F), (4, 0x00FF_00FF_00FF_00FF),
            (8, 0x0000_FFFF_0000_FFFF), (16, 0x0000_0000_FFFF_FFFF),
        ]
        return steps.reduce(first) { ($0 | $0 >> $1.0) & $1.1 }
    }
}
