import Kernel

/// Reads what a realm starts with and checks every reference between its files.
final class SettingReader {
    let source: ProfileSource
    let profile: Profile
    let findings: Findings
    private(set) var setting = Setting()
    private var placeLines: [String: Int] = [:]
    private var bodyLines: [String: Int] = [:]
    private var bodyKeys: [String] = []
    private var signInLines: [String: Int] = [:]

    init(source: ProfileSource, profile: Profile, findings: Findings) {
        self.source = source
        self.profile = profile
        self.findings = findings
    }

    func read() -> Setting {
        for item in items(of: "places") { readPlace(item, parent: nil) }
        let bodies = items(of: "bodies")
        bodyKeys = bodies.compactMap { $0.glance(at: "key") }
        setting.bodies = bodies.compactMap(body)
        refuseCircles(bodies)
        setting.people = items(of: "people").compactMap(person)
        setting.catalogue = items(of: "catalogue").compactMap(rule)
        setting.notices = items(of: "notices").compactMap(notice)
        setting.venues = items(of: "venues").compactMap(venue)
        setting.guides = items(of: "guides").compactMap(guide)
        setting.facts = items(of: "facts").compactMap(fact)
        return setting
    }

    func items(of part: String) -> [Passage] {
        let file = "place/\(part).yml"
        guard let text = source.files[file],
            let root = YAMLFile.root(of: text, file: file, findings: findings),
            root.isMap || root.plain != nil || root.isList
        else { return [] }
        return root.items(.thing("file")) ?? []
    }

    // MARK: - Places

    private func readPlace(_ passage: Passage, parent: String?) {
        guard
            let record = passage.record(
                .thing("place"), required: ["key", "level", "name"],
                optional: ["code", "en", "children", "position", "outline"]),
            let key = key(record, "place", &placeLines)
        else { return }
        let level = record["level"]?.word(.thing("level"), among: profile.levels)
        if let level, let name = name(record, .named("place", key)) {
            let above = setting.places.first { $0.key == parent }?.level
            refuseLevel(level, above: above, in: record)
            setting.places.append(
                Setting.PlaceEntry(
                    key: key, code: code(record, key), level: level, name: name, parent: parent,
                    position: record["position"].flatMap(position),
                    outline: record["outline"].flatMap(outline)))
        }
        for child in record["children"]?.items(.part("children", of: .quoted(key))) ?? [] {
            readPlace(child, parent: key)
        }
    }

    /// `[32.6135, 110.7830]`: degrees north and east (WGS 84).
    private func position(_ passage: Passage) -> Position? {
        let degrees = (passage.items(.thing("position")) ?? []).compactMap(\.plain)
        if degrees.count == 2,
            let position = try? Position(latitude: degrees[0], longitude: degrees[1])
        {
            return position
        }
        passage.problem("notAPosition")
        return nil
    }

    /// One ring of positions; the last leads back to the first.
    private func outline(_ passage: Passage) -> Outline? {
        var ring = (passage.items(.thing("outline")) ?? []).compactMap(position)
        if ring.first != ring.last { ring += ring.prefix(1) }
        if let outline = try? Outline(areas: [[ring]]) { return outline }
        passage.problem("notAnOutline")
        return nil
    }

    private func refuseLevel(_ level: String, above: String?, in record: Record) {
        guard let above, let upper = profile.levels.firstIndex(of: above),
            let own = profile.levels.firstIndex(of: level), own <= upper
        else { return }
        record["level"]?.problem(
            "levelTooHigh",
            ["level": .said(level), "above": .said(above), "known": .listed(profile.levels)])
    }

    private func code(_ record: Record, _ key: String) -> String? {
        guard let passage = record["code"],
            let code = passage.text(.part("code", of: .quoted(key)), charactersMax: 40)
        else { return nil }
        guard code.utf8.allSatisfy({ (48...57).contains($0) }) else {
            passage.problem("codeNotDigits", ["name": .said(key), "code": .said(code)])
            return nil
        }
        return code
    }

    // MARK: - Bodies

    private func body(_ passage: Passage) -> Setting.BodyEntry? {
        guard
            let record = passage.record(
                .thing("body"), required: ["key", "kind", "name", "place"],
                optional: ["en", "phone", "parent", "duties"]),
            let key = key(record, "body", &bodyLines)
        else { return nil }
        let kind = record["kind"]?.word(.thing("kindOfBody"), among: profile.bodyKinds)
        let place = record["place"].flatMap(place)
        let parent = record["parent"].flatMap(body(named:))
        let duties = (record["duties"]?.items(.part("duties", of: .quoted(key))) ?? []).compactMap(
            duty)
        guard let kind, let name = name(record, .named("body", key)) else { return nil }
        return Setting.BodyEntry(
            key: key, kind: kind, name: name,
            phone: record["phone"]?.text(.part("phone", of: .quoted(key)), charactersMax: 30),
            place: place,
            parent: parent, duties: duties)
    }

