import Foundation
import Kernel
import Synchronization
import Testing

@testable import Actions

/// What is worked out once is kept for all who ask, and no longer than it is true.
@Suite struct AnswerShelfTests {
    private let shelf = AnswerShelf<String, Int, Int>(keptMax: 2, freshSeconds: 60)
    private let now = Instant(milliseconds: 1_000_000)

    @Test func anAnswerIsKeptUntilItsEditionOrItsTimeIsOver() {
        #expect(shelf.answer(to: "a", of: 1, at: now) { 10 } == 10)
        #expect(shelf.answer(to: "a", of: 1, at: now.adding(seconds: 59)) { 11 } == 10)
        #expect(shelf.find("a", of: 2, at: now) == nil)
        #expect(shelf.answer(to: "a", of: 2, at: now) { 20 } == 20)
        #expect(shelf.find("a", of: 2, at: now.adding(seconds: 60)) == nil)
        #expect(shelf.find("a", of: 2, at: now.adding(seconds: -1)) == nil)
    }

    @Test func noMoreAreKeptThanThereIsRoomFor() {
        for key in ["a", "b", "c"] { _ = shelf.answer(to: key, of: 1, at: now) { 1 } }
        #expect(shelf.find("a", of: 1, at: now) == nil)
        #expect(shelf.find("c", of: 1, at: now) == 1)
    }

    @Test func whatFailsIsNotKept() {
        struct Trouble: Error {}
        #expect(throws: Trouble.self) {
            try shelf.answer(to: "a", of: 1, at: now) { throw Trouble() }
        }
        #expect(shelf.answer(to: "a", of: 1, at: now) { 3 } == 3)
    }

    @Test func ofThoseWhoAskAtOnceOneWorksItOut() async {
        let askers = 4
        let counts = Counts()
        let (shelf, now) = (shelf, now)
        await withCheckedContinuation { done in
            let group = DispatchGroup()
            for _ in 0..<askers {
                group.enter()
                Thread.detachNewThread {
                    counts.asked.add(1, ordering: .sequentiallyConsistent)
                    let answer = shelf.answer(to: "a", of: 1, at: now) {
                        counts.read.add(1, ordering: .sequentiallyConsistent)
                        // Not done before all have come.
                        while counts.asked.load(ordering: .sequentiallyConsistent) < askers {
                            Thread.sleep(forTimeInterval: 0.001)
                        }
                        return 7
                    }
                    counts.right.add(answer == 7 ? 1 : 0, ordering: .sequentiallyConsistent)
                    group.leave()
                }
            }
            group.notify(queue: .global()) { done.resume() }
        }
        #expect(counts.read.load(ordering: .sequentiallyConsistent) == 1)
        #expect(counts.right.load(ordering: .sequentiallyConsistent) == askers)
    }

    private final class Counts: Sendable {
        let asked = Atomic(0)
        let read = Atomic(0)
        let right = Atomic(0)
    }
}
