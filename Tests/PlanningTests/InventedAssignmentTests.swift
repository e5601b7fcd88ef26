import Testing

@testable import Planning

@Suite struct InventedAssignmentTests {
    @Test func theTownIsAsLargeAsItSays() {
        let town = InventedAssignment(seed: 1)
        #expect(town.wanted.count == 10_000 && Set(town.wanted) == [1, 2, 3])
        #expect(town.capacity.count == 2_000 && Set(town.capacity) == Set(1...8))
        #expect(town.candidates.count == 500_000)
        #expect(town.candidates.allSatisfy { (0...5_000).contains($0.cost) })
    }

    @Test func theSameSeedInventsTheSameTown() {
        func candidates(seed: UInt64) -> [Assignment.Candidate] {
            InventedAssignment(seed: seed, needs: 20, helpers: 9, choices: 5).candidates
        }
        #expect(candidates(seed: 5) == candidates(seed: 5))
        #expect(candidates(seed: 5) != candidates(seed: 6))
    }

    @Test func aTownWithFewHelpersAsksThemAll() throws {
        let town = InventedAssignment(seed: 1, needs: 4, helpers: 3, choices: 50)
        #expect(Set(town.candidates.map(\.pair)).count == 12)
        #expect(InventedAssignment(seed: 1, needs: 4, helpers: 0).candidates.isEmpty)
    }

    @Test func everyHelperOfTheTownFindsWork() throws {
        let town = InventedAssignment(seed: 1)
        let assignment = try Assignment.solve(
            wanted: town.wanted, capacity: town.capacity, candidates: town.candidates)
        // Helpers are scarce, and many ask each of them.
        #expect(assignment.pairs.count == town.capacity.reduce(0, +))
        #expect(
            assignment.unmet.reduce(0, +)
                == town.wanted.reduce(0, +) - assignment.pairs.count)
    }
}
