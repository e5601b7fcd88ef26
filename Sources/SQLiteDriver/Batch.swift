import GRDB
import Logging

import enum SQL.SQLError
import struct SQL.WriteJob

/// The jobs of one transaction, each under its own savepoint, on the connection that writes. Each
/// is answered exactly once, and none is told it was stored unless a COMMIT that held it succeeded.
struct Batch {
    let connection: GRDB.Database
    let path: String
    let logger: Logger

    /// Why a whole transaction was not stored.
    private enum Loss: Error {
        /// Its end or its beginning failed: no job can be stored now.
        case failed(SQLError)
        /// One job ruined it for the others, who deserve a transaction of their own.
        case undone(SQLError)
    }

    func store(_ jobs: [WriteJob]) {
        do throws(Loss) {
            for answer in try commit(jobs) { answer() }
        } catch {
            switch error {
            case .undone(let reason) where jobs.count > 1:
                logger.warning(
                    "A shared transaction was undone; its writes are repeated one by one.",
                    metadata: ["writes": "\(jobs.count)", "reason": "\(reason)"])
                for job in jobs { store([job]) }
            case .failed(let reason), .undone(let reason):
                for job in jobs { job.fail(reason) }
            }
        }
    }

    /// Runs the jobs in one transaction and returns what tells their callers, in order.
    private func commit(_ jobs: [WriteJob]) throws(Loss) -> [@Sendable () -> Void] {
        do {
            try execute("BEGIN IMMEDIATE")
        } catch {
            throw .failed(error)
        }
        defer { if connection.isInsideTransaction { rollBack() } }
        var answers: [@Sendable () -> Void] = []
        for job in jobs { answers.append(try run(job)) }
        do {
            try execute("COMMIT")
        } catch .constraint(let kind, let detail) {
            // A constraint that is checked at COMMIT names no job.
            throw .undone(.constraint(kind: kind, detail: detail))
        } catch {
            throw .failed(error)
        }
        return answers
    }

    /// Runs one job under its savepoint. A job that throws leaves nothing behind, and its caller
    /// hears why only after COMMIT, because it may have seen rows of the same transaction.
    private func run(_ job: WriteJob) throws(Loss) -> @Sendable () -> Void {
        do {
            try execute("SAVEPOINT job")
            let answer: @Sendable () -> Void
            var refusal: (any Error)?
            do {
                answer = try job.perform(SQLiteTransaction(connection, path: path))
            } catch {
                answer = { job.fail(error) }
                refusal = error
            }
            // SQLite undoes everything by itself when, for example, the disk is full.
            guard connection.isInsideTransaction else {
                throw refusal as? SQLError ?? Self.ended
            }
            if refusal != nil { try execute("ROLLBACK TO job") }
            try execute("RELEASE job")
            return answer
        } catch let reason as SQLError {
            throw .undone(reason)
        } catch {
            throw .undone(.unexpected("\(error)"))
        }
    }

    private func execute(_ text: String) throws(SQLError) {
        do {
            try connection.cachedStatement(sql: text).execute()
        } catch let error as DatabaseError {
            throw SQLError(error, path: path)
        } catch {
            throw .unexpected("\(error)")
        }
    }

    /// When even this fails the connection keeps its lock; the next BEGIN reports it.
    private func rollBack() {
        do {
            try execute("ROLLBACK")
        } catch {
            logger.error("A failed transaction was not undone: \(error)")
        }
    }

    private static let ended = SQLError.unexpected(
        "A write ended the transaction it ran in. Nothing of it may be relied on; "
            + "remove COMMIT and ROLLBACK from its statements.")
}
