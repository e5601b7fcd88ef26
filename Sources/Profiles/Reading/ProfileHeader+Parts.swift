import Foundation
import Kernel

/// The parts of `profile.yml`, each read as far as it can be.
extension ProfileHeader {
    static func slug(_ passage: Passage) -> String? {
        guard let text = passage.text(.thing("profileId")) else { return nil }
        guard Realm.isSlug(text) else {
            passage.problem("notASlug", ["text": .said(text)])
            return nil
        }
        return text
    }

    static func zone(_ passage: Passage) -> TimeZone? {
        guard let text = passage.text(.thing("timeZone")) else { return nil }
        guard let zone = TimeZone(identifier: text) else {
            passage.problem("notAZone", ["text": .said(text)])
            return nil
        }
        return zone
    }

    static func hours(_ passage: Passage) -> WorkingHours? {
        guard let items = passage.items("hours") else { return nil }
        do {
            return try WorkingHours(
                parsing: items.compactMap { $0.text(.thing("spanOfWorkingHours")) })
        } catch {
            passage.report(Phrase(error))
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

    static func words(_ record: Record, _ key: String, _ kind: Phrase) -> [Word] {
        var words: [Word] = []
        for item in record[key]?.items(.said(key)) ?? [] {
            guard let text = item.name(kind) else { continue }
            if words.contains(where: { $0.text == text }) {
                item.problem("listedTwice", ["name": .said(text), "list": .said(key)])
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
            guard let section = entry.key.name(.thing("sectionOfFigures")) else { continue }
            sections.append(Word(text: section, at: entry.key))
            for item in entry.value.items(.said(section)) ?? [] {
                guard let text = item.name(.thing("figure")) else { continue }
                if figures.contains(where: { $0.word.text == text }) {
                    item.problem("listedTwice", ["name": .said(text), "list": "figures"])
                } else {
                    figures.append((section, Word(text: text, at: item)))
                }
            }
        }
        if figures.count > Figure.countMax {
            passage.problem(
                "figuresMax", ["count": .number(figures.count), "most": .number(Figure.countMax)])
        }
        return (sections, figures)
    }

    /// The kinds of bodies with which agreements are made: some of `bodyKinds`.
    static func partners(_ record: Record, among kinds: [String]) -> [Word] {
        guard record["partners"] != nil else { return [] }
        return words(record, "partners", .thing("kindOfBody")).filter { word in
            if kinds.contains(word.text) { return true }
            word.at.problem(
                "notOneOf",
                [
                    "text": .said(word.text), "what": .thing("kindOfBody"),
                    "hint": .hint(for: word.text, among: kinds),
                ])
            return false
        }
    }

    /// The four ways in which a request is taken up, as the shared procedure has them.
    private static let triages = ["answer", "onSite", "conference", "mediation"]

    /// The verbs for which a sign-in asks for a second factor: each granted by some role.
    static func secondFactor(_ record: Record, granted: Set<String>?) -> [Word] {
        guard record["secondFactor"] != nil else { return [] }
        return words(record, "secondFactor", .thing("verb")).filter { word in
            guard let granted, !granted.contains(word.text) else { return true }
            let known = granted.sorted()
            word.at.problem(
                "verbUngranted",
                ["verb": .said(word.text), "hint": .hint(for: word.text, among: known)])
            return false
        }
    }

    static func categories(
        _ passage: Passage?, urgencies: [String], procedures: [String]
    ) -> [Listed<Kernel.Category>] {
        guard let passage else { return [] }
        return (passage.entries("categories") ?? []).compactMap { entry in
            let what = Phrase.named("category", entry.name)
            let parts = entry.name.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.allSatisfy({ part in !part.isEmpty && part.allSatisfy(\.isLetter) }) else {
                entry.key.problem("notDottedWords", ["what": what])
                return nil
            }
            guard
                let record = entry.value.record(
                    what, required: ["urgency"], optional: ["call", "procedure", "first"]),
                let urgency = record["urgency"]?.word(.thing("urgency"), among: urgencies)
            else { return nil }
            let call = record["call"].flatMap {
                $0.text(.part("call", of: what), charactersMax: 20)
            }
            let procedure = record["procedure"].flatMap {
                $0.word(.thing("procedure"), among: procedures)
            }
            let first = record["first"].flatMap {
                $0.word(.thing("wayOfARequest"), among: triages)
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
            let what = Phrase.named("stopper", entry.name)
            guard let id = entry.key.name(.thing("nameOf", of: .thing("stopper"))),
                let record = entry.value.record(what, required: ["call", "words"]),
                let call = record["call"]?.text(.part("call", of: what), charactersMax: 20),
                let words = record["words"]?.items(.part("words", of: what))
            else { return nil }
            let texts = words.compactMap { $0.text(.thing("wordOf", of: what), charactersMax: 40) }
            // One letter would stop every report that holds it; an empty word would stop them all.
            for (word, text) in zip(words, texts) where text.count < 2 {
                word.problem("wordTooShort", ["text": .said(text), "what": what])
            }
            return Listed(value: Stopper(id: id, call: call, words: texts), at: entry.key)
        }
    }

    static func roles(_ passage: Passage?, places: inout [String: Passage]) -> [Listed<Role>]? {
        guard let passage, let entries = passage.entries("roles") else { return nil }
        return entries.compactMap { entry in
            guard let id = entry.key.name(.thing("nameOf", of: .thing("role"))),
                let items = entry.value.items(.thing("verbsOf", of: .named("role", id)))
            else { return nil }
            if items.isEmpty {
                entry.value.problem("roleGrantsNothing", ["name": .said(id)])
            }
            var verbs: Set<Verb> = []
            for item in items {
                guard let verb = item.name(.thing("verb")) else { continue }
                verbs.insert(Verb(verb))
                places[verb] = places[verb] ?? item
            }
            return Listed(value: Role(id: id, verbs: verbs), at: entry.key)
        }
    }
}

extension Passage {
    /// `{ zh: 车城路街道, en: Checheng Road Street }`
    func localName(_ what: Phrase) -> LocalName? {
        both(what, charactersMax: 120)
    }

    /// The same, for paragraphs.
    func sentences(_ what: Phrase) -> LocalName? {
        both(what, charactersMax: 4000)
    }

    private func both(_ what: Phrase, charactersMax most: Int) -> LocalName? {
        guard let record = record(what, required: ["zh"], optional: ["en"]),
            let zh = record["zh"]?.text(.part("zh", of: what), charactersMax: most)
        else { return nil }
        return LocalName(zh: zh, en: record["en"]?.text(.part("en", of: what), charactersMax: most))
    }
}
