import Actions
import Kernel
import SQL
import TestSupport
import Testing

/// A calendar that comes later moves the open deadlines, and the story says so.
@Suite struct CalendarImportTests {
    private func file(_ lines: String) throws -> CalendarFile {
        try CalendarFile(parsing: "date,kind,name\n" + lines)
    }

    @Test func aLocalHolidayMovesTheDeadlinesOfItsRealm() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "accepted")
            let before = try #require(matter.clock("contact")).deadline(
                by: try await town.rulebook().keeper
            ).at
            let report = try await ImportCalendar(
                file: try file("2026-11-10,off,民族节日\n"), realm: town.realm
            ).run(in: town.installation)
            #expect(report.movedDeadlines > 0)
            let after = try #require(try await town.matter(matter.id).clock("contact")).deadline(
                by: try await town.rulebook().keeper
            ).at
            #expect(after == before.adding(minutes: 24 * 60))
            let stored = try await town.count(
                """
                SELECT due_at FROM clocks WHERE matter_id = \(matter.id) AND name = 'contact'
                """)
            #expect(Int64(stored) == after.milliseconds)
            #expect(try await town.story(of: matter).last == "reproject")
            #expect(try await VerifyRecords().run(in: town.database).problem == nil)
        }
    }

    @Test func whatTheFirstPassMissedIsMadeGoodMinutesLater() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "accepted")
            let due: SQL = """
                SELECT due_at FROM clocks WHERE matter_id = \(matter.id) AND name = 'contact'
                """
            let before = try await town.count(due)
            _ = try await ImportCalendar(
                file: try file("2026-11-10,off,民族节日\n"), realm: town.realm
            ).run(in: town.installation)
            let after = try await town.count(due)
            // The process was killed before it came to this matter.
            try await town.database.write { db in
                try db.run(
                    """
                    UPDATE clocks SET due_at = \(before)
                    WHERE matter_id = \(matter.id) AND name = 'contact'
                    """)
            }
            town.clock.advance(milliseconds: 119_999)
            #expect(try await FinishReprojections().run(in: town.installation) == 0)
            #expect(try await town.count(due) == before)
            town.clock.advance(milliseconds: 1)
            #expect(try await FinishReprojections().run(in: town.installation) == 1)
            #expect(try await town.count(due) == after)
            // It is made good once: the mark is gone.
            #expect(
                try await town.count("SELECT COUNT(*) FROM settings WHERE name LIKE 'reproject %'")
                    == 0)
        }
    }

    @Test func theSameDaysTwiceMoveNothingTheSecondTime() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "accepted")
            let days = try file("2026-11-10,off,民族节日\n")
            _ = try await ImportCalendar(file: days, realm: town.realm).run(in: town.installation)
            let story = try await town.story(of: matter)
            let again = try await ImportCalendar(file: days, realm: town.realm)
                .run(in: town.installation)
            #expect(again.movedDeadlines == 0)
            #expect(try await town.story(of: matter) == story)
        }
    }

    @Test func anEndedMatterKeepsItsDeadlines() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "withdrawn")
            let report = try await ImportCalendar(
                file: try file("2026-11-10,off,民族节日\n"), realm: town.realm
            ).run(in: town.installation)
            #expect(report.movedDeadlines == 0)
            #expect(try await town.story(of: matter).last == "withdraw")
        }
    }

    @Test func aHolidayOfOneRealmMovesNothingInAnother() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "accepted")
            let report = try await ImportCalendar(
                file: try file("2026-11-10,off,Holiday\n"), realm: town.boston
            ).run(in: town.installation)
            #expect(report.movedDeadlines == 0)
            #expect(try await town.story(of: matter).last == "accept")
        }
    }
}
