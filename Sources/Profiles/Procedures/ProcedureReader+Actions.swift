import Kernel

extension ProcedureReader {
    private static let actionKeys = [
        "from", "to", "by", "asks", "guards", "effects", "atMost", "shown", "tells", "source",
        "weight",
    ]

    func action(_ entry: Entry) -> Procedure.Action? {
        guard let id = entry.key.name(.thing("nameOf", of: .thing("action"))) else {
            isWhole = false
            return nil
        }
        landmarks[.action(id)] = entry.key
        let what = Phrase.named("action", id)
        guard let record = entry.value.record(what, optional: Self.actionKeys) else {
            isWhole = false
            return nil
        }
        let weight = record["weight"].flatMap {
            $0.word(.thing("weight"), among: Procedure.Weight.allCases.map(\.rawValue))
        }
        return Procedure.Action(
            id: id, from: from(record, what), to: to(record, what, at: entry.key),
            by: by(record, what, at: entry.key), asks: asks(record, what),
            guards: rules(record, "guards", of: what, read: guardRule),
            effects: rules(record, "effects", of: what, read: effect),
            atMost: record["atMost"].flatMap {
                whole($0.number(.part("atMost", of: what), in: 1...1000))
            },
            shown: audiences(record, "shown", of: what, at: entry.key),
            tells: record["tells"].flatMap { $0.truth(.part("tells", of: what)) } ?? false,
            source: record["source"].flatMap {
                $0.text(.part("source", of: what), charactersMax: 200)
            },
            weight: weight.flatMap(Procedure.Weight.init) ?? .secondary)
    }

    /// Notes that a part of the procedure is missing where it could not be read.
    private func whole<Value>(_ value: Value?) -> Value? {
        if value == nil { isWhole = false }
        return value
    }

    private func from(_ record: Record, _ what: Phrase) -> Set<Procedure.State.ID> {
        guard let passage = record["from"] else { return [] }
        guard let items = whole(passage.items(.part("from", of: what))) else { return [] }
        if items.isEmpty {
            passage.problem("fromNowhere", ["what": what])
            isWhole = false
        }
        return Set(items.compactMap { whole(reference($0, "state", among: stateNames)) })
    }

    private func to(_ record: Record, _ what: Phrase, at place: Passage) -> Procedure.State.ID? {
        if let passage = record["to"] {
            return whole(reference(passage, "state", among: stateNames))
        }
        if record["from"] == nil {
            place.problem("opensNowhere", ["what": what])
            isWhole = false
        }
        return nil
    }

    private func by(_ record: Record, _ what: Phrase, at place: Passage) -> [Procedure.Actor] {
        guard let passage = record["by"] else {
            place.problem("noActors", ["what": what])
            isWhole = false
            return []
        }
        guard let items = whole(passage.items(.part("by", of: what))) else { return [] }
        if items.isEmpty {
            passage.problem("nobodyMay", ["what": what])
            isWhole = false
        }
        return items.compactMap { whole(actor($0)) }
    }

    private func actor(_ passage: Passage) -> Procedure.Actor? {
        guard let text = passage.text(.thing("actor")) else { return nil }
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
                "notOneOf",
                [
                    "text": .said(relation), "what": .thing("relation"),
                    "hint": .hint(for: relation, among: known),
                ])
            return nil
        }
    }

    /// `field` must be answered, `field?` may be.
    private func asks(_ record: Record, _ what: Phrase) -> [Procedure.Ask] {
        guard let passage = record["asks"], let items = passage.items(.part("asks", of: what))
        else {
            return []
        }
        var seen: Set<String> = []
        return items.compactMap { item -> Procedure.Ask? in
            guard let text = item.text(.thing("field")) else { return nil }
            let isOptional = text.hasSuffix("?")
            let name = isOptional ? String(text.dropLast()) : text
            guard fieldNames.contains(name) else {
                item.problem(
                    "unknown",
                    [
                        "kind": .noun("field"), "name": .said(name),
                        "hint": .hint(for: name, among: fieldNames),
                    ])
                return nil
            }
            guard seen.insert(name).inserted else {
                item.problem("asksTwice", ["what": what, "name": .said(name)])
                return nil
            }
            return Procedure.Ask(field: name, required: !isOptional)
        }
    }

    private func rules<Rule>(
        _ record: Record, _ key: String, of what: Phrase, read: (Passage) -> Rule?
    ) -> [Rule] {
        guard let passage = record[key], let items = passage.items(.part(key, of: what)) else {
            return []
        }
        return items.compactMap { whole(read($0)) }
    }
}
