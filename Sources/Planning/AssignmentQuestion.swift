/// What an assignment has to answer, found to be sound.
struct AssignmentQuestion {
    typealias Candidate = Assignment.Candidate
    typealias Pair = Assignment.Pair
    typealias Problem = Assignment.Problem

    /// How many helpers each need still wants.
    private(set) var wanted: [Int]
    /// How many needs each helper still takes.
    private(set) var capacity: [Int]
    /// Who is still to be chosen from, by need and then by helper.
    private(set) var candidates: [Candidate]

    init(wanted: [Int], capacity: [Int], candidates: [Candidate]) throws(Problem) {
        self.wanted = wanted
        self.capacity = capacity
        self.candidates = candidates
        try checkCounts()
        try checkNumbers()
        for candidate in candidates { try check(candidate) }
        self.candidates = candidates.inOrder(needs: wanted.count, helpers: capacity.count)
        try checkNobodyStandsTwice()
    }

    /// Takes the pinned pairs out of the question, each with its cost.
    mutating func settle(_ pinned: [Pair]) throws(Problem) -> [Candidate] {
        var settled: Set<Pair> = []
        for pair in pinned {
            try check(pair)
            guard settled.insert(pair).inserted else { throw .pinnedTwice(pair) }
            guard wanted[pair.need] > 0 else { throw .pinnedBeyondWanted(need: pair.need) }
            guard capacity[pair.helper] > 0 else {
                throw .pinnedBeyondCapacity(helper: pair.helper)
            }
            wanted[pair.need] -= 1
            capacity[pair.helper] -= 1
        }
        let known = candidates.filter { settled.contains($0.pair) }
        candidates.removeAll { settled.contains($0.pair) }
        let others = settled.subtracting(known.map(\.pair))
        return known + others.map { Candidate(need: $0.need, helper: $0.helper, cost: 0) }
    }

    private func checkCounts() throws(Problem) {
        for part in Problem.Part.allCases {
            let count =
                switch part {
                case .needs: wanted.count
                case .helpers: capacity.count
                case .candidates: candidates.count
                }
            guard count <= part.countMax else { throw .tooMany(part, count: count) }
        }
    }

    private func checkNumbers() throws(Problem) {
        for (need, wanted) in wanted.enumerated() {
            guard wanted >= 0, wanted <= Assignment.wantedMax else {
                throw .wantedOutOfRange(need: need, wanted: wanted)
            }
        }
        for (helper, capacity) in capacity.enumerated() where capacity < 0 {
            throw .negativeCapacity(helper: helper, capacity: capacity)
        }
    }

    private func check(_ candidate: Candidate) throws(Problem) {
        try check(candidate.pair)
        guard candidate.cost >= 0, candidate.cost <= Assignment.costMax else {
            throw .costOutOfRange(candidate)
        }
    }

    private func check(_ pair: Pair) throws(Problem) {
        guard wanted.indices.contains(pair.need) else {
            throw .unknownNeed(pair, needs: wanted.count)
        }
        guard capacity.indices.contains(pair.helper) else {
            throw .unknownHelper(pair, helpers: capacity.count)
        }
    }

    private func checkNobodyStandsTwice() throws(Problem) {
        for (one, next) in zip(candidates, candidates.dropFirst()) where one.pair == next.pair {
            throw .candidateTwice(one.pair)
        }
    }
}

extension [Assignment.Candidate] {
    /// By need, then by helper.
    func inOrder(needs: Int, helpers: Int) -> Self {
        sorted(on: { $0.helper }, places: helpers).sorted(on: { $0.need }, places: needs)
    }

    /// A counting sort, which keeps the order of equals and is quick for millions.
    private func sorted(on place: (Element) -> Int, places: Int) -> Self {
        var next = [Int](repeating: 0, count: places + 1)
        for candidate in self { next[place(candidate) + 1] += 1 }
        for place in 0..<places { next[place + 1] += next[place] }
        var sorted = self
        for candidate in self {
            sorted[next[place(candidate)]] = candidate
            next[place(candidate)] += 1
        }
        return sorted
    }
}
