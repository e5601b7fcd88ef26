package import Actions
import Foundation
package import Kernel

/// What actions refused, in the words of the pages, for answers that are no page.
package struct PageRefusals: Sendable {
    private let words: SiteWords

    /// - Throws: when the texts of the installation are missing or unreadable.
    package init() throws { words = try SiteWords() }

    /// - Parameter book: the rules of the realm that was asked, where it is known.
    /// - Returns: the whole in one sentence, and of each field what is wrong with it.
    @Sendable
    package func told(
        _ error: ActionError, of book: Rulebook?, at now: Instant, in language: Language
    ) -> (detail: String, fields: [String: String]) {
        let own = book.map { [$0.profile.texts] } ?? []
        let words = Words(layers: own + [self.words.texts], language: language)
        switch error {
        case .invalid(let complaints):
            return (
                words("failure.invalid.title"), complaints.mapValues { words.trouble($0).words }
            )
        case .refused(.answers(let problems), _, _):
            return (words("failure.invalid.title"), problems.mapValues { words.sentence($0) })
        case .refused(let refusal, let state, let procedure):
            return (words.sentence(refusal, state: state, procedure: procedure ?? ""), [:])
        case .meeting(let refusal):
            let times = Times(zone: book?.profile.zone ?? .gmt, now: now, words: words)
            return (times.sentence(refusal), [:])
        case .implausible(let doubts):
            let times = Times(zone: book?.profile.zone ?? .gmt, now: now, words: words)
            let told = doubts.map { times.sentence($0) { $0.description } }
            return (([words("failure.implausible")] + told).joined(separator: " "), [:])
        case .forbidden: return (words("failure.forbidden"), [:])
        case .notFound: return (words("failure.notFound"), [:])
        case .conflict: return (words("refusal.changedMeanwhile"), [:])
        case .tooOften(let seconds):
            let minutes = String((seconds + 59) / 60)
            return (words("failure.tooOften", ["minutes": minutes]), [:])
        }
    }
}
