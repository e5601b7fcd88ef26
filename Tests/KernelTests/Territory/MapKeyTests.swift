import Testing

@testable import Kernel

/// Boxes, boundaries, and the number by which an index finds what is in a box.
@Suite struct MapKeyTests {
    private static func position(_ north: Int, _ east: Int) throws -> Position {
        try Position(latitude: north, longitude: east)
    }

    @Test(arguments: [
        (32_613_500, 110_783_000), (0, 0), (-90_000_000, -180_000_000), (90_000_000, 180_000_000),
        (-33_900_001, -1), (1, -179_999_999),
    ])
    func aKeyHoldsItsPosition(_ north: Int, _ east: Int) throws {
        let position = try Self.position(north, east)
        #expect(MapKey.position(of: MapKey.point(position)) == position)
    }

    @Test func theRangesOfABoxHoldEveryPointOfItAndLittleElse() throws {
        var numbers = SeededNumbers(seed: 7)
        for _ in 0..<200 {
            let west = Int.random(in: -180_000_000...179_000_000, using: &numbers)
            let south = Int.random(in: -90_000_000...89_000_000, using: &numbers)
            let box = try Bounds(
                west: west, south: south,
                east: west + Int.random(in: 0...1_000_000, using: &numbers),
                north: south + Int.random(in: 0...1_000_000, using: &numbers))
            let ranges = MapKey.pointRanges(within: box)
            #expect((1...12).contains(ranges.count))
            #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
            for _ in 0..<20 {
                let inside = try Self.position(
                    Int.random(in: box.south...box.north, using: &numbers),
                    Int.random(in: box.west...box.east, using: &numbers))
                #expect(ranges.contains { $0.contains(MapKey.point(inside)) })
            }
            let far = try Self.position(-box.south / 2 + 45_000_000, -box.west / 2)
            if !box.grown(by: 3_000_000).contains(far) {
                #expect(!ranges.contains { $0.contains(MapKey.point(far)) })
            }
        }
    }

    @Test func whateverTouchesABoxLiesInItsRanges() throws {
        let box = try Bounds(
            west: 110_780_000, south: 32_610_000, east: 110_781_000, north: 32_611_000)
        let touching = [
            try Bounds(west: 110_770_000, south: 32_600_000, east: 110_780_000, north: 32_610_000),
            try Bounds(west: 110_780_500, south: 32_610_500, east: 110_780_500, north: 32_610_500),
            try Bounds(west: 105_000_000, south: 30_000_000, east: 115_000_000, north: 40_000_000),
        ]
        for bounds in touching {
            let key = MapKey.extent(bounds)
            #expect(MapKey.ranges(touching: box).contains { $0.contains(key) })
            #expect(box.touches(bounds) && bounds.touches(box))
        }
    }

    @Test(arguments: [
        ("110.1,32.1,110.2,32.2", 1), ("110.1, 32.1, 5, 110.2, 32.2, 9", 1), ("179,-1,-179,1", 2),
        ("1,2,1,2", 1),
    ])
    func boxesAreReadAsOthersWriteThem(_ text: String, _ count: Int) throws {
        #expect(try Bounds.boxes(text).count == count)
    }

    @Test(arguments: [
        "", "1,2,3", "1,2,3,4,5", "a,b,c,d", "1,2,3,nan", "1,3,2,2", "181,0,182,1", "0,0,0,91",
    ])
    func whatIsNoBoxIsRefused(_ text: String) {
        #expect(throws: Bounds.Problem.self) { try Bounds.boxes(text) }
    }

    @Test func aBoundaryKnowsWhatIsInsideAndWhatItTouches() throws {
        let outer = try [(0, 0), (0, 100), (100, 100), (100, 0), (0, 0)].map(Self.position)
        let hole = try [(40, 40), (40, 60), (60, 60), (60, 40), (40, 40)].map(Self.position)
        let outline = try Outline(areas: [[outer, hole]])
        #expect(outline.contains(try Self.position(10, 10)))
        #expect(!outline.contains(try Self.position(50, 50)))
        #expect(!outline.contains(try Self.position(150, 50)))
        #expect(Outline(stored: outline.text) == outline)
        let inHole = try Bounds(west: 45, south: 45, east: 55, north: 55)
        let across = try Bounds(west: 45, south: 55, east: 55, north: 65)
        let around = try Bounds(west: -9, south: -9, east: 200, north: 200)
        let band = try Bounds(west: -9, south: 20, east: 200, north: 30)
        #expect(!outline.touches(inHole))
        #expect(outline.touches(across) && outline.touches(around) && outline.touches(band))
        #expect(outline.bounds == (try Bounds(west: 0, south: 0, east: 100, north: 100)))
    }

    @Test func aNameStandsInsideACrookedPlace() throws {
        let hook = try [(0, 0), (0, 100), (20, 100), (20, 20), (100, 20), (100, 0), (0, 0)]
            .map(Self.position)
        let outline = try Outline(areas: [[hook]])
        #expect(outline.contains(outline.inner))
    }

    @Test func aRingIsClosedAndHasAnArea() throws {
        let open = try [(0, 0), (0, 9), (9, 9), (9, 0)].map(Self.position)
        #expect(throws: Outline.Problem.noArea) { try Outline(areas: [[open]]) }
        #expect(throws: Outline.Problem.noArea) { try Outline(areas: []) }
        let still = Array(repeating: try Self.position(1, 1), count: 4)
        #expect(throws: Outline.Problem.noArea) { try Outline(areas: [[still]]) }
        let many = Array(repeating: open, count: 6_000).joined() + open.prefix(1)
        #expect(throws: Outline.Problem.tooMany(positionsMax: 20_000)) {
            try Outline(areas: [[Array(many)]])
        }
    }
}
