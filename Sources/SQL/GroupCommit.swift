import Foundation

/// Gathers the writes that wait while one transaction is made durable and puts them into the next,
/// so that many writers share one wait for the disk.
///
/// A caller hears only after COMMIT; the batch grows by itself when the disk is slow.
///
/// `@unchecked Sendable`: `lock` guards `waiting`, `isDraining`, `isClosed`, `atRest`.
package final class GroupCommit<Connection>: @unchecked Sendable {
    /// Runs some work where the engine writes, one after another.
    package typealias Begin = @Sendable (@escaping @Sendable (Connection) -> Void) -> Void

    private let waitingMax: Int
    private let begin: Begin
    private let store: @Sendable ([WriteJob], Connection) -> Void

    private let lock = NSLock()
    private var waiting: [WriteJob] = []
    private var isDraining = false
    private var isClosed = false
    private var atRest: [CheckedContinuation<Void, Never>] = []

    /// - Parameter store: makes jobs durable in one transaction and answers each of them.
    package init(
        waitingMax: Int, begin: @escaping Begin,
        store: @escaping @Sendable ([WriteJob], Connection) -> Void
    ) {
        self.waitingMax = waitingMax
        self.begin = begin
        self.store = store
    }

    /// How many writes wait for the next transaction.
    package var waitingCount: Int { lock.withLock { waiting.count } }

    package func write<T: Sendable>(
        ahead: [SQL] = [], _ body: @escaping @Sendable (any Writer) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            add(WriteJob(ahead: ahead, body, answer: continuation))
        }
    }

    /// Refuses further writes and returns when the waiting ones are stored.
    package func close() async {
        await withCheckedContinuation { continuation in
            let isAtRest = lock.withLock {
                isClosed = true
                if isDraining { atRest.append(continuation) }
                return !isDraining
            }
            if isAtRest { continuation.resume() }
        }
    }

    private func add(_ job: WriteJob) {
        let (refusal, starts) = lock.withLock { () -> (SQLError?, Bool) in
            if isClosed { return (.closed, false) }
            if waiting.count >= waitingMax { return (.busy, false) }
            waiting.append(job)
            defer { isDraining = true }
            return (nil, !isDraining)
        }
        if let refusal { job.fail(refusal) }
        if starts { begin { self.drain($0) } }
    }

    private func drain(_ connection: Connection) {
        while let jobs = nextBatch() { store(jobs, connection) }
    }

    private static var batchMax: Int { 256 }

    /// The longest waiting jobs, or nil when none wait and draining is over.
    private func nextBatch() -> [WriteJob]? {
        var rested: [CheckedContinuation<Void, Never>] = []
        defer { for continuation in rested { continuation.resume() } }
        return lock.withLock {
            guard !waiting.isEmpty else {
                isDraining = false
                swap(&rested, &atRest)
                return nil
            }
            let batch = Array(waiting.prefix(Self.batchMax))
            waiting.removeFirst(batch.count)
            return batch
        }
    }
}
