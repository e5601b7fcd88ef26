import Foundation
import GRDB
import GRDBSQLite

import enum SQL.SQLError

/// A few connections that only read, each used on the thread of whoever glances: no change of
/// thread, no queue. Whoever finds none idle goes the long way.
///
/// `@unchecked Sendable`: `idle` and `isClosed` stand behind `lock`.
final class GlanceConnections: @unchecked Sendable {
    private let path: String
    private let busyMilliseconds: Int32
    private let lock = NSLock()
    private var idle: [GlanceConnection] = []
    private var isClosed = false

    /// Connections that are kept open; more than the machine has threads for would idle.
    private static let idleMax = max(2, ProcessInfo.processInfo.activeProcessorCount) + 1

    init(path: String, busySeconds: Double) {
        self.path = path
        busyMilliseconds = Int32(busySeconds * 1_000)
    }

    /// Runs `body` on one unchanging snapshot.
    func glance<T>(_ body: (SQLiteTransaction) throws -> T) throws -> T {
        let connection = try lock.withLock { isClosed ? nil : idle.popLast() } ?? open()
        do {
            let value = try connection.snapshot {
                try body(SQLiteTransaction(connection, path: path))
            }
            giveBack(connection)
            return value
        } catch {
            giveBack(connection)
            throw error
        }
    }

    func close() {
        lock.withLock {
            isClosed = true
            idle = []
        }
    }

    private func open() throws -> GlanceConnection {
        guard !lock.withLock({ isClosed }) else { throw SQLError.closed }
        return try GlanceConnection(path: path, busyMilliseconds: busyMilliseconds)
    }

    private func giveBack(_ connection: GlanceConnection) {
        lock.withLock {
            if !isClosed, idle.count < Self.idleMax { idle.append(connection) }
        }
    }
}

/// One connection that only reads, with the statements that were prepared on it.
final class GlanceConnection: Statements {
    private static let cacheKibibytes = 4 * 1_024

    private let connection: OpaquePointer
    private var kept: [String: KeptStatement] = [:]
    private var begin: KeptStatement?
    private var end: KeptStatement?

    var handle: OpaquePointer? { connection }

    init(path: String, busyMilliseconds: Int32) throws {
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX
        let code = sqlite3_open_v2(path, &opened, flags, nil)
        guard code == SQLITE_OK, let opened else {
            sqlite3_close_v2(opened)
            throw DatabaseError(resultCode: ResultCode(rawValue: code))
        }
        connection = opened
        sqlite3_extended_result_codes(connection, 1)
        sqlite3_busy_timeout(connection, busyMilliseconds)
        sqlite3_exec(connection, "PRAGMA cache_size = -\(Self.cacheKibibytes)", nil, nil, nil)
    }

    deinit {
        kept = [:]
        begin = nil
        end = nil
        sqlite3_close_v2(connection)
    }

    func snapshot<T>(_ body: () throws -> T) throws -> T {
        try run(&begin, "BEGIN DEFERRED")
        do {
            let value = try body()
            try run(&end, "COMMIT")
            return value
        } catch {
            // Reading leaves nothing to undo; the snapshot is only let go.
            try? run(&end, "COMMIT")
            throw error
        }
    }

    func statement(_ text: String, isKept: Bool) throws -> Prepared {
        if isKept, let found = kept[text] {
            return Prepared(statement: found.statement, owner: found)
        }
        let made = try KeptStatement(text, on: connection)
        if isKept { kept[text] = made }
        return Prepared(statement: made.statement, owner: made)
    }

    private func run(_ statement: inout KeptStatement?, _ text: String) throws {
        let found = try statement ?? KeptStatement(text, on: connection)
        statement = found
        let code = sqlite3_step(found.statement)
        sqlite3_reset(found.statement)
        guard code == SQLITE_DONE else {
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code),
                message: String(cString: sqlite3_errmsg(connection)), sql: text)
        }
    }
}

/// A statement that is finalized when nobody holds it any more.
private final class KeptStatement {
    let statement: OpaquePointer

    init(_ text: String, on connection: OpaquePointer) throws {
        var made: OpaquePointer?
        let code = sqlite3_prepare_v3(
            connection, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &made, nil)
        guard code == SQLITE_OK, let made else {
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code),
                message: String(cString: sqlite3_errmsg(connection)), sql: text)
        }
        statement = made
    }

    deinit { sqlite3_finalize(statement) }
}
