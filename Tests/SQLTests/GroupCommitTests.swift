import Dispatch
import SQL
import SQLiteDriver
import Testing

private struct Unwell: Error {}

/// A write that stays in its body until it is released, so that others must wait together.
private struct Plug {
    private let isIn: AsyncStream<Void>
    private let released = DispatchSemaphore(value: 0)
    private let write: Task<Void, any Error>

    init(_ database: SQLiteDatabase) {
        let (isIn, entered) = AsyncStream.makeStream(of: Void.self)
        self.isIn = isIn
        write = Task { [released] in
            try await database.write { _ in
                entered.finish()
                released.wait()
            }
        }
    }

    func settle() async { for await _ in isIn {} }

    func release() async throws {
        released.signal()
        try await write.value
    }
}

/// Waits, without a clock, until that many writes wait.
private func untilWaiting(_ count: Int, _ database: SQLiteDatabase) async {
    while database.writesWaiting < count { await Task.yield() }
}

/// Runs the bodies together in one transaction and returns how each ended, in order.
private func together(
    _ database: SQLiteDatabase, _ bodies: [@Sendable (any Writer) throws -> Void]
) async throws -> [(any Error)?] {
    let plug = Plug(database)
    await plug.settle()
    var tasks: [Task<Void, any Error>] = []
    for (index, body) in bodies.enumerated() {
        tasks.append(Task { try await database.write(body) })
        await untilWaiting(index + 1, database)
    }
    try await plug.release()
    var ends: [(any Error)?] = []
    for task in tasks {
        switch await task.result {
        case .success: ends.append(nil)
        case .failure(let error): ends.append(error)
        }
    }
    return ends
}

private func insert(_ name: String) -> @Sendable (any Writer) throws -> Void {
    { db in try db.run("INSERT INTO neighbours (name) VALUES (\(name))") }
}

@Suite struct GroupCommitTests {
    let scratch: Scratch
    let database: SQLiteDatabase

    init() async throws {
        scratch = try Scratch()
        database = try SQLiteDatabase.open(path: scratch.path(), writesWaitingMax: 300)
        try await database.makeNeighbours()
    }

    @Test func twoHundredWritersEachHearTheirOwnOutcome() async throws {
        let database = database
        let stored = try await withThrowingTaskGroup(of: Int?.self) { group in
            for number in 0..<200 {
                group.addTask {
                    do {
                        try await database.write { db in
                            try insert("n\(number)")(db)
                            if number % 7 == 0 { throw Unwell() }
                        }
                        return number
                    } catch is Unwell {
                        return nil
                    }
                }
            }
            return try await group.reduce(into: Set<Int>()) { if let n = $1 { $0.insert(n) } }
        }
        #expect(stored == Set((0..<200).filter { $0 % 7 != 0 }))
        #expect(try await Set(database.names()) == Set(stored.map { "n\($0)" }))
    }

    @Test func aFailingWriteLeavesNothingAndDisturbsNobody() async throws {
        let ends = try await together(
            database,
            [
                insert("Ana"),
                { db in
                    try insert("Bo")(db)
                    throw Unwell()
                },
                insert("Ana"),
                insert("Cem"),
            ])
        #expect(ends[0] == nil && ends[3] == nil)
        #expect(ends[1] is Unwell)
        #expect(
            ends[2] as? SQLError == .constraint(kind: .unique, detail: "neighbours.name"))
        #expect(try await database.names() == ["Ana", "Cem"])
    }

    @Test func aWriteThatUndoesTheWholeTransactionCostsTheOthersNothing() async throws {
        let ends = try await together(
            database,
            [
                insert("Ana"),
                { db in try db.run("INSERT OR ROLLBACK INTO neighbours (name) VALUES ('Ana')") },
                insert("Cem"),
            ])
        #expect(ends[0] == nil && ends[2] == nil)
        #expect(
            ends[1] as? SQLError == .constraint(kind: .unique, detail: "neighbours.name"))
        #expect(try await database.names() == ["Ana", "Cem"])
    }

    @Test func anUndoneTransactionTakesNoFurtherStatement() async throws {
        try await database.add("Ana")
        let ends = try await together(
            database,
            [
                { db in
                    _ = try? db.run("INSERT OR ROLLBACK INTO neighbours (name) VALUES ('Ana')")
                    try? insert("Sneaked")(db)
                },
                insert("Cem"),
                { db in try db.script("COMMIT; BEGIN") },
            ])
        #expect(ends[0] is SQLError)
        #expect(ends[1] == nil)
        #expect(ends[2] is SQLError)
        #expect(try await database.names() == ["Ana", "Cem"])
    }

    @Test func aRuleCheckedAtCommitFailsOnlyTheWriteThatBrokeIt() async throws {
        let ends = try await together(
            database,
            [
                insert("Ana"),
                { db in try db.run("INSERT INTO late_notes (neighbour_id) VALUES (99)") },
                insert("Cem"),
            ])
        #expect(ends[0] == nil && ends[2] == nil)
        #expect(
            ends[1] as? SQLError
                == .constraint(kind: .foreignKey, detail: "FOREIGN KEY constraint failed"))
        #expect(try await database.names() == ["Ana", "Cem"])
    }

    @Test func aFullDiskIsReportedToEveryWriteThatWasNotStored() async throws {
        try await database.write { db in
            let pages = try db.int("PRAGMA page_count") ?? 0
            try db.script("PRAGMA max_page_count = \(pages + 2)")
        }
        let long = String(repeating: "x", count: 100_000)
        let ends = try await together(database, [insert("Ana"), insert(long), insert("Cem")])
        #expect(ends[0] == nil && ends[2] == nil)
        #expect("\(try #require(ends[1]))".contains("disk is full"))
        #expect(try await database.names() == ["Ana", "Cem"])
    }

    @Test func aFullQueueRefusesWithoutBeginning() async throws {
        let small = try SQLiteDatabase.inMemory(writesWaitingMax: 2)
        try await small.makeNeighbours()
        let plug = Plug(small)
        await plug.settle()
        let first = Task { try await small.add("Ana") }
        let second = Task { try await small.add("Bo") }
        await untilWaiting(2, small)
        #expect(await refusal { try await small.add("Cem") } == .busy)
        try await plug.release()
        try await first.value
        try await second.value
        #expect(try await small.names() == ["Ana", "Bo"])
    }

    @Test func closingStoresWhatWaitsAndRefusesWhatFollows() async throws {
        let database = database
        let plug = Plug(database)
        await plug.settle()
        let waiting = Task { try await database.add("Ana") }
        await untilWaiting(1, database)
        let closing = Task { try await database.close() }
        try await plug.release()
        try await waiting.value
        try await closing.value
        let later = await refusal { try await database.add("Bo") }
        #expect("\(try #require(later))".contains("was closed"))
        let read = await refusal { try await database.names() }
        #expect("\(try #require(read))".contains("was closed"))
        #expect(try await SQLiteDatabase.open(path: scratch.path()).names() == ["Ana"])
    }
}
