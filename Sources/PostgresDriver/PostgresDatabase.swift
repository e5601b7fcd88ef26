import Dispatch
import Foundation
package import Logging

package import protocol SQL.Database
package import enum SQL.Dialect
package import class SQL.GroupCommit
package import protocol SQL.Reader
package import struct SQL.SQL
package import enum SQL.SQLError
package import protocol SQL.Writer

/// A PostgreSQL database that several nodes of Linli share.
///
/// Writing transactions take turns, on this node and among all: each takes one lock of the database
/// before it looks at anything. So a write sees what every write before it left, as on the embedded
/// engine, and none is undone for the sake of another. Whatever waits meanwhile shares the next
/// transaction.
package final class PostgresDatabase: Database {
    package let address: PostgresAddress
    private let readers: ReadingPool
    private let groupCommit: GroupCommit<WritingSeat>
    private let wire: Wire

    package static let usualReaders = min(ProcessInfo.processInfo.activeProcessorCount + 1, 16)

    /// Opens a database and proves that it is one on which Linli can rely.
    ///
    /// - Parameters:
    ///   - readers: connections that read at once, 1 or more; where it is not said, one more than
    ///     the machine has processors, up to 16. With more, processes of a server on the same
    ///     machine take turns, and the slowest answers wait the longest.
    ///   - writesWaitingMax: how many writes, and how many reads, may wait before `.busy`.
    /// - Throws: `.unavailable` with a sentence for the operator.
    package static func open(
        _ address: PostgresAddress, readers: Int = usualReaders, writesWaitingMax: Int = 4_096,
        timeouts: PostgresTimeouts = PostgresTimeouts(),
        logger: Logger = Logger(label: "postgres")
    ) throws -> PostgresDatabase {
        precondition(readers > 0, "A database needs at least one reader.")
        do {
            try Fitness.check(try PostgresConnection(address, timeouts: timeouts), at: address)
        } catch let failure as PostgresFailure {
            throw failure.error
        }
        return PostgresDatabase(
            address, readers: readers, writesWaitingMax: writesWaitingMax, timeouts: timeouts,
            logger: logger)
    }

    /// A standby for reading. It may be away now or later, and is hardly waited for: whoever asks
    /// it has the database itself.
    package static func replica(
        _ address: PostgresAddress, logger: Logger = Logger(label: "postgres")
    ) -> PostgresDatabase {
        var timeouts = PostgresTimeouts()
        timeouts.connectSeconds = 2
        timeouts.awaySeconds = 0
        return PostgresDatabase(
            address, readers: usualReaders, writesWaitingMax: 4_096, timeouts: timeouts,
            logger: logger)
    }

    private init(
        _ address: PostgresAddress, readers: Int, writesWaitingMax: Int,
        timeouts: PostgresTimeouts, logger: Logger
    ) {
        self.address = address
        self.readers = ReadingPool(
            address, seatsMax: readers, waitingMax: writesWaitingMax, timeouts: timeouts)
        let seat = WritingSeat(address, timeouts, logger)
        let queue = DispatchQueue(label: "linli.postgres.write")
        wire = Wire(address, timeouts, logger)
        groupCommit = GroupCommit(
            waitingMax: writesWaitingMax,
            begin: { work in queue.async { work(seat) } },
            store: { jobs, seat in seat.store(jobs) })
    }

    package var dialect: Dialect { .postgres }

    package func read<T: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> T
    ) async throws -> T { try await readers.read(body) }

    package func glance<T: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> T
    ) async throws -> T { try await readers.read(body) }

    package func peek<T: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> T
    ) async throws -> T { try await readers.peek(body) }

    @discardableResult
    package func write<T: Sendable>(
        ahead: [SQL], _ body: @escaping @Sendable (any Writer) throws -> T
    ) async throws -> T { try await groupCommit.write(ahead: ahead, body) }

    package func tell(_ news: String) { wire.tell(news) }

    package func news() -> AsyncStream<String>? { wire.news() }

    package func close() async throws {
        wire.close()
        await groupCommit.close()
        readers.close()
    }

    /// How many writes wait for the next transaction, for the operator's figures.
    package var writesWaiting: Int { groupCommit.waitingCount }
}
