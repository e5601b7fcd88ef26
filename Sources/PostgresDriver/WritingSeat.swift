import Logging

import enum SQL.SQLError
import struct SQL.WriteJob

/// The one connection of this node that writes. Each job is answered exactly once, and none is told
/// it was stored unless the COMMIT that held it succeeded.
///
/// `@unchecked Sendable`: used on the writing queue alone.
final class WritingSeat: @unchecked Sendable {
    private let seat: Seat
    private let patience: Patience
    private let logger: Logger

    init(_ address: PostgresAddress, _ timeouts: PostgresTimeouts, _ logger: Logger) {
        seat = Seat(address, timeouts)
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
    }

    /// Runs the jobs in one transaction. Where one of them fails, each gets its own: bodies have no
    /// effect outside the database, so they may run again.
    func store(_ jobs: [WriteJob]) {
        do {
            switch try patience.whileLost({ try attempt(jobs) }) {
            case .stored(let answers): for answer in answers { answer() }
            case .refused(let error): for job in jobs { job.fail(error) }
            case .ruined: for job in jobs { store([job]) }
            }
        } catch {
            for job in jobs { job.fail(error) }
        }
    }

    /// The lock for which writing transactions of all nodes take turns.
    private static let turn = 7_561_820_364

    private func attempt(_ jobs: [WriteJob]) throws -> Outcome {
        let connection = try seat.open()
        let transaction = PostgresTransaction(connection)
        do {
            let number = try connection.execute(
                """
                BEGIN; SELECT pg_advisory_xact_lock(\(Self.turn)); SELECT pg_current_xact_id()
                """
            ).text()
            var answers: [@Sendable () -> Void] = []
            try transaction.expect(jobs.flatMap(\.ahead))
            for job in jobs {
                answers.append(try job.perform(transaction))
                transaction.flush()
                // A body that goes on after the server refused a statement stores nothing.
                if let failure = transaction.failure { throw failure }
            }
            return try commit(connection, number, answers)
        } catch let lost as Lost {
            throw lost
        } catch {
            seat.clear()
            let failure = error as? PostgresFailure ?? transaction.failure
            if let failure, failure.isLost || failure.isTransient {
                throw Lost(reason: failure.error)
            }
            let reason = (error as? PostgresFailure)?.error ?? error
            return jobs.count == 1 ? .refused(reason) : .ruined
        }
    }

    private func commit(
        _ connection: PostgresConnection, _ number: String,
        _ answers: [@Sendable () -> Void]
    ) throws -> Outcome {
        do {
            try connection.commit()
            return .stored(answers)
        } catch let failure as PostgresFailure where failure.isLost {
            seat.clear()
            logger.warning("The connection broke while a transaction was made durable.")
            guard try patience.whileLost({ try isStored(number) }) else {
                throw Lost(reason: failure.error)
            }
            return .stored(answers)
        }
    }

    /// Whether a transaction whose end nobody heard was stored.
    private func isStored(_ number: String) throws -> Bool {
        let connection = try seat.open()
        do {
            let status = try connection.execute("SELECT pg_xact_status('\(number)')").text()
            if status == "in progress" {
                // The server has not noticed yet that nobody is there.
                throw Lost(
                    reason: .unavailable(
                        "Whether the last change was stored could not be found out in time. Look "
                            + "before you do it again."))
            }
            return status == "committed"
        } catch let failure as PostgresFailure {
            seat.clear()
            if failure.isLost { throw Lost(reason: failure.error) }
            // A server that took over and never heard of it.
            return false
        }
    }
}
