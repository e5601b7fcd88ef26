import Actions
import Kernel
import SQL
import SQLiteDriver
import Storage
import TestSupport
import Testing

/// An installation is parted into databases of some realms each.
@Suite struct RealmCopyTests {
    /// Both realms have something of their own, all of it sealed.
    private func live(_ town: Town) async throws {
        _ = try await town.request(standing: "handling")
        _ = try await town.requestInBoston()
        _ = try await town.request(standing: "solved")
        try await SealRecords().run(in: town.installation)
    }

    private func copy(
        _ slugs: [String], of town: Town, to target: any Database
    ) async throws -> CopyInstallation.Report {
        try await CopyInstallation(from: town.database, to: target, realms: slugs)
            .run(at: town.clock.now) { _, _ in }
    }

    /// Every row of the tables whose rows belong to realms, by the name of the table.
    private func rows(_ database: any Database) async throws -> [String: Set<[SQLValue]>] {
        try await database.read { db in
            let tables = try Table.all(db)
            let realms = try RealmRows(of: [], among: tables)
            var found: [String: Set<[SQLValue]>] = [:]
            for table in tables {
                guard case .some = try realms.part(of: table) else { continue }
                let all = try db.rows(table.page(after: nil, limit: 100_000)) { row in
                    try table.columns.indices.map { try row.value($0) }
                }
                found[table.name] = Set(all)
            }
            return found
        }
    }

    @Test func theSharesAreTheWholeAndNothingIsInTwo() async throws {
        try await withTown { town in
            try await live(town)
            let original = try await rows(town.database)
            var rest = original
            for slug in ["boston", "checheng-road"] {
                let target = try await TownHall.database()
                _ = try await copy([slug], of: town, to: target)
                for (table, found) in try await rows(target) {
                    let moved = try await target.read { db in
                        try Records.lastSequence(db)
                    }
                    // The share's own first record tells what came along.
                    let came =
                        table == "records"
                        ? found.filter { !$0.contains(.int(moved)) } : found
                    // The nation's working days are in each.
                    let there = table == "calendar_days" ? original : rest
                    #expect(came.isSubset(of: there[table] ?? []), "\(table)")
                    rest[table]?.subtract(came)
                }
                try await TownHall.close(target)
            }
            let left = rest.filter { !$0.value.isEmpty }.keys.sorted()
            #expect(left.isEmpty)
            #expect(original["matters"]?.count == 3 && original["clocks"]?.isEmpty == false)
        }
    }

    @Test func aShareIsServedAndSealedOn() async throws {
        try await withTown { town in
            try await live(town)
            let target = try await TownHall.database()
            let report = try await copy(["boston"], of: town, to: target)
            let seal = try await town.database.read { try Seals.last($0) }
            #expect(report.lastSeal == seal?.digest && report.records > 0)

            let installation = Installation(
                database: target, vault: town.installation.vault,
                rulebooks: town.installation.rulebooks, ids: IdentifierSource(node: 1),
                now: { town.clock.now })
            _ = try await town.requestInBoston(in: installation)
            try await SealRecords().run(in: installation)
            let verified = try await VerifyRecords().run(in: target)
            #expect(verified.problem == nil && verified.unsealed == 0)
            #expect(verified.seals == (seal?.number ?? 0) + 1)
            #expect(verified.records > report.records)
            let slugs = try await target.read { try Realms.all($0).map(\.slug) }
            #expect(slugs == ["boston"])
            // Once more changes nothing, and another share has no room there.
            _ = try await copy(["boston"], of: town, to: target)
            await #expect(throws: CopyInstallation.Problem.self) {
                try await copy(["checheng-road"], of: town, to: target)
            }
            try await TownHall.close(target)
        }
    }

    @Test func aShareIsPartedAgain() async throws {
        try await withTown { town in
            try await live(town)
            let both = try SQLiteDatabase.inMemory()
            _ = try await copy(["checheng-road", "boston"], of: town, to: both)
            let shared = Installation(
                database: both, vault: town.installation.vault,
                rulebooks: town.installation.rulebooks, now: { town.clock.now })
            try await SealRecords().run(in: shared)
            let target = try SQLiteDatabase.inMemory()
            _ = try await CopyInstallation(from: both, to: target, realms: ["boston"])
                .run(at: town.clock.now) { _, _ in }
            #expect(try await VerifyRecords().run(in: target).problem == nil)
        }
    }

    @Test(
        arguments: [
            "DELETE FROM records WHERE sequence = (SELECT MIN(sequence) FROM records)",
            "DELETE FROM records WHERE action = 'moveRealm'",
            "UPDATE settings SET value = '1' WHERE name = 'share'",
            "DELETE FROM settings WHERE name = 'share'",
        ] as [SQL])
    func whatIsTakenOutOfAShareIsFound(_ statement: SQL) async throws {
        try await withTown { town in
            try await live(town)
            let target = try SQLiteDatabase.inMemory()
            _ = try await copy(["boston"], of: town, to: target)
            try await target.write { db in try db.run(statement) }
            #expect(try await VerifyRecords().run(in: target).problem != nil)
        }
    }

    @Test func whatIsNotThereOrNotSealedIsSaid() async throws {
        try await withTown { town in
            try await live(town)
            let target = try SQLiteDatabase.inMemory()
            let unknown = await #expect(throws: CopyInstallation.Problem.self) {
                try await copy(["nowhere"], of: town, to: target)
            }
            #expect(unknown?.description.contains("boston, checheng-road") == true)
            _ = try await town.requestInBoston()
            let unsealed = await #expect(throws: CopyInstallation.Problem.self) {
                try await copy(["boston"], of: town, to: target)
            }
            #expect(unsealed?.description.contains("linli seal") == true)
        }
    }
}
