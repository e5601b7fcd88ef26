package import Kernel
package import SQL

/// Text as search sees it: runs of Chinese as overlapping pairs, other words in lower case.
///
/// Two-character words are the commonest in Chinese, and an index of three-character pieces finds
/// none of them.
package enum Grams {
    /// How many characters of a matter are searched, and of a query looked at.
    private static let charactersMax = 4_000
    private static let queryCharactersMax = 60

    static func source(of matter: Matter) -> [String?] {
        [matter.title, matter.account, matter.spot]
    }

    static func indexed(_ texts: String?...) -> String {
        texts.compactMap { $0 }.map { pieces(of: $0, whole: true).joined(separator: " ") }
            .joined(separator: " ")
    }

    /// The query in the syntax of the engine's index; nil when nothing in it can be searched.
    static func query(_ text: String, for dialect: Dialect) -> String? {
        let found = pieces(of: String(text.prefix(queryCharactersMax)), whole: false)
        guard !found.isEmpty else { return nil }
        return found.map { "\"\($0)\"" }.joined(separator: dialect == .sqlite ? " AND " : " & ")
    }

    /// The query that finds texts sharing any piece, for suggesting similar matters.
    static func anyOf(_ text: String, for dialect: Dialect) -> String? {
        let found = Set(pieces(of: String(text.prefix(200)), whole: false)).sorted().prefix(60)
        guard !found.isEmpty else { return nil }
        return found.map { "\"\($0)\"" }.joined(separator: dialect == .sqlite ? " OR " : " | ")
    }

    /// - Parameter whole: whether single Chinese characters are pieces too, so that a query of one
    ///   character finds something.
    private static func pieces(of text: String, whole: Bool) -> [String] {
        var pieces: [String] = []
        var run: [Character] = []
        var word = ""
        func endRun() {
            if whole || run.count == 1 { pieces += run.map(String.init) }
            if run.count > 1 { pieces += zip(run, run.dropFirst()).map { String([$0, $1]) } }
            run = []
        }
        func endWord() {
            if !word.isEmpty { pieces.append(word) }
            word = ""
        }
        for character in text.lowercased().prefix(charactersMax) {
            if character.isIdeograph {
                endWord()
                run.append(character)
            } else {
                endRun()
                if character.isLetter || character.isNumber, !character.holdsQuotationMark {
                    word.append(character)
                } else {
                    endWord()
                }
            }
        }
        endRun()
        endWord()
        return pieces
    }
}

extension Character {
    fileprivate var isIdeograph: Bool {
        unicodeScalars.first?.properties.isIdeographic ?? false
    }

    /// Some letters, such as U+0D4E, are one character with whatever sign follows them; a quotation
    /// mark among these would end the word of a query too early.
    fileprivate var holdsQuotationMark: Bool { unicodeScalars.contains("\"") }
}
