import Kernel

/// The matter of one example, with its child matters, as it goes through the steps.
struct Play {
    let example: Example
    let procedure: Procedure
    let profile: Profile
    let keeper: Timekeeper
    private var main: Running?
    private var children: [Body.ID: Running] = [:]

    struct Running {
        let procedure: Procedure
        var matter: Matter
        var history: [Deed] = []
        var meetings: [Held] = []
        var links: [MatterLink] = []
    }

    init(example: Example, procedure: Procedure, profile: Profile, keeper: Timekeeper) {
        self.example = example
        self.procedure = procedure
        self.profile = profile
        self.keeper = keeper
    }

    mutating func take(_ step: Example.Step) -> [ProfileProblem] {
        if let meeting = step.meeting, let failure = hold(meeting, step) {
            return [problem(failure, step)]
        }
        link(step)
        if let doing = step.doing {
            let failure: Phrase?
            do {
                try perform(doing, step)
                failure = Self.mismatch(doing, stands: subject(of: step)?.matter.state)
            } catch let refusal as Refusal {
                failure = Self.mismatch(doing, refusal)
            } catch {
                failure = (error as? NothingThere)?.phrase ?? .said("\(error)")
            }
            if let failure { return [problem(failure, step)] }
        }
        return checks(step).map { problem($0, step) }
    }

    private func problem(_ failure: Phrase, _ step: Example.Step) -> ProfileProblem {
        ProfileProblem(
            file: example.file, line: step.line,
            phrase: .worded("example", ["name": .said(example.name), "failure": failure]))
    }

    func subject(of step: Example.Step) -> Running? {
        step.on.map { children[Symbol.id($0)] } ?? main
    }

    // MARK: - Doing

    private mutating func perform(_ doing: Example.Doing, _ step: Example.Step) throws {
        let acting = acting(doing.actor)
        guard let running = subject(of: step) else {
            guard step.on == nil else { throw NothingThere.child(body: step.on ?? "") }
            let situation = Situation(now: step.at, timekeeper: keeper)
            let draft = draft(at: step.at)
            let change = try procedure.open(
                doing.action, draft: draft, by: acting, with: opening(doing), in: situation)
            main = Running(procedure: procedure, matter: draft)
            try keep(change, by: acting, at: step)
            return
        }
        let situation = Situation(
            now: step.at, timekeeper: keeper, history: running.history,
            children: step.on == nil ? children.map { Self.child($0, $1.matter) } : [],
            meetings: running.meetings, links: running.links)
        let change = try running.procedure.decide(
            doing.action, on: running.matter, by: acting, with: doing.answers, in: situation)
        try keep(change, by: acting, at: step)
    }

    /// Holds a meeting on the matter; what is wrong with it, where it could not be called here.
    private mutating func hold(_ meets: Example.Meets, _ step: Example.Step) -> Phrase? {
        guard let matter = main?.matter, let rule = profile.meetingRule(meets.rule) else {
            return .worded("play.nothingToMeetOn", [:])
        }
        guard procedure.state(matter.state)?.meets.contains(rule.id) == true else {
            return .worded(
                "play.notCalledHere", ["rule": .said(rule.id), "state": .said(matter.state)])
        }
        guard meets.present <= meets.entitled,
            meets.inFavour + meets.against + meets.abstained <= meets.present
        else { return .worded("play.tooManyHands", [:]) }
        let tally = Tally(
            entitled: meets.entitled, present: meets.present, inFavour: meets.inFavour,
            against: meets.against, abstained: meets.abstained, quorum: rule.quorum,
            majority: rule.majority)
        main?.meetings.append(
            Held(
                closedAt: step.at, isQuorate: tally.isQuorate,
                hasCarried: tally.outcome == .carried))
        return nil
    }

    /// What other matters did with their links to this one.
    private mutating func link(_ step: Example.Step) {
        if let kind = step.linkedBy {
            main?.links.append(
                MatterLink(kind: kind, other: Symbol.matter(of: kind), isOpen: true, isOwn: false))
        }
        if let kind = step.ends {
            let links = main?.links ?? []
            main?.links = links.map { link in
                link.kind == kind
                    ? MatterLink(kind: kind, other: link.other, isOpen: false, isOwn: link.isOwn)
                    : link
            }
        }
    }

