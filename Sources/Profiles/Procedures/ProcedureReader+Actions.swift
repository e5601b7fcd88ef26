import Kernel

extension ProcedureReader {
    private static let actionKeys = [
        "from", "to", "by", "asks", "guards", "effects", "atMost", "shown", "tells", "source",
        "weight",
    ]

    func action(_ entry: Entry) -> Procedure.Action? {
        guard let id = entry.key.name("the name of an action") else {
            isWhole = false
            return nil
        }
        landmarks[.action(id)] = entry.key
        let what = "action “\(id)”"
        guard let record = entry.value.record(what, optional: Self.actionKeys) else {
            isWhole = false
            return nil
        }
        let weight = record["weight"].flatMap {
            $0.word("a weight", among: Procedure.Weight.allCases.map(\.rawValue))
        }
        return Procedure.Action(
            id: id, from: from(record, what), to: to(record, what, at: entry.key),
            by: by(record, what, at: entry.key), asks: asks(record, what),
            guards: rules(record, "guards", of: what, read: guardRule),
            effects: rules(record, "effects", of: what, read: effect),
            atMost: record["atMost"].flatMap {
                whole($0.number("atMost of \(what)", in: 1...1000))
            },
            shown: audiences(record, "shown", of: what, at: entry.key),
            tells: record["tells"].flatMap { $0.truth("tells of \(what)") } ?? false,
            source: record["source"].flatMap { $0.text("source of \(what)", charactersMax: 200) },
            weight: weight.flatMap(Procedure.Weight.init) ?? .secondary)
    }

    /// Notes that a part of the procedure is missing where it could not be read.
    private func whole<Value>(_ value: Value?) -> Value? {
        if value == nil { isWhole = false }
        return value
    }

    private func from(_ record: Record, _ what: String) -> Set<Procedure.State.ID> {
        guard let passage = record["from"] else { return [] }
        guard let items = whole(passage.items("from of \(what)")) else { return [] }
        if items.isEmpty {
            passage.problem("\(what) starts from no state: name one, or take from: away to open")
            isWhole = false
        }
        return Set(items.compactMap { whole(reference($0, "state", among: stateNames)) })
    }

    private func to(_ record: Record, _ what: String, at place: Passage) -> Procedure.State.ID? {
        if let passage = record["to"] {
            return whole(reference(passage, "state", among: stateNames))
        }
        if record["from"] == nil {
            place.problem(
                "\(what) opens a matter but leads nowhere: add to: STATE", expected: "to:")
            isWhole = false
        }
        return nil
    }

    private func by(_ record: Record, _ what: String, at place: Passage) -> [Procedure.Actor] {
        guard let passage = record["by"] else {
            place.problem(
                "\(what) does not say who may do it: add by: […]", expected: "by: […]")
            isWhole = false
            return []
        }
        guard let items = whole(passage.items("by of \(what)")) else { return [] }
        if items.isEmpty {
            passage.problem("nobody may do \(what): name someone in by:", expected: "an actor")
            isWhole = false
        }
        return items.compactMap { whole(actor($0)) }
    }

    private func actor(_ passage: Passage) -> Procedure.Actor? {
        guard let text = passage.text("an actor") else { return nil }
        switch text {
        case "anyone": return .anyone
        case "reporter": return .reporter
        case "clock": return .clock
        default: break
        }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
        guard let verb = verb(parts[0], at: passage) else { return nil }
        guard parts.count > 1 else { return .office(verb) }
        switch parts.dropFirst().joined(separator: "@") {
        case "lead": return .lead(verb)
        case "assist": return .assist(verb)
        case "taker": return .taker(verb)
        case let relation:
            let known = ["lead", "assist", "taker"]
            passage.problem(
                "“\(relation)” is not a relation to a matter: "
                    + Suggestion.sentence(for: relation, among: known),
                found: relation, expected: Suggestion.choice(of: known))
            return nil
        }
    }

    /// `field` must be answered, `field?` may be.
    private func asks(_ record: Record, _ what: String) -> [Procedure.Ask] {
        guard let passage = record["asks"], let items = passage.items("asks of \(what)") else {
            return []
        }
        var seen: Set<String> = []
        return items.compactMap { item -> Procedure.Ask? in
            guard let text = item.text("a field") else { return nil }
            let isOptional = text.hasSuffix("?")
            let name = isOptional ? String(text.dropLast()) : text
            guard fieldNames.contains(name) else {
                item.problem(
                    "there is no field “\(name)”: "
                        + Suggestion.sentence(for: name, among: fieldNames),
                    found: name, expected: Suggestion.choice(of: fieldNames))
                return nil
            }
            guard seen.insert(name).inserted else {
                item.problem("\(what) asks for “\(name)” twice", found: name)
                return nil
            }
            return Procedure.Ask(field: name, required: !isOptional)
        }
    }

    private func rules<Rule>(
        _ record: Record, _ key: String, of what: String, read: (Passage) -> Rule?
    ) -> [Rule] {
        guard let passage = record[key], let items = passage.items("\(key) of \(what)") else {
            return []
        }
        return items.compactMap { whole(read($0)) }
    }
}
