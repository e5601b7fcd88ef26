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

    /// What changes when the index of a matter must be written anew.
    static func source(of matter: Matter) -> [String?] {
        [matter.title, matter.account, matter.spot, matter.isOpen ? openMark : nil]
    }

    /// A piece that every open matter has and no text can hold, so that a search among the open
    /// ones does not look at all that ever had the word.
    private static let openMark = "\u{E000}"

    /// A matter as the index holds it.
    static func indexed(_ matter: Matter) -> String {
        let texts = [matter.title, matter.account, matter.spot ?? ""]
        let pieces = texts.flatMap { Self.pieces(of: $0, whole: true) }
        return (matter.isOpen ? pieces + [openMark] : pieces).joined(separator: " ")
    }

    /// The query in the syntax of the engine's index; nil when nothing in it can be searched.
    ///
    /// - Parameter isOpen: whether only open matters are sought.
    static func query(_ text: String, isOpen: Bool, for dialect: Dialect) -> String? {
        var found = pieces(of: String(text.prefix(queryCharactersMax)), whole: false)
        guard !found.isEmpty else { return nil }
        // The rarer first: the engine follows the first and looks the others up.
        if isOpen { found.insert(openMark, at: 0) }
        return found.map { "\"\($0)\"" }.joined(separator: dialect == .sqlite ? " AND " : " & ")
    }

    /// The texts that share pieces with another, those first whose shared pieces are the rarest
    /// among all; of equal ones the earlier.
    static func nearest<ID>(
        to text: String, among texts: [(id: ID, text: String)], limit: Int
    ) -> [ID] {
        let wanted = Set(pieces(of: String(text.prefix(200)), whole: false))
        let shared = texts.map { wanted.intersection(pieces(of: $0.text, whole: false)) }
        var holders: [String: Int] = [:]
        for piece in shared.joined() { holders[piece, default: 0] += 1 }
        let scores = shared.map { pieces in
            pieces.reduce(0.0) { $0 + 1 / Double(holders[$1] ?? 1) }
        }
        return texts.indices.filter { scores[$0] > 0 }
            .sorted { (scores[$0], $1) > (scores[$1], $0) }
            .prefix(limit).map { texts[$0].id }
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
