import Dispatch
import SQL
import SQLiteDriver
import Testing

/// Whoever asked may go away while it is read; the connection is whole afterwards.
@Suite struct CancellingTests {
    @Test func aReadThatIsCancelledMidwayEndsAndLeavesNoTransactionOpen() async throws {
        let scratch = try Scratch()
        let database = try SQLiteDatabase.open(path: scratch.path(), readers: 1)
        try await database.makeNeighbours()
        try await database.add("Ana")
        let (hasRead, didRead) = AsyncStream.makeStream(of: Void.self)
        let cancelled = DispatchSemaphore(value: 0)
        let reading = Task {
            try await database.read { db in
                let before = try db.text("SELECT name FROM neighbours")
                didRead.finish()
                cancelled.wait()
                return [before, try db.text("SELECT name FROM neighbours")]
            }
        }
        for await _ in hasRead {}
        reading.cancel()
        cancelled.signal()
        #expect(try await reading.value == ["Ana", "Ana"])
        try await database.add("Bo")
        #expect(try await database.names() == ["Ana", "Bo"])
        try await database.close()
    }
}
