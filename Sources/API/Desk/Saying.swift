package import Actions
package import Kernel

/// What an action refused in the words of the pages: the whole, and of each field what is wrong.
package typealias RefusalWords =
    @Sendable (ActionError, Rulebook?, Instant, Language) -> (
        detail: String, fields: [String: String]
    )

/// A sentence of a problem: one of the texts by its key, or words as they stand.
struct Saying: Sendable, ExpressibleByStringInterpolation {
    private enum Part: Sendable {
        case plain(String)
        case key(String, [String: String])
    }

    private let parts: [Part]

    private init(_ parts: [Part]) { self.parts = parts }

    init(stringLiteral text: String) { self.init([.plain(text)]) }

    static func plain(_ text: String) -> Saying { Saying([.plain(text)]) }

    /// A sentence of the texts, in the language of whoever calls.
    static func says(_ key: String, _ gaps: [String: String] = [:]) -> Saying {
        Saying([.key(key, gaps)])
    }

    static func + (first: Saying, second: Saying) -> Saying { Saying(first.parts + second.parts) }

    func text(in words: Wording) -> String {
        parts.map { part in
            switch part {
            case .plain(let text): text
            case .key(let key, let gaps): Texts.fill(words(key), gaps)
            }
        }.joined()
    }
}

/// In which words problems are told to whoever calls.
struct Telling: Sendable {
    let words: Wording
    let refused: @Sendable (ActionError) -> (detail: String, fields: [String: String])
}

extension Call {
    /// - Parameter book: the rules of the realm that was asked, where it is known.
    func telling(_ book: Rulebook? = nil) -> Telling {
        let (refusals, now, language) = (refusals, now, language)
        return Telling(
            words: book.map { phrases.words(of: $0, in: language) } ?? phrases.words(in: language)
        ) { refusals($0, book, now, language) }
    }
}
