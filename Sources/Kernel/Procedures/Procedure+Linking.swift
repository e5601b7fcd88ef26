extension Procedure {
    /// What an action links its matter with, and what it parts it from.
    ///
    /// - Throws: `.answers` with what is wrong with the matter that was named.
    func joinings(
        of action: Action, for matter: Matter, with answers: Answers, in situation: Situation
    ) throws(Refusal) -> [Change.Joining] {
        var found: [Change.Joining] = []
        guard let (field, other) = named(by: action, in: answers) else { return found }
        for effect in action.effects {
            switch effect {
            case .link(let kind):
                if let problem = situation.problem(linking: matter, with: other, as: kind) {
                    throw .answers([field: problem])
                }
                found.append(Change.Joining(other: other, stands: true))
            case .unlink(let kind):
                guard
                    situation.links.contains(where: {
                        $0.isOwn && $0.kind == kind && $0.other == other.id
                    })
                else { throw .answers([field: .isNotLinked]) }
                found.append(Change.Joining(other: other, stands: false))
            default: break
            }
        }
        return found
    }

    /// The first matter that the answers to an action name.
    package func named(by action: Action, in answers: Answers) -> (
        field: Field.ID, other: OtherMatter
    )? {
        action.asks.lazy.compactMap { ask in
            if case .matter(let other)? = answers[ask.field] { (ask.field, other) } else { nil }
        }.first
    }
}

extension Procedure.Action {
    /// Whether it links matters, or asks how they are linked.
    var asksForLinks: Bool {
        effects.contains(where: \.isAboutLinks) || guards.contains(where: \.asksForLinks)
    }
}

extension Situation {
    /// What keeps a matter from being linked with another; nil when nothing does.
    fileprivate func problem(
        linking matter: Matter, with other: OtherMatter, as kind: Procedure.Name
    ) -> Answers.Problem? {
        if other.id == matter.id { return .isThisOne }
        if !other.isOpen { return .hasEnded }
        if other.procedure != kind { return .isOtherThan(kind) }
        if links.contains(where: { $0.other == other.id }) { return .isLinked }
        return links.count >= MatterLink.countMax ? .tooMany(MatterLink.countMax) : nil
    }
}

extension Procedure.Effect {
    var isAboutLinks: Bool {
        switch self {
        case .link, .unlink, .openLinked: true
        default: false
        }
    }
}
