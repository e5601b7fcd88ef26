import Foundation
import SQL
import Synchronization
import Testing

@testable import PostgresDriver

/// The folder of the test server's socket, as `make test` names it.
private let folder = ProcessInfo.processInfo.environment["LINLI_TEST_POSTGRES"]

/// The driver of the second engine, on a server of its own.
@Suite(.enabled(if: folder != nil, "needs LINLI_TEST_POSTGRES, which make test sets"))
struct PostgresTests {
    private struct Unwell: Error {}

    private static func address(_ name: String, more: String = "") -> PostgresAddress {
        PostgresAddress("postgres:///\(name)?host=\(folder ?? "")&user=linli\(more)")
    }

    @discardableResult
    static func administer(_ statement: String) throws -> String {
        try PostgresConnection(address("postgres"), timeouts: PostgresTimeouts())
            .execute(statement).text()
    }

    /// Runs a test on a database with one small table, dropped afterwards.
    func withDatabase(
        _ body: @Sendable (PostgresDatabase) async throws -> Void
    ) async throws {
        let name = "driver_\(UUID().uuidString.lowercased().filter { $0 != "-" })"
        try Self.administer("CREATE DATABASE \(name)")
        let database = try PostgresDatabase.open(Self.address(name), readers: 2)
        try await database.write { db in
            try db.script(
                """
                CREATE TABLE streets (id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE);
                CREATE TABLE houses (
                    id BIGINT PRIMARY KEY, street_id BIGINT NOT NULL REFERENCES streets (id),
                    height DOUBLE PRECISION CHECK (height > 0), plan BYTEA)
                """)
        }
        do {
            try await body(database)
        } catch {
            try await database.close()
            throw error
        }
        try await database.close()
        try Self.administer("DROP DATABASE \(name) WITH (FORCE)")
    }

    func count(_ database: PostgresDatabase) async throws -> Int64? {
        try await database.read { try $0.int("SELECT COUNT(*) FROM streets") }
    }

    @Test func everyKindOfValueComesBackAsItWent() async throws {
        try await withDatabase { database in
            let bytes: [UInt8] = [0, 1, 255, 39]
            try await database.write { db in
                try db.run("INSERT INTO streets (id, name) VALUES (\(Int64.max), \("路'灯\"?\\"))")
                try db.run(
                    """
                    INSERT INTO houses (id, street_id, height, plan)
                    VALUES (\(Int64.min), \(Int64.max), \(2.5), \(bytes)),
                        (1, \(Int64.max), \(nil as Double?), \([] as [UInt8]))
                    """)
            }
            let row = try await database.read { db in
                try db.rows(
                    """
                    SELECT houses.id, name, height, plan, height > 2 AS tall, '' AS empty, 7,
                        (SELECT SUM(street_id) FROM houses WHERE id = 1), '?'
                    FROM houses JOIN streets ON streets.id = street_id ORDER BY houses.id
                    """
                ) { row in try (0..<row.columnCount).map { try row.value($0) } }
            }
            #expect(
                row == [
                    [
                        .int(.min), .text("路'灯\"?\\"), .real(2.5), .blob(bytes), .int(1),
                        .text(""), .int(7), .int(.max), .text("?"),
                    ],
                    [
                        .int(1), .text("路'灯\"?\\"), .null, .blob([]), .null, .text(""), .int(7),
                        .int(.max), .text("?"),
                    ],
                ])
        }
    }

