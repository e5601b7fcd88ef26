import Foundation
import SQL
import SQLiteDriver
import Synchronization
import Testing

/// Whoever asked may go away while it is read; the connection is whole afterwards.
@Suite struct CancellingTests {
    @Test func aReadThatIsCancelledMidwayEndsAndLeavesNoTransactionOpen() async throws {
        let scratch = try Scratch()
        let database = try SQLiteDatabase.open(path: scratch.path(), readers: 1)
        try await database.makeNeighbours()
        try await database.add("Ana")
        let (hasBegun, isCancelled) = (Flag(), Flag())
        let reading = Task {
            try await database.read { db in
                let before = try db.text("SELECT name FROM neighbours")
                hasBegun.raise()
                isCancelled.waitUntilRaised()
                return [before, try db.text("SELECT name FROM neighbours")]
            }
        }
        while !hasBegun.isRaised { try await Task.sleep(for: .milliseconds(1)) }
        reading.cancel()
        isCancelled.raise()
        #expect(try await reading.value == ["Ana", "Ana"])
        try await database.add("Bo")
        #expect(try await database.names() == ["Ana", "Bo"])
        try await database.close()
    }
}

/// Set once, by one thread for another.
private final class Flag: Sendable {
    private let value = Atomic(false)

    var isRaised: Bool { value.load(ordering: .acquiring) }
    func raise() { value.store(true, ordering: .releasing) }

    func waitUntilRaised() {
        while !isRaised { usleep(1_000) }
    }
}
