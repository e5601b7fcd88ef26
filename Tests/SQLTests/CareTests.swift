import Foundation
import SQL
import SQLiteDriver
import Testing

@Test func theSchemaTextIsStableAndLeavesOutInternals() async throws {
    let database = try SQLiteDatabase.inMemory()
    try await database.write { db in
        try db.script(
            """
            CREATE TABLE b (id INTEGER PRIMARY KEY, a_id INTEGER UNIQUE);
            CREATE INDEX b_by_a ON b (a_id);
            CREATE TABLE a (id INTEGER PRIMARY KEY);
            CREATE TRIGGER keep_a BEFORE DELETE ON a BEGIN SELECT RAISE(ABORT, 'kept'); END;
            CREATE VIRTUAL TABLE words USING fts5(text);
            """)
    }
    let text = try await database.read { try schemaText($0) }
    #expect(
        text == """
            CREATE TABLE a (id INTEGER PRIMARY KEY);

            CREATE TABLE b (id INTEGER PRIMARY KEY, a_id INTEGER UNIQUE);

            CREATE VIRTUAL TABLE words USING fts5(text);

            CREATE INDEX b_by_a ON b (a_id);

            CREATE TRIGGER keep_a BEFORE DELETE ON a BEGIN SELECT RAISE(ABORT, 'kept'); END;

            """)
}

@Test func aBackupIsOneWholeFile() async throws {
    let scratch = try Scratch()
    let database = try SQLiteDatabase.open(path: scratch.path())
    try await database.makeNeighbours()
    try await database.add("Ana")
    let path = scratch.path("backup.sqlite")
    try await database.backup(to: path)
    try await database.add("Bo")
    let files = try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path)
    #expect(files.filter { $0.hasPrefix("backup") } == ["backup.sqlite"])
    let copy = try SQLiteDatabase.open(path: path, readOnly: true)
    #expect(try await copy.names() == ["Ana"])
    #expect(try await copy.integrityCheck().isEmpty)
    let again = await refusal { try await database.backup(to: path) }
    #expect("\(try #require(again))".contains("exists already"))
}

@Test func theIntegrityCheckFindsRowsWithoutTheirParent() async throws {
    let database = try SQLiteDatabase.inMemory()
    try await database.makeNeighbours()
    #expect(try await database.integrityCheck().isEmpty)
    // Foreign keys cannot be switched off inside a transaction, so the rule itself is hidden.
    try await database.write { db in
        let notes = try db.text("SELECT sql FROM sqlite_schema WHERE name = 'notes'")
        let lax = notes?.replacingOccurrences(of: "REFERENCES neighbours(id)", with: "")
        try db.script("PRAGMA writable_schema = ON")
        try db.run("UPDATE sqlite_schema SET sql = \(lax) WHERE name = 'notes'")
        try db.script("PRAGMA writable_schema = RESET; PRAGMA writable_schema = ON")
        try db.run("INSERT INTO notes (neighbour_id) VALUES (9)")
        try db.run("UPDATE sqlite_schema SET sql = \(notes) WHERE name = 'notes'")
        try db.script("PRAGMA writable_schema = RESET")
    }
    #expect(
        try await database.integrityCheck()
            == ["A row of notes refers to a row of neighbours that is missing."])
}
