import Dispatch
import Foundation
import SQL
import SQLiteDriver
import Testing

@Suite struct OpeningTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test func commitsAreDurableAndForeignKeysEnforced() async throws {
        let database = try SQLiteDatabase.open(path: scratch.path())
        try await database.write { db throws in
            #expect(try db.int("PRAGMA synchronous") == 2)
            #expect(try db.int("PRAGMA foreign_keys") == 1)
            #expect(try db.text("PRAGMA journal_mode") == "wal")
        }
        #expect(try await SQLiteDatabase.inMemory().read { try $0.int("PRAGMA foreign_keys") } == 1)
    }

    @Test func aStoredWriteIsOnDiskBeforeItsCallerHears() async throws {
        let database = try SQLiteDatabase.open(path: scratch.path())
        try await database.makeNeighbours()
        try await database.add("Ana")
        // The files as a crash would leave them now, with the database still open.
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(
                atPath: scratch.path() + suffix, toPath: scratch.path("after-crash") + suffix)
        }
        let survivor = try SQLiteDatabase.open(path: scratch.path("after-crash"))
        #expect(try await survivor.names() == ["Ana"])
    }

    @Test func aReaderSeesOneSnapshotWhileOthersWrite() async throws {
        let database = try SQLiteDatabase.open(path: scratch.path())
        try await database.makeNeighbours()
        try await database.add("Ana")
        let (hasRead, didRead) = AsyncStream.makeStream(of: Void.self)
        let written = DispatchSemaphore(value: 0)
        let counting = Task {
            try await database.read { db in
                let before = try db.int("SELECT count(*) FROM neighbours")
                didRead.finish()
                written.wait()
                return [before, try db.int("SELECT count(*) FROM neighbours")]
            }
        }
        for await _ in hasRead {}
        try await database.add("Bo")
        written.signal()
        #expect(try await counting.value == [1, 1])
        #expect(try await database.names() == ["Ana", "Bo"])
    }

    @Test func aSecondProgramWaitsForTheFirstToFinishWriting() async throws {
        let first = try SQLiteDatabase.open(path: scratch.path())
        try await first.makeNeighbours()
        let second = try SQLiteDatabase.open(path: scratch.path(), busyTimeoutSeconds: 60)
        let hasty = try SQLiteDatabase.open(path: scratch.path(), busyTimeoutSeconds: 0)
        let (isWriting, began) = AsyncStream.makeStream(of: Void.self)
        let released = DispatchSemaphore(value: 0)
        let long = Task {
            try await first.write { db in
                try db.run("INSERT INTO neighbours (name) VALUES ('Ana')")
                began.finish()
                released.wait()
            }
        }
        for await _ in isWriting {}
        let refused = await refusal { try await hasty.add("Cem") }
        #expect("\(try #require(refused))".contains("locked by another program"))
        let patient = Task { try await second.add("Bo") }
        released.signal()
        try await long.value
        try await patient.value
        #expect(try await first.names() == ["Ana", "Bo"])
    }

    @Test func aMissingFileIsNotMadeUnlessAsked() throws {
        let path = scratch.path("missing.sqlite")
        for (readOnly, create) in [(true, true), (false, false)] {
            let error = #expect(throws: SQLError.self) {
                try SQLiteDatabase.open(path: path, readOnly: readOnly, createIfMissing: create)
            }
            #expect("\(try #require(error))".contains("missing.sqlite does not exist"))
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func aFolderIsNotADatabase() throws {
        let error = #expect(throws: SQLError.self) {
            try SQLiteDatabase.open(path: scratch.folder.path)
        }
        #expect("\(try #require(error))".contains("is a folder"))
        let lost = #expect(throws: SQLError.self) {
            try SQLiteDatabase.open(path: scratch.path("nowhere/town.sqlite"))
        }
        #expect("\(try #require(lost))".contains("nowhere for the database does not exist"))
    }

    @Test func aFileOfAnotherKindIsRefusedAndKept() throws {
        let path = scratch.path("letter.txt")
        let letter = Data(String(repeating: "Dear neighbours, ", count: 500).utf8)
        try letter.write(to: URL(fileURLWithPath: path))
        let error = #expect(throws: SQLError.self) { try SQLiteDatabase.open(path: path) }
        #expect("\(try #require(error))".contains("letter.txt is not an SQLite database"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == letter)
    }

    @Test func aDamagedFileIsReported() async throws {
        let path = scratch.path()
        let database = try SQLiteDatabase.open(path: path)
        try await database.makeNeighbours()
        for number in 0..<300 { try await database.add("Neighbour number \(number)") }
        try await database.close()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes.replaceSubrange(
            4096..<bytes.count, with: Data(repeating: 7, count: bytes.count - 4096))
        try bytes.write(to: URL(fileURLWithPath: path))
        let damaged = try SQLiteDatabase.open(path: path)
        let error = await refusal { try await damaged.names() }
        #expect("\(try #require(error))".contains("is damaged"))
        let problems = await refusal { try await damaged.integrityCheck() }
        let found = problems == nil ? try await damaged.integrityCheck() : []
        #expect(problems != nil || !found.isEmpty)
    }

    @Test func aDatabaseOpenedForReadingIsNeverWritten() async throws {
        let path = scratch.path()
        let writing = try SQLiteDatabase.open(path: path)
        try await writing.makeNeighbours()
        try await writing.add("Ana")
        let reading = try SQLiteDatabase.open(path: path, readOnly: true)
        #expect(try await reading.names() == ["Ana"])
        let error = await refusal { try await reading.add("Bo") }
        #expect("\(try #require(error))".contains("for reading only"))
    }

    /// A superuser may write any file, so there is nothing to refuse.
    @Test(.enabled(if: geteuid() != 0))
    func aFileThatMayNotBeWrittenIsReported() async throws {
        let path = scratch.path()
        try await SQLiteDatabase.open(path: path).close()
        try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
        let error = #expect(throws: SQLError.self) { try SQLiteDatabase.open(path: path) }
        #expect("\(try #require(error))".contains("cannot be"))
    }
}
