import SQL
import Testing

@testable import PostgresDriver

/// Reading on one snapshot, without one, and several statements at once.
extension PostgresTests {
    @Test func nobodyWritesWhoReads() async throws {
        try await withDatabase { database in
            for _ in 1...5 {
                await #expect(throws: SQLError.self) {
                    try await database.peek { db in
                        try db.int(
                            "INSERT INTO streets (id, name) VALUES (1, 'a') RETURNING id")
                    }
                }
                await #expect(throws: SQLError.self) {
                    try await database.glance { db in
                        try db.int(
                            "INSERT INTO streets (id, name) VALUES (1, 'a') RETURNING id")
                    }
                }
            }
            let stored = try await count(database)
            #expect(stored == 0)
        }
    }

    @Test func aReadSeesOneMomentAndEachStatementOfAPeekItsOwn() async throws {
        try await withDatabase { database in
            let counted: SQL = "SELECT COUNT(*) FROM streets"
            let other = try PostgresConnection(database.address, timeouts: PostgresTimeouts())
            let line = Line(connection: other)
            let read = try await database.glance { db in
                let before = try db.int(counted)
                try line.connection.execute("INSERT INTO streets (id, name) VALUES (1, 'a')")
                return [before, try db.int(counted)]
            }
            let peeked = try await database.peek { db in
                let before = try db.int(counted)
                try line.connection.execute("INSERT INTO streets (id, name) VALUES (2, 'b')")
                return [before, try db.int(counted)]
            }
            #expect(read == [0, 0])
            #expect(peeked == [1, 2])
        }
    }

    @Test func whatIsExpectedIsAnsweredTogetherAndEachOnce() async throws {
        try await withDatabase { database in
            try await database.write { db in
                try db.run("INSERT INTO streets (id, name) VALUES (1, 'a'), (2, 'b')")
            }
            let names: SQL = "SELECT name FROM streets ORDER BY id LIMIT \(2)"
            let last: SQL = "SELECT MAX(id) FROM streets WHERE name <> \("none")"
            for _ in 1...3 {
                let answers = try await database.glance { db in
                    try db.expect([names, last])
                    // Asked in another order, once more, and beside what nobody expected.
                    return (
                        try db.int(last), try db.int("SELECT COUNT(*) FROM streets"),
                        try db.rows(names) { try $0.text(0) }, try db.int(last)
                    )
                }
                #expect(answers.0 == 2 && answers.1 == 2 && answers.3 == 2)
                #expect(answers.2 == ["a", "b"])
            }
            await #expect(throws: SQLError.self) {
                try await database.glance { db in
                    try db.expect([names, "SELECT wrong FROM streets"])
                }
            }
            let stored = try await count(database)
            #expect(stored == 2)
        }
    }
}

/// `@unchecked Sendable`: used by one closure after the other.
private struct Line: @unchecked Sendable {
    let connection: PostgresConnection
}
