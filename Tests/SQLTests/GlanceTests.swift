import Foundation
import SQL
import SQLiteDriver
import Testing

/// Glances read what was stored, cannot write, and end with the database.
@Suite struct GlanceTests {
    @Test func aGlanceSeesWhatWasStoredBeforeIt() async throws {
        let scratch = try Scratch()
        let database = try SQLiteDatabase.open(path: scratch.path())
        try await database.write { try $0.script("CREATE TABLE notes (text TEXT)") }
        for number in 1...5 {
            try await database.write { db in
                try db.run("INSERT INTO notes VALUES (\("note \(number)"))")
            }
            let count = try await database.glance {
                try $0.int("SELECT COUNT(*) FROM notes")
            }
            #expect(count == Int64(number))
        }
        try await database.close()
    }

    @Test func manyGlanceAtOnce() async throws {
        let scratch = try Scratch()
        let database = try SQLiteDatabase.open(path: scratch.path())
        try await database.write { db in
            try db.script("CREATE TABLE notes (text TEXT)")
            try db.run("INSERT INTO notes VALUES (\("one"))")
        }
        let texts = try await withThrowingTaskGroup(of: String?.self) { group in
            for _ in 1...200 {
                group.addTask {
                    try await database.glance { try $0.text("SELECT text FROM notes") }
                }
            }
            return try await group.reduce(into: [String?]()) { $0.append($1) }
        }
        #expect(texts == Array(repeating: "one", count: 200))
        try await database.close()
    }

    @Test func anErrorOfTheBodyComesOutAndTheNextGlanceGoesOn() async throws {
        struct Stop: Error {}
        let scratch = try Scratch()
        let database = try SQLiteDatabase.open(path: scratch.path())
        try await database.write { try $0.script("CREATE TABLE notes (text TEXT)") }
        await #expect(throws: Stop.self) {
            try await database.glance { _ in throw Stop() }
        }
        await #expect(throws: SQLError.self) {
            _ = try await database.glance { try $0.int("SELECT wrong FROM notes") }
        }
        #expect(try await database.glance { try $0.int("SELECT COUNT(*) FROM notes") } == 0)
        try await database.close()
    }

    @Test func nothingIsGlancedAtAfterTheDatabaseWasClosed() async throws {
        let scratch = try Scratch()
        let database = try SQLiteDatabase.open(path: scratch.path())
        try await database.close()
        await #expect(throws: SQLError.self) {
            _ = try await database.glance { try $0.int("SELECT 1") }
        }
    }
}
