import Foundation

/// The sentences of the program, and the keys by which its sources ask for them.
struct TextKeys {
    static let pages = "Sources/Web/Texts"
    static let common = "Sources/Profiles/Resources/common/texts"

    /// The lines of a folder of sentences: `"key": "sentence"`, with or without quotation marks.
    static func entries(_ folder: String) throws -> [(key: String, sentence: String)] {
        let lines = try SourceTree.files(under: folder, ".yml").flatMap(\.lines)
        return lines.compactMap { line in
            guard line.first.map({ $0.isLetter || $0 == "\"" }) ?? false,
                let colon = line.firstIndex(of: ":")
            else { return nil }
            let key = line[..<colon].filter { $0 != "\"" }
            let sentence = line[line.index(after: colon)...].drop(while: \.isWhitespace)
            return (String(key), String(sentence))
        }
    }

    static func sentences(_ folder: String) throws -> [String: String] {
        Dictionary(
            try entries(folder).map { ($0.key, $0.sentence) }, uniquingKeysWith: { a, _ in a })
    }

    /// What stands between quotation marks in a source and looks like a key, or like one with gaps:
    /// `page.home`, `category.\(id)`. Gaps are written as `*`.
    static func quoted(in text: String) -> [(key: String, before: String)] {
        let bytes = Array(text.utf8)
        var found: [(String, String)] = []
        for start in bytes.indices where bytes[start] == quote {
            guard let key = key(in: bytes, after: start) else { continue }
            let before = bytes[max(0, start - 20)..<start]
            found.append((key, String(decoding: before, as: UTF8.self)))
        }
        return found
    }

    private static let quote = UInt8(ascii: "\"")

    private static func key(in bytes: [UInt8], after start: Int) -> String? {
        var key: [UInt8] = []
        var place = start + 1
        while place < bytes.count, key.count < 120 {
            switch bytes[place] {
            case quote:
                return key.contains(UInt8(ascii: ".")) ? String(decoding: key, as: UTF8.self) : nil
            case UInt8(ascii: "\\"):
                guard let end = endOfGap(in: bytes, from: place + 1) else { return nil }
                key.append(UInt8(ascii: "*"))
                place = end
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: "_"):
                key.append(bytes[place])
                place += 1
            default: return nil
            }
        }
        return nil
    }

    /// After the bracket that closes the one at `start`.
    private static func endOfGap(in bytes: [UInt8], from start: Int) -> Int? {
        guard start < bytes.count, bytes[start] == UInt8(ascii: "(") else { return nil }
        var depth = 0
        for place in start..<min(bytes.count, start + 200) {
            if bytes[place] == UInt8(ascii: "(") { depth += 1 }
            if bytes[place] == UInt8(ascii: ")") { depth -= 1 }
            if depth == 0 { return place + 1 }
        }
        return nil
    }

    /// Whether a key fits a pattern such as `category.*`; one of nothing but gaps fits nothing.
    static func fits(_ key: String, _ pattern: String) -> Bool {
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard parts.count > 1, parts.contains(where: { $0.contains(where: \.isLetter) }),
            let first = parts.first, let last = parts.last, key.hasPrefix(first)
        else { return false }
        var rest = key.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() {
            guard let range = rest.firstRange(of: part) else { return false }
            rest = rest[range.upperBound...]
        }
        return rest.hasSuffix(last) && rest.count > last.count
    }
}
