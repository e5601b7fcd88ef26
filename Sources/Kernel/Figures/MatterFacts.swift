package import Foundation

/// What can be counted of one matter, worked out from where it stands and what was done to it.
package struct MatterFacts {
    private let matter: Matter
    private let procedure: Procedure
    private let zone: TimeZone
    /// The deadline of each clock as it was when the clock stopped.
    private let deadlines: [Procedure.ClockRule.ID: Instant]
    /// Whether any clock of it was ever missed, even one that began anew since.
    private let isLate: Bool

    package init(
        of matter: Matter, under procedure: Procedure,
        deadlines: [Procedure.ClockRule.ID: Instant], isLate: Bool, zone: TimeZone
    ) {
        self.matter = matter
        self.procedure = procedure
        self.deadlines = deadlines
        self.isLate = isLate
        self.zone = zone
    }

    /// Events that every procedure has besides its own actions.
    private enum Event {
        static let opened = "opened"
        static let ended = "ended"
        /// Ended with no clock missed, and never opened again after an end (按期办结).
        static let kept = "kept"
        static let reopened = "reopened"
        static let met = "met"
        static let missed = "missed"
    }

    /// Every name that a fact of such a matter may have.
    package static func names(under procedure: Procedure) -> [Fact.Name] {
        var events = [Event.opened, Event.ended, Event.kept, Event.reopened]
        events += Matter.Channel.allCases.map { "\(Event.opened).\($0.rawValue)" }
        let endings = Set(procedure.states.compactMap(\.ending?.rawValue)).sorted()
        events += endings.flatMap { ["\(Event.ended).\($0)", "\(Event.kept).\($0)"] }
        events += procedure.clocks.flatMap {
            ["\(Event.met).\($0.id)", "\(Event.missed).\($0.id)"]
        }
        for action in procedure.actions {
            events.append(action.id)
            for field in action.asks.compactMap({ procedure.field($0.field) }) {
                if counts(field) { events.append("\(action.id).\(field.id)") }
                guard let options = options(of: field) else { continue }
                events += options.map { "\(action.id).\(field.id).\($0)" }
            }
        }
        return events.map { Fact.Name(procedure.key.name, $0) }
    }

    /// Whether the answer is a number that can be added up: how many households were visited.
    private static func counts(_ field: Procedure.Field) -> Bool {
        guard field.personal == nil, case .number = field.type else { return false }
        return true
    }

    /// The options of a field whose answers may be counted: none that is personal.
    private static func options(of field: Procedure.Field) -> [String]? {
        guard field.personal == nil, case .choice(let options) = field.type else { return nil }
        return options
    }

    /// - Parameter steps: what its record tells; nil where its words are erased, and only what
    ///   stands in its rows can be counted.
    package func facts(told steps: [RecordedStep]?) -> [Fact] {
        let steps = steps ?? []
        let reopenings = steps.filter(isReopening)
        return standing(wasReopened: !reopenings.isEmpty)
            + reopenings.map { fact(Event.reopened, at: $0.at, sequence: $0.sequence) }
            + steps.filter { procedure.action($0.action) != nil }.flatMap(facts)
    }

    private func standing(wasReopened: Bool) -> [Fact] {
        var facts = [
            fact(Event.opened, at: matter.openedAt),
            fact("\(Event.opened).\(matter.channel.rawValue)", at: matter.openedAt),
        ]
        for clock in matter.clocks {
            guard let stopped = clock.stoppedAt, let due = deadlines[clock.name] else { continue }
            let event = stopped <= due ? Event.met : Event.missed
            facts.append(fact("\(event).\(clock.name)", at: stopped))
        }
        guard let end = matter.endedAt, let ending = matter.ending else { return facts }
        let kept = isLate || wasReopened ? [] : [Event.kept]
        return facts
            + ([Event.ended] + kept).flatMap { event in
                [fact(event, at: end), fact("\(event).\(ending.rawValue)", at: end)]
            }
    }

    private func isReopening(_ step: RecordedStep) -> Bool {
        guard let from = step.from.flatMap(procedure.state), let to = procedure.state(step.to)
        else { return false }
        return from.ending != nil && to.ending == nil
    }

    private func facts(of step: RecordedStep) -> [Fact] {
        var facts = [fact(step.action, at: step.at, sequence: step.sequence)]
        for (id, answer) in step.answers {
            guard let field = procedure.field(id) else { continue }
            let event = "\(step.action).\(id)"
            switch answer {
            case .text(let choice) where Self.options(of: field)?.contains(choice) ?? false:
                facts.append(fact("\(event).\(choice)", at: step.at, sequence: step.sequence))
            case .int(let number) where Self.counts(field):
                facts.append(fact(event, at: step.at, sequence: step.sequence, amount: number))
            default: break
            }
        }
        return facts
    }

    private func fact(
        _ event: String, at instant: Instant, sequence: Int64 = 0, amount: Int64 = 1
    ) -> Fact {
        Fact(
            Fact.Name(matter.procedure.name, event), kind: matter.category,
            day: Day(of: instant, in: zone), place: matter.placePath,
            subject: matter.id.rawValue, sequence: sequence, body: matter.lead, amount: amount)
    }
}
