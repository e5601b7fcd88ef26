import Kernel

extension ProcedureReader {
    func clock(_ entry: Entry) -> Procedure.ClockRule? {
        guard let id = entry.key.name(.thing("nameOf", of: .thing("clock"))) else { return nil }
        landmarks[.clock(id)] = entry.key
        let what = Phrase.named("clock", id)
        guard
            let record = entry.value.record(
                what, required: ["limit", "starts", "stops"], optional: ["byUrgency"]),
            let limit = record["limit"].flatMap(limit)
        else {
            isWhole = false
            return nil
        }
        var byUrgency: [String: TimeLimit] = [:]
        for entry in record["byUrgency"]?.entries(.part("byUrgency", of: what)) ?? [] {
            guard let urgency = reference(entry.key, "urgency", among: vocabulary.urgencies),
                let limit = self.limit(entry.value)
            else { continue }
            byUrgency[urgency] = limit
        }
        return Procedure.ClockRule(
            id: id, limit: limit, byUrgency: byUrgency,
            starts: moves(record["starts"]), stops: moves(record["stops"]))
    }

    func state(_ entry: Entry) -> Procedure.State? {
        guard let id = entry.key.name(.thing("nameOf", of: .thing("state"))) else {
            isWhole = false
            return nil
        }
        landmarks[.state(id)] = entry.key
        let what = Phrase.named("state", id)
        guard
            let record = entry.value.record(
                what, required: ["stage"],
                optional: ["owner", "limit", "ending", "public", "meets"])
        else {
            isWhole = false
            return nil
        }
        let ending = record["ending"].flatMap {
            $0.word(.thing("ending"), among: Procedure.Ending.allCases.map(\.rawValue))
        }
        if record["ending"] == nil {
            askForOwnerAndLimit(record, what, at: entry.key)
        } else {
            refuseOwnerAndLimit(record, what)
            if ending == nil { isWhole = false }
        }
        let stage = record["stage"].flatMap { reference($0, "stage", among: stages) }
        if stage == nil { isWhole = false }
        return Procedure.State(
            id: id, stage: stage ?? "",
            owner: record["owner"].flatMap(owner),
            limit: record["limit"].flatMap { reference($0, "clock", among: clockNames) },
            ending: ending.flatMap(Procedure.Ending.init),
            isPublic: record["public"].flatMap { $0.truth(.part("public", of: what)) } ?? false,
            meets: record["meets"].flatMap {
                references($0, "meeting", among: vocabulary.meetings)
            } ?? [])
    }

    private func askForOwnerAndLimit(_ record: Record, _ what: Phrase, at place: Passage) {
        if record["owner"] == nil {
            place.problem("noOwner", ["what": what])
        }
        if record["limit"] == nil {
            place.problem("noLimit", ["what": what])
        }
    }

    private func refuseOwnerAndLimit(_ record: Record, _ what: Phrase) {
        for key in ["owner", "limit", "meets"] {
            record.key(key)?.problem("endActs", ["what": what, "key": .said(key)])
        }
    }

    private func owner(_ passage: Passage) -> Procedure.Owner? {
        switch passage.text(.thing("owner")) {
        case "reporter": .reporter
        case "lead": .lead
        case "taker": .taker
        case .some(let text): verb(text, at: passage).map { .office($0) }
        case nil: nil
        }
    }

    private func limit(_ passage: Passage) -> TimeLimit? {
        guard let text = passage.text(.thing("timeLimit")) else { return nil }
        do {
            return try TimeLimit(parsing: text)
        } catch {
            let units = TimeLimit.Unit.allCases.map(\.rawValue)
            let parts = text.split(separator: " ")
            if parts.count == 2, Int(parts[0]) != nil, !units.contains(String(parts[1])) {
                let unit = String(parts[1])
                passage.problem(
                    "notOneOf",
                    [
                        "text": .said(unit), "what": .thing("unit"),
                        "hint": .hint(for: unit, among: units),
                    ])
            } else {
                passage.report(Phrase(error))
            }
            return nil
        }
    }

    private func moves(_ passage: Passage?) -> Set<Procedure.Action.ID> {
        guard let passage else { return [] }
        let found = references(passage, "action", among: actionNames)
        if found?.count != passage.count { isWhole = false }
        return Set(found ?? [])
    }
}
