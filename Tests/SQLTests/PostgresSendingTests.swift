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

    /// Numbers that are asked ahead of all bodies are each given once, whoever is refused.
    @Test func whatIsAskedAheadIsAnsweredToEachOnce() async throws {
        try await withDatabase { database in
            try await database.write { db in
                try db.run("INSERT INTO streets (id, name) VALUES (1000, 'counted')")
            }
            let next: SQL = "UPDATE streets SET id = id + 1 WHERE name = 'counted' RETURNING id"
            let given = await withTaskGroup(of: Int64?.self) { group in
                for number in 1...40 {
                    group.addTask {
                        try? await database.write(ahead: [next]) { db in
                            let given = try db.int(next)
                            // Every tenth takes a number and is refused: the others have it.
                            let name = number.isMultiple(of: 10) ? nil : "street \(number)"
                            try db.send(
                                "INSERT INTO streets (id, name) VALUES (\(number), \(name))")
                            return given ?? 0
                        }
                    }
                }
                return await group.reduce(into: [Int64]()) { all, one in
                    if let one { all.append(one) }
                }
            }
            #expect(given.sorted() == Array(1001...1036))
        }
    }

    @Test func aWalkInOrderSortsNothingAndLeavesOthersAlone() async throws {
        try await withDatabase { database in
            let sorting: SQL = """
                SELECT current_setting('enable_sort') || current_setting('enable_seqscan')
                """
            let seen = try await database.read { db in
                let before = try db.first(sorting) { try $0.text(0) }
                let walked = try db.first("\(SQL.walkedInOrder)\(sorting)") { try $0.text(0) }
                return [before, walked, try db.first(sorting) { try $0.text(0) }]
            }
            #expect(seen == ["onon", "offoff", "onon"])
        }
    }

    /// More than go in one message, and some that are prepared while others are under way.
    @Test func eachOfManyStatementsHasItsOwnAnswer() async throws {
        try await withDatabase { database in
            let changed = try await database.write { db in
                let streets = (1...20).map { number -> SQL in
                    "INSERT INTO streets (id, name) VALUES (\(number), \("street \(number)"))"
                }
                return try db.run(
                    all: streets + [
                        "UPDATE streets SET id = id + 100 WHERE id <= 3",
                        "DELETE FROM streets WHERE id > 100",
                        "UPDATE streets SET name = name || '!' WHERE id > 10",
                    ])
            }
            #expect(changed == Array(repeating: 1, count: 20) + [3, 3, 10])
            #expect(try await count(database) == 17)
        }
    }
}
