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
        return root.items("the file") ?? []
    }

    // MARK: - Places

    private func readPlace(_ passage: Passage, parent: String?) {
        guard
            let record = passage.record(
                "a place", required: ["key", "level", "name"],
                optional: ["code", "en", "children", "position", "outline"]),
            let key = key(record, "place", &placeLines)
        else { return }
        let level = record["level"]?.word("a level", among: profile.levels)
        if let level, let name = name(record, "place “\(key)”") {
            let above = setting.places.first { $0.key == parent }?.level
            refuseLevel(level, above: above, in: record)
            setting.places.append(
                Setting.PlaceEntry(
                    key: key, code: code(record, key), level: level, name: name, parent: parent,
                    position: record["position"].flatMap(position),
                    outline: record["outline"].flatMap(outline)))
        }
        for child in record["children"]?.items("children of “\(key)”") ?? [] {
            readPlace(child, parent: key)
        }
    }

    /// `[32.6135, 110.7830]`: degrees north and east (WGS 84).
    private func position(_ passage: Passage) -> Position? {
        let degrees = (passage.items("a position") ?? []).compactMap(\.plain)
        if degrees.count == 2,
            let position = try? Position(latitude: degrees[0], longitude: degrees[1])
        {
            return position
        }
        passage.problem(
            "a position is two numbers of degrees, north and east, with at most six decimals",
            expected: "[32.6135, 110.7830]")
        return nil
    }

    /// One ring of positions; the last leads back to the first.
    private func outline(_ passage: Passage) -> Outline? {
        var ring = (passage.items("an outline") ?? []).compactMap(position)
        if ring.first != ring.last { ring += ring.prefix(1) }
        if let outline = try? Outline(areas: [[ring]]) { return outline }
        passage.problem(
            "an outline is a ring of at least three positions",
            expected: "[[32.61, 110.78], [32.62, 110.78], [32.62, 110.79]]")
        return nil
    }

    private func refuseLevel(_ level: String, above: String?, in record: Record) {
        guard let above, let upper = profile.levels.firstIndex(of: above),
            let own = profile.levels.firstIndex(of: level), own <= upper
        else { return }
        record["level"]?.problem(
            "a \(level) cannot lie in a \(above): the levels are "
                + profile.levels.joined(separator: ", "),
            found: level, expected: "a level below \(above)")
    }

    private func code(_ record: Record, _ key: String) -> String? {
        guard let passage = record["code"],
            let code = passage.text("code of “\(key)”", charactersMax: 40)
        else { return nil }
        guard code.utf8.allSatisfy({ (48...57).contains($0) }) else {
            passage.problem("the code of “\(key)” must be digits, not “\(code)”", found: code)
            return nil
        }
        return code
    }

    // MARK: - Bodies

    private func body(_ passage: Passage) -> Setting.BodyEntry? {
        guard
            let record = passage.record(
                "a body", required: ["key", "kind", "name", "place"],
                optional: ["en", "phone", "parent", "duties"]),
            let key = key(record, "body", &bodyLines)
        else { return nil }
        let kind = record["kind"]?.word("a kind of body", among: profile.bodyKinds)
        let place = record["place"].flatMap(place)
        let parent = record["parent"].flatMap(body(named:))
        let duties = (record["duties"]?.items("duties of “\(key)”") ?? []).compactMap(duty)
        guard let kind, let name = name(record, "body “\(key)”") else { return nil }
        return Setting.BodyEntry(
            key: key, kind: kind, name: name,
            phone: record["phone"]?.text("phone of “\(key)”", charactersMax: 30), place: place,
            parent: parent, duties: duties)
    }

    private func duty(_ passage: Passage) -> Setting.DutyEntry? {
        guard let record = passage.record("a duty", required: ["code", "text", "stance"]),
            let code = record["code"]?.text("code of a duty", charactersMax: 40),
            let text = record["text"]?.text("text of a duty", charactersMax: 400),
            let stance = record["stance"]?.word(
                "a stance", among: DutyClause.Stance.allCases.map(\.rawValue)
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
            if above == key { passage.problem("the body “\(key)” stands above itself", found: key) }
        }
    }

    // MARK: - People, catalogue, notices

    private func person(_ passage: Passage) -> Setting.PersonEntry? {
        guard let record = passage.record("a person", required: ["name", "signIn", "posts"]),
            let name = record["name"]?.text("name of a person", charactersMax: 40),
            let signIn = record["signIn"]?.text("signIn of \(name)", charactersMax: 60)
        else { return nil }
        if let line = signInLines[signIn] {
            record["signIn"]?.problem(
                "“\(signIn)” is taken by the person in line \(line)", found: signIn,
                expected: "each signIn once")
        } else {
            signInLines[signIn] = passage.line
        }
        let posts = (record["posts"]?.items("posts of \(name)") ?? []).compactMap(post)
        return Setting.PersonEntry(name: name, signIn: signIn, posts: posts)
    }

    private func post(_ passage: Passage) -> Setting.PostEntry? {
        guard
            let record = passage.record(
                "a post", required: ["role", "body", "place"], optional: ["duty"])
        else { return nil }
        let role = record["role"]?.word("a role", among: profile.roles.map(\.id))
        let body = record["body"].flatMap(body(named:))
        let place = record["place"].flatMap(place)
        guard let role, let body, let place else { return nil }
        return Setting.PostEntry(
            role: role, body: body, place: place,
            duty: record["duty"]?.text("duty of a post", charactersMax: 80))
    }

    private func rule(_ passage: Passage) -> Setting.CatalogueEntry? {
        guard
            let record = passage.record(
                "a rule of the catalogue", required: ["place", "lead", "basis"],
                optional: ["category", "assists"])
        else { return nil }
        let place = record["place"].flatMap(place)
        let category = record["category"].flatMap(category)
        let lead = record["lead"].flatMap(body(named:))
        let assists = (record["assists"]?.items("assists") ?? []).compactMap(body(named:))
        guard let place, let lead,
            let basis = record["basis"]?.text("basis of a rule", charactersMax: 400)
        else { return nil }
        return Setting.CatalogueEntry(
            place: place, category: category, lead: lead, assists: assists, basis: basis)
    }

    private func notice(_ passage: Passage) -> Setting.NoticeEntry? {
        guard let record = passage.record("a notice", required: ["title", "text", "from", "days"]),
            let title = record["title"]?.localName("title of a notice"),
            let text = record["text"]?.sentences("text of a notice"),
            let from = record["from"]?.number("from of a notice", in: -3660...3660),
            let days = record["days"]?.number("days of a notice", in: 1...3660)
        else { return nil }
        return Setting.NoticeEntry(title: title, text: text, fromDays: from, days: days)
    }
}

