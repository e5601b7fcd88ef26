import Kernel
import Testing

/// The arithmetic of 一个党员带一户、三个党员带一门、十个党员带一楼.
@Suite struct CoverageTests {
    private static func building(
        _ id: Int64, households: Int = 0, stairwells: Int = 0, posts: Int = 0
    ) -> Coverage.Building {
        Coverage.Building(
            place: Place.ID(id), households: households, stairwells: stairwells, posts: posts)
    }

    @Test func theMeasureThatAsksForMostDecides() {
        let ratio = Coverage.Ratio(household: 1, stairwell: 3, building: 10)
        let coverage = Coverage(
            [
                Self.building(1), Self.building(2, stairwells: 3, posts: 2),
                Self.building(3, stairwells: 4, posts: 2),
                Self.building(4, households: 24, stairwells: 4, posts: 24),
            ], wider: 5, by: ratio)
        #expect(coverage.lines.map(\.needed) == [10, 10, 12, 24])
        #expect(coverage.lines.map(\.lacking) == [10, 8, 10, 0])
        #expect(coverage.posts == 33)
        #expect(coverage.needed == 56)
        #expect(coverage.lacking == 28)
        #expect(coverage.lackingBuildings == 3)
        #expect(coverage.lackingAfterSharing == 23)
    }

    @Test func zeroLeavesAMeasureOut() {
        let ratio = Coverage.Ratio(household: 0, stairwell: 3, building: 0)
        let coverage = Coverage(
            [Self.building(1, households: 60, stairwells: 2)], wider: 9, by: ratio)
        #expect(coverage.needed == 6)
        #expect(coverage.lackingAfterSharing == 0)
    }

    @Test func oddNumbersAreBroughtToTheNearestEnd() {
        let ratio = Coverage.Ratio(household: -1, stairwell: 101, building: 100)
        #expect(ratio == Coverage.Ratio(household: 0, stairwell: 100, building: 100))
        let building = Self.building(1, households: -4, stairwells: 9_999)
        #expect(building.households == 0)
        #expect(building.stairwells == 2_000)
        #expect(Coverage([], wider: 3, by: ratio).needed == 0)
    }

    @Test(arguments: [1, 42, 9_999, 10_000, 123_456, 999_999_999])
    func aCardNumberIsReadAsItIsSaid(_ serial: Int) throws {
        let number = CardNumber(serial: serial)
        #expect(try CardNumber(parsing: number.description) == number)
        let plain = number.description.filter { $0 != "-" }
        #expect(try CardNumber(parsing: " " + plain) == number)
        let wrong = plain.dropLast() + String((number.checkDigit + 1) % 10)
        #expect(throws: CardNumber.Problem.wrongCheckDigit) {
            try CardNumber(parsing: String(wrong))
        }
    }

    @Test(arguments: ["", "7", "0000-1", "abcd-e", "12345678901-2"])
    func whatIsNoCardNumberIsRefused(_ text: String) {
        #expect(throws: CardNumber.Problem.self) { try CardNumber(parsing: text) }
    }
}
