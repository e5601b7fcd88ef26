import Actions
import Kernel
import SQL
import SQLiteDriver
import Storage
import Synchronization
import TestSupport
import Testing

/// A whole installation moves from one database into another, and says the same there.
@Suite struct CopyTests {
    private struct PowerCut: Error {}

    /// A database whose writes fail after so many.
    private final class Failing: DatabaseAround {
        let inner: any Database
        private let writes: Atomic<Int>

        /// How many writes it still takes.
        var left: Int { writes.load(ordering: .relaxed) }

        init(_ inner: any Database, after writes: Int) {
            self.inner = inner
            self.writes = Atomic(writes)
        }

        func write<T: Sendable>(
            ahead: [SQL], _ body: @escaping @Sendable (any Writer) throws -> T
        ) async throws -> T {
            guard writes.subtract(1, ordering: .relaxed).newValue >= 0 else { throw PowerCut() }
            return try await inner.write(ahead: ahead, body)
        }

        func close() async throws {}
    }

    /// Every row of every table, by the name of the table.
    private func rows(_ database: any Database) async throws -> [String: [[SQLValue]]] {
        try await database.read { db in
            var found: [String: [[SQLValue]]] = [:]
            for table in try Table.all(db) {
                found[table.name] = try db.rows(table.page(after: nil, limit: 100_000)) { row in
                    try table.columns.indices.map { try row.value($0) }
                }
            }
            return found
        }
    }

    private func live(_ town: Town) async throws {
        _ = try await town.request(standing: "handling")
        _ = try await town.request(standing: "solved")
        try await SealRecords().run(in: town.installation)
    }

    @Test func aCopySaysTheSameOnEitherEngineAndBack() async throws {
        try await withTown { town in
            try await live(town)
            let there = try SQLiteDatabase.inMemory()
            let report = try await CopyInstallation(from: town.database, to: there)
                .run(at: town.clock.now) { _, _ in }
            let original = try await rows(town.database)
            #expect(try await rows(there) == original)
            #expect(report.records > 0 && report.lastSeal != nil)
            #expect(original["matters"]?.count == 2 && original["open_search"]?.count == 1)

            let back = try await TownHall.database()
            _ = try await CopyInstallation(from: there, to: back).run(at: town.clock.now) { _, _ in
            }
            #expect(try await rows(back) == original)
            try await TownHall.close(back)
        }
    }

    @Test(arguments: [3, 12, 25]) func aCopyThatWasCutOffGoesOn(_ writes: Int) async throws {
        try await withTown { town in
            try await live(town)
            let there = try SQLiteDatabase.inMemory()
            let now = town.clock.now
            await #expect(throws: PowerCut.self) {
                try await CopyInstallation(
                    from: town.database,
                    to: Failing(there, after: writes + migrations)
                ).run(at: now) { _, _ in }
            }
            _ = try await CopyInstallation(from: town.database, to: there).run(at: now) { _, _ in }
            #expect(try await rows(there) == rows(town.database))
        }
    }

    /// How many writes bring an empty database up to the program.
    private var migrations: Int {
        get throws { try Schema.migrations(for: .sqlite).count + 2 }
    }

    /// Cut off at every seventh write, and at the last two, which tell what came along.
    @Test func aShareThatWasCutOffGoesOn() async throws {
        try await withTown { town in
            try await live(town)
            func copy(to target: any Database) async throws {
                _ = try await CopyInstallation(
                    from: town.database, to: target, realms: ["boston"]
                ).run(at: town.clock.now) { _, _ in }
            }
            let whole = try SQLiteDatabase.inMemory()
            let counting = Failing(whole, after: 1_000)
            try await copy(to: counting)
            let expected = try await rows(whole)
            let writes = 1_000 - counting.left
            let first = try migrations - 1
            #expect(writes > first + 10)
            for cut in Array(stride(from: first, to: writes, by: 7)) + [writes - 2, writes - 1] {
                let there = try SQLiteDatabase.inMemory()
                await #expect(throws: PowerCut.self) {
                    try await copy(to: Failing(there, after: cut))
                }
                try await copy(to: there)
                #expect(try await rows(there) == expected, "\(cut) of \(writes)")
            }
        }
    }

    @Test func aWholeCopyIsLeftAsItIsAndAnotherInstallationIsRefused() async throws {
        try await withTown { town in
            try await live(town)
            let there = try SQLiteDatabase.inMemory()
            let now = town.clock.now
            _ = try await CopyInstallation(from: town.database, to: there).run(at: now) { _, _ in }
            _ = try await CopyInstallation(from: town.database, to: there).run(at: now) { _, _ in }
            #expect(try await rows(there) == rows(town.database))
            _ = try await town.request(standing: "submitted")
            await #expect(throws: CopyInstallation.Problem.self) {
                try await CopyInstallation(from: town.database, to: there).run(at: now) { _, _ in }
            }
        }
    }
}
