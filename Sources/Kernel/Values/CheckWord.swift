/// The secret half of a receipt: a made-up word of four syllables such as `lumibako`.
///
/// Whoever has the matter number and this word may follow the matter without an account. A word of
/// consonant and vowel in turn can be read out over the phone and written down by ear. There are
/// 80^4 words (25.3 bits), so the page that asks for it must limit the tries.
package struct CheckWord: Hashable, Sendable, CustomStringConvertible {
    package enum Problem: Error, Hashable, CustomStringConvertible {
        case malformed

        package var description: String {
            "This is not a check word. A check word has eight letters and looks like “lumibako”."
        }
    }

    private static let consonants = Array("bdfghjklmnprstwz")
    private static let vowels = Array("aeiou")

    /// Eight lower-case letters.
    package let text: String

    /// - Parameter generator: must be unpredictable outside tests, since the word is a secret.
    package init(from generator: inout some RandomNumberGenerator) {
        var letters = ""
        for _ in 0..<4 {
            letters.append(Self.consonants[Int.random(in: 0..<16, using: &generator)])
            letters.append(Self.vowels[Int.random(in: 0..<5, using: &generator)])
        }
        text = letters
    }

    /// Reads what a person typed; capitals, spaces, dashes and full-width letters are forgiven.
    ///
    /// - Throws: `.malformed`, which does not repeat the text, since it may be nearly right.
    package init(parsing typed: String) throws(Problem) {
        guard typed.utf8.count <= 200 else { throw .malformed }
        let letters = typed.halfWidth.lowercased().filter { !$0.isWhitespace && $0 != "-" }
        guard letters.count == 8 else { throw .malformed }
        for (place, letter) in letters.enumerated() {
            let allowed = place.isMultiple(of: 2) ? Self.consonants : Self.vowels
            guard allowed.contains(letter) else { throw .malformed }
        }
        text = letters
    }

    /// Hides the word, so that a log line or a message cannot give it away by accident.
    package var description: String { "••••••••" }
}
