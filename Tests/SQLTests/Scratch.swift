import Foundation
import SQL
import SQLiteDriver

/// A folder for the files of one test, removed with it.
final class Scratch: Sendable {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("sql-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String = "town.sqlite") -> String {
        folder.appendingPathComponent(name).path
    }
}

extension SQLiteDatabase {
    /// Neighbours with unique names, and the notes they write.
    func makeNeighbours() async throws {
        try await write { db in
            try db.script(
                """
                CREATE TABLE neighbours (
                    id INTEGER PRIMARY KEY,
                    name TEXT NOT NULL UNIQUE CONSTRAINT named CHECK (name <> '')
                ) STRICT;
                CREATE TABLE notes (
                    id INTEGER PRIMARY KEY,
                    neighbour_id INTEGER NOT NULL REFERENCES neighbours(id),
                    text TEXT
                ) STRICT;
                CREATE TABLE late_notes (
                    id INTEGER PRIMARY KEY,
                    neighbour_id INTEGER NOT NULL
                        REFERENCES neighbours(id) DEFERRABLE INITIALLY DEFERRED
                ) STRICT;
                """)
        }
    }

    func add(_ name: String) async throws {
        try await write { db in try db.run("INSERT INTO neighbours (name) VALUES (\(name))") }
    }

    func names() async throws -> [String] {
        try await read { db in
            try db.rows("SELECT name FROM neighbours ORDER BY name") { try $0.text(0) }
        }
    }
}

/// The error `work` throws, as an `SQLError`.
func refusal<T>(_ work: () async throws -> T) async -> SQLError? {
    do {
        _ = try await work()
        return nil
    } catch {
        return error as? SQLError
    }
}
