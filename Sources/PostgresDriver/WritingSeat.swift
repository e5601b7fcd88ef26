import Logging

import enum SQL.SQLError
import struct SQL.WriteJob

/// The one connection of this node that writes. Each job is answered exactly once, and none is told
/// it was stored, or was not, unless the database says so.
///
/// `@unchecked Sendable`: used on the writing queue alone.
final class WritingSeat: @unchecked Sendable {
    private let seat: Seat
    private let patience: Patience
    private let logger: Logger
    private var turn = WritingTurn()

    init(_ address: PostgresAddress, _ timeouts: PostgresTimeouts, _ logger: Logger) {
        seat = Seat(address, timeouts) { try WritingTurn.prepare($0) }
        patience = Patience(seconds: timeouts.awaySeconds)
        self.logger = logger
    }

    /// How a transaction ended.
    private enum Outcome {
        case stored([@Sendable () -> Void])
        /// Its only job was refused, by itself or by the schema.
        case refused(any Error)
        /// One of several jobs was refused: the others deserve a transaction of their own.
        case ruined
        /// Nobody could tell in time whether it was stored.
        case inDoubt
    }

    /// Runs the jobs in one transaction. Where one of them fails, each gets its own: bodies have no
    /// effect outside the database, so they may run again.
    func store(_ jobs: [WriteJob]) {
        do {
            switch try patience.whileLost({ try attempt(jobs) }) {
            case .stored(let answers): for answer in answers { answer() }
            case .refused(let error): for job in jobs { job.fail(error) }
            case .ruined: for job in jobs { store([job]) }
            case .inDoubt: for job in jobs { job.fail(SQLError.inDoubt) }
            }
        } catch {
            for job in jobs { job.fail(error) }
        }
    }

    private func attempt(_ jobs: [WriteJob]) throws -> Outcome {
        let connection = try seat.open()
        let transaction = PostgresTransaction(connection)
        do {
            turn.pass()
            try connection.execute("BEGIN; \(WritingTurn.wait)")
            var answers: [@Sendable () -> Void] = []
            try transaction.expect(jobs.flatMap(\.ahead))
            for job in jobs {
                answers.append(try job.perform(transaction))
                transaction.flush()
                // A body that goes on after the server refused a statement stores nothing.
                if let failure = transaction.failure { throw failure }
            }
            try transaction.send(turn.mark)
            return try commit(connection, answers)
        } catch let lost as Lost {
            throw lost
        } catch {
            seat.clear()
            let failure = error as? PostgresFailure ?? transaction.failure
            if let failure, failure.isLost || failure.isTransient || failure.isOfStandIn {
                throw Lost(reason: failure.error)
            }
            let reason = (error as? PostgresFailure)?.error ?? error
            return jobs.count == 1 ? .refused(reason) : .ruined
        }
    }

    private func commit(
        _ connection: PostgresConnection, _ answers: [@Sendable () -> Void]
    ) throws -> Outcome {
        do {
            try connection.commit()
            return .stored(answers)
        } catch let failure as PostgresFailure where failure.isLost {
            seat.clear()
            logger.warning("The connection broke while a transaction was made durable.")
            guard let isStored = try? patience.whileLost(isStored) else { return .inDoubt }
            guard isStored else { throw Lost(reason: failure.error) }
            return .stored(answers)
        }
    }

    /// Whether the transaction of this turn, whose end nobody heard, was stored.
    private func isStored() throws -> Bool {
        let connection = try seat.open()
        do {
            return try turn.isMarked(on: connection)
        } catch let failure as PostgresFailure {
            seat.clear()
            throw Lost(reason: failure.error)
        }
    }
}
