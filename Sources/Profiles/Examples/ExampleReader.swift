import Kernel

/// Reads one file of worked examples.
///
/// At the top may stand `procedure`, a `cast` of short names for actors, and the `usual` answers of
/// actions; an example gives only what differs.
struct ExampleReader {
    let record: Record
    let profile: Profile
    let cast: [String: String]

    init?(_ root: Passage, profile: Profile) {
        guard
            let record = root.record(
                .thing("fileOfExamples"), required: ["examples"],
                optional: ["procedure", "cast", "usual"])
        else { return nil }
        self.record = record
        self.profile = profile
        var cast: [String: String] = [:]
        for entry in record["cast"]?.entries("cast") ?? [] {
            cast[entry.name] = entry.value.text(.thing("actor"))
        }
        self.cast = cast
    }

    func read() -> [Example] {
        (record["examples"]?.items("examples") ?? []).compactMap(example)
    }

    private func example(_ passage: Passage) -> Example? {
        guard
            let entry = passage.record(
                .thing("example"), required: ["name", "start", "category", "place", "steps"],
                optional: ["procedure", "urgency"]),
            let name = entry["name"]?.text(
                .part("name", of: .thing("example")), charactersMax: 200),
            let procedure = procedure(entry, at: passage),
            let start = entry["start"].flatMap({ ExampleTime.instant($0, after: nil) }),
            let category = entry["category"]?.word(
                .thing("category"), among: profile.categories.map(\.id)),
            let place = entry["place"]?.text(.part("place", of: .thing("example"))),
            let steps = entry["steps"]?.items("steps")
        else { return nil }
        let urgency = entry["urgency"].flatMap {
            $0.word(.thing("urgency"), among: profile.urgencies)
        }
        var now = start
        let reader = StepReader(
            procedure: procedure, children: children(of: procedure), profile: profile, cast: cast,
            usual: record["usual"])
        return Example(
            name: name, file: passage.file, line: passage.line, procedure: procedure.key.name,
            start: start, category: category,
            urgency: urgency ?? profile.category(category)?.urgency ?? "", place: place,
            steps: steps.compactMap { step in
                let read = reader.step(step, after: now)
                now = read?.at ?? now
                return read
            })
    }

    private func procedure(_ entry: Record, at passage: Passage) -> Procedure? {
        guard let named = entry["procedure"] ?? record["procedure"] else {
            passage.problem("exampleWithoutProcedure")
            return nil
        }
        return named.word(.thing("procedure"), among: profile.procedures.map(\.key.name))
            .flatMap { profile.procedure($0) }
    }

    private func children(of procedure: Procedure) -> Procedure? {
        procedure.actions.flatMap(\.effects).lazy.compactMap(\.childKind).first
            .flatMap { profile.procedure($0.procedure) }
    }
}

/// When a step happens: an instant with its zone, or a time after the step before: `+3h`, `+2d`.
enum ExampleTime {
    static func instant(_ passage: Passage, after earlier: Instant?) -> Instant? {
        guard let text = passage.text(.thing("time")) else { return nil }
        if let earlier, text.hasPrefix("+"), let minutes = minutes(text.dropFirst()) {
            return earlier.adding(minutes: minutes)
        }
        do {
            return try Instant(iso8601: text)
        } catch {
            passage.problem("notATime", ["text": .said(text)])
            return nil
        }
    }

    /// `3h`, or several: `2d3h30m`.
    private static func minutes(_ text: Substring) -> Int64? {
        var sum: Int64 = 0
        var digits = ""
        for character in text {
            if character.isNumber {
                digits.append(character)
                continue
            }
            let units: [Character: Int64] = ["m": 1, "h": 60, "d": 1440]
            guard let unit = units[character], let amount = Int64(digits), amount <= 10_000 else {
                return nil
            }
            sum += amount * unit
            digits = ""
        }
        return digits.isEmpty ? sum : nil
    }
}
