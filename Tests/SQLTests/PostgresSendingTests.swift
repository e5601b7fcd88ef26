import SQL
import Testing

@testable import PostgresDriver

/// Statements whose answers are read together.
extension PostgresTests {
    @Test func whatWasSentAndRefusedIsToldToWhoeverSentIt() async throws {
        try await withDatabase { database in
            let ends = await withTaskGroup(of: (Int, SQLError?).self) { group in
                for number in 1...40 {
                    group.addTask {
                        do {
                            try await database.write { db in
                                try db.send(
                                    "INSERT INTO streets (id, name) VALUES (\(number), 'a')")
                                let name = "\(number)"
                                try db.send(
                                    "UPDATE streets SET name = \(name) WHERE id = \(number)")
                                // Every tenth is there already when it is sent once more.
                                if number.isMultiple(of: 10) {
                                    try db.send(
                                        "INSERT INTO streets (id, name) VALUES (\(number), 'b')")
                                }
                            }
                            return (number, nil)
                        } catch { return (number, error as? SQLError) }
                    }
                }
                return await group.reduce(into: [Int: SQLError?]()) { $0[$1.0] = $1.1 }
            }
            let refused = ends.filter { $0.value != nil }.keys.sorted()
            #expect(refused == [10, 20, 30, 40])
            #expect(ends[10] == .constraint(kind: .unique, detail: "streets.id"))
            let stored = try await count(database)
            #expect(stored == 36)
        }
    }

    @Test func statementsThatGoTogetherAreAnsweredOneByOne() async throws {
        try await withDatabase { database in
            let changed = try await database.write { db in
                try db.send("INSERT INTO streets (id, name) VALUES (9, 'sent before')")
                return try db.run(all: [
                    "INSERT INTO streets (id, name) VALUES (1, 'a'), (2, 'b')",
                    "UPDATE streets SET name = 'c' WHERE id > 100",
                    "DELETE FROM streets WHERE id = \(9)",
                ])
            }
            #expect(changed == [2, 0, 1])
            await #expect(throws: SQLError.self) {
                try await database.write { db in
                    _ = try db.run(all: [
                        "DELETE FROM streets", "INSERT INTO streets (id, name) VALUES (1, NULL)",
                        "INSERT INTO streets (id, name) VALUES (3, 'd')",
                    ])
                }
            }
            let stored = try await count(database)
            #expect(stored == 2)
        }
    }
}
