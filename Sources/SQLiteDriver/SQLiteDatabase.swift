import Dispatch
import GRDB
import Synchronization

package import protocol SQL.Database
package import enum SQL.Dialect
package import class SQL.GroupCommit
package import protocol SQL.Reader
package import struct SQL.SQL
package import enum SQL.SQLError
package import protocol SQL.Writer

/// An SQLite file, or a database in memory: many readers, one writer, commits that survive a
/// power cut.
package final class SQLiteDatabase: Database {
    /// Where the file stands; `:memory:` for a database in memory.
    package let path: String
    let isReadOnly: Bool
    let connections: any DatabaseWriter
    private let groupCommit: GroupCommit<GRDB.Database>
    /// Nil for a database in memory, which has one connection.
    private let glances: GlanceConnections?
    private let isClosed = Atomic(false)

    init(_ connections: any DatabaseWriter, opening: Opening) {
        self.path = opening.path
        self.isReadOnly = opening.isReadOnly
        self.connections = connections
        self.glances =
            opening.path == ":memory:"
            ? nil
            : GlanceConnections(path: opening.path, busySeconds: opening.busyTimeoutSeconds)
        self.groupCommit = GroupCommit(
            waitingMax: opening.writesWaitingMax,
            begin: { work in connections.asyncWriteWithoutTransaction { work($0) } },
            store: { [path, logger = opening.logger] jobs, connection in
                Batch(connection: connection, path: path, logger: logger).store(jobs)
            })
    }

    package var dialect: Dialect { .sqlite }

    /// How many writes wait for the next transaction, for the operator's figures.
    package var writesWaiting: Int { groupCommit.waitingCount }

    package func read<T: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> T
    ) async throws -> T {
        guard !isClosed.load(ordering: .acquiring) else { throw SQLError.closed }
        // GRDB ends a cancelled read by rolling back, which it knows by the authorizer that it is
        // not given (`keepsNoRegions`); without it the transaction stays open and the process
        // traps. So what was begun is read to its end, as on the other engine.
        let reading = Task { [connections, path] in
            try await connections.read { try body(SQLiteTransaction($0, path: path)) }
        }
        do {
            return try await reading.value
        } catch let error as DatabaseError {
            throw SQLError(error, path: path)
        }
    }

    package func glance<T: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> T
    ) async throws -> T {
        guard let glances else { return try await read(body) }
        do {
            return try glances.glance(body)
        } catch let error as DatabaseError {
            throw SQLError(error, path: path)
        }
    }

    @discardableResult
    package func write<T: Sendable>(
        ahead: [SQL], _ body: @escaping @Sendable (any Writer) throws -> T
    ) async throws -> T {
        guard !isReadOnly else {
            throw SQLError.unavailable(
                "The database file \(path) was opened for reading only. Nothing was stored.")
        }
        return try await groupCommit.write(ahead: ahead, body)
    }

    package func close() async throws {
        isClosed.store(true, ordering: .releasing)
        await groupCommit.close()
        glances?.close()
        try await blocking { try $0.close() }
    }

    /// Runs `work`, which may take long, on a thread of its own.
    func blocking<T: Sendable>(
        _ work: @escaping @Sendable (any DatabaseWriter) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global(qos: .utility).async { [connections, path] in
                continuation.resume(
                    with: Result { try SQLError.translating(path: path) { try work(connections) } })
            }
        }
    }
}
