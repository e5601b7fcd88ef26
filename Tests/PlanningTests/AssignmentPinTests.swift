import Testing

@testable import Planning

@Suite struct AssignmentPinTests {
    typealias Candidate = Assignment.Candidate
    typealias Pair = Assignment.Pair

    private let candidates = [
        Candidate(need: 0, helper: 0, cost: 1), Candidate(need: 0, helper: 1, cost: 9),
        Candidate(need: 1, helper: 0, cost: 2), Candidate(need: 1, helper: 1, cost: 3),
    ]

    private func solve(pinned: [Pair]) throws -> Assignment {
        try Assignment.solve(
            wanted: [1, 1], capacity: [1, 1, 1], candidates: candidates, pinned: pinned)
    }

    @Test func aPinIsKeptEvenWhereItCostsMore() throws {
        #expect(try solve(pinned: []).totalCost == 4)
        let pinned = try solve(pinned: [Pair(need: 0, helper: 1)])
        #expect(pinned.pairs == [Pair(need: 0, helper: 1), Pair(need: 1, helper: 0)])
        #expect(pinned.totalCost == 11)
    }

    @Test func aPinThatIsNoCandidateCostsNothing() throws {
        let pinned = try solve(pinned: [Pair(need: 1, helper: 2)])
        #expect(pinned.pairs == [Pair(need: 0, helper: 0), Pair(need: 1, helper: 2)])
        #expect(pinned.totalCost == 1)
        #expect(pinned.unmet == [0, 0])
    }

    @Test func everythingCanBePinnedInAnyOrder() throws {
        let pins = [Pair(need: 1, helper: 1), Pair(need: 0, helper: 2)]
        let pinned = try solve(pinned: pins)
        #expect(pinned.pairs == pins.reversed())
        #expect(pinned.totalCost == 3)
        #expect(try solve(pinned: pins.reversed()) == pinned)
    }

    @Test func aPinIsNotTakenOnceMore() throws {
        let assignment = try Assignment.solve(
            wanted: [2], capacity: [2], candidates: [Candidate(need: 0, helper: 0, cost: 4)],
            pinned: [Pair(need: 0, helper: 0)])
        #expect(assignment.pairs == [Pair(need: 0, helper: 0)])
        #expect(assignment.totalCost == 4)
        #expect(assignment.unmet == [1])
    }

    @Test func aPinMayLeaveANeedUnmetThatCouldHaveBeenMet() throws {
        let assignment = try Assignment.solve(
            wanted: [1, 1], capacity: [1], candidates: [Candidate(need: 1, helper: 0, cost: 0)],
            pinned: [Pair(need: 0, helper: 0)])
        #expect(assignment.unmet == [0, 1])
    }

    @Test func pinningTheAnswerGivesTheAnswer() throws {
        let town = InventedAssignment(seed: 3, needs: 80, helpers: 20, choices: 6)
        let free = try Assignment.solve(
            wanted: town.wanted, capacity: town.capacity, candidates: town.candidates)
        for pins in [free.pairs, Array(free.pairs.prefix(30)), Array(free.pairs.suffix(30))] {
            let pinned = try Assignment.solve(
                wanted: town.wanted, capacity: town.capacity, candidates: town.candidates,
                pinned: pins)
            #expect(pinned.totalCost == free.totalCost)
            #expect(pinned.pairs.count == free.pairs.count)
            #expect(Set(pinned.pairs).isSuperset(of: pins))
        }
    }
}
