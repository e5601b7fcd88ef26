import Actions
import Kernel
import Storage
import TestSupport
import Testing

/// Pages of the inbox: a total order, nothing twice, nothing left out.
@Suite struct InboxTests {
    /// Requests in many states, with equal deadlines among them.
    private func busyTown(_ town: Town) async throws {
        let states = [
            "submitted", "accepted", "dispatched", "handling", "awaiting", "checking",
            "callingBack", "solved", "refused", "withdrawn",
        ]
        for state in states { _ = try await town.request(standing: state) }
        for number in 1...9 {
            _ = try await town.resident.reports(
                "第\(number)盏路灯不亮。",
                category: number.isMultiple(of: 2) ? "facility.light" : "environment.litter")
        }
    }

    private func all(
        _ query: InboxQuery, for colleague: Colleague
    ) async throws -> (lines: [MatterLine], pages: Int) {
        var query = query
        var lines: [MatterLine] = []
        var pages = 0
        repeat {
            let page = try await colleague.inbox(query)
            #expect(page.lines.count <= query.limit)
            lines += page.lines
            pages += 1
            query.after = page.next
        } while query.after != nil && pages < 100
        return (lines, pages)
    }

    @Test(arguments: InboxQuery.Scope.allCases)
    func pagesOfAnySizeShowTheSameLines(_ scope: InboxQuery.Scope) async throws {
        try await withTown { town in
            try await busyTown(town)
            town.clock.advance(hours: 5)
            for colleague in [try await town.dispatcher, try await town.property] {
                for light in [nil] + Light.allCases.map(Optional.some) {
                    let whole = try await all(
                        InboxQuery(scope: scope, light: light), for: colleague)
                    #expect(whole.pages == 1)
                    for limit in [1, 2, 3, 7] {
                        let paged = try await all(
                            InboxQuery(scope: scope, light: light, limit: limit), for: colleague)
                        #expect(paged.lines.map(\.id) == whole.lines.map(\.id))
                    }
                    #expect(Set(whole.lines.map(\.id)).count == whole.lines.count)
                }
            }
        }
    }

    @Test func everyLineHasTheLightThatWasAskedFor() async throws {
        try await withTown { town in
            try await busyTown(town)
            town.clock.advance(hours: 26)
            let dispatcher = try await town.dispatcher
            for scope in InboxQuery.Scope.allCases {
                var sum = 0
                for light in Light.allCases {
                    let found = try await all(
                        InboxQuery(scope: scope, light: light), for: dispatcher)
                    #expect(
                        found.lines.allSatisfy { $0.light(at: town.clock.now) == light },
                        "\(scope) \(light)")
                    sum += found.lines.count
                }
                let whole = try await all(InboxQuery(scope: scope), for: dispatcher)
                #expect(sum == whole.lines.count, "\(scope): the lights make up the whole")
            }
        }
    }

    @Test func theListAndTheMatterShowTheSameLight() async throws {
        try await withTown { town in
            var matter = try await town.request(standing: "handling")
            matter = try await town.property.does("askSuspension", matter)
            matter = try await town.supervisor.does("grantSuspension", matter)
            town.clock.advance(days: 20)
            matter = try await town.property.does("resume", matter)
            for _ in 1...40 {
                town.clock.advance(hours: 5)
                let line = try #require(
                    try await town.property.inbox(InboxQuery(scope: .bodies)).lines.first)
                let light = try await town.light("finish", of: matter)
                #expect(line.light(at: town.clock.now) == light)
            }
        }
    }

    @Test func theNearestDeadlineStandsFirstAndEndedOnesNewestFirst() async throws {
        try await withTown { town in
            try await busyTown(town)
            let open = try await town.dispatcher.inbox(InboxQuery(scope: .places)).lines
            let due = open.compactMap(\.dueAt)
            #expect(due == due.sorted())
            #expect(open.allSatisfy { $0.endedAt == nil })
            let ended = try await town.dispatcher.inbox(InboxQuery(scope: .ended)).lines
            #expect(ended.compactMap(\.endedAt) == ended.compactMap(\.endedAt).sorted(by: >))
            #expect(ended.count == 3)
        }
    }

    @Test func mineAreThoseThatAwaitThisPost() async throws {
        try await withTown { town in
            try await busyTown(town)
            let expected: [(String, Set<String>)] = [
                ("checker", ["checking"]), ("callback", ["callingBack"]),
                ("property", ["dispatched", "handling"]), ("property2", []),
                ("community2", []), ("grid", ["submitted"]),
                ("dispatcher", ["submitted", "accepted"]),
            ]
            for (signIn, states) in expected {
                let lines = try await town.colleague(signIn).inbox(InboxQuery(scope: .mine)).lines
                #expect(Set(lines.map(\.state)) == states, "\(signIn)")
            }
        }
    }

    @Test func aWideCategoryHoldsItsParts() async throws {
        try await withTown { town in
            try await busyTown(town)
            let dispatcher = try await town.dispatcher
            let count = { @Sendable (category: String) in
                try await dispatcher.inbox(InboxQuery(scope: .places, category: category))
                    .lines.count
            }
            #expect(try await count("facility") == 4)
            #expect(try await count("facility.light") == 4)
            #expect(try await count("facil") == 0)
            #expect(try await count("facility.lights") == 0)
        }
    }

    @Test func aPageHoldsFiftyLinesAndAFileIsReadFiveHundredAtOnce() {
        #expect(InboxQuery(scope: .mine).limit == 50)
        #expect(InboxQuery(scope: .mine, limit: 1_000_000).limit == 500)
    }
}