// MARK: - Keys and references

extension SettingReader {
    private func key(_ record: Record, _ kind: String, _ lines: inout [String: Int]) -> String? {
        guard let passage = record["key"],
            let key = passage.text("key of a \(kind)", charactersMax: 60)
        else { return nil }
        if let line = lines[key] {
            passage.problem(
                "the key “\(key)” is taken by the \(kind) in line \(line)", found: key,
                expected: "each key once")
            return nil
        }
        lines[key] = passage.line
        return key
    }

    func name(_ record: Record, _ what: String) -> LocalName? {
        guard let zh = record["name"]?.text("name of \(what)", charactersMax: 80) else {
            return nil
        }
        return LocalName(zh: zh, en: record["en"]?.text("en of \(what)", charactersMax: 120))
    }

    func place(_ passage: Passage) -> String? {
        passage.word("a place of places.yml", among: placeLines.keys.sorted())
    }

    func body(named passage: Passage) -> String? {
        passage.word("a body of bodies.yml", among: bodyKeys)
    }

    private func category(_ passage: Passage) -> String? {
        let ids = profile.categories.map(\.id)
        let wide = ids.compactMap { $0.split(separator: ".").first.map { String($0) } }
        return passage.word("a category", among: ids + Set(wide).sorted())
    }
}
