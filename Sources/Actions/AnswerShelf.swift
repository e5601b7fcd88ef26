import Kernel
import SQL
import Storage
import Synchronization

/// Answers that take long to work out, kept until more is on the record, and a minute at most:
/// whoever looks at the same figures or the same map does not have them worked out again.
package final class AnswerShelf<Key: Hashable & Sendable, Answer: Sendable>: Sendable {
    private struct Kept {
        let answer: Answer
        let standing: Facts.Standing
        let readAt: Instant

        /// A clock that was set back makes nothing fresher.
        func holds(at standing: Facts.Standing, _ now: Instant) -> Bool {
            self.standing == standing && now >= readAt && now < readAt.adding(minutes: 1)
        }
    }

    private let keptMax: Int
    private let kept = Mutex<[Key: Kept]>([:])

    /// - Parameter keptMax: beyond so many, all are let go.
    init(keptMax: Int) {
        self.keptMax = keptMax
    }

    /// The answer that is kept, or the one that `read` gives.
    ///
    /// - Parameters:
    ///   - key: everything that the answer hangs on beside what is stored, such as the day.
    ///   - standing: of the snapshot that `read` reads.
    func answer(
        to key: Key, at standing: Facts.Standing, _ now: Instant, read: () throws -> Answer
    ) rethrows -> Answer {
        if let kept = kept.withLock({ $0[key] }), kept.holds(at: standing, now) {
            return kept.answer
        }
        let answer = try read()
        kept.withLock { kept in
            if kept.count >= keptMax { kept = [:] }
            kept[key] = Kept(answer: answer, standing: standing, readAt: now)
        }
        return answer
    }
}
