import Dispatch
import Synchronization

/// A few threads for work that blocks: password hashes, photographs.
///
/// Swift's cooperative threads must not block, and such work needs much memory, so only `workers`
/// pieces run at once, at most `waitingMax` wait, and further ones are refused at once.
package final class Workbench: Sendable {
    package enum Problem: Error, Hashable {
        /// Try again later; `waitingMax` pieces of work are already waiting.
        case busy(waitingMax: Int)
    }

    package let workers: Int
    package let waitingMax: Int

    private struct Load {
        var running = 0
        var waiting: [@Sendable () -> Void] = []
    }

    private let load = Mutex(Load())
    private let queue: DispatchQueue

    /// - Parameters:
    ///   - workers: at least 1.
    ///   - waitingMax: at least 0.
    package init(_ name: String, workers: Int, waitingMax: Int) {
        precondition(workers >= 1 && waitingMax >= 0, "A bench needs a worker and no debts.")
        self.workers = workers
        self.waitingMax = waitingMax
        queue = DispatchQueue(label: "linli.\(name)", attributes: .concurrent)
    }

    /// Runs `work` on one of the threads, first come, first served.
    ///
    /// - Throws: `.busy`, or what `work` throws.
    package func run<Result: Sendable>(
        _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            let job: @Sendable () -> Void = {
                continuation.resume(with: Swift.Result(catching: work))
            }
            if !accepts(job) {
                continuation.resume(throwing: Problem.busy(waitingMax: waitingMax))
            }
        }
    }

    private func accepts(_ job: @escaping @Sendable () -> Void) -> Bool {
        let (accepted, starts) = load.withLock { load -> (Bool, Bool) in
            if load.running < workers {
                load.running += 1
                return (true, true)
            }
            guard load.waiting.count < waitingMax else { return (false, false) }
            load.waiting.append(job)
            return (true, false)
        }
        if starts {
            queue.async { self.work(startingWith: job) }
        }
        return accepted
    }

    /// One thread works until nobody waits, then goes home.
    private func work(startingWith first: @escaping @Sendable () -> Void) {
        var next: (@Sendable () -> Void)? = first
        while let job = next {
            job()
            next = load.withLock { load in
                guard load.waiting.isEmpty else { return load.waiting.removeFirst() }
                load.running -= 1
                return nil
            }
        }
    }
}
