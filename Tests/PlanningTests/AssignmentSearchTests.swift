import Testing

@testable import Planning

/// Small random questions, where every choice can be tried.
@Suite struct AssignmentSearchTests {
    typealias Candidate = Assignment.Candidate

    private struct Question {
        let wanted: [Int]
        let capacity: [Int]
        let candidates: [Candidate]

        init(using numbers: inout SeededNumbers) {
            let needs = Int.random(in: 1...4, using: &numbers)
            let helpers = Int.random(in: 1...4, using: &numbers)
            let costMax = [0, 3, 1_000_000].randomElement(using: &numbers) ?? 0
            wanted = (0..<needs).map { _ in Int.random(in: 0...3, using: &numbers) }
            capacity = (0..<helpers).map { _ in Int.random(in: 0...3, using: &numbers) }
            let all = (0..<needs).flatMap { need in
                (0..<helpers).map { helper in
                    let cost = Int.random(in: 0...costMax, using: &numbers)
                    return Candidate(need: need, helper: helper, cost: cost)
                }
            }
            candidates = Array(all.shuffled(using: &numbers).prefix(10))
        }
    }

    /// How good a choice is: more wants met, then less spent.
    private struct Worth: Comparable {
        var met = 0
        var cost = 0

        static func < (one: Self, other: Self) -> Bool {
            (one.met, other.cost) < (other.met, one.cost)
        }
    }

    /// The best of all choices among the candidates, each taken or not.
    private func best(
        of candidates: ArraySlice<Candidate>, wanted: [Int], capacity: [Int], so worth: Worth
    ) -> Worth {
        guard let candidate = candidates.first else { return worth }
        let rest = candidates.dropFirst()
        let without = best(of: rest, wanted: wanted, capacity: capacity, so: worth)
        guard wanted[candidate.need] > 0, capacity[candidate.helper] > 0 else { return without }
        var (wanted, capacity, worth) = (wanted, capacity, worth)
        wanted[candidate.need] -= 1
        capacity[candidate.helper] -= 1
        worth.met += 1
        worth.cost += candidate.cost
        return max(without, best(of: rest, wanted: wanted, capacity: capacity, so: worth))
    }

    @Test func noOtherChoiceIsBetter() throws {
        var numbers = SeededNumbers(seed: 2_026)
        for _ in 0..<400 {
            let question = Question(using: &numbers)
            let assignment = try Assignment.solve(
                wanted: question.wanted, capacity: question.capacity,
                candidates: question.candidates)
            let found = Worth(met: assignment.pairs.count, cost: assignment.totalCost)
            let best = best(
                of: question.candidates[...], wanted: question.wanted,
                capacity: question.capacity, so: Worth())
            #expect(found == best, "\(question)")
            expectSound(assignment, for: question)
        }
    }

    private func expectSound(_ assignment: Assignment, for question: Question) {
        let pairs = Set(assignment.pairs)
        let taken = question.candidates.filter { pairs.contains($0.pair) }
        #expect(taken.count == assignment.pairs.count, "\(question)")
        #expect(taken.reduce(0) { $0 + $1.cost } == assignment.totalCost, "\(question)")
        let met = question.wanted.indices.map { need in taken.count { $0.need == need } }
        #expect(assignment.unmet == zip(question.wanted, met).map { $0 - $1 }, "\(question)")
        #expect(assignment.unmet.allSatisfy { $0 >= 0 }, "\(question)")
        for (helper, capacity) in question.capacity.enumerated() {
            #expect(taken.count { $0.helper == helper } <= capacity, "\(question)")
        }
    }
}
