import Foundation
import SQL
import Synchronization
import Testing

@testable import PostgresDriver

/// What becomes of a transaction whose end nobody heard.
extension PostgresTests {
    @Test func whatWasStoredUnheardIsNeitherDoneAgainNorToldAsLost() async throws {
        try await withDatabase { database in
            let server = Server(of: database)
            try server.letCommitsHang()
            let broken = server.breakWhatHangs()
            defer { broken.cancel() }
            do {
                try await heardOf(database, broken)
                try await doubted(database, on: server)
            } catch {
                try server.letCommitsEnd()
                throw error
            }
            try server.letCommitsEnd()
        }
    }

    /// The line breaks, a new one is opened, and the mark is found.
    private func heardOf(_ database: PostgresDatabase, _ broken: BrokenLines) async throws {
        // The server takes the setting up in its own time: until then nothing hangs.
        var id: Int64 = 0
        while broken.count == 0 {
            id += 1
            try await Self.open(street: id, in: database).value
        }
        let stored = try await count(database)
        #expect(stored == id)
    }

    /// The line breaks, and there is no other for a while.
    private func doubted(_ database: PostgresDatabase, on server: Server) async throws {
        var timeouts = PostgresTimeouts()
        timeouts.awaySeconds = 0
        let hasty = try PostgresDatabase.open(database.address, readers: 1, timeouts: timeouts)
        // While it is at work, two more gather and share a transaction.
        let isAtWork = Atomic(false)
        let first = Task {
            try await hasty.write { _ in
                isAtWork.store(true, ordering: .relaxed)
                while hasty.writesWaiting < 2 { Thread.sleep(forTimeInterval: 0.001) }
                try server.letNobodyIn()
            }
        }
        while !isAtWork.load(ordering: .relaxed) { await Task.yield() }
        let both = [Self.open(street: -1, in: hasty), Self.open(street: -2, in: hasty)]
        try await first.value
        for one in both {
            await #expect(throws: SQLError.inDoubt) { try await one.value }
        }
        try server.letEverybodyIn()
        let stored = try await database.read {
            try $0.int("SELECT COUNT(*) FROM streets WHERE id < 0")
        }
        #expect(stored == 2)
        try await hasty.close()
    }

    /// Stores one, and waits at the end for a standby that there is not.
    private static func open(street id: Int64, in database: PostgresDatabase) -> Task<Void, Error> {
        Task {
            try await database.write { db in
                try db.run("SET LOCAL synchronous_commit = on")
                try db.run("INSERT INTO streets (id, name) VALUES (\(id), \("\(id)"))")
            }
        }
    }

    @Test func aTurnIsMarkedByNobodyElse() async throws {
        try await withDatabase { database in
            let connection = try PostgresConnection(database.address, timeouts: PostgresTimeouts())
            try WritingTurn.prepare(connection)
            var (mine, others) = (WritingTurn(), WritingTurn())
            mine.pass()
            others.pass()
            _ = try connection.run(others.mark)
            #expect(try !mine.isMarked(on: connection))
            _ = try connection.run(mine.mark)
            #expect(try mine.isMarked(on: connection))
            mine.pass()
            #expect(try !mine.isMarked(on: connection))
        }
    }
}

/// A server whose commits may be made to hang: durable, and waiting for a standby.
private struct Server: Sendable {
    let name: String

    init(of database: PostgresDatabase) {
        name = String(database.address.description.split(separator: "/").last ?? "")
    }

    func letCommitsHang() throws {
        try PostgresTests.administer("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
        try PostgresTests.administer("SELECT pg_reload_conf()")
    }

    func letCommitsEnd() throws {
        try PostgresTests.administer("ALTER SYSTEM RESET synchronous_standby_names")
        try PostgresTests.administer("SELECT pg_reload_conf()")
    }

    /// Breaks the line of every COMMIT that hangs, on a thread of its own: until it is broken, the
    /// server's other work waits too, and whoever waits for that.
    func breakWhatHangs() -> BrokenLines {
        let lines = BrokenLines()
        let statement = """
            SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE datname = '\(name)' AND wait_event = 'SyncRep'
            """
        Thread.detachNewThread {
            while !lines.isOver {
                lines.add(Int((try? PostgresTests.administer(statement)) ?? "") ?? 0)
                Thread.sleep(forTimeInterval: 0.005)
            }
        }
        return lines
    }

    func letNobodyIn() throws {
        try PostgresTests.administer("ALTER DATABASE \(name) ALLOW_CONNECTIONS false")
    }

    func letEverybodyIn() throws {
        try PostgresTests.administer("ALTER DATABASE \(name) ALLOW_CONNECTIONS true")
    }
}

/// How many lines were broken so far, until told to stop.
private final class BrokenLines: Sendable {
    private let broken = Atomic(0)
    private let over = Atomic(false)

    var count: Int { broken.load(ordering: .relaxed) }
    var isOver: Bool { over.load(ordering: .relaxed) }

    func add(_ more: Int) { broken.add(more, ordering: .relaxed) }

    func cancel() { over.store(true, ordering: .relaxed) }
}
