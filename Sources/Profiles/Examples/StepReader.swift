import Kernel

/// Reads one step of a worked example.
struct StepReader {
    let procedure: Procedure
    /// The procedure of the child matters, where the procedure opens any.
    let children: Procedure?
    let profile: Profile
    let cast: [String: String]
    let usual: Passage?

    private static let keys = [
        "at", "on", "by", "does", "answers", "leads", "refused", "rule", "light", "due", "ended",
        "meets", "entitled", "present", "inFavour", "against", "abstained", "linkedBy", "ends",
    ]

    func step(_ passage: Passage, after earlier: Instant) -> Example.Step? {
        guard let record = passage.record(.thing("step"), optional: Self.keys) else { return nil }
        let on = record["on"].flatMap { $0.text(.thing("body")) }
        let subject = on == nil ? procedure : children ?? procedure
        let at = record["at"].map { ExampleTime.instant($0, after: earlier) } ?? earlier
        let doing = record["does"] == nil ? nil : doing(record, subject, isChild: on != nil)
        let ended = record["ended"].flatMap {
            $0.word(.thing("ending"), among: Procedure.Ending.allCases.map(\.rawValue))
        }
        guard let at, record["does"] == nil || doing != nil else { return nil }
        return Example.Step(
            line: passage.line, at: at, on: on, doing: doing, meeting: meeting(record),
            linkedBy: other("linkedBy", record), ends: other("ends", record),
            lights: lights(record, subject),
            due: due(record, subject), ended: ended.flatMap(Procedure.Ending.init))
    }

    private func other(_ key: String, _ record: Record) -> Procedure.Name? {
        record[key]?.word(.thing("procedure"), among: profile.procedures.map(\.key.name))
    }

    private func doing(_ record: Record, _ subject: Procedure, isChild: Bool) -> Example.Doing? {
        guard let does = record["does"]?.word(.thing("action"), among: subject.actions.map(\.id)),
            let action = subject.action(does)
        else { return nil }
        guard let by = record["by"] else {
            record.passage.problem("stepWithoutActor", ["action": .said(does)])
            return nil
        }
        guard let actor = actor(by), let outcome = outcome(record, subject) else { return nil }
        return Example.Doing(
            actor: actor, action: does,
            answers: answers(record, action, subject, isChild: isChild), outcome: outcome)
    }

    /// `meets: RULE` with the numbers of the meeting; without `inFavour`, nothing was put to it.
    private func meeting(_ record: Record) -> Example.Meets? {
        guard let meets = record["meets"] else { return nil }
        func number(_ key: String, or usual: Int? = nil) -> Int? {
            guard let passage = record[key] else {
                if usual == nil {
                    meets.problem("needsKey", ["what": .thing("meeting"), "key": .said(key)])
                }
                return usual
            }
            return passage.number(.said(key), in: 0...Meeting.peopleMax)
        }
        guard let rule = meets.word(.thing("meeting"), among: profile.meetingRules.map(\.id)),
            let entitled = number("entitled"), let present = number("present"),
            let inFavour = number("inFavour", or: 0), let against = number("against", or: 0),
            let abstained = number("abstained", or: 0)
        else { return nil }
        return Example.Meets(
            rule: rule, entitled: entitled, present: present, inFavour: inFavour,
            against: against, abstained: abstained)
    }

    private func outcome(_ record: Record, _ subject: Procedure) -> Example.Outcome? {
        guard let refused = record["refused"] else {
            guard let leads = record["leads"] else { return .done(nil) }
            return leads.word(.thing("state"), among: subject.states.map(\.id)).map { .done($0) }
        }
        let words = Example.RefusalWord.allCases.map(\.rawValue)
        let rule = record["rule"].flatMap { $0.word(.thing("guard"), among: Procedure.Guard.names) }
        return refused.word(.thing("refusal"), among: words).flatMap(Example.RefusalWord.init)
            .map { .refused($0, rule: rule) }
    }

    private func actor(_ passage: Passage) -> Example.Actor? {
        guard let word = passage.text(.thing("actor")) else { return nil }
        switch word {
        case "anyone": return .anyone
        case "reporter": return .reporter
        case "clock": return .clock
        default: break
        }
        let text = cast[word] ?? word
        let roleAndRest = text.split(separator: "#", maxSplits: 1)
        let nameAndRest = roleAndRest.last?.split(separator: "@", maxSplits: 1) ?? []
        guard roleAndRest.count == 2, nameAndRest.count == 2 else {
            let known = ["anyone", "reporter", "clock"] + cast.keys.sorted()
            passage.problem("notAnActor", ["text": .said(text), "known": .listed(known)])
            return nil
        }
        let role = String(roleAndRest[0])
        guard profile.role(role) != nil else {
            let known = profile.roles.map(\.id)
            passage.problem(
                "notOneOf",
                [
                    "text": .said(role), "what": .thing("role"),
                    "hint": .hint(for: role, among: known),
                ])
            return nil
        }
        let bodyAndPlace = nameAndRest[1].split(separator: "/", maxSplits: 1)
        return .post(
            role: role, person: String(nameAndRest[0]), body: String(bodyAndPlace[0]),
            place: bodyAndPlace.count > 1 ? String(bodyAndPlace[1]) : nil)
    }

    // MARK: - Checks

    private func lights(_ record: Record, _ subject: Procedure) -> [String: Light] {
        var lights: [String: Light] = [:]
        for entry in record["light"]?.entries("light") ?? [] {
            guard let clock = entry.key.word(.thing("clock"), among: subject.clocks.map(\.id)),
                let light = entry.value.word(.thing("light"), among: Light.allCases.map(\.rawValue))
            else { continue }
            lights[clock] = Light(rawValue: light)
        }
        return lights
    }

    private func due(_ record: Record, _ subject: Procedure) -> [String: Instant] {
        var due: [String: Instant] = [:]
        for entry in record["due"]?.entries("due") ?? [] {
            guard let clock = entry.key.word(.thing("clock"), among: subject.clocks.map(\.id))
            else {
                continue
            }
            due[clock] = ExampleTime.instant(entry.value, after: nil)
        }
        return due
    }

    // MARK: - Answers

    /// The usual answers of the action with the step's own over them.
    private func answers(
        _ record: Record, _ action: Procedure.Action, _ subject: Procedure, isChild: Bool
    ) -> Answers {
        var answers = Answers()
        let usualEntries = usual?.entries("usual")?.first { $0.name == action.id }?.value
        let layers = [isChild ? nil : usualEntries, record["answers"]].compactMap { $0 }
        for entry in layers.flatMap({ $0.entries("answers") ?? [] }) {
            let known = subject.fields.map(\.id)
            guard let id = entry.key.word(.thing("field"), among: known),
                let field = subject.field(id)
            else {
                continue
            }
            answers[id] = AnswerReader.answer(
                entry.value, of: field.type, procedures: profile.procedures.map(\.key.name))
        }
        return answers
    }
}
