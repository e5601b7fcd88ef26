extension Procedure {
    /// What would let a procedure strand a matter, or leave a reader without words.
    package enum Unsound: Hashable, Sendable {
        case unreachableState(State.ID)
        case cannotEnd(State.ID)
        case deadAction(Action.ID, why: Dead)
        case noOwner(State.ID)
        case noLimit(State.ID)
        case cycleWithoutBound([State.ID])
        case noOpening
        case missingText(key: String, language: Language)

        /// Why an action can never be done.
        package enum Dead: Hashable, Sendable {
            case fromUnreachable
            case nobodyMay(Verb)
            case clockNeverRuns(ClockRule.ID)
        }
    }

    /// Everything wrong with the procedure at once, in the order of its declaration.
    ///
    /// A procedure is sound when every state can be reached; when, with every bounded action used
    /// up, every state still leads to an end without going in circles; when every open state has an
    /// owner and a clock that bounds it; and when each action can be done by someone.
    package func unsoundness(grantedVerbs: Set<Verb>) -> [Unsound] {
        var found: [Unsound] = []
        let reachable = reachableStates()
        if openings.isEmpty { found.append(.noOpening) }
        for state in states {
            if !reachable.contains(state.id) { found.append(.unreachableState(state.id)) }
            guard state.ending == nil else { continue }
            if state.owner == nil { found.append(.noOwner(state.id)) }
            if state.limit == nil { found.append(.noLimit(state.id)) }
        }
        let ending = endingStates()
        found += states.filter { !ending.contains($0.id) }.map { .cannotEnd($0.id) }
        found += unboundedCycles().map { .cycleWithoutBound($0) }
        found += actions.compactMap { action in
            deadness(of: action, reachable: reachable, grantedVerbs: grantedVerbs)
                .map { .deadAction(action.id, why: $0) }
        }
        return found
    }

    private func reachableStates() -> Set<State.ID> {
        var reached = Set(openings.compactMap(\.to))
        var frontier = Array(reached)
        while let state = frontier.popLast() {
            for to in actions(in: state).compactMap(\.to) where reached.insert(to).inserted {
                frontier.append(to)
            }
        }
        return reached
    }

    /// The moves that remain when every bounded action is used up.
    private func lastingMoves() -> [(from: State.ID, to: State.ID)] {
        actions.filter { $0.atMost == nil && !$0.opens }.flatMap { action in
            action.from.sorted().compactMap { from in
                action.to.flatMap { $0 == from ? nil : (from, $0) }
            }
        }
    }

    private func endingStates() -> Set<State.ID> {
        let moves = lastingMoves()
        var ending = Set(states.filter { $0.ending != nil }.map(\.id))
        var grew = true
        while grew {
            grew = false
            for move in moves where ending.contains(move.to) && ending.insert(move.from).inserted {
                grew = true
            }
        }
        return ending
    }

    /// The groups of states among which a matter could go round for ever.
    private func unboundedCycles() -> [[State.ID]] {
        let next = Dictionary(grouping: lastingMoves(), by: \.from).mapValues { $0.map(\.to) }
        func reach(from start: State.ID) -> Set<State.ID> {
            var reached: Set<State.ID> = []
            var frontier = next[start] ?? []
            while let state = frontier.popLast() {
                guard reached.insert(state).inserted else { continue }
                frontier += next[state] ?? []
            }
            return reached
        }
        let reaches = Dictionary(uniqueKeysWithValues: states.map { ($0.id, reach(from: $0.id)) })
        var seen: Set<State.ID> = []
        return states.compactMap { state in
            guard reaches[state.id]?.contains(state.id) == true, !seen.contains(state.id) else {
                return nil
            }
            let circle = states.map(\.id).filter {
                reaches[state.id]?.contains($0) == true && reaches[$0]?.contains(state.id) == true
            }
            seen.formUnion(circle)
            return circle
        }
    }

    private func deadness(
        of action: Action, reachable: Set<State.ID>, grantedVerbs: Set<Verb>
    ) -> Unsound.Dead? {
        if !action.opens && action.from.isDisjoint(with: reachable) { return .fromUnreachable }
        let verbs = action.by.map(\.verb)
        if verbs.allSatisfy({ $0.map { !grantedVerbs.contains($0) } ?? false }),
            let verb = verbs.first ?? nil
        {
            return .nobodyMay(verb)
        }
        for case .elapsed(let id) in action.guards
        where clock(id).map({ rule in !actions.contains { rule.starts.contains($0.id) } }) ?? true {
            return .clockNeverRuns(id)
        }
        return nil
    }

    /// The keys of what its pages for everyone say: where it is raised, and where it hangs.
    private var publicTextKeys: [String] {
        let name = key.name
        let raise = [
            "title", "lead", "readers", "submit", "afterwards", "next", "door", "door.detail",
        ]
        let board = ["title", "lead", "none", "none.next", "nav", "help", "join"]
        return
            (openings.contains { $0.by.contains(.anyone) }
            ? raise.map { "\(name).raise.\($0)" } : [])
            + (states.contains(where: \.isPublic) ? board.map { "\(name).board.\($0)" } : [])
            + (door == .notices || door == .commons ? ["\(name).way.new"] : [])
    }

    /// The keys of what the page of another matter says, under which one may be opened.
    private var openingTextKeys: [String] {
        openings.contains { parentField(of: $0) != nil } ? ["\(key.name).under"] : []
    }

    /// The keys of every text that the procedure needs in every language.
    package var textKeys: [String] {
        let name = key.name
        return ["\(name).name"] + publicTextKeys + openingTextKeys
            + stages.flatMap { ["\(name).stage.\($0)", "\(name).stage.\($0).told"] }
            + states.map { "\(name).state.\($0.id)" }
            + actions.flatMap { action in
                ["\(name).action.\(action.id)", "\(name).action.\(action.id).done"]
                    + (action.tells ? ["\(name).action.\(action.id).message"] : [])
            }
            + fields.flatMap { field in
                ["\(name).field.\(field.id)"]
                    + field.type.options.map { "\(name).field.\(field.id).\($0)" }
            }
            + clocks.map { "\(name).clock.\($0.id)" }
    }
}

extension Procedure.Actor {
    /// The verb that a post must grant, where the actor is a post.
    package var verb: Verb? {
        switch self {
        case .anyone, .reporter, .clock: nil
        case .office(let verb), .lead(let verb), .assist(let verb), .taker(let verb): verb
        }
    }
}

extension Procedure.FieldType {
    /// The options of a choice; empty for every other type.
    package var options: [String] { if case .choice(let options) = self { options } else { [] } }
}
