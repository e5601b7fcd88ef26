package import Kernel
import SQL

/// Text as search sees it: runs of Chinese as overlapping pairs, other words in lower case.
///
/// Two-character words are the commonest in Chinese, and an index of three-character pieces finds
/// none of them.
package enum Grams {
    /// How many characters of a text are searched, and of a query looked at.
    private static let charactersMax = 4_000
    private static let queryCharactersMax = 60

    /// What changes when the index of a matter must be written anew.
    static func source(of matter: Matter) -> [String?] {
        [matter.title, matter.account, matter.spot]
    }

    /// A matter as the index holds it: pieces with a space between two of them, its realm last.
    static func indexed(_ matter: Matter) -> String {
        var writer = PieceWriter(whole: true)
        for text in source(of: matter) { text.map { writer.write($0, most: charactersMax) } }
        return writer.pieces + (writer.pieces.isEmpty ? "" : " ") + piece(of: matter.realm)
    }

    /// A realm among the pieces: no text has such a one.
    package static func piece(of realm: Realm.ID) -> String { "@\(realm)" }

    /// The query in the syntax of the engine's index; nil when nothing in it can be searched.
    static func query(_ text: String, for dialect: Dialect) -> String? {
        let found = pieces(of: text, most: queryCharactersMax)
        guard !found.isEmpty else { return nil }
        return switch dialect {
        case .sqlite: found.map { "\"\($0)\"" }.joined(separator: " AND ")
        case .postgres: found.map { "'\($0)'" }.joined(separator: " & ")
        }
    }

    /// The texts that share pieces with another, those first whose shared pieces are the rarest
    /// among all; of equal ones the earlier.
    static func nearest<ID>(
        to text: String, among texts: [(id: ID, text: String)], limit: Int
    ) -> [ID] {
        let wanted = Set(pieces(of: text, most: 200))
        let shared = texts.map {
            wanted.intersection(pieces(of: $0.text, most: charactersMax))
        }
        var holders: [Substring: Int] = [:]
        for piece in shared.joined() { holders[piece, default: 0] += 1 }
        let scores = shared.map { pieces in
            pieces.reduce(0.0) { $0 + 1 / Double(holders[$1] ?? 1) }
        }
        return texts.indices.filter { scores[$0] > 0 }
            .sorted { (scores[$0], $1) > (scores[$1], $0) }
            .prefix(limit).map { texts[$0].id }
    }

    private static func pieces(of text: String, most: Int) -> [Substring] {
        var writer = PieceWriter(whole: false)
        writer.write(text, most: most)
        return writer.pieces.split(separator: " ")
    }
}

/// Cuts texts into pieces.
private struct PieceWriter {
    /// Whether single Chinese characters are pieces too, so that a query of one finds something.
    let whole: Bool
    private(set) var pieces = ""
    /// The last of a run of Chinese, and whether it is the only one so far.
    private var last: Unicode.Scalar?
    private var isAlone = false
    /// How many characters the present word has; 0 between words.
    private var wordLength = 0

    /// Longer words are cut, in texts as in queries: no engine keeps pieces of any length.
    private static let wordMax = 64

    init(whole: Bool) {
        self.whole = whole
    }

    mutating func write(_ text: String, most: Int) {
        for scalar in text.unicodeScalars.prefix(most) {
            if scalar.isIdeograph {
                takeIdeograph(scalar)
            } else if scalar.isOfWord || (wordLength > 0 && scalar.isMark) {
                takeLetter(scalar)
            } else {
                end()
            }
        }
        end()
    }

    private mutating func takeIdeograph(_ scalar: Unicode.Scalar) {
        if whole { begin(scalar) }
        if let last {
            begin(last)
            pieces.unicodeScalars.append(scalar)
        }
        isAlone = last == nil
        wordLength = 0
        last = scalar
    }

    private mutating func takeLetter(_ scalar: Unicode.Scalar) {
        if wordLength == 0 {
            end()
            if !pieces.isEmpty { pieces.unicodeScalars.append(" ") }
        }
        wordLength += 1
        if wordLength <= Self.wordMax { pieces.appendInLowerCase(scalar) }
    }

    private mutating func end() {
        if !whole, isAlone, let last { begin(last) }
        last = nil
        isAlone = false
        wordLength = 0
    }

    private mutating func begin(_ scalar: Unicode.Scalar) {
        if !pieces.isEmpty { pieces.unicodeScalars.append(" ") }
        pieces.unicodeScalars.append(scalar)
    }
}

extension String {
    fileprivate mutating func appendInLowerCase(_ scalar: Unicode.Scalar) {
        if scalar.isASCII {
            let isUpper = (0x41...0x5A).contains(scalar.value)
            unicodeScalars.append(isUpper ? Unicode.Scalar(UInt8(scalar.value + 0x20)) : scalar)
        } else {
            append(scalar.properties.lowercaseMapping)
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isIdeograph: Bool {
        if value < 0x3000 { return false }
        return (0x3400...0x4DBF).contains(value) || (0x4E00...0x9FFF).contains(value)
            || properties.isIdeographic
    }

    /// A letter or a digit of any script.
    fileprivate var isOfWord: Bool {
        if isASCII {
            return (0x30...0x39).contains(value) || (0x41...0x5A).contains(value)
                || (0x61...0x7A).contains(value)
        }
        return properties.isAlphabetic || properties.numericType != nil
    }

    /// An accent or the like, which belongs to the letter before it.
    fileprivate var isMark: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }
}
