import Synchronization

import struct SQL.SQL
import enum SQL.SQLValue

/// Statements as PostgreSQL numbers their placeholders: `$1` for the first `?`.
///
/// The number behind `LIMIT` is written into the text: whoever plans without knowing how few rows
/// are wanted sorts them all. There are few such numbers, and none is about a person.
enum PlaceholderText {
    private static let keptMax = 2_000
    private static let kept = Mutex<[String: Template]>([:])

    static func numbered(_ sql: SQL) -> (text: String, values: [SQLValue]) {
        let template = template(of: sql.text)
        guard !template.limits.isEmpty else { return (template.pieces[0], sql.values) }
        var text = template.pieces[0]
        for (limit, piece) in zip(template.limits, template.pieces.dropFirst()) {
            text += literal(sql.values[limit]) + piece
        }
        let limits = Set(template.limits)
        return (text, sql.values.indices.filter { !limits.contains($0) }.map { sql.values[$0] })
    }

    /// Whether a statement says how many rows it answers at most.
    static func isLimited(_ sql: SQL) -> Bool { template(of: sql.text).isLimited }

    private static func literal(_ value: SQLValue) -> String {
        if case .int(let number) = value { String(number) } else { "NULL" }
    }

    /// A text cut where its limits stand.
    private struct Template {
        var pieces = [""]
        /// Which of the values each limit is.
        var limits: [Int] = []
        var isLimited = false
    }

    private static func template(of text: String) -> Template {
        if let found = kept.withLock({ $0[text] }) { return found }
        let made = cut(text)
        kept.withLock { kept in
            if kept.count >= keptMax { kept = [:] }
            kept[text] = made
        }
        return made
    }

    /// A question mark within quotes is no placeholder.
    private static func cut(_ text: String) -> Template {
        var template = Template()
        template.isLimited = text.contains("LIMIT")
        var piece = ""
        var quote: Character?
        var count = 0
        for character in text {
            if character == quote {
                quote = nil
            } else if quote == nil, character == "'" || character == "\"" {
                quote = character
            } else if quote == nil, character == "?" {
                if piece.hasSuffix("LIMIT ") {
                    template.limits.append(count)
                    template.pieces[template.pieces.count - 1] = piece
                    template.pieces.append("")
                    piece = ""
                } else {
                    piece += "$\(count - template.limits.count + 1)"
                }
                count += 1
                continue
            }
            piece.append(character)
        }
        template.pieces[template.pieces.count - 1] = piece
        return template
    }
}
