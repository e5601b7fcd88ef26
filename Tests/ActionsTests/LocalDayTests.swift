import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// The local layer of the calendar: previewed, then kept, with every deadline worked out anew.
@Suite struct LocalDayTests {
    private func edit(_ edit: EditLocalDay.Edit, by colleague: Colleague) -> EditLocalDay {
        EditLocalDay(realm: colleague.realm, holding: colleague.holding, edit: edit)
    }

    private func day(_ text: String = "2026-11-10") throws -> Day { try Day(parsing: text) }

    @Test func thePreviewTellsWhatTheEditThenMoves() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "accepted")
            let ended = try await town.request(standing: "withdrawn")
            let off = edit(
                .set(try day(), isWorked: false, name: " 民族节日 "), by: try await town.admin)
            let preview = try await PreviewLocalDay(off).run(in: town.installation)
            #expect(preview.edit == .set(try day(), isWorked: false, name: "民族节日"))
            #expect(!preview.moves.isEmpty && !preview.isCut)
            #expect(Set(preview.moves.map(\.reference)) == [matter.reference])
            #expect(ended.reference != matter.reference)
            #expect(preview.moves.allSatisfy { $0.after > $0.before })
            #expect(try await town.story(of: matter).last == "accept")
            #expect(try await off.run(in: town.installation) == preview.moves.count)
            #expect(try await town.story(of: matter).last == "reproject")
            let contact = try #require(preview.moves.first { $0.clock == "contact" })
            let stored = try await town.count(
                "SELECT due_at FROM clocks WHERE matter_id = \(matter.id) AND name = 'contact'")
            #expect(Int64(stored) == contact.after.milliseconds)
        }
    }

    @Test func aRemovedDayMovesTheDeadlinesBack() async throws {
        try await withTown { town in
            let admin = try await town.admin
            let matter = try await town.request(standing: "accepted")
            let before = try #require(try await town.matter(matter.id).clock("contact"))
                .deadline(by: try await town.rulebook().keeper).at
            try await edit(.set(try day(), isWorked: false, name: "节"), by: admin)
                .run(in: town.installation)
            let removal = edit(.remove(try day()), by: admin)
            let preview = try await PreviewLocalDay(removal).run(in: town.installation)
            #expect(preview.moves.contains { $0.clock == "contact" && $0.after == before })
            try await removal.run(in: town.installation)
            let after = try #require(try await town.matter(matter.id).clock("contact"))
                .deadline(by: try await town.rulebook().keeper).at
            #expect(after == before)
            #expect(await outcome { try await removal.run(in: town.installation) } == "notFound")
            let again = await outcome {
                _ = try await PreviewLocalDay(removal).run(in: town.installation)
            }
            #expect(again == "notFound")
        }
    }

    @Test func onlyWhoManagesSetsADay() async throws {
        try await withTown { town in
            for colleague in try await town.everyone()
            where !colleague.holding.verbs.contains(.manage) {
                let edit = edit(.set(try day(), isWorked: false, name: "节"), by: colleague)
                #expect(await outcome { try await edit.run(in: town.installation) } == "forbidden")
                let preview = await outcome {
                    _ = try await PreviewLocalDay(edit).run(in: town.installation)
                }
                #expect(preview == "forbidden")
            }
            let stranger = EditLocalDay(
                realm: town.boston, holding: try await town.admin.holding,
                edit: .set(try day(), isWorked: false, name: "节"))
            #expect(await outcome { try await stranger.run(in: town.installation) } == "forbidden")
        }
    }

    @Test(arguments: [
        ("", "2026-11-10"), ("  ", "2026-11-10"), (String(repeating: "节", count: 41), "2026-11-10"),
        ("节\0日", "2026-11-10"), ("节", "2023-12-31"), ("节", "2029-01-01"),
    ])
    func aDayNeedsANameAndANearYear(_ name: String, _ day: String) async throws {
        try await withTown { town in
            let edit = edit(
                .set(try self.day(day), isWorked: true, name: name), by: try await town.admin)
            #expect(await outcome { try await edit.run(in: town.installation) } == "invalid")
        }
    }

    @Test func theDayIsOnTheRecordAndInItsRealmAlone() async throws {
        try await withTown { town in
            try await edit(.set(try day(), isWorked: false, name: "节"), by: try await town.admin)
                .run(in: town.installation)
            var search = RecordSearch()
            search.query.kind = "calendar"
            let found = try await town.installation.records(search, in: town.realm)
            #expect(found.found.headers.map(\.action) == ["setLocalDay"])
            let record = try await town.installation.record(
                try #require(found.found.headers.first).sequence, in: town.realm)
            #expect(record?.payload?["name"] == .text("节"))
            let today = try day("2026-11-09")
            let here = try await town.installation.calendarReading(
                of: 2026, today: today, in: town.realm)
            #expect(here.listed.contains { $0.isLocal && $0.day.description == "2026-11-10" })
            #expect(here.next?.day.description == "2026-11-10")
            let there = try await town.installation.calendarReading(
                of: 2026, today: today, in: town.boston)
            #expect(there.listed.filter(\.isLocal).isEmpty)
            #expect(here.years.first?.source == "builtIn")
        }
    }
}
