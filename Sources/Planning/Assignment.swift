/// Who does what: as many wants as possible are met first, then at the least total cost.
///
/// Needs and helpers are numbered from 0, by their places in `wanted` and `capacity`.
package struct Assignment: Hashable, Sendable {
    /// A helper who could serve a need, and what that costs: 0 to `costMax`, in any unit.
    package struct Candidate: Hashable, Sendable {
        package let need: Int
        package let helper: Int
        package let cost: Int

        package init(need: Int, helper: Int, cost: Int) {
            self.need = need
            self.helper = helper
            self.cost = cost
        }

        package var pair: Pair { Pair(need: need, helper: helper) }
    }

    /// A helper who serves a need.
    package struct Pair: Hashable, Sendable {
        package let need: Int
        package let helper: Int

        package init(need: Int, helper: Int) {
            self.need = need
            self.helper = helper
        }
    }

    package static let needsMax = 100_000
    package static let helpersMax = 100_000
    package static let candidatesMax = 5_000_000
    package static let wantedMax = 1_000
    package static let costMax = 1_000_000

    /// Who serves whom, by need and then by helper; those pinned are among them.
    package let pairs: [Pair]
    /// The costs of all pairs together.
    package let totalCost: Int
    /// How many helpers each need still lacks.
    package let unmet: [Int]

    /// Assigns candidates; nobody serves the same need twice.
    ///
    /// The same question has the same answer, in whichever order the candidates are given. Pinned
    /// pairs are taken before all others, and the best is made of the rest.
    ///
    /// Works on the caller's thread and cannot be interrupted: a fraction of a second for 500,000
    /// candidates, about a minute for the most that are allowed. Call it off the cooperative pool.
    ///
    /// - Parameters:
    ///   - wanted: how many helpers each need wants, 0 to `wantedMax`.
    ///   - capacity: how many needs each helper takes, at least 0.
    ///   - candidates: who could serve whom, each pair once. Who must not, is left out.
    ///   - pinned: what is settled already. A pair that is no candidate costs 0.
    package static func solve(
        wanted: [Int], capacity: [Int], candidates: [Candidate], pinned: [Pair] = []
    ) throws(Problem) -> Assignment {
        var question = try AssignmentQuestion(
            wanted: wanted, capacity: capacity, candidates: candidates)
        let settled = try question.settle(pinned)
        let chosen = try question.answer()
        return Assignment(
            (settled + chosen).inOrder(needs: wanted.count, helpers: capacity.count),
            wanted: wanted)
    }

    private init(_ taken: [Candidate], wanted: [Int]) {
        pairs = taken.map(\.pair)
        totalCost = taken.reduce(0) { $0 + $1.cost }
        unmet = taken.reduce(into: wanted) { $0[$1.need] -= 1 }
    }
}