    @Test func aRefusalNamesItsRuleAndNoValue() async throws {
        try await withDatabase { database in
            try await database.write { db in
                try db.run("INSERT INTO streets (id, name) VALUES (1, 'a')")
            }
            let refused: [(SQL, SQLError)] = [
                (
                    "INSERT INTO streets (id, name) VALUES (2, 'a')",
                    .constraint(kind: .unique, detail: "streets.name")
                ),
                (
                    "INSERT INTO streets (id, name) VALUES (2, \(nil as String?))",
                    .constraint(kind: .notNull, detail: "streets.name")
                ),
                (
                    "INSERT INTO houses (id, street_id) VALUES (1, 9)",
                    .constraint(kind: .foreignKey, detail: "houses_street_id_fkey")
                ),
                (
                    "INSERT INTO houses (id, street_id, height) VALUES (1, 1, -1)",
                    .constraint(kind: .check, detail: "houses_height_check")
                ),
            ]
            for (statement, error) in refused {
                await #expect(throws: error) { try await database.write { try $0.run(statement) } }
            }
            await #expect(throws: SQLError.self) {
                try await database.read { try $0.int("SELECT nothing FROM nowhere") }
            }
            let stored1 = try await count(database)
            #expect(stored1 == 1)
        }
    }

    @Test func ofWritesThatShareATransactionEachEndsByItself() async throws {
        try await withDatabase { database in
            let ends = await withTaskGroup(of: (Int, Bool).self) { group in
                for number in 1...60 {
                    group.addTask {
                        do {
                            try await database.write { db in
                                let name = "\(number)"
                                try db.run(
                                    "INSERT INTO streets (id, name) VALUES (\(number), \(name))")
                                if number.isMultiple(of: 5) { throw Unwell() }
                                if number.isMultiple(of: 7) { try db.run("INSERT INTO nowhere") }
                            }
                            return (number, true)
                        } catch { return (number, false) }
                    }
                }
                return await group.reduce(into: [Int: Bool]()) { $0[$1.0] = $1.1 }
            }
            let stored = try await database.read { db in
                try db.rows("SELECT id FROM streets ORDER BY id") { Int(try $0.int(0)) }
            }
            let expected = (1...60).filter { !$0.isMultiple(of: 5) && !$0.isMultiple(of: 7) }
            #expect(stored == expected)
            #expect(ends.filter(\.value).keys.sorted() == expected)
        }
    }

    @Test func aBodyThatSwallowsARefusalStoresNothing() async throws {
        try await withDatabase { database in
            await #expect(throws: SQLError.self) {
                try await database.write { db in
                    try db.run("INSERT INTO streets (id, name) VALUES (1, 'a')")
                    _ = try? db.run("INSERT INTO streets (id, name) VALUES (1, 'b')")
                }
            }
            let stored2 = try await count(database)
            #expect(stored2 == 0)
        }
    }

    @Test func aLongAnswerIsWalkedAndMayBeAskedAboutOnTheWay() async throws {
        try await withDatabase { database in
            try await database.write { db in
                for number in 1...1_203 {
                    try db.run("INSERT INTO streets (id, name) VALUES (\(number), \("\(number)"))")
                }
            }
            let sum = try await database.read { db in
                var sum: Int64 = 0
                try db.forEach("SELECT id FROM streets WHERE id > \(0) ORDER BY id") { row in
                    let id = try row.int(0)
                    sum += try db.int("SELECT id FROM streets WHERE id = \(id)") ?? 0
                }
                return sum
            }
            #expect(sum == 1_203 * 1_204 / 2)
        }
    }

    @Test func aBrokenLineIsMendedAndNothingIsDoneTwice() async throws {
        try await withDatabase { database in
            let runs = Atomic<Int>(0)
            let kill: SQL = """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                """
            try await database.write { db in
                try db.run("INSERT INTO streets (id, name) VALUES (1, 'a')")
                if runs.add(1, ordering: .relaxed).newValue == 1 {
                    // Ends the connection that this very transaction is on.
                    _ = try db.int("SELECT pg_terminate_backend(pg_backend_pid())::int")
                }
            }
            #expect(runs.load(ordering: .relaxed) == 2)
            _ = try await database.read { try $0.rows(kill) { _ in () } }
            let stored3 = try await count(database)
            #expect(stored3 == 1)
            try await database.write {
                try $0.run("INSERT INTO streets (id, name) VALUES (2, 'b')")
            }
            let stored4 = try await count(database)
            #expect(stored4 == 2)
        }
    }

    @Test func nodesHearEachOtherButNotThemselves() async throws {
        try await withDatabase { database in
            let other = try PostgresDatabase.open(database.address, readers: 1)
            guard let heard = database.news(), let heardThere = other.news() else {
                Issue.record("A server that tells nothing.")
                return
            }
            // A line may still be opening when something is told: it is told until it is heard.
            let telling = Task {
                while !Task.isCancelled {
                    database.tell("here")
                    other.tell("there 路灯")
                    try await Task.sleep(for: .milliseconds(50))
                }
            }
            #expect(await heard.first { _ in true } == "there 路灯")
            #expect(await heardThere.first { _ in true } == "here")
            telling.cancel()
            try await other.close()
        }
    }

    @Test func whoeverCannotConnectIsToldWhatToDo() async throws {
        func reason(_ address: PostgresAddress) -> String {
            do {
                _ = try PostgresDatabase.open(address)
                return ""
            } catch { return "\(error)" }
        }
        #expect(reason(Self.address("no_such")).contains("no such database"))
        let away = PostgresAddress("postgres://linli:secret@127.0.0.1:1/linli")
        #expect(
            reason(away)
                == "No PostgreSQL answers at postgres://127.0.0.1:1/linli. Start the server, "
                + "or correct the URL.")
        try Self.administer(
            """
            CREATE DATABASE latin ENCODING LATIN1 TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'
            """)
        #expect(reason(Self.address("latin")).contains("has the encoding LATIN1"))
        try Self.administer("DROP DATABASE latin")
    }

    @Test func aClosedDatabaseSaysSo() async throws {
        try await withDatabase { database in
            try await database.close()
            await #expect(throws: SQLError.closed) {
                try await database.read { try $0.int("SELECT 1") }
            }
            await #expect(throws: SQLError.closed) { try await database.write { _ in } }
        }
    }
}
