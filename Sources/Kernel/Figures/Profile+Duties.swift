extension Profile {
    /// Whether what a figure counts is among the duties of whoever holds some verbs (责任清): their
    /// verbs move the matters that it counts, or keep the register that it reads.
    package func isDuty(_ figure: Figure, of verbs: Set<Verb>) -> Bool {
        switch figure.formula {
        case .count(let tally), .sum(let tally), .bodies(let tally):
            tally.names.contains { moves($0.noun, verbs) }
        case .open(let procedure): moves(procedure, verbs)
        case .register(.places), .register(.grids): verbs.contains(.editPlaces)
        case .register(.enrolments): verbs.contains(.keepRegister)
        case .register(.bodies): verbs.contains(.editBodies)
        case .register(.posts): verbs.contains(.manage)
        case .share(let part, _): self.figure(part).map { isDuty($0, of: verbs) } ?? false
        }
    }

    private func moves(_ noun: String, _ verbs: Set<Verb>) -> Bool {
        switch Fact.Noun(rawValue: noun) {
        case .meeting: verbs.contains(.convene)
        case .activity, .line: verbs.contains(.organise)
        case .pairing: verbs.contains(.readContact)
        case .booking, .sitting: verbs.contains(.keepVenues)
        case .report: !verbs.isDisjoint(with: [.report, .freeze])
        case nil:
            procedure(noun)?.actions.contains { action in
                action.by.contains { $0.verb.map(verbs.contains) ?? false }
            } ?? false
        }
    }
}
