import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// The stored working calendar: a national layer under a local one, and days nobody is sure of.
@Suite struct CalendarRowTests {
    private func load(in town: Town) async throws -> WorkingCalendar {
        let realm = town.realm.id
        return try await town.database.read { db in try Calendars.load(for: realm, db) }
    }

    private func replace(
        _ days: [(String, WorkingCalendar.Kind)], years: Set<Int>, realm: Realm.ID?, in town: Town
    ) async throws {
        let entries = try days.map { (day: try Day(parsing: $0.0), kind: $0.1, name: "") }
        let now = town.clock.now
        try await town.database.write { db in
            try Calendars.replace(entries, years: years, realm: realm, source: nil, at: now, db)
        }
    }

    @Test func theLocalLayerWinsOverTheNationalOne() async throws {
        try await withTown { town in
            let day = try Day(parsing: "2026-11-11")
            #expect(try await load(in: town).isWorkday(day))
            try await replace(
                [("2026-11-11", .off)], years: [], realm: town.realm.id, in: town)
            #expect(try await load(in: town).isWorkday(day) == false)
            let boston = town.boston.id
            let other = try await town.database.read { db in try Calendars.load(for: boston, db) }
            #expect(try other.isWorkday(day))
        }
    }

    @Test func anUnsureDayIsRefusedUntilItIsSettled() async throws {
        try await withTown { town in
            let day = try Day(parsing: "2026-11-12")
            try await replace([("2026-11-12", .unsure)], years: [], realm: nil, in: town)
            let unsure = try await load(in: town)
            #expect(throws: WorkingCalendar.NotCovered.self) { try unsure.isWorkday(day) }
            try await replace([("2026-11-12", .off)], years: [], realm: nil, in: town)
            #expect(try await load(in: town).isWorkday(day) == false)
        }
    }

    @Test func aYearIsReplacedAsAWholeAndASingleDayAlone() async throws {
        try await withTown { town in
            let national = try await load(in: town).national
            #expect(national.keys.contains { $0.year == 2026 })
            try await replace([("2026-12-31", .off)], years: [], realm: nil, in: town)
            #expect(try await load(in: town).national.count == national.count + 1)
            try await replace([("2026-01-01", .off)], years: [2026], realm: nil, in: town)
            let replaced = try await load(in: town).national
            let others = national.filter { $0.key.year < 2026 }
            #expect(replaced.filter { $0.key.year < 2026 } == others)
        }
    }

    @Test func aYearWithoutANoticeIsNotCovered() async throws {
        try await withTown { town in
            let calendar = try await load(in: town)
            #expect(!calendar.coveredYears.contains(2027))
            let day = try Day(parsing: "2027-03-01")
            #expect(throws: WorkingCalendar.NotCovered.self) { try calendar.isWorkday(day) }
        }
    }
}
