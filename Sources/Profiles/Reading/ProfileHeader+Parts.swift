import Foundation
import Kernel

/// The parts of `profile.yml`, each read as far as it can be.
extension ProfileHeader {
    static func slug(_ passage: Passage) -> String? {
        guard let text = passage.text("the profile's id") else { return nil }
        guard Realm.isSlug(text) else {
            passage.problem(
                "“\(text)” cannot name a profile: use 2 to 40 of a–z, 0–9 and -", found: text,
                expected: "such as checheng-road")
            return nil
        }
        return text
    }

    static func zone(_ passage: Passage) -> TimeZone? {
        guard let text = passage.text("the time zone") else { return nil }
        guard let zone = TimeZone(identifier: text) else {
            passage.problem(
                "“\(text)” is not a time zone: write it like Asia/Shanghai", found: text,
                expected: "such as Asia/Shanghai")
            return nil
        }
        return zone
    }

    static func hours(_ passage: Passage) -> WorkingHours? {
        guard let items = passage.items("hours") else { return nil }
        do {
            return try WorkingHours(
                parsing: items.compactMap { $0.text("a span of working hours") })
        } catch {
            passage.problem("\(error)", expected: "such as [\"08:30-12:00\", \"14:30-17:30\"]")
            return nil
        }
    }

    static func retention(_ passage: Passage) -> Retention? {
        guard let record = passage.record("retention", required: ["textDays", "readingDays"]),
            let textDays = record["textDays"]?.number("textDays", in: 1...36_500),
            // At least 180: network logs are kept six months (Cybersecurity Law article 23).
            let readingDays = record["readingDays"]?.number("readingDays", in: 180...36_500)
        else { return nil }
        return Retention(textDays: textDays, readingDays: readingDays)
    }

    static func words(_ record: Record, _ key: String, _ kind: String) -> [Word] {
        var words: [Word] = []
        for item in record[key]?.items(key) ?? [] {
            guard let text = item.name(kind) else { continue }
            if words.contains(where: { $0.text == text }) {
                item.problem("“\(text)” is listed twice in \(key)", found: text)
            } else {
                words.append(Word(text: text, at: item))
            }
        }
        return words
    }

    /// The figures by section: `requests: [requestsOpened, …]`.
    static func figures(
        _ passage: Passage?
    ) -> (sections: [Word], figures: [(section: String, word: Word)]) {
        guard let passage else { return ([], []) }
        var sections: [Word] = []
        var figures: [(section: String, word: Word)] = []
        for entry in passage.entries("figures") ?? [] {
            guard let section = entry.key.name("a section of figures") else { continue }
            sections.append(Word(text: section, at: entry.key))
            for item in entry.value.items(section) ?? [] {
                guard let text = item.name("a figure") else { continue }
                if figures.contains(where: { $0.word.text == text }) {
                    item.problem("“\(text)” is listed twice in figures", found: text)
                } else {
                    figures.append((section, Word(text: text, at: item)))
                }
            }
        }
        if figures.count > Figure.countMax {
            passage.problem(
                "there are \(figures.count) figures; the most is \(Figure.countMax)",
                found: "\(figures.count)", expected: "at most \(Figure.countMax)")
        }
        return (sections, figures)
    }

    /// The kinds of bodies with which agreements are made: some of `bodyKinds`.
    static func partners(_ record: Record, among kinds: [String]) -> [Word] {
        guard record["partners"] != nil else { return [] }
        return words(record, "partners", "a kind of body").filter { word in
            if kinds.contains(word.text) { return true }
            word.at.problem(
                "“\(word.text)” is no kind of body: "
                    + Suggestion.sentence(for: word.text, among: kinds),
                found: word.text, expected: Suggestion.choice(of: kinds))
            return false
        }
    }

    /// The four ways in which a request is taken up, as the shared procedure has them.
    private static let triages = ["answer", "onSite", "conference", "mediation"]

