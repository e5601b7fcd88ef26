import Foundation
import Testing

/// Every sentence stands in both languages, is used, and fills the same gaps.
@Suite struct TextTests {
    private static let folders = [TextKeys.pages, TextKeys.common]

    @Test(arguments: folders)
    func bothLanguagesHaveTheSameKeys(_ folder: String) throws {
        let chinese = try TextKeys.sentences("\(folder)/zh-Hans")
        let english = try TextKeys.sentences("\(folder)/en")
        #expect(!chinese.isEmpty)
        let onlyChinese = Set(chinese.keys).subtracting(english.keys).sorted()
        let onlyEnglish = Set(english.keys).subtracting(chinese.keys).sorted()
        #expect(onlyChinese.isEmpty, "Not in English: \(list(onlyChinese))")
        #expect(onlyEnglish.isEmpty, "Not in Chinese: \(list(onlyEnglish))")
    }

    @Test(arguments: folders)
    func bothLanguagesFillTheSameGaps(_ folder: String) throws {
        let english = try TextKeys.sentences("\(folder)/en")
        let wrong = try TextKeys.sentences("\(folder)/zh-Hans").compactMap { key, sentence in
            english[key].flatMap { Self.gaps($0) == Self.gaps(sentence) ? nil : key }
        }
        #expect(wrong.isEmpty, "\(list(wrong.sorted()))")
    }

    @Test func noKeyStandsTwice() throws {
        for folder in Self.folders {
            for language in ["en", "zh-Hans"] {
                let keys = try TextKeys.entries("\(folder)/\(language)").map(\.key)
                let twice = Dictionary(grouping: keys) { $0 }.filter { $0.value.count > 1 }.keys
                #expect(twice.isEmpty, "\(folder)/\(language): \(twice.sorted())")
            }
        }
    }

    /// Keys that are asked for by name: `words("…")`, `words.optional("…")` and complaints.
    @Test func everySentenceAskedForIsThere() throws {
        let known = try Self.folders.reduce(into: Set<String>()) { known, folder in
            known.formUnion(try TextKeys.sentences("\(folder)/en").keys)
        }
        let asking = ["words(", "words.optional(", "Complaint(", ".init(", "says("]
        let missing = try ["Web", "Actions", "API"].flatMap { target in
            try SourceTree.target(target).flatMap { file in
                TextKeys.quoted(in: file.text).filter { found in
                    asking.contains { found.before.hasSuffix($0) } && !found.key.contains("*")
                        && !known.contains(found.key) && Self.ofPlace[found.key] == nil
                }.map { "\(file.path): \($0.key)" }
            }
        }
        #expect(missing.isEmpty, "\(list(Set(missing).sorted()))")
    }

    /// Keys that only the texts of a place may have.
    private static let ofPlace = [
        "place.about": "a place's own sentence about itself", "place.slogan": "and its motto",
        "profile.name": "the name that a profile says of itself",
    ]

    /// Keys that are put together from parts in a way that no pattern shows, and where.
    private static let dynamic: [String: String] = [
        "failure.": "Web/Serving/Failures.swift puts them together from the outcome",
        "photo.": "by the name of the photograph's problem",
        "refusal.": "by the name of the refusal",
        "guard.": "by the name of the guard",
        "request.": "the words of a procedure, asked for by its name; Soundness proves them",
        "assistance.": "the words of a procedure, asked for by its name; Soundness proves them",
    ]

    @Test func everySentenceIsUsed() throws {
        let quoted = try ["Web", "API", "Actions", "Profiles", "App", "linli"].reduce(
            into: Set<String>()
        ) { found, target in
            for file in try SourceTree.target(target) {
                found.formUnion(TextKeys.quoted(in: file.text).map(\.key))
            }
        }
        let patterns = quoted.filter { $0.contains("*") }
        let idle = try Self.folders.flatMap { folder in
            try TextKeys.entries("\(folder)/en").map(\.key).filter { key in
                !quoted.contains(key) && !Self.dynamic.keys.contains { key.hasPrefix($0) }
                    && !patterns.contains { TextKeys.fits(key, $0) }
            }.map { "\(folder): \($0)" }
        }
        #expect(idle.isEmpty, "\(list(idle))")
    }

    /// `{max}` and the like.
    private static func gaps(_ sentence: String) -> Set<Substring> {
        Set(
            sentence.split(separator: "{").dropFirst().compactMap { part in
                part.firstIndex(of: "}").map { part[..<$0] }
            })
    }
}
