import Kernel

extension ReadProcedure {
    /// Reports what would let the procedure strand a matter, each at the state or action at fault.
    ///
    /// States without owner or limit were reported where they were read.
    func reportUnsoundness(grantedVerbs: Set<Verb>) {
        guard isWhole else { return }
        for unsound in procedure.unsoundness(grantedVerbs: grantedVerbs) { report(unsound) }
    }

    private func report(_ unsound: Procedure.Unsound) {
        switch unsound {
        case .unreachableState(let id):
            landmarks[.state(id)].problem("unreachable", ["state": .said(id)])
        case .cannotEnd(let id):
            landmarks[.state(id)].problem("cannotEnd", ["state": .said(id)])
        case .deadAction(let id, let why):
            landmarks[.action(id)].problem(
                "neverDone", ["what": .named("action", id), "why": why.phrase])
        case .cycleWithoutBound(let states):
            landmarks[.state(states.first ?? "")].problem(
                "endlessCircle", ["states": .quoted(states)])
        case .noOpening:
            landmarks.root.problem("noOpening")
        case .noOwner, .noLimit, .missingText:
            break
        }
    }
}

extension Procedure.Unsound.Dead {
    fileprivate var phrase: Phrase {
        switch self {
        case .fromUnreachable: .worded("dead.unreachable", [:])
        case .nobodyMay(let verb): .worded("dead.verb", ["name": .said(verb.rawValue)])
        case .clockNeverRuns(let clock): .worded("dead.clock", ["name": .said(clock)])
        }
    }
}
