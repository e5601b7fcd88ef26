import Kernel

/// Reads the rule packs of meetings: those that profiles share, and a place's own over them.
///
/// A place's own version of a shared rule may ask for more than the law does, never for less.
struct MeetingRulesReader {
    let source: ProfileSource
    let header: ProfileHeader
    let findings: Findings

    private static let shared = "common/meetings.yml"
    private static let own = "meetings.yml"

    /// The rules that the profile lists, in its order.
    func read() -> [MeetingRule] {
        let shared = entries(of: Self.shared)
        let own = entries(of: Self.own)
        for entry in own where !header.meetings.contains(entry.name) {
            entry.key.problem(
                "profile.yml does not list the meeting “\(entry.name)” in meetings:",
                found: entry.name, expected: Suggestion.choice(of: header.meetings))
        }
        return header.meetingWords.compactMap { word in
            let legal = shared.first { $0.name == word.text }
            guard let entry = own.first(where: { $0.name == word.text }) ?? legal else {
                let known = Set((shared + own).map(\.name)).sorted()
                word.at.problem(
                    "there is no meeting “\(word.text)”: "
                        + Suggestion.sentence(for: word.text, among: known),
                    found: word.text, expected: Suggestion.choice(of: known))
                return nil
            }
            guard let rule = rule(entry) else { return nil }
            if let legal, legal.value.file != entry.value.file, let law = self.rule(legal) {
                refuseLooser(rule, than: law, at: entry)
            }
            return rule
        }
    }

    private func entries(of file: String) -> [Entry] {
        guard let text = source.files[file],
            let root = YAMLFile.root(of: text, file: file, findings: findings)
        else { return [] }
        return root.entries("the rules of meetings") ?? []
    }

    private func refuseLooser(_ own: MeetingRule, than law: MeetingRule, at entry: Entry) {
        for part in law.terms.loosened(in: own.terms) {
            let (mine, asked) =
                switch part {
                case .notice: (own.notice.description, law.notice.description)
                case .quorum: (own.quorum.description, law.quorum.description)
                case .majority: (own.majority.description, law.majority.description)
                }
            entry.key.problem(
                "the \(part.rawValue) of “\(own.id)” is looser than \(law.article) allows: "
                    + "ask for “\(asked)” or more",
                found: mine, expected: asked)
        }
    }

    private func rule(_ entry: Entry) -> MeetingRule? {
        let what = "meeting “\(entry.name)”"
        guard let id = entry.key.name("the name of a meeting"),
            let record = entry.value.record(
                what, required: ["article", "notice", "quorum", "majority", "roll"],
                optional: ["callers"])
        else { return nil }
        let article = record["article"]?.text("article of \(what)", charactersMax: 200)
        let notice = record["notice"].flatMap(notice)
        let quorum = record["quorum"].flatMap { share($0, of: [.entitled]) }
        let majority = record["majority"].flatMap { share($0, of: Share.Base.allCases) }
        let roll = record["roll"].flatMap(roll)
        let callers = (record["callers"]?.items("callers of \(what)") ?? []).compactMap(caller)
        guard let article, let notice, let quorum, let majority, let roll else { return nil }
        return MeetingRule(
            id: id,
            terms: MeetingRule.Terms(
                article: article, notice: notice, quorum: quorum, majority: majority, roll: roll),
            callers: callers)
    }

    private func notice(_ passage: Passage) -> TimeLimit? {
        guard let text = passage.text("a notice") else { return nil }
        guard let limit = try? TimeLimit(parsing: text), limit.unit == .calendarDays else {
            passage.problem(
                "“\(text)” is not a notice: write whole days, such as 10 calendarDays",
                found: text, expected: "such as 10 calendarDays")
            return nil
        }
        return limit
    }

    private func share(_ passage: Passage, of bases: [Share.Base]) -> Share? {
        guard let text = passage.text("a share") else { return nil }
        do {
            let share = try Share(parsing: text)
            guard bases.contains(share.of) else {
                passage.problem(
                    "a quorum is counted of those entitled, not of \(share.of.rawValue)",
                    found: text, expected: "such as more than 1/2 of entitled")
                return nil
            }
            return share
        } catch {
            passage.problem("\(error)", found: text, expected: "such as more than 1/2 of present")
            return nil
        }
    }

    /// `counted`, `members`, or `{ posts: ROLE }`.
    private func roll(_ passage: Passage) -> MeetingRule.Roll? {
        if passage.plain == "counted" { return .counted }
        if passage.plain == "members" { return members(passage) }
        guard passage.isMap, let record = passage.record("a roll", required: ["posts"]) else {
            if !passage.isMap {
                passage.problem(
                    "a roll is counted, members or { posts: ROLE }, not \(passage.kind)",
                    found: passage.kind, expected: "counted, members or { posts: ROLE }")
            }
            return nil
        }
        return record["posts"]?.word("a role", among: header.roles.map(\.value.id))
            .map { .posts($0) }
    }

    /// Member units meet only where some bodies have members.
    private func members(_ passage: Passage) -> MeetingRule.Roll? {
        if header.allianceWords.isEmpty {
            passage.problem(
                "member units are called, but no kind of body has members: name some in alliances:",
                found: "members", expected: "alliances: [KIND] in profile.yml")
        }
        return .members
    }

    private func caller(_ passage: Passage) -> MeetingRule.Caller? {
        guard let text = passage.text("a caller") else { return nil }
        guard let caller = MeetingRule.Caller(parsing: text) else {
            let groups = MeetingRule.Caller.Group.allCases.map(\.rawValue)
            passage.problem(
                "“\(text)” does not say who may call: write 1/10 of one of "
                    + groups.joined(separator: ", "),
                found: text, expected: "such as 1/10 of adults")
            return nil
        }
        return caller
    }
}
