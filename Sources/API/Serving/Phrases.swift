import Actions
import Kernel
import Profiles

/// The words that profiles share, under which a realm lays its own.
package struct Phrases: Sendable {
    private let common: [Language: [String: String]]

    package init() throws {
        var common: [Language: [String: String]] = [:]
        for language in Language.allCases { common[language] = try TextsFile.common(language) }
        self.common = common
    }

    /// The words of no realm.
    func words(in language: Language) -> Wording {
        Wording(own: [:], common: common[language] ?? [:], language: language)
    }

    /// The words of a realm in one language.
    func words(of book: Rulebook, in language: Language) -> Wording {
        Wording(
            own: book.profile.texts.all(in: language), common: common[language] ?? [:],
            language: language)
    }
}

/// The words of one answer.
struct Wording: Sendable {
    let own: [String: String]
    let common: [String: String]
    let language: Language

    func callAsFunction(_ key: String) -> String { optional(key) ?? key }
    func optional(_ key: String) -> String? { own[key] ?? common[key] }
    func name(_ name: LocalName) -> String { name.text(in: language) }
}
