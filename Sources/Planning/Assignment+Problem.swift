extension Assignment {
    /// Why there is no assignment, in a sentence that says what to do.
    package enum Problem: Error, Hashable, CustomStringConvertible {
        case tooMany(Part, count: Int)
        case wantedOutOfRange(need: Int, wanted: Int)
        case negativeCapacity(helper: Int, capacity: Int)
        case unknownNeed(Pair, needs: Int)
        case unknownHelper(Pair, helpers: Int)
        case costOutOfRange(Candidate)
        case candidateTwice(Pair)
        case pinnedTwice(Pair)
        case pinnedBeyondWanted(need: Int)
        case pinnedBeyondCapacity(helper: Int)
        case outOfMemory
        /// The solver refused a question that was found to be sound, or gave up on it.
        case unsolved(code: Int)

        /// What is counted, so that a question stays small enough to be answered.
        package enum Part: String, CaseIterable, Sendable {
            case needs, helpers, candidates

            package var countMax: Int {
                switch self {
                case .needs: needsMax
                case .helpers: helpersMax
                case .candidates: candidatesMax
                }
            }
        }

        package var description: String {
            switch self {
            case .tooMany(let part, let count):
                "Plan at most \(part.countMax) \(part.rawValue) at once, not \(count)."
            case .wantedOutOfRange(let need, let wanted):
                "Let need \(need) want 0 to \(wantedMax) helpers, not \(wanted)."
            case .negativeCapacity(let helper, let capacity):
                "Let helper \(helper) take 0 needs or more, not \(capacity)."
            case .unknownNeed(let pair, let needs):
                "Give helper \(pair.helper) one of the \(needs) needs, counted from 0, "
                    + "not need \(pair.need)."
            case .unknownHelper(let pair, let helpers):
                "Give need \(pair.need) one of the \(helpers) helpers, counted from 0, "
                    + "not helper \(pair.helper)."
            case .costOutOfRange(let candidate):
                "Let helper \(candidate.helper) cost 0 to \(costMax) for need \(candidate.need), "
                    + "not \(candidate.cost)."
            case .candidateTwice(let pair):
                "Name helper \(pair.helper) once for need \(pair.need), not twice."
            case .pinnedTwice(let pair):
                "Pin helper \(pair.helper) once to need \(pair.need), not twice."
            case .pinnedBeyondWanted(let need):
                "Pin fewer helpers to need \(need), or let it want more."
            case .pinnedBeyondCapacity(let helper):
                "Pin helper \(helper) to fewer needs, or let that helper take more."
            case .outOfMemory:
                "Plan fewer candidates at once, or give the machine more memory."
            case .unsolved(let code):
                "Report a defect, with the question: the solver ended with code \(code)."
            }
        }
    }
}
