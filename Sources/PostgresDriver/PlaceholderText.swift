import Synchronization

/// Statements as PostgreSQL numbers their placeholders: `$1` for the first `?`.
enum PlaceholderText {
    private static let keptMax = 2_000
    private static let kept = Mutex<[String: String]>([:])

    static func numbered(_ text: String) -> String {
        if let found = kept.withLock({ $0[text] }) { return found }
        let numbered = number(text)
        kept.withLock { kept in
            if kept.count >= keptMax { kept = [:] }
            kept[text] = numbered
        }
        return numbered
    }

    /// A question mark within quotes is no placeholder.
    private static func number(_ text: String) -> String {
        var numbered = ""
        var quote: Character?
        var count = 0
        for character in text {
            if character == quote {
                quote = nil
            } else if quote == nil, character == "'" || character == "\"" {
                quote = character
            } else if quote == nil, character == "?" {
                count += 1
                numbered += "$\(count)"
                continue
            }
            numbered.append(character)
        }
        return numbered
    }
}
