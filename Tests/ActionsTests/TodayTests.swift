import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// What a day begins with, and the visits that are planned into it.
@Suite struct TodayTests {
    private func today(_ colleague: Colleague) async throws -> Today {
        try await colleague.town.installation.today(for: try await colleague.visit())
    }

    @Test func lateAndDueTodayStandBeforeTheWeek() async throws {
        try await withTown { town in
            // Accepted within four working hours of nine o'clock: due the same day.
            let fresh = try await town.resident.reports("路灯不亮。").matter
            let dispatcher = try await town.dispatcher
            #expect(try await today(dispatcher).due.map(\.id) == [fresh.id])
            // Seven days to finish.
            let handled = try await town.request(standing: "handling")
            let property = try await town.property
            let first = try await today(property)
            #expect(first.due.isEmpty)
            town.clock.advance(days: 3)
            #expect(try await today(property).dueThisWeek.map(\.id) == [handled.id])
            town.clock.advance(days: 5)
            #expect(try await today(property).due.map(\.id) == [handled.id])
            #expect(try await today(town.otherProperty).due.isEmpty)
        }
    }

    @Test func whoLeftANumberWaitsForACallUntilSomebodyCalled() async throws {
        try await withTown { town in
            let asked = try await town.resident.reports(
                "单元门坏了。", answers: ["reporterPhone": ["0719-000-0001"]]
            ).matter
            let silent = try await town.resident.reports("单元门又坏了。").matter
            let property = try await town.property
            for matter in [asked, silent] {
                try await town.dispatcher.does("accept", matter)
                try await town.dispatcher.does("dispatch", matter)
            }
            let calls = try await today(property).calls
            #expect(calls.map(\.line.id) == [asked.id])
            let keeper = try await town.rulebook().keeper
            #expect(
                calls.first?.before
                    == (try await town.matter(asked.id)).clock("contact")?.deadline(by: keeper).at)
            #expect(try await today(town.otherProperty).calls.isEmpty)
            // Looking at the list read nobody's number.
            #expect(try await town.count("SELECT COUNT(*) FROM personal_readings") == 0)
            try await property.does("contact", asked)
            #expect(try await today(property).calls.isEmpty)
        }
    }

    @Test func whatWasRaisedSinceYesterdayIsNewTodayAndNotNextWeek() async throws {
        try await withTown { town in
            let matter = try await town.resident.reports("路灯不亮。").matter
            #expect(try await today(town.dispatcher).raised.map(\.id) == [matter.id])
            #expect(try await today(town.otherGrid).raised.isEmpty)
            town.clock.advance(days: 3)
            #expect(try await today(town.dispatcher).raised.isEmpty)
        }
    }

    @Test func aPlannedVisitStandsAmongTheVisits() async throws {
        try await withTown { town in
            let grid = try await town.grid
            let form = AnswerForm(texts: [
                "place": [try town.place("半山尚小区").id.description],
                "category": ["facility.drain"], "account": ["看看排水沟通了没有。"],
                "urgency": ["general"], "lead": [grid.body.description],
            ])
            let receipt = try await OpenMatter(
                realm: town.realm, procedure: "visit", action: "plan", acting: grid.acting,
                channel: .visit, form: form
            ).run(in: town.installation)
            town.clock.advance(days: 1)
            let found = try await today(grid)
            #expect(found.visits.map(\.id) == [receipt.id])
            #expect(!(found.due + found.dueThisWeek).contains { $0.id == receipt.id })
            #expect(try await today(town.otherGrid).visits.isEmpty)
            let visited = try await grid.does("met", try await town.matter(receipt.id))
            #expect(visited.state == "visited")
            // A handler who enters nothing plans nothing.
            await #expect(throws: ActionError.self) {
                try await OpenMatter(
                    realm: town.realm, procedure: "visit", action: "plan",
                    acting: try await town.department.acting, channel: .visit, form: form
                ).run(in: town.installation)
            }
        }
    }

    @Test func anotherPostOfTheSamePersonIsCountedApart() async throws {
        try await withTown { town in
            let colleague = try await town.everyone().first { $0.signIn == "cross" }
            let cross = try #require(colleague)
            let visit = try await cross.visit()
            #expect(visit.holdings.count > 1)
            let found = try await today(cross)
            #expect(found.others.allSatisfy { $0.holding != visit.holding && $0.count > 0 })
        }
    }
}
