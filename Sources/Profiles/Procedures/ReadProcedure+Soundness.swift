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
            landmarks[.state(id)].problem(
                "no action leads to the state “\(id)”: add one, or take the state away", found: id)
        case .cannotEnd(let id):
            landmarks[.state(id)].problem(
                "from the state “\(id)” no end can be reached once bounded actions are used up",
                found: id, expected: "an action without atMost that leads on")
        case .deadAction(let id, let why):
            landmarks[.action(id)].problem("action “\(id)” can never be done: \(why.sentence)")
        case .cycleWithoutBound(let states):
            let circle = states.map { "“\($0)”" }.joined(separator: ", ")
            landmarks[.state(states.first ?? "")].problem(
                "a matter could go round for ever between \(circle): "
                    + "give an action between them atMost:",
                expected: "atMost:")
        case .noOpening:
            landmarks.root.problem("no action opens a matter: add one without from:")
        case .noOwner, .noLimit, .missingText:
            break
        }
    }
}

extension Procedure.Unsound.Dead {
    fileprivate var sentence: String {
        switch self {
        case .fromUnreachable: "no action leads to the states that it starts from"
        case .nobodyMay(let verb): "no role grants “\(verb)”"
        case .clockNeverRuns(let clock): "the clock “\(clock)” is never started"
        }
    }
}
