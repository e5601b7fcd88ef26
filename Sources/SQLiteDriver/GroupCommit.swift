import Foundation
import GRDB
import Logging

import enum SQL.SQLError
import protocol SQL.Writer

/// Gathers the writes that wait while one transaction is made durable and puts them into the next,
/// each under its own savepoint, so that many writers share one wait for the disk.
///
/// A caller hears only after COMMIT; the batch grows by itself when the disk is slow.
///
/// `@unchecked Sendable`: `lock` guards `waiting`, `isDraining`, `isClosed`, `atRest`.
final class GroupCommit: @unchecked Sendable {
    private let connections: any DatabaseWriter
    private let path: String
    private let waitingMax: Int
    private let logger: Logger

    private let lock = NSLock()
    private var waiting: [WriteJob] = []
    private var isDraining = false
    private var isClosed = false
    private var atRest: [CheckedContinuation<Void, Never>] = []

    init(_ connections: any DatabaseWriter, path: String, waitingMax: Int, logger: Logger) {
        self.connections = connections
        self.path = path
        self.waitingMax = waitingMax
        self.logger = logger
    }

    /// How many writes wait for the next transaction.
    var waitingCount: Int { lock.withLock { waiting.count } }

    func write<T: Sendable>(
        _ body: @escaping @Sendable (any Writer) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            add(WriteJob(body, answer: continuation))
        }
    }

    /// Refuses further writes and returns when the waiting ones are stored.
    func close() async {
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
        if starts { connections.asyncWriteWithoutTransaction { self.drain($0) } }
    }

    private func drain(_ connection: GRDB.Database) {
        while let jobs = nextBatch() {
            Batch(connection: connection, path: path, logger: logger).store(jobs)
        }
    }

    private static let batchMax = 256

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
