package import Kernel
package import Storage

/// What follows from the verbs of a post, before any matter is looked at.
package struct Duties: Sendable {
    /// The states in which the post may be expected to move, by procedure.
    package let awaited: Inbox.Awaited
    /// What could be done to many matters of a procedure that stand in a state.
    private let forMany: [Procedure.Name: [Procedure.State.ID: [Procedure.Action]]]
    /// The same whatever the state, each once.
    package let actionsForMany: [(procedure: Procedure.Name, action: Procedure.Action.ID)]
    /// The procedures of which the post may open a matter under another one.
    package let opensUnder: [Procedure.Name]

    init(in profile: Profile, granting verbs: Set<Verb>) {
        awaited = profile.awaited(granting: verbs)
        opensUnder = profile.procedures.filter { procedure in
            procedure.entry(granting: verbs)
                .map { procedure.parentField(of: $0.action) != nil } ?? false
        }.map(\.key.name)
        forMany = Dictionary(
            profile.procedures.map { procedure in
                let states = procedure.states.map { state in
                    (state.id, procedure.actionsForMany(granting: verbs, in: state.id))
                }
                return (
                    procedure.key.name,
                    Dictionary(states, uniquingKeysWith: { first, _ in first })
                )
            }, uniquingKeysWith: { first, _ in first })
        let forMany = forMany
        actionsForMany = profile.procedures.flatMap { procedure in
            let name = procedure.key.name
            var known: Set<Procedure.Action.ID> = []
            return procedure.states.flatMap { forMany[name]?[$0.id] ?? [] }
                .filter { known.insert($0.id).inserted }.map { (name, $0.id) }
        }
    }

    package func actionsForMany(
        of procedure: Procedure.Name, in state: Procedure.State.ID
    ) -> [Procedure.Action] {
        forMany[procedure]?[state] ?? []
    }
}

/// The duties of each role of a profile, worked out once for each of its versions.
struct DutiesOfRoles: Sendable {
    private let profile: Profile
    private let known: [Set<Verb>: Duties]

    init(in profile: Profile) {
        self.profile = profile
        known = Dictionary(
            profile.roles.map { ($0.verbs, Duties(in: profile, granting: $0.verbs)) },
            uniquingKeysWith: { first, _ in first })
    }

    subscript(_ verbs: Set<Verb>) -> Duties {
        known[verbs] ?? Duties(in: profile, granting: verbs)
    }
}

extension Profile {
    /// The states in which a post with these verbs may be expected to move, by procedure.
    fileprivate func awaited(granting verbs: Set<Verb>) -> Inbox.Awaited {
        var awaited: Inbox.Awaited = [:]
        for procedure in procedures {
            var office: [String] = []
            var lead: [String] = []
            var taker: [String] = []
            for state in procedure.states {
                switch state.owner {
                case .office(let verb) where verbs.contains(verb): office.append(state.id)
                case .lead where procedure.leads(verbs, in: state.id): lead.append(state.id)
                case .taker where procedure.takes(verbs, in: state.id): taker.append(state.id)
                default: break
                }
            }
            if !office.isEmpty || !lead.isEmpty || !taker.isEmpty {
                awaited[procedure.key.name] = (office: office, lead: lead, taker: taker)
            }
        }
        return awaited
    }
}

extension Procedure {
    /// Whether a post could do something as the one who took a matter on.
    fileprivate func takes(_ verbs: Set<Verb>, in state: State.ID) -> Bool {
        actions(in: state).contains { action in
            action.by.contains { actor in
                if case .taker(let verb) = actor { verbs.contains(verb) } else { false }
            }
        }
    }

    /// Whether a post could do something as the lead in a state.
    fileprivate func leads(_ verbs: Set<Verb>, in state: State.ID) -> Bool {
        actions(in: state).contains { action in
            action.by.contains { actor in
                if case .lead(let verb) = actor { verbs.contains(verb) } else { false }
            }
        }
    }
}
