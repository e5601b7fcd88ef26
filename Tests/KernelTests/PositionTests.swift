import Testing

@testable import Kernel

/// Where places are, and how far apart.
@Suite struct PositionTests {
    @Test(arguments: [
        ("32.6135", "110.783", 32_613_500, 110_783_000), ("-33.9", "-0.5", -33_900_000, -500_000),
        ("３２．５°", " 110 ", 32_500_000, 110_000_000), ("90", "180.000000", 90_000_000, 180_000_000),
    ])
    func degreesAreReadAsPeopleWriteThem(
        _ latitude: String, _ longitude: String, _ north: Int, _ east: Int
    ) throws {
        let position = try Position(latitude: latitude, longitude: longitude)
        #expect(position.latitude == north && position.longitude == east)
        let degrees = position.degrees
        let again = try Position(latitude: degrees.latitude, longitude: degrees.longitude)
        #expect(again == position)
    }

    @Test(arguments: ["", "north", "32.1234567", "32.", ".5", "1e1", "3 2.1.1", "--3", "1000"])
    func whatIsNoDegreeIsRefused(_ text: String) {
        #expect(throws: Position.Problem.unreadable) {
            try Position(latitude: text, longitude: "110")
        }
    }

    @Test func theWorldHasEdges() {
        #expect(throws: Position.Problem.outside) {
            try Position(latitude: "110.783", longitude: "32.6135")
        }
        #expect(throws: Position.Problem.outside) {
            try Position(latitude: 0, longitude: 180_000_001)
        }
    }

    @Test func aMinuteOfLatitudeIsASeaMile() throws {
        let here = try Position(latitude: "32.6", longitude: "110.78")
        let north = try Position(latitude: "32.616667", longitude: "110.78")
        #expect((1_850...1_856).contains(here.metres(to: north)))
        #expect(here.metres(to: here) == 0)
        #expect(here.metres(to: north) == north.metres(to: here))
        let around = try Position(latitude: "0", longitude: "180")
        let start = try Position(latitude: "0", longitude: "0")
        #expect((20_000_000...20_030_000).contains(start.metres(to: around)))
    }
}
