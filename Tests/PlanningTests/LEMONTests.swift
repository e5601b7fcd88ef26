import CLemon
import Testing

/// What Swift asks is sound; the shim does not rely on it.
@Suite struct LEMONTests {
    private func end(
        wanted: [Int32] = [1], capacity: [Int32] = [1], _ candidate: linli_candidate
    ) -> linli_assignment_end {
        var taken = [false]
        return linli_assign(
            wanted, Int32(wanted.count), capacity, Int32(capacity.count), [candidate], 1, &taken)
    }

    @Test func aSoundQuestionIsAnswered() {
        #expect(end(linli_candidate(need: 0, helper: 0, cost: 1_000_000)) == linli_assigned)
    }

    @Test(arguments: [
        (-1, 0, 0), (1, 0, 0), (0, -1, 0), (0, 1, 0), (0, 0, -1), (0, 0, 1_000_001),
    ])
    func aCandidateOutOfRangeIsRefused(need: Int32, helper: Int32, cost: Int32) {
        let candidate = linli_candidate(need: need, helper: helper, cost: cost)
        #expect(end(candidate) == linli_bad_input)
    }

    @Test func negativeNumbersAreRefused() {
        let candidate = linli_candidate(need: 0, helper: 0, cost: 0)
        #expect(end(wanted: [-1], candidate) == linli_bad_input)
        #expect(end(capacity: [-1], candidate) == linli_bad_input)
        var taken = [false]
        #expect(linli_assign([1], -1, [1], 1, [candidate], 1, &taken) == linli_bad_input)
        #expect(linli_assign([1], 1, [1], -1, [candidate], 1, &taken) == linli_bad_input)
        #expect(linli_assign([1], 1, [1], 1, [candidate], -1, &taken) == linli_bad_input)
    }
}
