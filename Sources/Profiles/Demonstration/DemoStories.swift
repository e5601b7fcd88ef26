package import Kernel

/// What `linli demo` plays beside its requests: invented matters of any procedure, step by step
/// (`demo-stories.yml`).
package struct DemoStories: Sendable {
    package let stories: [Story]

    package struct Story: Sendable {
        package let procedure: Procedure.Name
        /// By which answers of other stories name its matter, as `@key`.
        package let key: String?
        /// Minutes from the first step to now.
        package let minutesAgo: Int64
        package let steps: [Step]
    }

    package struct Step: Sendable {
        package let line: Int
        /// Minutes after the step before.
        package let minutesAfter: Int64
        /// A sign-in, or `resident`, `anyone` or `clock`.
        package let actor: String
        /// Which of the matters that it ordered, counted from 1; nil is the matter itself.
        package let child: Int?
        package let doing: Doing
    }

    /// What is done: an action with its answers by field, a meeting called, or the one called
    /// before held.
    package enum Doing: Sendable {
        case action(Procedure.Action.ID, answers: [String: String])
        case call(Call)
        case hold(Held)
    }

    package struct Call: Sendable {
        package let rule: MeetingRule.ID
        package let place: String
        package let title: String
        package let venue: String
        package let agenda: [String]
        /// Days until the meeting, which starts at the same time of the day.
        package let inDays: Int
    }

    package struct Held: Sendable {
        /// People counted; of a roll by names the first so many came.
        package let entitled: Int
        package let present: Int
        package let motion: String?
        package let inFavour: Int
        package let against: Int
        package let abstained: Int
        package let minutes: String
    }

    /// The stories of a profile; nil when it has none.
    ///
    /// - Throws: everything that is wrong with `demo-stories.yml`.
    package init?(of source: ProfileSource, for profile: Profile) throws(ProfileProblems) {
        guard let text = source.files["demo-stories.yml"] else { return nil }
        let findings = Findings()
        let root = YAMLFile.root(of: text, file: "demo-stories.yml", findings: findings)
        let record = root?.record("a demonstration", required: ["stories"])
        stories = (record?["stories"]?.items("stories") ?? []).compactMap {
            DemoStoryReader(profile).story($0)
        }
        guard !findings.hasErrors else { throw ProfileProblems(findings.problems) }
    }
}

/// Reads one story of `demo-stories.yml`.
private struct DemoStoryReader {
    let profile: Profile

    init(_ profile: Profile) {
        self.profile = profile
    }

    func story(_ passage: Passage) -> DemoStories.Story? {
        guard
            let record = passage.record(
                "a story", required: ["procedure", "began", "steps"], optional: ["key"]),
            let name = record["procedure"]?
                .word("a procedure", among: profile.procedures.map(\.key.name)),
            let procedure = profile.procedure(name),
            let ago = record["began"].flatMap(minutes)
        else { return nil }
        let steps = (record["steps"]?.items("steps") ?? []).compactMap { step($0, procedure) }
        return DemoStories.Story(
            procedure: name, key: record["key"]?.text("a key"), minutesAgo: ago, steps: steps)
    }

    private func step(_ passage: Passage, _ procedure: Procedure) -> DemoStories.Step? {
        guard
            let record = passage.record(
                "a step", required: ["by"],
                optional: ["after", "does", "answers", "on", "calls", "holds"]),
            let actor = record["by"]?.text("by"), let doing = doing(record, procedure)
        else { return nil }
        let after = record["after"].map(minutes) ?? 40
        return after.map {
            DemoStories.Step(
                line: passage.line, minutesAfter: $0, actor: actor,
                child: record["on"]?.number("on", in: 1...12), doing: doing)
        }
    }

    private func doing(_ record: Record, _ procedure: Procedure) -> DemoStories.Doing? {
        if let call = record["calls"] { return self.call(call).map { .call($0) } }
        if let held = record["holds"] { return self.held(held).map { .hold($0) } }
        var answers: [String: String] = [:]
        for entry in record["answers"]?.entries("answers") ?? [] {
            answers[entry.name] = entry.value.text("the answer to “\(entry.name)”")
        }
        let known = record["on"] == nil ? procedure.actions.map(\.id) : nil
        let action =
            known.map { record["does"]?.word("an action", among: $0) }
            ?? record["does"]?.text("an action")
        if record["does"] == nil {
            record.passage.problem("the step does nothing", expected: "does:")
        }
        return action.map { .action($0, answers: answers) }
    }

    private func call(_ passage: Passage) -> DemoStories.Call? {
        let keys = ["rule", "at", "title", "venue", "agenda", "inDays"]
        guard let record = passage.record("a call", required: keys),
            let rule = record["rule"]?.word("a meeting", among: profile.meetingRules.map(\.id)),
            let place = record["at"]?.text("at"), let title = record["title"]?.text("title"),
            let venue = record["venue"]?.text("venue"),
            let days = record["inDays"]?.number("inDays", in: 1...60)
        else { return nil }
        return DemoStories.Call(
            rule: rule, place: place, title: title, venue: venue,
            agenda: (record["agenda"]?.items("agenda") ?? []).compactMap { $0.text("an item") },
            inDays: days)
    }

    private func held(_ passage: Passage) -> DemoStories.Held? {
        let counts = ["entitled", "present", "inFavour", "against", "abstained"]
        guard
            let record = passage.record(
                "a meeting", required: ["minutes"], optional: counts + ["motion"]),
            let minutes = record["minutes"]?.text("minutes")
        else { return nil }
        func number(_ key: String) -> Int {
            record[key]?.number(key, in: 0...Meeting.peopleMax) ?? 0
        }
        return DemoStories.Held(
            entitled: number("entitled"), present: number("present"),
            motion: record["motion"]?.text("motion"), inFavour: number("inFavour"),
            against: number("against"), abstained: number("abstained"), minutes: minutes)
    }

    /// `90m`, `3h`, `12d`.
    private func minutes(_ passage: Passage) -> Int64? {
        guard let text = passage.text("a span of time") else { return nil }
        let units: [Character: Int64] = ["m": 1, "h": 60, "d": 1_440]
        guard let unit = text.last.flatMap({ units[$0] }), let amount = Int64(text.dropLast()),
            (0...10_000).contains(amount)
        else {
            passage.problem(
                "“\(text)” is not a span of time: write 90m, 3h or 12d", found: text,
                expected: "such as 3h")
            return nil
        }
        return amount * unit
    }
}
