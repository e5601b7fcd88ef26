/// Every sentence on screen, by key and language.
///
/// A sentence may hold named gaps: `"{count} matters"`. Several layers are merged, the later one
/// winning, so that a place may replace a sentence but never the markup around it.
package struct Texts: Sendable {
    private var sentences: [Language: [String: String]]

    package init(_ sentences: [Language: [String: String]] = [:]) {
        self.sentences = sentences
    }

    /// These texts with another layer over them.
    package func overlaid(by other: Texts) -> Texts {
        var merged = sentences
        for (language, layer) in other.sentences {
            merged[language, default: [:]].merge(layer) { _, new in new }
        }
        return Texts(merged)
    }

    package func has(_ key: String, in language: Language) -> Bool {
        sentences[language]?[key] != nil
    }

    /// The sentence with its gaps open; nil where it is missing.
    package func sentence(_ key: String, in language: Language) -> String? {
        sentences[language]?[key]
    }

    /// Every sentence of a language, by key.
    package func all(in language: Language) -> [String: String] { sentences[language] ?? [:] }

    package func keys(in language: Language) -> Set<String> {
        Set(sentences[language, default: [:]].keys)
    }

    /// The sentence, with its gaps filled; the key itself where the sentence is missing, so that a
    /// gap in the texts is seen and never hides the rest of a page.
    package func text(_ key: String, in language: Language, _ gaps: [String: String] = [:])
        -> String
    {
        guard let sentence = sentences[language]?[key] else { return key }
        return gaps.isEmpty ? sentence : Self.fill(sentence, gaps)
    }

    /// Replaces `{name}` by the value of `name`; an unknown gap stays as it is written.
    package static func fill(_ sentence: String, _ gaps: [String: String]) -> String {
        var filled = ""
        var rest = sentence.utf8[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "{")),
            let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
        {
            filled += Substring(rest[..<open])
            let name = String(Substring(rest[rest.index(after: open)..<close]))
            filled += gaps[name] ?? "{\(name)}"
            rest = rest[rest.index(after: close)...]
        }
        return filled + Substring(rest)
    }
}
