extension Procedure {
    /// The matters of their own that an action opens at the same place.
    ///
    /// - Throws: `.answers` on the account when the matter has as many links as it may have.
    func openings(
        of action: Action, with answers: Answers, in situation: Situation
    ) throws(Refusal) -> [Change.Opening] {
        var found: [Change.Opening] = []
        for case .openLinked(let kind) in action.effects {
            let asked = about(action)
            guard let category = asked.category.flatMap({ answers[$0]?.text }),
                let field = asked.account, let account = answers[field]?.text
            else { continue }
            guard situation.links.count < MatterLink.countMax else {
                throw .answers([field: .tooMany(MatterLink.countMax)])
            }
            let spot = asked.spot.flatMap { answers[$0]?.text }
            found.append(
                Change.Opening(
                    kind: kind, category: category, spot: spot?.isEmpty == true ? nil : spot,
                    account: account))
        }
        return found
    }

    /// The fields whose answers go to the matter that an action opens, and stand there alone.
    func handedOn(by action: Action) -> Set<Field.ID> {
        guard action.openedLinked != nil else { return [] }
        let asked = about(action)
        return Set([asked.category, asked.spot, asked.account].compactMap { $0 })
    }

    /// The fields of an action that say what the matter that it opens is about: the first of each
    /// type.
    package func about(
        _ action: Action
    ) -> (category: Field.ID?, spot: Field.ID?, account: Field.ID?) {
        let fields = action.asks.compactMap { field($0.field) }
        func first(where fits: (FieldType) -> Bool) -> Field.ID? {
            fields.first { fits($0.type) }?.id
        }
        return (
            first { $0 == .category },
            first { if case .line = $0 { true } else { false } },
            first { if case .paragraphs = $0 { true } else { false } }
        )
    }

    /// The action in a state that links a matter of a procedure which is there already.
    package func joining(_ kind: Name, in state: State.ID) -> Action? {
        actions(in: state).first { $0.effects.contains(.link(kind)) }
    }
}

extension Procedure.Action {
    /// What the action opens and links, if it does.
    package var openedLinked: Procedure.ChildKind? {
        effects.lazy.compactMap { effect -> Procedure.ChildKind? in
            if case .openLinked(let kind) = effect { kind } else { nil }
        }.first
    }
}
