import Kernel

/// Guards and effects: a bare name, or a map of one name to its parameter.
extension ProcedureReader {
    func guardRule(_ passage: Passage) -> Procedure.Guard? {
        guard let rule = NamedRule(passage, .thing("guard"), among: Procedure.Guard.names) else {
            return nil
        }
        switch rule.name {
        case "otherPersonThan": return actions(rule).map { .otherPersonThan($0) }
        case "otherBodyThan": return actions(rule).map { .otherBodyThan($0) }
        case "asked": return petition(rule).map { .asked($0) }
        case "notAsked": return petition(rule).map { .notAsked($0) }
        case "elapsed": return clock(rule).map { .elapsed($0) }
        case "notElapsed": return clock(rule).map { .notElapsed($0) }
        case "happened": return times(rule).map { .happened($0.action, times: $0.times) }
        case "notHappened": return times(rule).map { .notHappened($0.action, times: $0.times) }
        case "firstReceiverAfter":
            return times(rule).map { .firstReceiverAfter($0.action, times: $0.times) }
        case "consented": return field(rule).map { .consented($0) }
        case "notConsented": return field(rule).map { .notConsented($0) }
        case "allAnswered": return answered(rule)
        case "linked": return procedure(rule).map { .linked($0) }
        case "linkedEnded": return procedure(rule).map { .linkedEnded($0) }
        case "about": return categories(rule).map { .about($0) }
        case "notAbout": return categories(rule).map { .notAbout($0) }
        case "endedWithin":
            return rule.parameter(.thing("numberOfDays"))?
                .number("endedWithin", in: 1...3660).map { .endedWithin(days: $0) }
        default: return rule.bare(as: Self.bareGuards)
        }
    }

    func effect(_ passage: Passage) -> Procedure.Effect? {
        guard let rule = NamedRule(passage, .thing("effect"), among: Procedure.Effect.names) else {
            return nil
        }
        switch rule.name {
        case "ask": return petition(rule).map { .ask($0) }
        case "grant": return petition(rule).map { .grant($0) }
        case "refuse": return petition(rule).map { .refuse($0) }
        case "extend": return clock(rule).map { .extend($0) }
        case "dueOn": return clock(rule).map { .dueOn($0) }
        case "lasts": return clock(rule).map { .lasts($0) }
        case "openChildren": return childKind(rule).map { .openChildren($0) }
        case "openChild": return childKind(rule).map { .openChild($0) }
        case "openLinked": return childKind(rule).map { .openLinked($0) }
        case "link": return procedure(rule).map { .link($0) }
        case "unlink": return procedure(rule).map { .unlink($0) }
        default: return rule.bare(as: Self.bareEffects)
        }
    }

    private static let bareGuards: [String: Procedure.Guard] = [
        "childrenEnded": .childrenEnded, "led": .led, "suspended": .suspended, "running": .running,
        "otherMatterOpen": .otherMatterOpen, "met": .met, "carried": .carried,
        "notCarried": .notCarried,
    ]

    private static let bareEffects: [String: Procedure.Effect] = [
        "suspend": .suspend, "resume": .resume, "merge": .merge, "release": .release, "take": .take,
        "giveBack": .giveBack,
    ]

    private func actions(_ rule: NamedRule) -> [Procedure.Action.ID]? {
        guard let passage = rule.parameter(.thing("listOfActions")),
            let actions = references(passage, "action", among: actionNames), !actions.isEmpty
        else { return nil }
        return actions
    }

    /// Categories of the profile, or what is wider than some of them.
    private func categories(_ rule: NamedRule) -> [Kernel.Category.ID]? {
        let wide = vocabulary.categories.flatMap { category -> [String] in
            let parts = category.split(separator: ".")
            return parts.indices.map { parts[...$0].joined(separator: ".") }
        }
        guard let passage = rule.parameter(.thing("listOfCategories")),
            let found = references(passage, "category", among: Set(wide).sorted()), !found.isEmpty
        else { return nil }
        return found
    }

    private func petition(_ rule: NamedRule) -> Procedure.Petition? {
        rule.parameter(.thing("extensionOrSuspension"))?
            .word(.thing("somethingToAskFor"), among: Procedure.Petition.allCases.map(\.rawValue))
            .flatMap(Procedure.Petition.init)
    }

    private func procedure(_ rule: NamedRule) -> Procedure.Name? {
        rule.parameter(.thing("procedure"))
            .flatMap { reference($0, "procedure", among: vocabulary.procedures) }
    }

    private func field(_ rule: NamedRule) -> Procedure.Field.ID? {
        rule.parameter(.thing("field")).flatMap { reference($0, "field", among: fieldNames) }
    }

    private func answered(_ rule: NamedRule) -> Procedure.Guard? {
        guard
            let record = rule.parameter("{ action: ACTION, by: ACTION }")?
                .record(.said(rule.name), required: ["action", "by"]),
            let asked = record["action"].flatMap({ reference($0, "action", among: actionNames) }),
            let answer = record["by"].flatMap({ reference($0, "action", among: actionNames) })
        else { return nil }
        return .allAnswered(asked, by: answer)
    }

    /// `assistance`, or with the opening to take: `request/task`.
    private func childKind(_ rule: NamedRule) -> Procedure.ChildKind? {
        guard let passage = rule.parameter(.thing("procedure")),
            let text = passage.text(.thing("procedure"))
        else { return nil }
        let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
        guard let name = parts.first, vocabulary.procedures.contains(name) else {
            return reference(passage, "procedure", among: vocabulary.procedures)
                .map { Procedure.ChildKind(procedure: $0) }
        }
        return Procedure.ChildKind(procedure: name, opening: parts.count > 1 ? parts[1] : nil)
    }

    private func clock(_ rule: NamedRule) -> Procedure.ClockRule.ID? {
        rule.parameter(.thing("clock")).flatMap { reference($0, "clock", among: clockNames) }
    }

    private func times(_ rule: NamedRule) -> (action: Procedure.Action.ID, times: Int)? {
        guard let passage = rule.parameter("{ action: ACTION, times: NUMBER }"),
            let record = passage.record(.said(rule.name), required: ["action", "times"]),
            let action = record["action"].flatMap({ reference($0, "action", among: actionNames) }),
            let times = record["times"]?.number(.part("times", of: .said(rule.name)), in: 1...1000)
        else { return nil }
        return (action, times)
    }
}

/// The name of a guard or effect with the parameter that stands beside it.
private struct NamedRule {
    let name: String
    private let passage: Passage
    private let given: Passage?

    /// Nil, and reported, where the name is not on the closed list.
    init?(_ passage: Passage, _ kind: Phrase, among known: [String]) {
        var given: Passage?
        var nameAt = passage
        if passage.isMap {
            guard let entries = passage.entries(kind) else { return nil }
            guard entries.count == 1, let entry = entries.first else {
                passage.problem("ruleNotOne", ["what": kind, "count": .number(entries.count)])
                return nil
            }
            (nameAt, given) = (entry.key, entry.value)
        }
        guard let name = nameAt.word(kind, among: known) else { return nil }
        (self.name, self.passage, self.given) = (name, nameAt, given)
    }

    func parameter(_ expected: Phrase) -> Passage? {
        if given == nil {
            passage.problem(
                "ruleNeeds",
                ["name": .said(name), "what": expected, "rule": .said("{ \(name): … }")])
        }
        return given
    }

    func bare<Rule>(as rules: [String: Rule]) -> Rule? {
        if let given {
            given.problem("ruleTakesNothing", ["name": .said(name)])
        }
        return rules[name]
    }
}
