extension Procedure.Guard {
    /// Whether the rule holds. Rules about answers hold while there are none to check yet.
    func holds(
        for matter: Matter, by acting: Acting, with answers: Answers?, in situation: Situation,
        of procedure: Procedure
    ) -> Bool {
        switch self {
        case .otherPersonThan(let actions):
            !situation.history.contains {
                actions.contains($0.action) && $0.person != nil && $0.person == acting.person
            }
        case .otherBodyThan(let actions):
            !situation.history.contains {
                actions.contains($0.action) && $0.body != nil && $0.body == acting.body
            }
        case .childrenEnded: situation.children.allSatisfy { !$0.isOpen }
        case .led: matter.lead != nil
        case .asked(let kind): matter.petition(kind) != nil
        case .notAsked(let kind): matter.petition(kind) == nil
        case .suspended: matter.isSuspended
        case .running: !matter.isSuspended
        case .elapsed(let id): hasElapsed(id, matter, situation)
        case .notElapsed(let id): !hasElapsed(id, matter, situation)
        case .happened(let action, let times): situation.times(action) >= times
        case .notHappened(let action, let times): situation.times(action) < times
        case .endedWithin(let days):
            matter.endedAt.map { situation.now.seconds(since: $0) <= Int64(days) * 86_400 } ?? false
        case .firstReceiverAfter(let action, let times):
            keepsFirstReceiver(matter, answers, situation.times(action) >= times, procedure)
        case .otherMatterOpen: namesOtherOpenMatter(than: matter, answers)
        case .consented(let field): isConsented(field, situation, procedure)
        case .notConsented(let field): !isConsented(field, situation, procedure)
        case .allAnswered(let asked, let answer): situation.unanswered(asked, by: answer) == 0
        case .met: situation.lastMeeting(on: matter, under: procedure) != nil
        case .carried: situation.lastMeeting(on: matter, under: procedure)?.hasCarried == true
        case .notCarried: situation.lastMeeting(on: matter, under: procedure)?.hasCarried == false
        case .linked(let kind): situation.links.contains { $0.kind == kind && $0.isOpen }
        case .linkedEnded(let kind):
            situation.links.allSatisfy { $0.kind != kind || !$0.isOpen }
        case .about(let wanted): wanted.contains(where: matter.isAbout)
        case .notAbout(let others): !others.contains(where: matter.isAbout)
        }
    }

    private func hasElapsed(
        _ id: Procedure.ClockRule.ID, _ matter: Matter, _ situation: Situation
    ) -> Bool {
        guard let clock = matter.clock(id), !clock.isSuspended else { return false }
        return clock.deadline(by: situation.timekeeper).at <= situation.now
    }

    private func isConsented(
        _ field: Procedure.Field.ID, _ situation: Situation, _ procedure: Procedure
    ) -> Bool {
        procedure.field(field)?.publication?
            .isConsented(after: situation.history.lazy.map(\.action)) ?? false
    }

    private func keepsFirstReceiver(
        _ matter: Matter, _ answers: Answers?, _ bound: Bool, _ procedure: Procedure
    ) -> Bool {
        guard bound, let first = matter.firstReceiver, let answers else { return true }
        let named = answers.values.first { procedure.field($0.key)?.sets == .lead }?.value
        return named == nil || named == .body(first)
    }

    private func namesOtherOpenMatter(than matter: Matter, _ answers: Answers?) -> Bool {
        guard let answers else { return true }
        guard case .matter(let other)? = answers.values.values.first(where: \.isMatter)
        else { return true }
        return other.isOpen && other.id != matter.id
    }
}

extension Matter {
    /// Whether its category is the named one, or below it.
    fileprivate func isAbout(_ wide: Category.ID) -> Bool {
        category == wide || category.hasPrefix(wide + ".")
    }
}

extension Situation {
    /// How many of one action still wait for the other; what came before it answers nothing.
    fileprivate func unanswered(_ asked: Procedure.Action.ID, by answer: Procedure.Action.ID) -> Int
    {
        history.reduce(0) { waiting, deed in
            if deed.action == asked { return waiting + 1 }
            return deed.action == answer ? max(0, waiting - 1) : waiting
        }
    }

    /// The last quorate meeting since the matter came to its present state.
    fileprivate func lastMeeting(on matter: Matter, under procedure: Procedure) -> Held? {
        let entered = procedure.lastEntry(of: matter, in: history)
        return meetings.filter { $0.isQuorate && $0.closedAt >= entered }
            .max { $0.closedAt < $1.closedAt }
    }
}

extension Procedure {
    /// When a matter came to the state in which it stands; an action that leads to the state in
    /// which the matter stood already is no coming.
    package func lastEntry(of matter: Matter, in history: [Deed]) -> Instant {
        var stands: State.ID?
        var entered = matter.openedAt
        for deed in history {
            guard let to = action(deed.action)?.to, to != stands else { continue }
            stands = to
            entered = deed.at
        }
        return entered
    }
}
