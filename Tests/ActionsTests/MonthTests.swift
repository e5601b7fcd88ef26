import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// What only grows, in a part a month on the engine that has parts.
@Suite struct MonthTests {
    private func months(_ table: GrowingTable, in town: Town) async throws -> [String] {
        try await town.database.read { db in
            try table.parts(db).map { $0.month?.description ?? "before" }
        }
    }

    private func begins(in town: Town) async throws -> Int {
        try await BeginMonth().run(in: town.installation)
    }

    @Test func theEmbeddedEngineHasNoParts() async throws {
        guard TownHall.isEmbedded else { return }
        try await withTown { town in
            let begun = try await begins(in: town)
            #expect(begun == 0)
            let parts = try await months(.records, in: town)
            #expect(parts.isEmpty)
        }
    }

    @Test(.enabled(if: !TownHall.isEmbedded, "needs a server"))
    func eachMonthBeginsAPartAndTheRecordStands() async throws {
        try await withTown { town in
            town.clock.set(try Instant(iso8601: "2026-11-20T09:00:00+08:00"))
            _ = try await town.request(standing: "handling")
            let november = try await begins(in: town)
            #expect(november == 2)
            let again = try await begins(in: town)
            #expect(again == 0)
            let reported = try await town.request(standing: "handling")
            town.clock.set(try Instant(iso8601: "2026-12-03T09:00:00+08:00"))
            let december = try await begins(in: town)
            #expect(december == 2)
            _ = try await town.resident.reports("路灯不亮。")
            try await SealRecords().run(in: town.installation)

            let records = try await months(.records, in: town)
            #expect(records == ["before", "2026-11-01", "2026-12-01"])
            // Nobody read anything personal: the empty part became the new month's.
            let readings = try await months(.readings, in: town)
            #expect(readings == ["2026-12-01"])
            let counts = try await town.database.read { db in
                try GrowingTable.records.parts(db).map { part in
                    try db.int(
                        """
                        SELECT COUNT(*) FROM records
                        WHERE CAST(tableoid::regclass AS TEXT) = \(part.name)
                        """) ?? 0
                }
            }
            #expect(counts.allSatisfy { $0 > 0 })
            #expect(try await VerifyRecords().run(in: town.database).problem == nil)
            #expect(try await town.lines(of: reported).map(\.action).first == "report")
        }
    }

    @Test(.enabled(if: !TownHall.isEmbedded, "needs a server"))
    func aClockThatIsSetBackBeginsNothing() async throws {
        try await withTown { town in
            town.clock.set(try Instant(iso8601: "2026-12-01T09:00:00+08:00"))
            let begun = try await begins(in: town)
            #expect(begun == 2)
            town.clock.set(try Instant(iso8601: "2026-11-30T09:00:00+08:00"))
            let again = try await begins(in: town)
            #expect(again == 0)
        }
    }

    @Test(.enabled(if: !TownHall.isEmbedded, "needs a server"))
    func monthsOfTheReadingLogGoWhenNobodyKeepsThem() async throws {
        try await withTown { town in
            for month in ["2026-11", "2026-12", "2027-01"] {
                town.clock.set(try Instant(iso8601: "\(month)-05T09:00:00+08:00"))
                _ = try await begins(in: town)
                let reported = try await town.resident.reports(
                    "路灯不亮。", answers: ["spot": ["路口"], "reporterPhone": ["13800009999"]])
                _ = try await ReadContact(
                    realm: town.realm, matter: reported.matter.id,
                    holding: try await town.dispatcher.holding, reason: "回访"
                ).run(in: town.installation)
            }
            let before = try await months(.readings, in: town)
            #expect(before.count == 3)
            town.clock.set(try Instant(iso8601: "2029-12-15T09:00:00+08:00"))
            // December 2026 was over three years ago, and so was all that was read before it began.
            let report = try await EraseExpired().run(in: town.installation)
            #expect(report.months == 0)
            town.clock.set(try Instant(iso8601: "2030-01-02T09:00:00+08:00"))
            #expect(try await EraseExpired().run(in: town.installation).months == 1)
            let after = try await months(.readings, in: town)
            #expect(after == ["2026-12-01", "2027-01-01"])
        }
    }
}
