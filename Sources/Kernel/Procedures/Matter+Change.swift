extension Matter {
    mutating func set(_ part: Procedure.Part, to answer: Answer) {
        switch (part, answer) {
        case (.title, .text(let text)): title = text
        case (.account, .text(let text)): account = text
        case (.spot, .text(let text)): spot = text
        case (.category, .text(let text)): category = text
        case (.urgency, .text(let text)): urgency = text
        case (.triage, .text(let text)): triage = text
        case (.language, .text(let text)): language = text
        case (.supervision, .text(let text)): supervision = text
        case (.lead, .body(let body)): lead = body
        case (.assists, .bodies(let bodies)):
            for body in bodies where !assists.contains(body) && body != lead {
                assists.append(body)
            }
        case (.parent, .matter(let other)): parent = other.id
        case (.place, .place(let id, let path)):
            place = id
            placePath = path
        default: break
        }
    }

    /// Starts and stops the clocks that name the action.
    ///
    /// - Parameters:
    ///   - due: the end of the day that the action names, for clocks that run to it.
    ///   - days: how many the action names, for clocks that last so long.
    mutating func run(
        _ procedure: Procedure, action: Procedure.Action, due: Instant?, days: Int?,
        at now: Instant
    ) {
        for rule in procedure.clocks {
            if rule.stops.contains(action.id), let index = running(rule.id) {
                clocks[index] = (try? clocks[index].stopped(at: now)) ?? clocks[index]
            }
            if rule.starts.contains(action.id), !keepsDeadline(of: rule.id, action) {
                clocks.removeAll { $0.name == rule.id }
                let agreed = action.effects.contains(.dueOn(rule.id)) ? due : nil
                let lasting = action.effects.contains(.lasts(rule.id)) ? days : nil
                let limit =
                    lasting.flatMap { try? TimeLimit($0, rule.limit.unit.dayUnit) }
                    ?? rule.limit(for: urgency)
                clocks.append(
                    Clock(
                        name: rule.id, budget: agreed.map { .until($0) } ?? .limit(limit),
                        startedAt: now))
            }
        }
    }

    /// Stands in a state; an end stops every clock and drops what was still asked for.
    mutating func enter(_ state: Procedure.State, at now: Instant) {
        self.state = state.id
        ending = state.ending
        guard state.ending != nil else {
            endedAt = nil
            return
        }
        endedAt = endedAt ?? now
        petitions = []
        clocks = clocks.map { $0.stoppedAt == nil ? (try? $0.stopped(at: now)) ?? $0 : $0 }
    }

    mutating func apply(
        _ effect: Procedure.Effect, of action: Procedure.Action, by person: Person.ID?,
        with answers: Answers, under procedure: Procedure, at now: Instant
    ) {
        switch effect {
        case .ask(let kind):
            petitions.removeAll { $0.kind == kind }
            petitions.append(
                Petitioned(
                    kind: kind, days: answer(for: .days, in: answers, of: procedure)?.number,
                    person: person, at: now))
        case .grant(let kind), .refuse(let kind):
            petitions.removeAll { $0.kind == kind }
        case .suspend:
            let reason = answer(for: .reason, in: answers, of: procedure)?.text ?? action.id
            clocks = clocks.map {
                (try? $0.suspended(at: now, reason: reason)) ?? $0
            }
        case .resume:
            clocks = clocks.map { (try? $0.resumed(at: now)) ?? $0 }
        case .extend(let id):
            let days = answer(for: .days, in: answers, of: procedure)?.number
            extend(id, days: days ?? petition(.extension)?.days, of: procedure)
        case .merge:
            if case .matter(let other)? = answers.values.values.first(where: \.isMatter) {
                mergedInto = other.id
            }
        case .release:
            lead = nil
        case .take:
            taker = person
        case .giveBack:
            taker = nil
        case .openChildren, .openChild, .link, .unlink, .openLinked, .dueOn,
            .lasts:
            break
        }
    }

    /// Whether the clock runs to a date already that the action does not set anew: another system's
    /// deadline stands until the clock has stopped.
    private func keepsDeadline(
        of id: Procedure.ClockRule.ID, _ action: Procedure.Action
    ) -> Bool {
        guard let index = running(id), case .until = clocks[index].budget else { return false }
        return !action.effects.contains(.dueOn(id)) && !action.effects.contains(.lasts(id))
    }

    private func running(_ id: Procedure.ClockRule.ID) -> Int? {
        clocks.firstIndex { $0.name == id && $0.stoppedAt == nil }
    }

    func answer(
        for part: Procedure.Part, in answers: Answers, of procedure: Procedure
    ) -> Answer? {
        answers.values.first { procedure.field($0.key)?.sets == part }?.value
    }

    private mutating func extend(
        _ id: Procedure.ClockRule.ID, days: Int?, of procedure: Procedure
    ) {
        guard let index = running(id), let days, let rule = procedure.clock(id),
            let more = try? TimeLimit(days, rule.limit.unit.dayUnit)
        else { return }
        clocks[index] = (try? clocks[index].extended(by: more)) ?? clocks[index]
    }

    /// What a clock gains if the extension that was asked for is granted as asked.
    package func grantedExtension(of rule: Procedure.ClockRule) -> TimeLimit? {
        petition(.extension)?.days.flatMap { try? TimeLimit($0, rule.limit.unit.dayUnit) }
    }
}

extension Answer {
    var isMatter: Bool { if case .matter = self { true } else { false } }
}

extension TimeLimit.Unit {
    /// The unit in which a clock of this unit is extended: whole days, working or calendar.
    var dayUnit: TimeLimit.Unit {
        switch self {
        case .minutes, .hours, .calendarDays: .calendarDays
        case .workingMinutes, .workingHours, .workingDays: .workingDays
        }
    }
}
