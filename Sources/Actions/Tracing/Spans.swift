import Foundation
package import Kernel
import Synchronization

/// The spans that wait for a collector, where the configuration names one. What comes while too
/// many wait is dropped and counted: a collector that is away costs nothing but its spans.
package final class Spans: Sendable {
    package static let waitingMax = 4_096

    /// How many traces of a hundred that begin here are kept.
    private let percent: Int
    private let waiting = Mutex(Waiting())

    private struct Waiting {
        var spans: [Span] = []
        var dropped = 0
    }

    package init(percent: Int = 100) {
        self.percent = percent
    }

    /// Whether a trace that begins here is kept.
    package var keepsNext: Bool { Int.random(in: 0..<100) < percent }

    package func add(_ span: Span) {
        waiting.withLock { waiting in
            guard waiting.spans.count < Self.waitingMax else { return waiting.dropped += 1 }
            waiting.spans.append(span)
        }
    }

    /// Takes the oldest out, and how many were dropped since the last time.
    package func take(atMost count: Int) -> (spans: [Span], dropped: Int) {
        waiting.withLock { waiting in
            let taken = Array(waiting.spans.prefix(count))
            waiting.spans.removeFirst(taken.count)
            defer { waiting.dropped = 0 }
            return (taken, waiting.dropped)
        }
    }

    /// Measures a part of the work at hand, where that belongs to a trace that is kept.
    package func during<T: Sendable>(
        _ name: String, _ facts: [String: Payload], _ work: () async throws -> T
    ) async throws -> T {
        guard let whole = TraceContext.current, whole.isSampled else { return try await work() }
        let time = SpanTime()
        func end(isFailed: Bool) {
            add(
                Span(
                    name, .within, context: whole.child(random: .random(in: .min ... .max)),
                    parent: whole.span, startNanoseconds: time.startNanoseconds,
                    nanoseconds: time.nanoseconds, isFailed: isFailed, facts: facts))
        }
        do {
            let result = try await work()
            end(isFailed: false)
            return result
        } catch {
            end(isFailed: true)
            throw error
        }
    }
}

/// When a span began, by the wall, and how long it lasts, by a clock that nobody sets.
package struct SpanTime: Sendable {
    package let startNanoseconds = Int64(Date().timeIntervalSince1970 * 1e9)
    private let start = ContinuousClock.now

    package init() {}

    package var nanoseconds: Int64 {
        let taken = (ContinuousClock.now - start).components
        return taken.seconds * 1_000_000_000 + taken.attoseconds / 1_000_000_000
    }
}
