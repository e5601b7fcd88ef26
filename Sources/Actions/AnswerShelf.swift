import Kernel
import Synchronization

/// Answers that take long to work out, kept until what they were read from changes, and for so long
/// at most: whoever looks at the same counts, figures or map does not have them worked out again.
/// Of those who ask the same at once one works it out, and the others wait for that.
final class AnswerShelf<Key, Edition, Answer>: Sendable
where Key: Hashable & Sendable, Edition: Equatable & Sendable, Answer: Sendable {
    private struct Kept {
        let answer: Answer
        let edition: Edition
        let readAt: Instant
    }

    /// A place for one answer. Those who find none take turns in working it out.
    private final class Place: Sendable {
        let kept = Mutex<Kept?>(nil)
        let turn = Mutex(())
    }

    private let keptMax: Int
    private let freshSeconds: Int64
    private let places = Mutex<[Key: Place]>([:])

    /// - Parameters:
    ///   - keptMax: beyond so many, all are let go.
    ///   - freshSeconds: what time alone changes, or somebody by hand, shows after so long.
    init(keptMax: Int, freshSeconds: Int64) {
        self.keptMax = keptMax
        self.freshSeconds = freshSeconds
    }

    /// The answer that is kept of an edition.
    func find(_ key: Key, of edition: Edition, at now: Instant) -> Answer? {
        places.withLock { $0[key] }.flatMap { find(at: $0, of: edition, now) }
    }

    private func find(at place: Place, of edition: Edition, _ now: Instant) -> Answer? {
        guard let kept = place.kept.withLock(\.self), kept.edition == edition,
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
    ///   - read: asks for no other answer of this shelf.
    func answer(
        to key: Key, of edition: Edition, at now: Instant, read: () throws -> Answer
    ) rethrows -> Answer {
        let place = place(for: key)
        if let found = find(at: place, of: edition, now) { return found }
        return try place.turn.withLock { _ in
            if let found = find(at: place, of: edition, now) { return found }
            let answer = try read()
            place.kept.withLock { $0 = Kept(answer: answer, edition: edition, readAt: now) }
            return answer
        }
    }

    private func place(for key: Key) -> Place {
        places.withLock { places in
            if let place = places[key] { return place }
            if places.count >= keptMax { places = [:] }
            let place = Place()
            places[key] = place
            return place
        }
    }
}
