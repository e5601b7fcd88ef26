import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// A list shows what its matters are now, although it looks up only lines that it does not know.
@Suite struct KeptLinesTests {
    /// Holds every list, and a search, against what it would show if nothing had been kept.
    private func expectFreshLines(
        in town: Town, _ what: Comment, _ sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let dispatcher = try await town.dispatcher
        let awaited = try await town.rulebook().awaited(by: dispatcher.holding)
        let now = town.clock.now
        for text in [nil, "单元门"] {
            for scope in InboxQuery.Scope.allCases {
                let query = InboxQuery(scope: scope, text: text)
                let shown = try await dispatcher.inbox(query).lines
                let fresh = try await town.database.read { db in
                    try Inbox.page(
                        query, for: dispatcher.holding, awaited: awaited, at: now,
                        kept: KeptLines(), names: TownNames(town), db
                    ).lines
                }
                #expect(shown == fresh, what, sourceLocation: sourceLocation)
            }
        }
    }

    @Test(arguments: [
        [("dispatcher", "refuse")],
        [
            ("dispatcher", "accept"), ("dispatcher", "dispatch"), ("property", "receive"),
            ("property", "finish"), ("checker", "passCheck"), ("callback", "confirmSolved"),
        ],
        [
            ("dispatcher", "accept"), ("dispatcher", "dispatch"), ("property", "receive"),
            ("property", "askReporter"),
        ],
    ])
    func everyStepShows(_ steps: [(by: String, action: String)]) async throws {
        try await withTown { town in
            var matter = try await town.request(standing: "submitted")
            try await expectFreshLines(in: town, "report")
            for step in steps {
                town.clock.advance(minutes: 10)
                matter = try await town.colleague(step.by).does(step.action, matter)
                try await expectFreshLines(in: town, "\(step.action)")
            }
        }
    }

    @Test func whatIsWrittenBesideAStepShows() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "checking")
            try await expectFreshLines(in: town, "finish")
            let touched = town.clock.now.adding(minutes: 5)
            try await town.database.write { db in
                try MatterLinks.touch(matter.id, by: nil, at: touched, db)
            }
            try await expectFreshLines(in: town, "a link")
            let due = try #require(
                try await town.dispatcher.inbox(InboxQuery(scope: .places)).lines
                    .first { $0.id == matter.id }?.dueAt)
            _ = try await ImportCalendar(
                file: try CalendarFile(parsing: "date,kind,name\n2026-11-10,off,民族节日\n"),
                realm: town.realm
            ).run(in: town.installation)
            try await expectFreshLines(in: town, "another calendar")
            let moved = try await town.dispatcher.inbox(InboxQuery(scope: .places)).lines
                .first { $0.id == matter.id }?.dueAt
            #expect(try #require(moved) > due)
        }
    }

    @Test func erasedWordsAreNotShown() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "withdrawn")
            try await expectFreshLines(in: town, "withdraw")
            town.clock.set(town.clock.now.adding(minutes: 1_100 * 24 * 60))
            // Looked at on the day, so that the line is known when its words go.
            try await expectFreshLines(in: town, "the last day")
            #expect(try await EraseExpired().run(in: town.installation).stories == 1)
            try await expectFreshLines(in: town, "erased")
            let lines = try await town.dispatcher.inbox(InboxQuery(scope: .ended)).lines
            #expect(lines.first { $0.id == matter.id }?.title == "")
        }
    }
}
