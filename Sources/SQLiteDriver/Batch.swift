import GRDB
import Logging

import enum SQL.SQLError
import struct SQL.WriteJob

/// The jobs of one transaction, on the connection that writes. Each is answered exactly once, and
/// none is told it was stored unless a COMMIT that held it succeeded. Where one fails, all are
/// undone and each gets a transaction of its own: bodies have no effect outside the database.
struct Batch {
    let connection: GRDB.Database
    let path: String
    let logger: Logger

    /// Why a transaction was not stored.
    private enum Loss: Error {
        /// Its end or its beginning failed: no job can be stored now.
        case failed(SQLError)
        /// One of its jobs cannot be stored, for this reason.
        case undone(any Error)
    }

    func store(_ jobs: [WriteJob]) {
        do throws(Loss) {
            for answer in try commit(jobs) { answer() }
        } catch {
            switch error {
            case .undone where jobs.count > 1: for job in jobs { store([job]) }
            case .undone(let reason): for job in jobs { job.fail(reason) }
            case .failed(let reason): for job in jobs { job.fail(reason) }
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
        let answers = try run(jobs)
        do {
            try execute("COMMIT")
        } catch .constraint(let kind, let detail) {
            // A constraint that is checked at COMMIT names no job.
            throw .undone(SQLError.constraint(kind: kind, detail: detail))
        } catch {
            throw .failed(error)
        }
        return answers
    }

    /// Runs the jobs between two marks, so that one that ended the transaction on its way shows.
    private func run(_ jobs: [WriteJob]) throws(Loss) -> [@Sendable () -> Void] {
        do {
            try execute("SAVEPOINT jobs")
            var answers: [@Sendable () -> Void] = []
            for job in jobs {
                answers.append(try job.perform(SQLiteTransaction(connection, path: path)))
                // SQLite undoes everything by itself when, for example, the disk is full.
                guard connection.isInsideTransaction else { throw Self.ended }
            }
            try execute("RELEASE jobs")
            return answers
        } catch {
            throw .undone(error)
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
