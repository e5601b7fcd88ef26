import Testing

@testable import Planning

@Suite struct AssignmentTests {
    typealias Candidate = Assignment.Candidate
    typealias Pair = Assignment.Pair

    @Test func nothingToDoIsDone() throws {
        let nothing = try Assignment.solve(wanted: [], capacity: [], candidates: [])
        #expect(nothing.pairs.isEmpty && nothing.totalCost == 0 && nothing.unmet.isEmpty)
        let nobody = try Assignment.solve(wanted: [2, 0], capacity: [], candidates: [])
        #expect(nobody.pairs.isEmpty && nobody.unmet == [2, 0])
        let idle = try Assignment.solve(wanted: [], capacity: [3], candidates: [])
        #expect(idle.pairs.isEmpty && idle.unmet.isEmpty)
        let strangers = try Assignment.solve(wanted: [1], capacity: [1], candidates: [])
        #expect(strangers.pairs.isEmpty && strangers.unmet == [1])
    }

    @Test func moreNeedsAreMetBeforeAnythingIsSaved() throws {
        let assignment = try Assignment.solve(
            wanted: [1, 1], capacity: [1, 1],
            candidates: [
                Candidate(need: 0, helper: 0, cost: 0),
                Candidate(need: 0, helper: 1, cost: 1_000_000),
                Candidate(need: 1, helper: 0, cost: 1_000_000),
            ])
        #expect(assignment.pairs == [Pair(need: 0, helper: 1), Pair(need: 1, helper: 0)])
        #expect(assignment.totalCost == 2_000_000)
        #expect(assignment.unmet == [0, 0])
    }

    /// Only the last helper of the row is free, and everyone has to move up by one.
    @Test func oneMoreNeedIsWorthMovingEverybody() throws {
        let places = 0..<40
        let assignment = try Assignment.solve(
            wanted: places.map { _ in 1 }, capacity: places.map { _ in 1 },
            candidates: places.dropFirst().map { Candidate(need: $0, helper: $0 - 1, cost: 0) }
                + places.map { Candidate(need: $0, helper: $0, cost: 1_000_000) })
        #expect(assignment.pairs == places.map { Pair(need: $0, helper: $0) })
        #expect(assignment.totalCost == 40_000_000)
    }

    @Test func nobodyServesTheSameNeedTwice() throws {
        let assignment = try Assignment.solve(
            wanted: [3], capacity: [Int.max, 1],
            candidates: [
                Candidate(need: 0, helper: 1, cost: 5), Candidate(need: 0, helper: 0, cost: 7),
            ])
        #expect(assignment.pairs == [Pair(need: 0, helper: 0), Pair(need: 0, helper: 1)])
        #expect(assignment.totalCost == 12)
        #expect(assignment.unmet == [1])
    }

    @Test func whoWantsNobodyOrTakesNothingIsLeftAlone() throws {
        let assignment = try Assignment.solve(
            wanted: [0, 1], capacity: [1, 0],
            candidates: [
                Candidate(need: 0, helper: 0, cost: 0), Candidate(need: 1, helper: 1, cost: 0),
            ])
        #expect(assignment.pairs.isEmpty)
        #expect(assignment.unmet == [0, 1])
    }

    @Test func theOrderOfTheCandidatesDoesNotMatter() throws {
        var numbers = SeededNumbers(seed: 7)
        let town = InventedAssignment(seed: 7, needs: 300, helpers: 60, choices: 12)
        // Few different costs, so that many answers are equally good.
        let candidates = town.candidates.map {
            Candidate(need: $0.need, helper: $0.helper, cost: $0.cost / 2_000)
        }
        let first = try Assignment.solve(
            wanted: town.wanted, capacity: town.capacity, candidates: candidates)
        for _ in 0..<5 {
            let again = try Assignment.solve(
                wanted: town.wanted, capacity: town.capacity,
                candidates: candidates.shuffled(using: &numbers))
            let isTheSame = again == first
            #expect(isTheSame)
        }
    }
}
