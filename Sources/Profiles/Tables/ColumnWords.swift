import Foundation
package import Kernel
import Yams

/// What clerks call their columns, and which columns are never kept.
package struct ColumnWords: Sendable {
    private let fields: [String: [String: [String]]]
    private let forbidden: [(reason: String, word: String, isWhole: Bool)]
    private let values: [String: String]

    /// The words that come with the program, read once.
    package static let builtIn = Result { try ColumnWords() }

    private init() throws {
        let file = ProfileSource.resources.appending(path: "tables/columns.yml")
        try self.init(parsing: String(contentsOf: file, encoding: .utf8), named: "columns.yml")
    }

    /// - Throws: everything that is wrong with the text, by line.
    package init(parsing text: String, named file: String) throws(ProfileProblems) {
        let findings = Findings()
        let root = YAMLFile.root(of: text, file: file, findings: findings)?
            .record(.thing("wordsOfColumns"), required: ["fields", "forbidden", "values"])
        var fields: [String: [String: [String]]] = [:]
        for (noun, passage) in Self.entries(root?["fields"]) {
            for (field, words) in Self.entries(passage) {
                fields[noun, default: [:]][field] = Self.words(words)
            }
        }
        self.fields = fields
        forbidden = Self.entries(root?["forbidden"]).flatMap { reason, words in
            Self.words(words).map { word in
                let isWhole = word.hasPrefix("=")
                let plain = isWhole ? String(word.dropFirst()) : word
                return (reason, Self.plain(plain), isWhole)
            }
        }
        values = Dictionary(
            Self.entries(root?["values"]).flatMap { reason, words in
                Self.words(words).map { ($0, reason) }
            }, uniquingKeysWith: { first, _ in first })
        guard !findings.hasErrors else { throw ProfileProblems(findings.problems) }
    }

    private static func entries(_ passage: Passage?) -> [(String, Passage)] {
        guard let passage, let map = passage.node.mapping else { return [] }
        return map.compactMap { key, value in key.string.map { ($0, passage.at(value)) } }
    }

    private static func words(_ passage: Passage) -> [String] {
        (passage.node.sequence ?? []).compactMap(\.string)
    }

    /// The fields for which there are words.
    package func fields(of noun: SheetNoun) -> Set<String> {
        Set((fields[noun.rawValue] ?? [:]).keys)
    }

    /// Which field a header most likely means; nil for none.
    package func field(of header: String, in noun: SheetNoun) -> String? {
        let header = Self.plain(header)
        guard !header.isEmpty, let words = fields[noun.rawValue] else { return nil }
        // In the order of the noun, so that the answer is always the same.
        let names = noun.fields.map(\.name)
        let named = names.first { name in
            words[name, default: []].contains { Self.plain($0) == header }
        }
        if let named { return named }
        var best: (name: String, length: Int)?
        for name in names {
            for word in words[name, default: []].map(Self.plain)
            where word.unicodeScalars.count >= 2 && header.contains(word)
                && word.utf8.count > best?.length ?? 0
            {
                best = (name, word.utf8.count)
            }
        }
        return best?.name
    }

    /// Why a column with this header is never kept; nil where it may be.
    package func reason(against header: String) -> String? {
        let header = Self.plain(header)
        guard !header.isEmpty else { return nil }
        return forbidden.first { entry in
            entry.isWhole ? header == entry.word : header.contains(entry.word)
        }?.reason
    }

    /// Why a column with these values is never kept: half of them say it.
    package func reason(againstValues texts: some Sequence<String>) -> String? {
        var counts: [String: Int] = [:]
        var filled = 0
        for text in texts where !text.isEmpty {
            filled += 1
            if let reason = values[text] { counts[reason, default: 0] += 1 }
        }
        guard filled > 0, let most = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }),
            most.value * 2 >= filled
        else { return nil }
        return most.key
    }

    /// A header without blanks, brackets, marks and what stands in brackets, in small letters.
    static func plain(_ header: String) -> String {
        var depth = 0
        var plain = ""
        for character in header.halfWidth.lowercased() {
            switch character {
            case "(", "[", "【", "〔": depth += 1
            case ")", "]", "】", "〕": depth = max(0, depth - 1)
            case _ where depth > 0: continue
            case _ where character.isWhitespace || "*:;,.、/-_'\"#".contains(character): continue
            default: plain.append(character)
            }
        }
        return plain
    }
}
