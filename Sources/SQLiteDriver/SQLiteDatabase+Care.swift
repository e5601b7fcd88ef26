import Foundation
import GRDB

import enum SQL.SQLError

extension SQLiteDatabase {
    /// Copies one snapshot into a new file, while others read and write. The file appears under
    /// its name only when it is whole, and needs no companion files.
    ///
    /// - Throws: `.unavailable`, also when there is a file at `path` already.
    package func backup(to path: String) async throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw SQLError.unavailable(
                "\(path) exists already. Name a new file: backups never replace one another.")
        }
        let unfinished = path + ".unfinished"
        try await blocking { connections in
            // What an interrupted backup left behind is worthless.
            try Self.removeIfPresent(unfinished)
            do {
                try Self.copy(connections, to: unfinished)
                try FileManager.default.moveItem(atPath: unfinished, toPath: path)
            } catch {
                try Self.removeIfPresent(unfinished)
                throw (error as? DatabaseError).map { SQLError($0, path: path) } ?? error
            }
        }
    }

    private static func copy(_ connections: any DatabaseWriter, to path: String) throws {
        let copy = try DatabaseQueue(path: path)
        try connections.backup(to: copy)
        // A copy that keeps write-ahead mode would need companion files to be read.
        try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        try copy.close()
    }

    /// A database of its own in memory with all that stands in this one. For tests, which begin
    /// alike: pages are copied as they are, where a script would be read again.
    package func copyInMemory() async throws -> SQLiteDatabase {
        let copy = try SQLiteDatabase.inMemory()
        try await blocking { try $0.backup(to: copy.connections) }
        return copy
    }

    /// What is wrong with the stored rows and indexes, one line each; empty when all is sound.
    /// It reads the whole file.
    package func integrityCheck() async throws -> [String] {
        try await blocking { connections in
            try connections.read { connection in
                let damages = try String.fetchAll(connection, sql: "PRAGMA integrity_check")
                let orphans = try GRDB.Row.fetchAll(connection, sql: "PRAGMA foreign_key_check")
                return damages.filter { $0 != "ok" }
                    + orphans.map { row in
                        let (table, parent): (String, String) = (row[0], row[2])
                        return "A row of \(table) refers to a row of \(parent) that is missing."
                    }
            }
        }
    }

    private static func removeIfPresent(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        try FileManager.default.removeItem(atPath: path)
    }
}
