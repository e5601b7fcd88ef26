import Kernel
import Synchronization

/// Answers that take long to work out, kept until what they were read from changes, and for so long
/// at most: whoever looks at the same counts, figures or map does not have them worked out again.
final class AnswerShelf<Key, Edition, Answer>: Sendable
where Key: Hashable & Sendable, Edition: Equatable & Sendable, Answer: Sendable {
    private struct Kept {
        let answer: Answer
        let edition: Edition
        let readAt: Instant
    }

    private let keptMax: Int
    private let freshSeconds: Int64
    private let kept = Mutex<[Key: Kept]>([:])

    /// - Parameters:
    ///   - keptMax: beyond so many, all are let go.
    ///   - freshSeconds: what time alone changes, or somebody by hand, shows after so long.
    init(keptMax: Int, freshSeconds: Int64) {
        self.keptMax = keptMax
        self.freshSeconds = freshSeconds
    }

    /// The answer that is kept of an edition.
    func find(_ key: Key, of edition: Edition, at now: Instant) -> Answer? {
        guard let kept = kept.withLock({ $0[key] }), kept.edition == edition,
            // A clock that was set back makes nothing fresher.
            now >= kept.readAt, now < kept.readAt.adding(seconds: freshSeconds)
        else { return nil }
        return kept.answer
    }

    /// The answer that is kept, or the one that `read` gives.
    ///
    /// - Parameters:
    ///   - key: everything that the answer hangs on beside what is stored, such as the day.
    ///   - edition: of what `read` reads, or of what was there before.
    func answer(
        to key: Key, of edition: Edition, at now: Instant, read: () throws -> Answer
    ) rethrows -> Answer {
        if let found = find(key, of: edition, at: now) { return found }
        let answer = try read()
        kept.withLock { kept in
            if kept.count >= keptMax { kept = [:] }
            kept[key] = Kept(answer: answer, edition: edition, readAt: now)
        }
        return answer
    }
}
