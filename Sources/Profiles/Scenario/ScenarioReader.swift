package import Kernel

extension Scenario {
    /// The scenario of a profile; nil when it has none.
    ///
    /// - Throws: everything that is wrong with `scenario.yml`.
    package init?(of source: ProfileSource, for profile: Profile) throws(ProfileProblems) {
        let file = "scenario.yml"
        guard let text = source.files[file] else { return nil }
        let findings = Findings()
        let root = YAMLFile.root(of: text, file: file, findings: findings)
        let record = root?.record(
            "a scenario", required: ["year", "claims", "plays"], optional: ["registers"])
        year = record?["year"]?.number("year", in: 1949...2100) ?? 2000
        let reader = ScenarioReader(profile: profile, year: year)
        claims = (record?["claims"]?.items("claims") ?? []).compactMap(reader.claim)
        registers = (record?["registers"]?.items("registers") ?? []).compactMap(reader.register)
        plays = (record?["plays"]?.items("plays") ?? []).compactMap(reader.play)
        guard !findings.hasErrors else { throw ProfileProblems(findings.problems) }
    }
}

private struct ScenarioReader {
    let profile: Profile
    let year: Int

    func claim(_ passage: Passage) -> Scenario.Claim? {
        guard
            let record = passage.record(
                "a claim", required: ["row", "said", "figure", "number"]),
            let row = record["row"]?.text("row", charactersMax: 20),
            let said = record["said"]?.text("said", charactersMax: 200),
            let figure = record["figure"]?.word("a figure", among: profile.figures.map(\.id)),
            let number = record["number"]?.number("number", in: 0...1_000_000_000)
        else { return nil }
        return Scenario.Claim(row: row, said: said, figure: figure, number: Int64(number))
    }

    func register(_ passage: Passage) -> Scenario.Register? {
        guard
            let record = passage.record(
                "a register", required: ["key", "name", "count", "at", "by"],
                optional: ["bodies", "posts", "body"]),
            let noun = noun(record),
            let key = record["key"]?.text("key"), let name = record["name"]?.text("name"),
            let count = record["count"]?.number("count", in: 1...1_000),
            let place = record["at"]?.text("at"), let actor = record["by"]?.text("by")
        else { return nil }
        return Scenario.Register(
            line: passage.line, noun: noun, name: name, count: count, place: place, actor: actor,
            key: key)
    }

    /// `bodies: KIND`, or `posts: ROLE` with `body: KEY`.
    private func noun(_ record: Record) -> Scenario.Register.Noun? {
        if let kind = record["bodies"] {
            return kind.word("a kind of body", among: profile.bodyKinds).map { .bodies(kind: $0) }
        }
        guard let posts = record["posts"], let body = record["body"] else {
            record.passage.problem(
                "a register enters bodies: KIND, or posts: ROLE of a body: KEY",
                expected: "bodies: or posts: with body:")
            return nil
        }
        guard let role = posts.word("a role", among: profile.roles.map(\.id)),
            let body = body.text("body")
        else { return nil }
        return .posts(role: role, body: body)
    }

    func play(_ passage: Passage) -> Scenario.Play? {
        guard
            let record = passage.record(
                "a play", required: ["times", "from", "until", "steps"],
                optional: ["procedure", "key"]),
            let times = record["times"]?.number("times", in: 1...Scenario.timesMax),
            let from = record["from"].flatMap(day), let until = record["until"].flatMap(day)
        else { return nil }
        guard from <= until else {
            record.key("until")?.problem("the play ends on \(until), before it begins")
            return nil
        }
        let procedure = record["procedure"].flatMap {
            $0.word("a procedure", among: profile.procedures.map(\.key.name))
        }
        let reader = DemoStoryReader(profile)
        return Scenario.Play(
            line: passage.line, procedure: procedure, key: record["key"]?.text("key"),
            times: times, from: from, until: until,
            steps: (record["steps"]?.items("steps") ?? []).compactMap {
                reader.step($0, procedure.flatMap(profile.procedure))
            })
    }

    /// `03-15`: a day of the scenario's year.
    private func day(_ passage: Passage) -> Day? {
        guard let text = passage.text("a day") else { return nil }
        guard let day = try? Day(parsing: "\(year)-\(text)") else {
            passage.problem(
                "“\(text)” is no day of \(year): write a month and a day, such as 03-15",
                found: text, expected: "such as 03-15")
            return nil
        }
        return day
    }
}
