package import Kernel
import Web

/// How two profiles differ, as text for the command line: the words are those of the pages.
package struct ProfileDifferences {
    private let words: SiteWords

    package init() throws {
        words = try SiteWords()
    }

    package func text(of first: Profile, and second: Profile, in language: Language) -> String {
        ProfileComparison(of: first, and: second, program: words.texts, in: language).text
    }
}
