extension Procedure {
    /// How many matters one action may be done to at once.
    package static let manyMax = 50

    /// Whether an action may be done to many matters at once.
    ///
    /// It must move each matter, and ask only for facts of the matter itself, for a message to the
    /// reporter, or for the matter that others are merged into. What has to be looked at one by
    /// one, such as a ground of refusal, a finding, a result or what a resident said on the
    /// telephone, is never answered for many at once.
    package func suitsMany(_ action: Action) -> Bool {
        guard !action.opens, action.to != nil, action.by.contains(where: \.isStaff) else {
            return false
        }
        return action.asks.filter(\.required).allSatisfy { ask in
            guard let field = field(ask.field) else { return false }
            return field.sets != nil || field.type == .matter
                || (action.tells && field.id == "message")
        }
    }

    /// How a field is answered when an action is done to many matters.
    package enum ManyAnswer: Hashable, Sendable {
        /// Each matter's own fact stays as it is.
        case kept
        /// Suggested for each matter by the catalogue; may be changed for each.
        case suggested
        /// The matter of the selection that stays.
        case target
        /// Asked once for all.
        case once
        /// Not asked: a photograph belongs to one matter.
        case left
    }

    package func manyAnswer(to id: Field.ID) -> ManyAnswer {
        guard let field = field(id) else { return .left }
        switch field.sets {
        case .title, .account, .place, .spot, .category, .urgency: return .kept
        case .lead: return .suggested
        default: break
        }
        switch field.type {
        case .matter: return .target
        case .photos, .phone, .clause: return .left
        default: return field.personal == nil ? .once : .left
        }
    }

    /// The actions for many that a post could do somewhere, before any matter is looked at.
    package func actionsForMany(granting verbs: Set<Verb>, in state: State.ID) -> [Action] {
        actions(in: state).filter { action in
            suitsMany(action)
                && action.by.contains { actor in
                    actor.verb.map(verbs.contains) ?? false
                }
        }
    }
}

extension Procedure.Actor {
    fileprivate var isStaff: Bool { verb != nil }
}
