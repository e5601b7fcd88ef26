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
                "notListed",
                ["kind": .noun("meeting"), "name": .said(entry.name), "list": "meetings"])
        }
        return header.meetingWords.compactMap { word in
            let legal = shared.first { $0.name == word.text }
            guard let entry = own.first(where: { $0.name == word.text }) ?? legal else {
                let known = Set((shared + own).map(\.name)).sorted()
                word.at.problem(
                    "unknown",
                    [
                        "kind": .noun("meeting"), "name": .said(word.text),
                        "hint": .hint(for: word.text, among: known),
                    ])
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
        return root.entries(.thing("rulesOfMeetings")) ?? []
    }

    private func refuseLooser(_ own: MeetingRule, than law: MeetingRule, at entry: Entry) {
        for part in law.terms.loosened(in: own.terms) {
            let asked =
                switch part {
                case .notice: law.notice.description
                case .quorum: law.quorum.description
                case .majority: law.majority.description
                }
            entry.key.problem(
                "looserThanLaw",
                [
                    "part": .said(part.rawValue), "name": .said(own.id),
                    "article": .said(law.article), "least": .said(asked),
                ])
        }
    }

    private func rule(_ entry: Entry) -> MeetingRule? {
        let what = Phrase.named("meeting", entry.name)
        guard let id = entry.key.name(.thing("nameOf", of: .thing("meeting"))),
            let record = entry.value.record(
                what, required: ["article", "notice", "quorum", "majority", "roll"],
                optional: ["callers"])
        else { return nil }
        let article = record["article"]?.text(.part("article", of: what), charactersMax: 200)
        let notice = record["notice"].flatMap(notice)
        let quorum = record["quorum"].flatMap { share($0, of: [.entitled]) }
        let majority = record["majority"].flatMap { share($0, of: Share.Base.allCases) }
        let roll = record["roll"].flatMap(roll)
        let callers = (record["callers"]?.items(.part("callers", of: what)) ?? []).compactMap(
            caller)
        guard let article, let notice, let quorum, let majority, let roll else { return nil }
        return MeetingRule(
            id: id,
            terms: MeetingRule.Terms(
                article: article, notice: notice, quorum: quorum, majority: majority, roll: roll),
            callers: callers)
    }

    private func notice(_ passage: Passage) -> TimeLimit? {
        guard let text = passage.text(.thing("notice")) else { return nil }
        guard let limit = try? TimeLimit(parsing: text), limit.unit == .calendarDays else {
            passage.problem("notANotice", ["text": .said(text)])
            return nil
        }
        return limit
    }

    private func share(_ passage: Passage, of bases: [Share.Base]) -> Share? {
        guard let text = passage.text(.thing("share")) else { return nil }
        do {
            let share = try Share(parsing: text)
            guard bases.contains(share.of) else {
                passage.problem("quorumBase", ["base": .said(share.of.rawValue)])
                return nil
            }
            return share
        } catch {
            passage.report(Phrase(error))
            return nil
        }
    }

    /// `counted`, `members`, or `{ posts: ROLE }`.
    private func roll(_ passage: Passage) -> MeetingRule.Roll? {
        if passage.plain == "counted" { return .counted }
        if passage.plain == "members" { return members(passage) }
        guard passage.isMap, let record = passage.record(.thing("roll"), required: ["posts"]) else {
            if !passage.isMap {
                passage.problem("notARoll", ["found": passage.kind])
            }
            return nil
        }
        return record["posts"]?.word(.thing("role"), among: header.roles.map(\.value.id))
            .map { .posts($0) }
    }

    /// Member units meet only where some bodies have members.
    private func members(_ passage: Passage) -> MeetingRule.Roll? {
        if header.allianceWords.isEmpty {
            passage.problem("noAlliances")
        }
        return .members
    }

    private func caller(_ passage: Passage) -> MeetingRule.Caller? {
        guard let text = passage.text(.thing("caller")) else { return nil }
        guard let caller = MeetingRule.Caller(parsing: text) else {
            let groups = MeetingRule.Caller.Group.allCases.map(\.rawValue)
            passage.problem("notACaller", ["text": .said(text), "known": .listed(groups)])
            return nil
        }
        return caller
    }
}
