import Testing

@testable import Planning

@Suite struct AssignmentProblemTests {
    typealias Candidate = Assignment.Candidate
    typealias Pair = Assignment.Pair
    typealias Problem = Assignment.Problem

    private func problem(
        wanted: [Int] = [1, 1], capacity: [Int] = [1, 1], _ candidates: [Candidate] = [],
        pinned: [Pair] = []
    ) -> Problem? {
        do {
            _ = try Assignment.solve(
                wanted: wanted, capacity: capacity, candidates: candidates, pinned: pinned)
            return nil
        } catch {
            return error
        }
    }

    @Test func numbersStayInTheirRange() {
        #expect(problem(wanted: [0, 1_000]) == nil)
        #expect(problem(wanted: [1, -1]) == .wantedOutOfRange(need: 1, wanted: -1))
        #expect(problem(wanted: [1_001]) == .wantedOutOfRange(need: 0, wanted: 1_001))
        #expect(problem(capacity: [0, Int.max]) == nil)
        #expect(problem(capacity: [0, -1]) == .negativeCapacity(helper: 1, capacity: -1))
        for cost in [0, 1_000_000] {
            #expect(problem([Candidate(need: 0, helper: 0, cost: cost)]) == nil)
        }
        for cost in [-1, 1_000_001, Int.min, Int.max] {
            let candidate = Candidate(need: 0, helper: 0, cost: cost)
            #expect(problem([candidate]) == .costOutOfRange(candidate))
        }
    }

    @Test func everyoneNamedExists() {
        for place in [-1, 2, Int.min, Int.max] {
            let need = Pair(need: place, helper: 1)
            let helper = Pair(need: 1, helper: place)
            #expect(problem(pinned: [need]) == .unknownNeed(need, needs: 2))
            #expect(problem(pinned: [helper]) == .unknownHelper(helper, helpers: 2))
            #expect(
                problem([Candidate(need: place, helper: 1, cost: 0)])
                    == .unknownNeed(need, needs: 2))
            #expect(
                problem([Candidate(need: 1, helper: place, cost: 0)])
                    == .unknownHelper(helper, helpers: 2))
        }
    }

    @Test func nobodyIsNamedTwice() {
        let candidates = [
            Candidate(need: 0, helper: 1, cost: 1), Candidate(need: 1, helper: 1, cost: 1),
            Candidate(need: 0, helper: 1, cost: 2),
        ]
        #expect(problem(candidates) == .candidateTwice(Pair(need: 0, helper: 1)))
        let pin = Pair(need: 1, helper: 0)
        #expect(
            problem(wanted: [9, 9], capacity: [9], pinned: [pin, pin]) == .pinnedTwice(pin))
    }

    @Test func pinsStayWithinWhatIsWantedAndTaken() {
        let sameNeed = [Pair(need: 0, helper: 0), Pair(need: 0, helper: 1)]
        #expect(problem(wanted: [2], pinned: sameNeed) == nil)
        #expect(problem(pinned: sameNeed) == .pinnedBeyondWanted(need: 0))
        let sameHelper = [Pair(need: 0, helper: 1), Pair(need: 1, helper: 1)]
        #expect(problem(capacity: [0, 2], pinned: sameHelper) == nil)
        #expect(problem(pinned: sameHelper) == .pinnedBeyondCapacity(helper: 1))
    }

    @Test func aQuestionHasALimit() {
        let needs = [Int](repeating: 0, count: Assignment.needsMax)
        #expect(problem(wanted: needs) == nil)
        #expect(problem(wanted: needs + [0]) == .tooMany(.needs, count: 100_001))
        let helpers = [Int](repeating: 0, count: Assignment.helpersMax)
        #expect(problem(capacity: helpers) == nil)
        #expect(problem(capacity: helpers + [0]) == .tooMany(.helpers, count: 100_001))
        let candidates = [Candidate](
            repeating: Candidate(need: 0, helper: 0, cost: 0),
            count: Assignment.candidatesMax + 1)
        #expect(problem(candidates) == .tooMany(.candidates, count: 5_000_001))
    }

    @Test(arguments: [
        (
            Problem.tooMany(.candidates, count: 5_000_001),
            "Plan at most 5000000 candidates at once, not 5000001."
        ),
        (
            .wantedOutOfRange(need: 3, wanted: -1), "Let need 3 want 0 to 1000 helpers, not -1."
        ),
        (
            .negativeCapacity(helper: 4, capacity: -1),
            "Let helper 4 take 0 needs or more, not -1."
        ),
        (
            .unknownNeed(Pair(need: 12, helper: 4), needs: 10),
            "Give helper 4 one of the 10 needs, counted from 0, not need 12."
        ),
        (
            .unknownHelper(Pair(need: 3, helper: 5), helpers: 5),
            "Give need 3 one of the 5 helpers, counted from 0, not helper 5."
        ),
        (
            .costOutOfRange(Candidate(need: 3, helper: 4, cost: -5)),
            "Let helper 4 cost 0 to 1000000 for need 3, not -5."
        ),
        (
            .candidateTwice(Pair(need: 3, helper: 4)), "Name helper 4 once for need 3, not twice."
        ),
        (.pinnedTwice(Pair(need: 3, helper: 4)), "Pin helper 4 once to need 3, not twice."),
        (.pinnedBeyondWanted(need: 3), "Pin fewer helpers to need 3, or let it want more."),
        (
            .pinnedBeyondCapacity(helper: 4),
            "Pin helper 4 to fewer needs, or let that helper take more."
        ),
        (.outOfMemory, "Plan fewer candidates at once, or give the machine more memory."),
        (
            .unsolved(code: 3),
            "Report a defect, with the question: the solver ended with code 3."
        ),
    ])
    func everyProblemSaysWhatToDo(problem: Problem, sentence: String) {
        #expect(problem.description == sentence)
    }
}
