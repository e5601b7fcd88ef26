import Foundation
import GRDB
import GRDBSQLite
package import Logging

package import enum SQL.SQLError

extension SQLiteDatabase {
    /// How a database is opened, with every limit named.
    struct Opening {
        var path: String
        var isReadOnly = false
        var readersMax = 5
        var busyTimeoutSeconds = 5.0
        var writesWaitingMax = 4096
        var logger = Logger(label: "sqlite")
    }

    /// Opens a file in write-ahead mode, with durable commits and foreign keys enforced.
    ///
    /// - Parameters:
    ///   - readers: connections that read at once, 1 or more.
    ///   - busyTimeoutSeconds: how long to wait for another program that writes.
    ///   - writesWaitingMax: how many writes may wait before `.busy`.
    /// - Throws: `.unavailable` with a sentence for the operator.
    package static func open(
        path: String, readOnly: Bool = false, createIfMissing: Bool = true, readers: Int = 5,
        busyTimeoutSeconds: Double = 5, writesWaitingMax: Int = 4096,
        logger: Logger = Logger(label: "sqlite")
    ) throws(SQLError) -> SQLiteDatabase {
        precondition(readers > 0, "A database needs at least one reader.")
        try checkFile(path, mayCreate: createIfMissing && !readOnly)
        let opening = Opening(
            path: path, isReadOnly: readOnly, readersMax: readers,
            busyTimeoutSeconds: busyTimeoutSeconds, writesWaitingMax: writesWaitingMax,
            logger: logger)
        MemoryCounting.off()
        do {
            let pool = try DatabasePool(path: path, configuration: configuration(opening))
            try pool.writeWithoutTransaction { try secure($0, opening) }
            return SQLiteDatabase(pool, opening: opening)
        } catch let error as DatabaseError {
            throw SQLError(error, path: path)
        } catch let error as SQLError {
            throw error
        } catch {
            throw .unavailable("The database file \(path) cannot be opened: \(error)")
        }
    }

    /// A database of its own in memory, gone when it is closed. For tests: the statements, errors
    /// and transactions are those of a file, but readers wait for the writer.
    package static func inMemory(writesWaitingMax: Int = 4096) throws -> SQLiteDatabase {
        let opening = Opening(path: ":memory:", writesWaitingMax: writesWaitingMax)
        MemoryCounting.off()
        return try SQLError.translating {
            SQLiteDatabase(
                try DatabaseQueue(configuration: configuration(opening)), opening: opening)
        }
    }

    private static func configuration(_ opening: Opening) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = opening.isReadOnly
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(opening.busyTimeoutSeconds)
        configuration.maximumReaderCount = opening.readersMax
        configuration.label = "sqlite"
        configuration.prepareDatabase { keepsNoRegions($0) }
        return configuration
    }

    /// Lets SQLite prepare statements without telling GRDB, column by column, what each reads and
    /// writes. That is for observers, which we have none of, and took most of the time to prepare.
    private static func keepsNoRegions(_ connection: GRDB.Database) {
        sqlite3_set_authorizer(connection.sqliteConnection, nil, nil)
    }

    /// Refuses early what SQLite would only call "unable to open database file".
    private static func checkFile(_ path: String, mayCreate: Bool) throws(SQLError) {
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) {
            guard isDirectory.boolValue else { return }
            throw .unavailable(
                "\(path) is a folder, not a database file. Name a file inside it.")
        }
        guard mayCreate else {
            throw .unavailable(
                "The database file \(path) does not exist. Check the path, or create it first.")
        }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory),
            isDirectory.boolValue
        else {
            throw .unavailable(
                "The folder \(folder) for the database does not exist. Create it first.")
        }
    }

    /// Pages that the writing connection keeps in memory, in KiB.
    private static let writerCacheKibibytes = 32 * 1_024
    /// Pages of 4 KiB after which the write-ahead log is copied into the file.
    private static let checkpointPages = 4_000

    /// Makes commits durable and proves the settings. GRDB sets `synchronous` to NORMAL when it
    /// turns write-ahead mode on, which may lose the last commits in a power cut; so FULL is set
    /// afterwards and read back.
    private static func secure(_ connection: GRDB.Database, _ opening: Opening) throws {
        // Reads the header, so that a file of another kind is refused now and not later.
        _ = try Int.fetchOne(connection, sql: "SELECT count(*) FROM sqlite_schema")
        try connection.execute(sql: "PRAGMA synchronous = FULL")
        guard try Int.fetchOne(connection, sql: "PRAGMA synchronous") == 2,
            try Int.fetchOne(connection, sql: "PRAGMA foreign_keys") == 1
        else {
            throw SQLError.unavailable(
                "SQLite did not accept durable commits and foreign keys for \(opening.path). "
                    + "Use the SQLite library of the system.")
        }
        guard !opening.isReadOnly else { return }
        // Most of what one act touches stays in memory, and the log is copied back in larger steps.
        try connection.execute(sql: "PRAGMA cache_size = -\(writerCacheKibibytes)")
        try connection.execute(sql: "PRAGMA wal_autocheckpoint = \(checkpointPages)")
        guard try String.fetchOne(connection, sql: "PRAGMA journal_mode") == "wal" else {
            throw SQLError.unavailable(
                "The database file \(opening.path) cannot use write-ahead mode. "
                    + "Keep it on a local disk.")
        }
    }
}
