extension Procedure {
    /// The ways in which a post with these verbs opens a matter at the desk: on someone's behalf,
    /// for its own unit, or as a plan.
    package func entries(granting verbs: Set<Verb>) -> [(procedure: Procedure, action: Action)] {
        openings.filter { opening in
            opening.by.contains {
                if case .office(let verb) = $0 { verbs.contains(verb) } else { false }
            }
        }.map { (self, $0) }
    }

    /// The way that is named, or the usual one; nil where there is none.
    package func entry(
        granting verbs: Set<Verb>, opening: Action.ID? = nil
    ) -> (procedure: Procedure, action: Action)? {
        entries(granting: verbs).first { opening == nil || $0.action.id == opening }
    }
}
