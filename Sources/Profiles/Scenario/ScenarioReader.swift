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
            .thing("scenario"), required: ["year", "claims", "plays"],
            optional: ["registers", "turns", "gridPlans"])
        self.profile = profile.id
        year = record?["year"]?.number("year", in: 1949...2100) ?? 2000
        let reader = ScenarioReader(
            source: source, profile: profile, year: year,
            turns: ScenarioReader.turns(record?["turns"]))
        reader.reportUnknownTurns(in: text, at: root)
        claims = (record?["claims"]?.items("claims") ?? []).compactMap(reader.claim)
        registers = (record?["registers"]?.items("registers") ?? []).compactMap(reader.register)
        gridPlans = (record?["gridPlans"]?.items("gridPlans") ?? []).compactMap(reader.plan)
        plays = (record?["plays"]?.items("plays") ?? []).compactMap(reader.play)
        guard !findings.hasErrors else { throw ProfileProblems(findings.problems) }
    }
}

private struct ScenarioReader {
    let source: ProfileSource
    let profile: Profile
    let year: Int
    let turns: [String: [String]]

    /// Lists that gaps take turns in: `turns: { grid: [a, b] }`.
    static func turns(_ passage: Passage?) -> [String: [String]] {
        var turns: [String: [String]] = [:]
        for entry in passage?.entries("turns") ?? [] {
            turns[entry.name] = (entry.value.items(.said(entry.name)) ?? []).compactMap {
                $0.text(.thing("itemOf", of: .said(entry.name)))
            }
        }
        return turns
    }

    /// A gap `{*name}` whose list is not there would be filled with its own name.
    func reportUnknownTurns(in text: String, at root: Passage?) {
        let names = Set(text.matches(of: /\{\*([^{}]*)\}/).map { String($0.1) })
        for name in names.sorted() where turns[name]?.isEmpty ?? true {
            root?.problem(
                "noTurns",
                ["name": .said(name), "hint": .hint(for: name, among: turns.keys.sorted())])
        }
    }

    func claim(_ passage: Passage) -> Scenario.Claim? {
        guard
            let record = passage.record(
                .thing("claim"), required: ["row", "said", "number"],
                optional: ["figure", "whyNot", "period", "at"]),
            let row = record["row"]?.text("row", charactersMax: 20),
            let said = record["said"]?.text("said", charactersMax: 200),
            let number = record["number"]?.number("number", in: 0...1_000_000_000),
            let source = claimed(record), let period = period(record["period"])
        else { return nil }
        return Scenario.Claim(
            row: row, said: said, number: Int64(number), source: source, period: period,
            place: record["at"]?.text("at"))
    }

    private func claimed(_ record: Record) -> Scenario.Claim.Source? {
        if let why = record["whyNot"], record["figure"] == nil {
            return why.text("whyNot", charactersMax: 200).map { .none(why: $0) }
        }
        guard let figure = record["figure"], record["whyNot"] == nil else {
            record.passage.problem("claimWithoutFigure")
            return nil
        }
        return figure.word(.thing("figure"), among: profile.figures.map(\.id)).map { .figure($0) }
    }

    private func period(_ passage: Passage?) -> Period? {
        guard let passage else { return Period(parsing: String(year)) }
        guard let text = passage.text(.thing("period")), let period = Period(parsing: text) else {
            passage.problem("notAPeriod")
            return nil
        }
        return period
    }

    func plan(_ passage: Passage) -> Scenario.Plan? {
        let keys = ["name", "table", "drafted", "from", "by", "approvedBy"]
        guard let record = passage.record(.thing("planOfGrids"), required: keys),
            let name = record["name"]?.text("name"),
            let file = record["table"]?.word(
                .thing("tableBesideScenario"),
                among: source.files.keys.filter { $0.hasSuffix(".csv") }.sorted()),
            let drafted = record["drafted"].flatMap(day),
            let from = record["from"].flatMap(day), let drafter = record["by"]?.text("by"),
            let approver = record["approvedBy"]?.text("approvedBy")
        else { return nil }
        return Scenario.Plan(
            line: passage.line, name: name, table: source.files[file] ?? "", drafted: drafted,
            from: from, drafter: drafter, approver: approver)
    }

    func register(_ passage: Passage) -> Scenario.Register? {
        guard
            let record = passage.record(
                .thing("register"), required: ["key", "name", "count", "at", "by"],
                optional: ["bodies", "posts", "body", "places", "enrolments", "role"]),
            let noun = noun(record),
            let key = record["key"]?.text("key"), let name = record["name"]?.text("name"),
            let count = record["count"]?.number("count", in: 1...Scenario.registerMax),
            let place = record["at"]?.text("at"), let actor = record["by"]?.text("by")
        else { return nil }
        return Scenario.Register(
            line: passage.line, noun: noun, name: name, count: count, place: place, actor: actor,
            key: key, turns: turns)
    }

    /// `bodies: KIND`, `places: LEVEL`, or `posts: ROLE` with `body: KEY`.
    private func noun(_ record: Record) -> Scenario.Register.Noun? {
        if let kind = record["bodies"] {
            return kind.word(.thing("kindOfBody"), among: profile.bodyKinds).map {
                .bodies(kind: $0)
            }
        }
        if let places = record["places"] {
            return places.word(.thing("level"), among: profile.levels).map { .places(level: $0) }
        }
        if let kind = record["enrolments"], let role = record["role"], let body = record["body"] {
            let kinds = Enrolment.Kind.allCases.map(\.rawValue)
            guard let kind = kind.word(.thing("kindOfRegistration"), among: kinds),
                let role = role.word(.thing("role"), among: profile.roles.map(\.id)),
                let body = body.text("body")
            else { return nil }
            return Enrolment.Kind(rawValue: kind).map { .enrolments($0, role: role, body: body) }
        }
        guard let posts = record["posts"], let body = record["body"] else {
            record.passage.problem("registerEntersNothing")
            return nil
        }
        guard let role = posts.word(.thing("role"), among: profile.roles.map(\.id)),
            let body = body.text("body")
        else { return nil }
        return .posts(role: role, body: body)
    }

    func play(_ passage: Passage) -> Scenario.Play? {
        guard
            let record = passage.record(
                .thing("play"), required: ["times", "from", "until", "steps"],
                optional: ["procedure", "key"]),
            let times = record["times"]?.number("times", in: 1...Scenario.timesMax),
            let from = record["from"].flatMap(day), let until = record["until"].flatMap(day)
        else { return nil }
        guard from <= until else {
            record.key("until")?.problem("playEndsEarly", ["day": .said(until.description)])
            return nil
        }
        let procedure = record["procedure"].flatMap {
            $0.word(.thing("procedure"), among: profile.procedures.map(\.key.name))
        }
        let reader = DemoStoryReader(profile)
        return Scenario.Play(
            line: passage.line, procedure: procedure, key: record["key"]?.text("key"),
            times: times, from: from, until: until,
            steps: (record["steps"]?.items("steps") ?? []).compactMap {
                reader.step($0, procedure.flatMap(profile.procedure))
            }, turns: turns)
    }

    /// `03-15`: a day of the scenario's year.
    private func day(_ passage: Passage) -> Day? {
        guard let text = passage.text(.thing("day")) else { return nil }
        guard let day = try? Day(parsing: "\(year)-\(text)") else {
            passage.problem("notADayOfYear", ["text": .said(text), "year": .number(year)])
            return nil
        }
        return day
    }
}
