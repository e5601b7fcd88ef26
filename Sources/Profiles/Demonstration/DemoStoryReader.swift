import Kernel

/// Reads one story of `demo-stories.yml`.
struct DemoStoryReader {
    let profile: Profile

    init(_ profile: Profile) {
        self.profile = profile
    }

    func story(_ passage: Passage) -> DemoStories.Story? {
        guard
            let record = passage.record(
                .thing("story"), required: ["procedure", "began", "steps"], optional: ["key"]),
            let name = record["procedure"]?
                .word(.thing("procedure"), among: profile.procedures.map(\.key.name)),
            let procedure = profile.procedure(name),
            let ago = record["began"].flatMap(minutes)
        else { return nil }
        let steps = (record["steps"]?.items("steps") ?? []).compactMap { step($0, procedure) }
        return DemoStories.Story(
            procedure: name, key: record["key"]?.text(.thing("key")), minutesAgo: ago, steps: steps)
    }

    /// - Parameter procedure: what actions are looked up in; without one only meetings and
    ///   activities can be told.
    func step(_ passage: Passage, _ procedure: Procedure?) -> DemoStories.Step? {
        guard
            let record = passage.record(
                .thing("step"), required: ["by"],
                optional: [
                    "after", "does", "answers", "on", "calls", "holds", "announces", "rolls",
                    "money", "pairs",
                ]),
            let actor = record["by"]?.text("by"), let doing = doing(record, procedure)
        else { return nil }
        let after = record["after"].map(minutes) ?? 40
        return after.map {
            DemoStories.Step(
                line: passage.line, minutesAfter: $0, actor: actor,
                child: record["on"]?.number("on", in: 1...12), doing: doing)
        }
    }

    private func doing(_ record: Record, _ procedure: Procedure?) -> DemoStories.Doing? {
        if let call = record["calls"] { return self.call(call).map { .call($0) } }
        if let held = record["holds"] { return self.held(held).map { .hold($0) } }
        if let activity = record["announces"] { return announced(activity).map { .announce($0) } }
        if let roll = record["rolls"] { return self.roll(roll).map { .keepRoll($0) } }
        if let pairing = record["pairs"] { return paired(pairing).map { .pair($0) } }
        if let money = record["money"] { return self.money(money).map { .money($0) } }
        var answers: [String: String] = [:]
        for entry in record["answers"]?.entries("answers") ?? [] {
            answers[entry.name] = entry.value.text(.thing("answerTo", of: .quoted(entry.name)))
        }
        let known = record["on"] == nil ? procedure?.actions.map(\.id) ?? [] : nil
        let action =
            known.map { record["does"]?.word(.thing("action"), among: $0) }
            ?? record["does"]?.text(.thing("action"))
        if record["does"] == nil {
            record.passage.problem("stepDoesNothing")
        }
        return action.map { .action($0, answers: answers) }
    }

    private func money(_ passage: Passage) -> DemoStories.Money? {
        guard
            let record = passage.record(
                .thing("lineOfMoney"), required: ["kind", "source", "amount", "words"]),
            let kind = record["kind"]?
                .word(.thing("kind"), among: FundLine.Kind.allCases.map(\.rawValue))
                .flatMap(FundLine.Kind.init),
            let source = record["source"]?
                .word(.thing("source"), among: FundSource.allCases.map(\.rawValue))
                .flatMap(FundSource.init),
            let amount = record["amount"]?.text("amount"),
            let words = record["words"]?.text("words")
        else { return nil }
        return DemoStories.Money(kind: kind, source: source, amount: amount, words: words)
    }

    private func call(_ passage: Passage) -> DemoStories.Call? {
        let keys = ["rule", "at", "title", "venue", "agenda", "inDays"]
        guard let record = passage.record(.thing("call"), required: keys),
            let rule = record["rule"]?.word(
                .thing("meeting"), among: profile.meetingRules.map(\.id)),
            let place = record["at"]?.text("at"), let title = record["title"]?.text("title"),
            let venue = record["venue"]?.text("venue"),
            let days = record["inDays"]?.number("inDays", in: 1...60)
        else { return nil }
        return DemoStories.Call(
            rule: rule, place: place, title: title, venue: venue,
            agenda: (record["agenda"]?.items("agenda") ?? []).compactMap {
                $0.text(.thing("item"))
            },
            inDays: days)
    }