    private func duty(_ passage: Passage) -> Setting.DutyEntry? {
        guard let record = passage.record(.thing("duty"), required: ["code", "text", "stance"]),
            let code = record["code"]?.text(.part("code", of: .thing("duty")), charactersMax: 40),
            let text = record["text"]?.text(.part("text", of: .thing("duty")), charactersMax: 400),
            let stance = record["stance"]?.word(
                .thing("stance"), among: DutyClause.Stance.allCases.map(\.rawValue)
            ).flatMap(DutyClause.Stance.init)
        else { return nil }
        return Setting.DutyEntry(code: code, text: text, stance: stance)
    }

    private func refuseCircles(_ passages: [Passage]) {
        let parents = Dictionary(
            setting.bodies.map { ($0.key, $0.parent) }, uniquingKeysWith: { first, _ in first })
        for passage in passages {
            guard let key = passage.glance(at: "key") else { continue }
            var above = parents[key] ?? nil
            for _ in setting.bodies {
                guard let next = above, next != key else { break }
                above = parents[next] ?? nil
            }
            if above == key { passage.problem("bodyAboveItself", ["name": .said(key)]) }
        }
    }

    // MARK: - People, catalogue, notices

    private func person(_ passage: Passage) -> Setting.PersonEntry? {
        guard let record = passage.record(.thing("person"), required: ["name", "signIn", "posts"]),
            let name = record["name"]?.text(.part("name", of: .thing("person")), charactersMax: 40),
            let signIn = record["signIn"]?.text(.part("signIn", of: .said(name)), charactersMax: 60)
        else { return nil }
        if let line = signInLines[signIn] {
            record["signIn"]?.problem(
                "signInTaken", ["name": .said(signIn), "line": .number(line)])
        } else {
            signInLines[signIn] = passage.line
        }
        let posts = (record["posts"]?.items(.part("posts", of: .said(name))) ?? []).compactMap(post)
        return Setting.PersonEntry(name: name, signIn: signIn, posts: posts)
    }

    private func post(_ passage: Passage) -> Setting.PostEntry? {
        guard
            let record = passage.record(
                .thing("post"), required: ["role", "body", "place"], optional: ["duty"])
        else { return nil }
        let role = record["role"]?.word(.thing("role"), among: profile.roles.map(\.id))
        let body = record["body"].flatMap(body(named:))
        let place = record["place"].flatMap(place)
        guard let role, let body, let place else { return nil }
        return Setting.PostEntry(
            role: role, body: body, place: place,
            duty: record["duty"]?.text(.part("duty", of: .thing("post")), charactersMax: 80))
    }

    private func rule(_ passage: Passage) -> Setting.CatalogueEntry? {
        guard
            let record = passage.record(
                .thing("ruleOfTheCatalogue"), required: ["place", "lead", "basis"],
                optional: ["category", "assists"])
        else { return nil }
        let place = record["place"].flatMap(place)
        let category = record["category"].flatMap(category)
        let lead = record["lead"].flatMap(body(named:))
        let assists = (record["assists"]?.items("assists") ?? []).compactMap(body(named:))
        guard let place, let lead,
            let basis = record["basis"]?.text(
                .part("basis", of: .thing("rule")), charactersMax: 400)
        else { return nil }
        return Setting.CatalogueEntry(
            place: place, category: category, lead: lead, assists: assists, basis: basis)
    }

    private func notice(_ passage: Passage) -> Setting.NoticeEntry? {
        guard
            let record = passage.record(
                .thing("notice"), required: ["title", "text", "from", "days"]),
            let title = record["title"]?.localName(.part("title", of: .thing("notice"))),
            let text = record["text"]?.sentences(.part("text", of: .thing("notice"))),
            let from = record["from"]?.number(
                .part("from", of: .thing("notice")), in: -3660...3660),
            let days = record["days"]?.number(.part("days", of: .thing("notice")), in: 1...3660)
        else { return nil }
        return Setting.NoticeEntry(title: title, text: text, fromDays: from, days: days)
    }
}

// MARK: - Keys and references

extension SettingReader {
    private func key(_ record: Record, _ kind: String, _ lines: inout [String: Int]) -> String? {
        guard let passage = record["key"],
            let key = passage.text(.part("key", of: .thing(kind)), charactersMax: 60)
        else { return nil }
        if let line = lines[key] {
            passage.problem(
                "keyTaken", ["name": .said(key), "kind": .noun(kind), "line": .number(line)])
            return nil
        }
        lines[key] = passage.line
        return key
    }

    func name(_ record: Record, _ what: Phrase) -> LocalName? {
        guard let zh = record["name"]?.text(.part("name", of: what), charactersMax: 80) else {
            return nil
        }
        return LocalName(zh: zh, en: record["en"]?.text(.part("en", of: what), charactersMax: 120))
    }

    func place(_ passage: Passage) -> String? {
        passage.word(.thing("placeOfPlaces"), among: placeLines.keys.sorted())
    }

    func body(named passage: Passage) -> String? {
        passage.word(.thing("bodyOfBodies"), among: bodyKeys)
    }

    private func category(_ passage: Passage) -> String? {
        let ids = profile.categories.map(\.id)
        let wide = ids.compactMap { $0.split(separator: ".").first.map { String($0) } }
        return passage.word(.thing("category"), among: ids + Set(wide).sorted())
    }
}
