import Actions
import Foundation
package import Kernel
import Profiles

/// The program's own sentences, under which a profile lays its own.
package struct SiteWords: Sendable {
    package let texts: Texts

    package init() throws { self = try Self.bundled.get() }

    /// Read once: they lie beside the program.
    private static let bundled = Result { try SiteWords(from: .module) }

    private init(from bundle: Bundle) throws {
        guard let folder = bundle.url(forResource: "Texts", withExtension: nil) else {
            throw SiteProblem.missing("Texts")
        }
        var sentences: [Language: [String: String]] = [:]
        for language in Language.allCases {
            let own = try TextsFile.read(
                folder: folder.appendingPathComponent(language.rawValue))
            sentences[language] = try TextsFile.common(language).merging(own) { _, own in own }
        }
        texts = Texts(sentences)
    }
}

/// What keeps the pages from starting.
enum SiteProblem: Error, CustomStringConvertible {
    case missing(String)

    var description: String {
        switch self {
        case .missing(let folder):
            "The folder \(folder) is missing beside the program. Install its .resources "
                + "folders too."
        }
    }
}

/// The sentences of one page: the realm's over the program's, in the reader's language.
struct Words: Sendable {
    /// The first layer that has a sentence gives it.
    private let layers: [[String: String]]
    let language: Language

    init(layers: [Texts], language: Language) {
        self.layers = layers.map { $0.all(in: language) }
        self.language = language
    }

    func callAsFunction(_ key: String) -> String { optional(key) ?? key }

    func callAsFunction(_ key: String, _ gaps: [String: String]) -> String {
        optional(key).map { Texts.fill($0, gaps) } ?? key
    }

    /// A sentence with one gap.
    func callAsFunction(_ key: String, _ gap: StaticString, _ value: String) -> String {
        optional(key).map { Texts.fill($0, gap, value) } ?? key
    }

    /// The sentence if there is one: for hints that not every field has.
    func optional(_ key: String) -> String? {
        for layer in layers {
            if let sentence = layer[key] { return sentence }
        }
        return nil
    }

    func name(_ name: LocalName) -> String { name.text(in: language) }
}

extension Ask {
    /// The words of pages that belong to no realm.
    var words: Words { Words(layers: [site.words.texts], language: language) }

    func words(of book: Rulebook) -> Words {
        Words(layers: [book.profile.texts, site.words.texts], language: language)
    }
}
