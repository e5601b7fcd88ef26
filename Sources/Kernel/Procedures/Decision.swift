import Foundation

/// What an action makes of a matter: the matter after it, and what else must happen with it.
package struct Change: Hashable, Sendable {
    package let action: Procedure.Action
    package let from: Procedure.State.ID?
    package let after: Matter
    package let answers: Answers
    /// Bodies for which a child matter of the named procedure is to be opened.
    package let children: [ChildOrder]
    /// Matters that it is linked with, or parted from.
    package let joinings: [Joining]
    /// Matters of their own that are opened and linked with it.
    package let openings: [Opening]

    package struct ChildOrder: Hashable, Sendable {
        package let kind: Procedure.ChildKind
        package let body: Body.ID
        /// What the child is called and asks; nil takes the parent's own.
        package let title: String?
        package let account: String?
    }

    /// A link that the change makes, or undoes.
    package struct Joining: Hashable, Sendable {
        package let other: OtherMatter
        /// Whether the link stands from now on.
        package let stands: Bool

        package init(other: OtherMatter, stands: Bool) {
            self.other = other
            self.stands = stands
        }
    }

    /// A matter of its own that the change opens at the same place.
    package struct Opening: Hashable, Sendable {
        package let kind: Procedure.ChildKind
        package let category: Category.ID
        package let spot: String?
        package let account: String

        package init(
            kind: Procedure.ChildKind, category: Category.ID, spot: String?, account: String
        ) {
            self.kind = kind
            self.category = category
            self.spot = spot
            self.account = account
        }
    }

    /// The change without answers that are kept elsewhere, such as personal fields.
    package func without(_ fields: Set<Procedure.Field.ID>) -> Change {
        Change(
            action: action, from: from, after: after,
            answers: Answers(answers.values.filter { !fields.contains($0.key) }),
            children: children, joinings: joinings, openings: openings)
    }
}

/// What a decision needs to know beside the matter itself.
package struct Situation: Sendable {
    package let now: Instant
    package let timekeeper: Timekeeper
    /// What has been done to the matter so far, oldest first.
    package let history: [Deed]
    package let children: [Child]
    /// The closed meetings on the matter; read only where a rule asks for them.
    package let meetings: [Held]
    /// What the matter is linked with; read only where a rule asks for it.
    package let links: [MatterLink]

    /// A child matter, as far as its parent's rules care.
    package struct Child: Hashable, Sendable {
        package let body: Body.ID?
        package let isOpen: Bool

        package init(body: Body.ID?, isOpen: Bool) {
            self.body = body
            self.isOpen = isOpen
        }
    }

    package init(
        now: Instant, timekeeper: Timekeeper, history: [Deed] = [], children: [Child] = [],
        meetings: [Held] = [], links: [MatterLink] = []
    ) {
        self.now = now
        self.timekeeper = timekeeper
        self.history = history
        self.children = children
        self.meetings = meetings
        self.links = links
    }

    package func times(_ action: Procedure.Action.ID) -> Int {
        history.reduce(0) { $0 + ($1.action == action ? 1 : 0) }
    }
}

extension Procedure {
    /// How many bodies may assist one matter.
    package static let childrenMax = 12

    /// The actions that this actor may do now, whatever they would answer: what a page offers.
    package func available(
        for matter: Matter, to acting: Acting, in situation: Situation
    ) -> [Action] {
        actions(in: matter.state).filter { action in
            !isTaken(by: action, matter, acting)
                && (try? permit(action, on: matter, by: acting, with: nil, in: situation)) != nil
        }
    }

    /// Whether somebody else took the matter on, or the actor did and would stay where it is.
    private func isTaken(by action: Action, _ matter: Matter, _ acting: Acting) -> Bool {
        guard action.effects.contains(.take), let taker = matter.taker else { return false }
        return taker != acting.person || action.to == nil
    }

    /// The usual next steps that this actor could take if only a rule held, each with that rule:
    /// what a page says is still missing.
    package func waiting(
        for matter: Matter, to acting: Acting, in situation: Situation
    ) -> [(action: Action, rule: Guard)] {
        actions(in: matter.state).filter { $0.weight == .primary && !$0.isTimed }
            .compactMap { action -> (action: Action, rule: Guard)? in
                do {
                    try permit(action, on: matter, by: acting, with: nil, in: situation)
                    return nil
                } catch Refusal.guardFailed(let rule) {
                    return (action, rule)
                } catch {
                    return nil
                }
            }
    }

    /// Whether the actor could do the action now, before anything is answered.
    ///
    /// - Throws: a `Refusal` that says which rule refused.
    package func admit(
        _ action: Action, on matter: Matter, by acting: Acting, in situation: Situation
    ) throws(Refusal) {
        guard action.by.contains(where: { matter.admits(acting, as: $0) }) else {
            throw .notYours(action.id)
        }
        try meet(action, matter, acting)
        try permit(action, on: matter, by: acting, with: nil, in: situation)
    }

