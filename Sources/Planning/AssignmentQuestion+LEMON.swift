import CLemon

extension AssignmentQuestion {
    /// The candidates to take, found by LEMON's network simplex.
    func answer() throws(Problem) -> [Candidate] {
        var taken = [Bool](repeating: false, count: candidates.count)
        let end = linli_assign(
            wanted.map(Int32.init), Int32(wanted.count), roomOfHelpers, Int32(capacity.count),
            candidates.map(linli_candidate.init), Int32(candidates.count), &taken)
        switch end {
        case linli_assigned: return zip(candidates, taken).filter(\.1).map(\.0)
        case linli_out_of_memory: throw .outOfMemory
        default: throw .unsolved(code: Int(end.rawValue))
        }
    }

    /// Nobody serves a need twice, so a helper with room for every need has room enough.
    private var roomOfHelpers: [Int32] { capacity.map { Int32(min($0, wanted.count)) } }
}

extension linli_candidate {
    fileprivate init(_ candidate: Assignment.Candidate) {
        self.init(
            need: Int32(candidate.need), helper: Int32(candidate.helper),
            cost: Int32(candidate.cost))
    }
}