    /// The verbs for which a sign-in asks for a second factor: each granted by some role.
    static func secondFactor(_ record: Record, granted: Set<String>?) -> [Word] {
        guard record["secondFactor"] != nil else { return [] }
        return words(record, "secondFactor", "a verb").filter { word in
            guard let granted, !granted.contains(word.text) else { return true }
            let known = granted.sorted()
            word.at.problem(
                "no role grants “\(word.text)”: "
                    + Suggestion.sentence(for: word.text, among: known),
                found: word.text, expected: "a verb that a role grants")
            return false
        }
    }

    static func categories(
        _ passage: Passage?, urgencies: [String], procedures: [String]
    ) -> [Listed<Kernel.Category>] {
        guard let passage else { return [] }
        return (passage.entries("categories") ?? []).compactMap { entry in
            let what = "category “\(entry.name)”"
            let parts = entry.name.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.allSatisfy({ part in !part.isEmpty && part.allSatisfy(\.isLetter) }) else {
                entry.key.problem(
                    "\(what) must be words of letters with dots between", found: entry.name,
                    expected: "such as facility.light")
                return nil
            }
            guard
                let record = entry.value.record(
                    what, required: ["urgency"], optional: ["call", "procedure", "first"]),
                let urgency = record["urgency"]?.word("an urgency", among: urgencies)
            else { return nil }
            let call = record["call"].flatMap { $0.text("call of \(what)", charactersMax: 20) }
            let procedure = record["procedure"].flatMap {
                $0.word("a procedure", among: procedures)
            }
            let first = record["first"].flatMap {
                $0.word("a way of a request", among: triages)
            }
            return Listed(
                value: Kernel.Category(
                    id: entry.name, urgency: urgency, call: call,
                    procedure: procedure ?? Kernel.Category.usual, first: first), at: entry.key)
        }
    }

    static func stoppers(_ passage: Passage?) -> [Listed<Stopper>] {
        guard let passage else { return [] }
        return (passage.entries("stoppers") ?? []).compactMap { entry in
            let what = "stopper “\(entry.name)”"
            guard let id = entry.key.name("the name of a stopper"),
                let record = entry.value.record(what, required: ["call", "words"]),
                let call = record["call"]?.text("call of \(what)", charactersMax: 20),
                let words = record["words"]?.items("words of \(what)")
            else { return nil }
            let texts = words.compactMap { $0.text("a word of \(what)", charactersMax: 40) }
            // One letter would stop every report that holds it; an empty word would stop them all.
            for (word, text) in zip(words, texts) where text.count < 2 {
                word.problem(
                    "“\(text)” is too short for a word of \(what): use two characters or more")
            }
            return Listed(value: Stopper(id: id, call: call, words: texts), at: entry.key)
        }
    }

    static func roles(_ passage: Passage?, places: inout [String: Passage]) -> [Listed<Role>]? {
        guard let passage, let entries = passage.entries("roles") else { return nil }
        return entries.compactMap { entry in
            guard let id = entry.key.name("the name of a role"),
                let items = entry.value.items("the verbs of role “\(id)”")
            else { return nil }
            if items.isEmpty {
                entry.value.problem(
                    "role “\(id)” grants nothing: name its verbs", found: "an empty list")
            }
            var verbs: Set<Verb> = []
            for item in items {
                guard let verb = item.name("a verb") else { continue }
                verbs.insert(Verb(verb))
                places[verb] = places[verb] ?? item
            }
            return Listed(value: Role(id: id, verbs: verbs), at: entry.key)
        }
    }
}

extension Passage {
    /// `{ zh: 车城路街道, en: Checheng Road Street }`
    func localName(_ what: String) -> LocalName? {
        both(what, charactersMax: 120)
    }

    /// The same, for paragraphs.
    func sentences(_ what: String) -> LocalName? {
        both(what, charactersMax: 4000)
    }

    private func both(_ what: String, charactersMax most: Int) -> LocalName? {
        guard let record = record(what, required: ["zh"], optional: ["en"]),
            let zh = record["zh"]?.text("zh of \(what)", charactersMax: most)
        else { return nil }
        return LocalName(zh: zh, en: record["en"]?.text("en of \(what)", charactersMax: most))
    }
}