    private static func child(_ body: Body.ID, _ matter: Matter) -> Situation.Child {
        Situation.Child(body: body, isOpen: matter.isOpen)
    }

    private mutating func keep(_ change: Change, by acting: Acting, at step: Example.Step) throws {
        let deed = Deed(
            action: change.action.id, person: acting.person, body: acting.body, at: step.at)
        if let on = step.on {
            children[Symbol.id(on)]?.matter = change.after
            children[Symbol.id(on)]?.history.append(deed)
        } else {
            main?.matter = change.after
            main?.history.append(deed)
            let stories = main?.history.count ?? 0
            for (place, opening) in change.openings.enumerated() {
                main?.links.append(
                    MatterLink(
                        kind: opening.kind.procedure,
                        other: Matter.ID(Int64(1000 + stories * 50 + place)),
                        isOpen: true, isOwn: true))
            }
            for joining in change.joinings {
                let other = joining.other
                main?.links.removeAll { $0.other == other.id }
                if joining.stands {
                    main?.links.append(
                        MatterLink(
                            kind: other.procedure, other: other.id, isOpen: true, isOwn: true))
                }
            }
        }
        for order in change.children { try openChild(order, of: change.after, at: step.at) }
    }

    private mutating func openChild(
        _ order: Change.ChildOrder, of parent: Matter, at now: Instant
    ) throws {
        guard let procedure = profile.procedure(order.kind.procedure),
            let opening = procedure.opening(for: order.kind)
        else { throw NothingThere.opening(procedure: order.kind.procedure) }
        let draft = Matter(
            id: Matter.ID(Int64(children.count) + 10), realm: parent.realm,
            reference: Reference(year: 26, serial: children.count + 10), procedure: procedure.key,
            channel: .procedure, openedAt: now, state: "", title: order.title ?? parent.title,
            account: order.account ?? parent.account, place: parent.place,
            placePath: parent.placePath,
            category: parent.category, urgency: parent.urgency, lead: order.body, parent: parent.id)
        let change = try procedure.open(
            opening.id, draft: draft, by: .clock, with: Answers(),
            in: Situation(now: now, timekeeper: keeper))
        children[order.body] = Running(procedure: procedure, matter: change.after)
    }

    private func draft(at now: Instant) -> Matter {
        Matter(
            id: Symbol.matter, realm: Symbol.realm, reference: Reference(year: 26, serial: 1),
            procedure: procedure.key, channel: .web, openedAt: now, state: "", title: "",
            account: "",
            place: Symbol.place(example.place), placePath: Symbol.path(example.place),
            category: example.category, urgency: example.urgency)
    }

    /// The example's own place, category and urgency answer those fields of the opening.
    private func opening(_ doing: Example.Doing) -> Answers {
        var answers = doing.answers
        for ask in procedure.action(doing.action)?.asks ?? [] where answers[ask.field] == nil {
            switch procedure.field(ask.field)?.sets {
            case .place:
                answers[ask.field] = .place(
                    Symbol.place(example.place), Symbol.path(example.place))
            case .category: answers[ask.field] = .text(example.category)
            case .urgency: answers[ask.field] = .text(example.urgency)
            default: break
            }
        }
        return answers
    }

    private func acting(_ actor: Example.Actor) -> Acting {
        switch actor {
        case .anyone: return .anyone
        case .reporter: return .reporter
        case .clock: return .clock
        case .post(let role, let person, let body, let place):
            let words = place ?? ""
            let post = Post(
                id: Symbol.id("\(role)#\(person)@\(body)"), realm: Symbol.realm,
                person: Symbol.id(person), role: role, body: Symbol.id(body),
                place: Symbol.place(words), reach: Symbol.path(words))
            return .holding(Holding(post: post, verbs: profile.role(role)?.verbs ?? []))
        }
    }
}

/// What a step is about and the example does not have.
private enum NothingThere: Error {
    case child(body: String)
    case opening(procedure: String)

    var phrase: Phrase {
        switch self {
        case .child(let body): .worded("play.noChild", ["body": .said(body)])
        case .opening(let procedure):
            .worded("play.noOpening", ["procedure": .said(procedure)])
        }
    }
}
