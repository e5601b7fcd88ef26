import Actions
import Foundation
import Kernel
import Profiles
import SQL
import SQLiteDriver
import Storage
import Testing

/// The demonstration tells of the last months up to now: it must be told on any day, at any hour.
@Suite struct DemoDayTests {
    @Test(arguments: [
        // Limits of the last months ended on days off, which put them off.
        ("2026-11-27", 20 * 60 + 47), ("2027-05-11", 13 * 60 + 8),
        // What was done twelve days ago was done last year.
        ("2027-01-03", 5),
        // A leap day, late in the evening.
        ("2028-02-29", 23 * 60 + 55),
    ])
    func itIsToldOnAnyDay(_ day: String, _ minute: Int) async throws {
        let shanghai = try #require(TimeZone(identifier: "Asia/Shanghai"))
        let now = try Day(parsing: day).instant(minuteOfDay: minute, in: shanghai)
        let database = try SQLiteDatabase.inMemory()
        try await Installation.migrate(database, now: now)
        try await database.write { db in try Installation.loadBuiltInCalendar(at: now, db) }
        let installation = Installation(
            database: database, vault: try Vault(key: [UInt8](repeating: 7, count: 32)),
            now: { now })
        let (realm, count) = try await FoundDemonstration(
            slug: "checheng-road", source: try ProfileSource(builtIn: "checheng-road"),
            password: "linli-demo-2026"
        ).run(in: installation)
        #expect(count > 100)
        let newest = try await installation.database.read { db in
            try db.first("SELECT max(at) FROM records") { try $0.instant(0) }
        }
        #expect(try #require(newest) <= now, "\(realm.slug) tells of what comes")
        let problems = try await CheckRows(vault: installation.vault, now: now)
            .run(in: database).problems
        #expect(problems == [])
        try await database.close()
    }
}