    private func held(_ passage: Passage) -> DemoStories.Held? {
        let counts = ["entitled", "present", "inFavour", "against", "abstained"]
        guard
            let record = passage.record(
                .thing("meeting"), required: ["minutes"], optional: counts + ["motion"]),
            let minutes = record["minutes"]?.text("minutes")
        else { return nil }
        func number(_ key: String) -> Int {
            record[key]?.number(.said(key), in: 0...Meeting.peopleMax) ?? 0
        }
        return DemoStories.Held(
            entitled: number("entitled"), present: number("present"),
            motion: record["motion"]?.text("motion"), inFavour: number("inFavour"),
            against: number("against"), abstained: number("abstained"), minutes: minutes)
    }

    private func announced(_ passage: Passage) -> DemoStories.Announced? {
        let keys = ["kind", "at", "title", "venue", "about", "inDays"]
        guard let record = passage.record(.thing("activity"), required: keys, optional: ["under"]),
            let kind = record["kind"]?.text("kind"), let place = record["at"]?.text("at"),
            let title = record["title"]?.text("title"), let venue = record["venue"]?.text("venue"),
            let about = record["about"]?.text("about"),
            let days = record["inDays"]?.number("inDays", in: 1...60)
        else { return nil }
        return DemoStories.Announced(
            kind: kind, place: place, title: title, venue: venue, about: about, inDays: days,
            under: record["under"]?.text("under"))
    }

    private func roll(_ passage: Passage) -> DemoStories.Roll? {
        guard let record = passage.record(.thing("roll"), optional: ["visitors", "came"]) else {
            return nil
        }
        var came: [String: Int] = [:]
        for entry in record["came"]?.entries("came") ?? [] {
            came[entry.name] = entry.value.number("minutes", in: 0...720)
        }
        return DemoStories.Roll(
            visitors: record["visitors"]?.text("visitors") ?? "0", came: came)
    }

    private func paired(_ passage: Passage) -> DemoStories.Paired? {
        let keys = ["kind", "at", "need", "sentence", "helper", "witness", "name"]
        guard let record = passage.record(.thing("pairing"), required: keys),
            let kind = record["kind"]?
                .word(.thing("kindOfPairing"), among: Pairing.Kind.allCases.map(\.rawValue))
                .flatMap(Pairing.Kind.init),
            let place = record["at"]?.text("at"),
            let need = record["need"]?
                .word(.thing("need"), among: Pairing.Need.allCases.map(\.rawValue))
                .flatMap(Pairing.Need.init),
            let sentence = record["sentence"]?.text("sentence"),
            let helper = record["helper"]?.text("helper"),
            let witness = record["witness"]?.text("witness"),
            let name = record["name"]?.text("name")
        else { return nil }
        return DemoStories.Paired(
            kind: kind, place: place, need: need, sentence: sentence, helper: helper,
            witness: witness, name: name)
    }

    /// `90m`, `3h`, `12d`, `4d 6h`.
    func minutes(_ passage: Passage) -> Int64? {
        guard let text = passage.text(.thing("spanOfTime")) else { return nil }
        let units: [Character: Int64] = ["m": 1, "h": 60, "d": 1_440]
        let parts = text.split(separator: " ").map { part -> Int64? in
            guard let unit = part.last.flatMap({ units[$0] }), let amount = Int64(part.dropLast()),
                (0...10_000).contains(amount)
            else { return nil }
            return amount * unit
        }
        guard !parts.isEmpty, !parts.contains(nil) else {
            passage.problem("notASpan", ["text": .said(text)])
            return nil
        }
        return parts.compactMap(\.self).reduce(0, +)
    }
}
