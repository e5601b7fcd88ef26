import Foundation
package import Kernel

/// Something said about a profile's files: a key of `Resources/problems` with its gaps filled, so
/// that it can be said in every language.
///
/// A literal is what the file itself says, such as the name of a key: the same in every language.
package enum Phrase: Hashable, Sendable, ExpressibleByStringLiteral {
    case said(String)
    case worded(String, [String: Phrase])

    package init(stringLiteral text: String) { self = .said(text) }

    package func text(in language: Language) -> String {
        switch self {
        case .said(let text): text
        case .worded(let key, let gaps):
            ProblemWords.texts.text(key, in: language, gaps.mapValues { $0.text(in: language) })
        }
    }

    // MARK: - Parts of sentences

    /// A kind of thing: “a category”.
    static func thing(_ name: String) -> Phrase { .worded("thing.\(name)", [:]) }

    /// A thing of something: “an option of field “how””.
    static func thing(_ name: String, of whole: Phrase) -> Phrase {
        .worded("thing.\(name)", ["whole": whole])
    }

    /// A thing with its name: “field “how””.
    static func named(_ kind: String, _ name: String) -> Phrase {
        .worded("named.\(kind)", ["name": .said(name)])
    }

    /// A kind without its article, as in “there is no action “aks””.
    static func noun(_ kind: String) -> Phrase { .worded("noun.\(kind)", [:]) }

    static func list(_ kind: String) -> Phrase { .worded("list", ["kind": noun(kind)]) }

    /// A key of a map: “max of field “title””.
    static func part(_ key: String, of whole: Phrase) -> Phrase {
        .worded("part", ["key": .said(key), "whole": whole])
    }

    static func number(_ number: Int) -> Phrase { .said(String(number)) }
    static func quoted(_ text: String) -> Phrase { quoted([text]) }
    static func quoted(_ texts: [String]) -> Phrase { listed(texts.map { "“\($0)”" }) }

    static func listed(_ texts: some Sequence<String>) -> Phrase {
        .said(texts.joined(separator: ", "))
    }

    /// What to write instead of a word that is not known: the one that is near, or those to choose
    /// from.
    static func hint(for found: String, among known: some Collection<String>) -> Phrase {
        if let near = Suggestion.nearest(to: found, among: known) { return hint(near: near) }
        switch known.count {
        case 0: return .worded("hint.none", [:])
        case 1: return .worded("hint.only", ["words": listed(known)])
        case ...Self.shownMax: return .worded("hint.choice", ["words": listed(known)])
        // Too many to read.
        default: return .worded("hint.choice", ["words": listed(known.prefix(shownMax) + ["…"])])
        }
    }

    private static var shownMax: Int { 16 }

    static func hint(near: String) -> Phrase { .worded("hint.near", ["word": .said(near)]) }
}

/// The sentences by which problems of profiles are told.
enum ProblemWords {
    /// Read once: they lie beside the program. A key stands for itself where they cannot be read.
    static let texts = Texts(
        Dictionary(
            uniqueKeysWithValues: Language.allCases.map { language in
                let file = ProfileSource.resources.appending(
                    path: "problems/\(language.rawValue).yml")
                let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
                return (language, (try? TextsFile.read(text, named: file.lastPathComponent)) ?? [:])
            }))
}
