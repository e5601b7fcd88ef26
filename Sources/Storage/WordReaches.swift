import Kernel
import SQL
import Synchronization

/// How far back the newest matters with some words lay when they were last searched for, so that
/// the next search asks for as much at once. A wrong guess costs a question more and changes no
/// answer.
package final class WordReaches: Sendable {
    enum Reach {
        /// So many have the words that the newest are walked through.
        case walked
        /// From the newest of all to the oldest that a page needed; to 0 where few have the words.
        case back(ClosedRange<Int64>)
    }

    /// About fifty kilobytes; beyond, all are let go.
    private static let keptMax = 1_000

    /// By a hash that differs in each process: what somebody looked for is not kept.
    private let kept = Mutex<[Int: Reach]>([:])

    package init() {}

    func find(_ words: String, isOpen: Bool) -> Reach? {
        kept.withLock { $0[Self.key(words, isOpen)] }
    }

    func keep(_ reach: Reach?, of words: String, isOpen: Bool) {
        kept.withLock { kept in
            if kept.count >= Self.keptMax { kept = [:] }
            kept[Self.key(words, isOpen)] = reach
        }
    }

    private static func key(_ words: String, _ isOpen: Bool) -> Int {
        var hasher = Hasher()
        hasher.combine(words)
        hasher.combine(isOpen)
        return hasher.finalize()
    }
}
