import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Outlets are told once that a matter is due soon, and once that it is overdue.
@Suite struct DeadlineEventTests {
    private static let both = ["matter.dueSoon", "matter.overdue"]

    private func times(
        _ matter: Matter, _ town: Town
    ) async throws -> (amber: Instant, due: Instant) {
        let row = try await town.database.read { db in try StoredRows.find(matter.id, db) }
        return (try #require(row?.amberAt), try #require(row?.dueAt))
    }

    private func round(_ telling: Telling) async throws -> Int {
        let count = try await RecordTurnedLights().run(in: telling.installation)
        try await telling.goesRound()
        return count
    }

    @Test func eachDeadlineIsToldOnceAmberAndOnceRed() async throws {
        try await withTelling { telling in
            let town = telling.town
            let outlet = try await telling.adds { $0.events = Self.both }.outlet
            #expect(try await round(telling) == 0, "it begins to look")
            let matter = try await town.request(standing: "dispatched")
            let (amber, due) = try await times(matter, town)

            town.clock.set(amber.adding(milliseconds: -1))
            #expect(try await round(telling) == 0)
            town.clock.set(amber)
            #expect(try await round(telling) == 1)
            #expect(try await round(telling) == 0, "once for each deadline")
            let body = telling.lastBody()
            #expect(body["type"] as? String == "cn.linli.matter.dueSoon")
            #expect(body["subject"] as? String == matter.reference.description)
            let data = try #require(body["data"] as? [String: Any])
            #expect(data["dueAt"] as? String == due.iso8601)
            #expect(data["state"] as? String == "dispatched")
            #expect(data["title"] == nil, "what somebody wrote is not told")

            town.clock.set(due)
            #expect(try await round(telling) == 0, "the last moment is in time")
            town.clock.set(due.adding(milliseconds: 1))
            #expect(try await round(telling) == 1)
            #expect(telling.lastBody()["type"] as? String == "cn.linli.matter.overdue")
            let told = try await telling.deliveries(of: outlet).map(\.event)
            #expect(told == [.matterOverdue, .matterDueSoon])
            #expect(try await Array(town.story(of: matter).suffix(2)) == Self.both)
            let check = try await CheckRows(vault: town.installation.vault, now: town.clock.now)
                .run(in: town.database)
            #expect(check.problems == [])
        }
    }

    @Test func whoIsDownForAWhileTellsOfRedAlone() async throws {
        try await withTelling { telling in
            let town = telling.town
            _ = try await telling.adds { $0.events = Self.both }
            _ = try await round(telling)
            let matter = try await town.request(standing: "dispatched")
            town.clock.set(try await times(matter, town).due.adding(minutes: 1_800))
            #expect(try await round(telling) == 1)
            #expect(telling.lastBody()["type"] as? String == "cn.linli.matter.overdue")
        }
    }

    @Test func whatTurnedBeforeAnybodyAskedIsNotTold() async throws {
        try await withTelling { telling in
            let town = telling.town
            let outlet = try await telling.adds { $0.events = ["matter.moved"] }.outlet
            let first = try await town.request(standing: "dispatched")
            town.clock.set(try await times(first, town).due.adding(minutes: 60))
            #expect(try await round(telling) == 0, "nobody asks")
            #expect(try await town.story(of: first).last == "dispatch")

            _ = try await telling.adds { $0.events = Self.both }
            #expect(try await round(telling) == 0)
            let second = try await town.request(standing: "dispatched")
            town.clock.set(try await times(second, town).amber)
            #expect(try await round(telling) == 1)
            let told = Set(try await telling.deliveries(of: outlet).map(\.event))
            #expect(told == [.matterMoved])
        }
    }

    @Test func aMatterThatWaitsIsNeitherDueNorOverdue() async throws {
        try await withTelling { telling in
            let town = telling.town
            _ = try await telling.adds { $0.events = Self.both }
            _ = try await round(telling)
            let matter = try await town.request(standing: "awaiting")
            try #require(matter.isSuspended)
            town.clock.advance(days: 10)
            #expect(try await round(telling) == 0)
        }
    }
}