    /// Decides an action: pure, and the only way in which a matter changes.
    ///
    /// - Throws: a `Refusal` that says which rule refused, with its numbers.
    package func decide(
        _ id: Action.ID, on matter: Matter, by acting: Acting, with answers: Answers,
        in situation: Situation
    ) throws(Refusal) -> Change {
        guard let action = action(id), !action.opens else { throw .unknownAction(id) }
        try meet(action, matter, acting)
        try permit(action, on: matter, by: acting, with: answers, in: situation)
        let problems = answers.problems(for: action, of: self)
        guard problems.isEmpty else { throw .answers(problems) }
        return try apply(action, to: matter, by: acting, with: answers, in: situation)
    }

    /// Decides an opening: the draft is the matter as raised, standing nowhere yet.
    package func open(
        _ id: Action.ID, draft: Matter, by acting: Acting, with answers: Answers,
        in situation: Situation
    ) throws(Refusal) -> Change {
        guard let action = action(id), action.opens else { throw .unknownAction(id) }
        guard action.by.contains(where: { draft.admits(acting, as: $0) }) else {
            throw .notYours(id)
        }
        let problems = answers.problems(for: action, of: self)
        guard problems.isEmpty else { throw .answers(problems) }
        return try apply(action, to: draft, by: acting, with: answers, in: situation)
    }

    /// Whether the matter still stands where the action starts. Of several who take a matter on,
    /// the later ones are told that somebody did, not where the matter went.
    private func meet(
        _ action: Action, _ matter: Matter, _ acting: Acting
    ) throws(Refusal) {
        if action.effects.contains(.take), let taker = matter.taker, taker != acting.person {
            throw .taken
        }
        guard action.from.contains(matter.state) else { throw .moved(to: matter.state) }
    }

    /// Whether the actor, the bound and the guards allow the action. Guards about answers are
    /// checked only once there are answers.
    private func permit(
        _ action: Action, on matter: Matter, by acting: Acting, with answers: Answers?,
        in situation: Situation
    ) throws(Refusal) {
        guard action.by.contains(where: { matter.admits(acting, as: $0) }) else {
            throw .notYours(action.id)
        }
        if let most = action.atMost, situation.times(action.id) >= most {
            throw .usedUp(action.id, atMost: most)
        }
        for rule in action.guards
        where !rule.holds(for: matter, by: acting, with: answers, in: situation, of: self) {
            throw .guardFailed(rule)
        }
    }

    private func apply(
        _ action: Action, to matter: Matter, by acting: Acting, with answers: Answers,
        in situation: Situation
    ) throws(Refusal) -> Change {
        try checkDay(of: action, in: answers, situation)
        let after = moved(
            matter, by: action, person: acting.person, with: answers, at: situation.now,
            in: situation.timekeeper.zone)
        return Change(
            action: action, from: action.opens ? nil : matter.state, after: after,
            answers: answers.without(handedOn(by: action)),
            children: try childOrders(of: action, for: after, with: answers, in: situation),
            joinings: try joinings(of: action, for: matter, with: answers, in: situation),
            openings: try openings(of: action, with: answers, in: situation))
    }

    /// What an action that was allowed makes of the matter itself.
    func moved(
        _ matter: Matter, by action: Action, person: Person.ID?, with answers: Answers,
        at now: Instant, in zone: TimeZone
    ) -> Matter {
        var after = matter
        for (id, answer) in answers.values {
            guard let part = field(id)?.sets else { continue }
            after.set(part, to: answer)
        }
        if after.firstReceiver == nil { after.firstReceiver = after.lead }
        for effect in action.effects {
            after.apply(effect, of: action, by: person, with: answers, under: self, at: now)
        }
        let due = agreedDay(of: action, in: answers)?.day.end(in: zone)
        let days = after.answer(for: .days, in: answers, of: self)?.number
        after.run(self, action: action, due: due, days: days, at: now)
        if let to = action.to, let state = state(to) { after.enter(state, at: now) }
        after.version = matter.version + (action.opens ? 0 : 1)
        return after
    }

    private func childOrders(
        of action: Action, for matter: Matter, with answers: Answers, in situation: Situation
    ) throws(Refusal) -> [Change.ChildOrder] {
        guard matter.assists.count <= Self.childrenMax else { throw .childrenMax(Self.childrenMax) }
        var orders: [Change.ChildOrder] = []
        for effect in action.effects {
            switch effect {
            case .openChildren(let kind):
                for body in matter.assists
                where !situation.children.contains(where: { $0.body == body && $0.isOpen }) {
                    orders.append(
                        Change.ChildOrder(kind: kind, body: body, title: nil, account: nil))
                }
            case .openChild(let kind):
                guard situation.children.count < Self.childrenMax else {
                    throw .childrenMax(Self.childrenMax)
                }
                if let order = childOrder(kind, of: action, with: answers) { orders.append(order) }
            default: break
            }
        }
        return orders
    }

    private func childOrder(
        _ kind: ChildKind, of action: Action, with answers: Answers
    ) -> Change.ChildOrder? {
        var body: Body.ID?
        var title: String?
        var account: String?
        for ask in action.asks {
            switch (field(ask.field)?.type, answers[ask.field]) {
            case (.body, .body(let id)): body = id
            case (.line, .text(let text)): title = text
            case (.paragraphs, .text(let text)): account = text
            default: break
            }
        }
        return body.map { Change.ChildOrder(kind: kind, body: $0, title: title, account: account) }
    }
}
