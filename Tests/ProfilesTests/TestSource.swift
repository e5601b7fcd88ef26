import Foundation
import Kernel
import Profiles

/// Builds sources from the fixtures, with every text that they need.
enum TestSource {
    static func fixture(_ path: String) throws -> String {
        let file = Bundle.module.bundleURL.appending(path: "Fixtures/\(path)")
        return try String(contentsOf: file, encoding: .utf8)
    }

    /// A small sound profile.
    static func small() throws -> [String: String] {
        try withTexts([
            "profile.yml": fixture("small/profile.yml"),
            "procedures/errand.yml": fixture("small/errand.yml"),
        ])
    }

    /// Adds a text for every key that is reported missing, in both languages.
    static func withTexts(_ files: [String: String]) throws -> [String: String] {
        let problems = ProfileSource(files: files).read().problems.errors
        let keys = Set(
            problems.compactMap { problem -> String? in
                guard case .worded("textMissing", let gaps) = problem.phrase else { return nil }
                return gaps["key"]?.text(in: .en)
            })
        let text = keys.sorted().map { "\"\($0)\": \"\($0)\"" }.joined(separator: "\n") + "\n"
        return files.merging(["texts/zh-Hans.yml": text, "texts/en.yml": text]) { own, _ in own }
    }
}
