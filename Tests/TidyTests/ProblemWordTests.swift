import Foundation
import Testing

/// What is wrong with a profile is told by key, in both languages, and never in the code.
@Suite struct ProblemWordTests {
    private static let folder = "Sources/Profiles/Resources/problems"

    private static func sentences(_ language: String) throws -> [String: String] {
        let lines = try SourceTree.files(under: folder, ".yml")
            .filter { $0.name == "\(language).yml" }.flatMap(\.lines)
        return lines.reduce(into: [:]) { sentences, line in
            let parts = line.split(separator: "\": \"", maxSplits: 1)
            guard line.hasPrefix("\""), parts.count == 2 else { return }
            sentences[String(parts[0].dropFirst())] = String(parts[1].dropLast())
        }
    }

    /// `problem("noKey"`, `worded("hint.near"`, `thing("clock"` and the like, in the code that
    /// reads profiles. A dot between letters is no boundary of words.
    private static func asked() throws -> Set<String> {
        let files = try SourceTree.target("Profiles") + SourceTree.target("linli")
        let calls: [(Regex<(Substring, Substring)>, prefix: String)] = [
            (/[^A-Za-z]problem\(\s*"([A-Za-z]+)"/, ""),
            (/[^A-Za-z]worded\(\s*"([A-Za-z.]+)"/, ""),
            (/\.thing\("([A-Za-z]+)"/, "thing."), (/\.noun\("([A-Za-z]+)"/, "noun."),
            (/\.named\("([A-Za-z]+)"/, "named."),
            (/\breferences?\([^"\n]*, "([a-z]+)"/, "noun."),
            (/\bkey\(record, "([a-z]+)"/, "noun."),
        ]
        return files.reduce(into: []) { found, file in
            for (call, prefix) in calls {
                found.formUnion(file.text.matches(of: call).map { prefix + $0.1 })
            }
        }
    }

    @Test func everyProblemHasItsWordsInBothLanguages() throws {
        let asked = try Self.asked()
        #expect(asked.count > 250)
        for language in ["zh-Hans", "en"] {
            let known = try Self.sentences(language)
            let missing = asked.filter { known[$0]?.isEmpty ?? true }.sorted()
            #expect(missing.isEmpty, "\(language): \(list(missing))")
            let idle = known.keys.filter { !asked.contains($0) }.sorted()
            #expect(idle.isEmpty, "\(language): \(list(idle))")
        }
    }

    @Test func bothLanguagesFillTheSameGaps() throws {
        let english = try Self.sentences("en")
        let gap = /\{[a-z]+\}/
        let unequal = try Self.sentences("zh-Hans").filter { key, sentence in
            let here = Set(sentence.matches(of: gap).map { String($0.0) })
            return here != Set((english[key] ?? "").matches(of: gap).map { String($0.0) })
        }
        #expect(unequal.isEmpty, "\(list(unequal.keys.sorted()))")
    }

    /// Two words in a row between quotation marks.
    @Test func noSentenceStandsInTheCodeThatReadsProfiles() throws {
        let wrong = try SourceTree.target("Profiles").flatMap { file in
            file.findings { line in
                guard !line.drop(while: \.isWhitespace).hasPrefix("//") else { return nil }
                let texts = line.split(separator: "\"", omittingEmptySubsequences: false)
                    .enumerated().filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
                return texts.first { $0.contains(/[a-z]{2,} [a-z]{2,}/) }.map(String.init)
            }
        }
        #expect(wrong.isEmpty, "\(list(wrong))")
    }
}
