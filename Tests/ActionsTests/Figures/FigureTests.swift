import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Figures are counted from what was recorded, and from nothing else.
@Suite struct FigureTests {
    @Test func requestsAreCountedWhereTheyStandAndInWhatTheyCameTo() async throws {
        try await withTown { town in
            for state in ["submitted", "handling", "solved", "solved", "unsolved", "withdrawn"] {
                _ = try await town.request(standing: state)
            }
            #expect(try await town.figure("requestsOpened") == .number(6))
            #expect(try await town.figure("requestsSettled") == .number(3))
            #expect(try await town.figure("requestsOpen") == .number(2))
            #expect(try await town.figure("onTimeRate") == .share(part: 3, whole: 3))
            #expect(try await town.figure("requestsOpened", at: "岩岭社区") == .number(6))
            #expect(try await town.figure("requestsOpened", at: "工艺新村社区") == .number(0))
        }
    }

    @Test func whatIsOpenedAgainIsNoLongerSettledInTime() async throws {
        try await withTown { town in
            let solved = try await town.request(standing: "solved")
            #expect(try await town.figure("requestsKept") == .number(1))
            let again = try await town.resident.does("reopen", solved)
            #expect(again.isOpen)
            #expect(try await town.figure("requestsKept") == .number(0))
            #expect(try await town.figure("requestsSettled") == .number(0))
            #expect(try await town.figure("requestsOpen") == .number(1))
            #expect(try await town.figure("requestsReopened") == .number(1))
        }
    }

    @Test func whatEndedIsToldApartByWhoLedIt() async throws {
        let tiers = ["closedInEstate", "closedInCommunity", "closedByStreet"]
        try await withTown { town in
            for state in ["solved", "unsolved", "withdrawn"] {
                _ = try await town.request(standing: state)
            }
            var counted: [Figure.ID: Int64] = [:]
            for tier in tiers {
                guard case .number(let count) = try await town.figure(tier) else { continue }
                counted[tier] = count
            }
            let rows = try await town.database.read { db in
                try db.rows(
                    """
                    SELECT bodies.kind FROM facts JOIN bodies ON bodies.id = body_id
                    WHERE event IN ('ended.solved', 'ended.unsolved') ORDER BY 1 LIMIT 9
                    """
                ) { try $0.text(0) }
            }
            #expect(rows == ["propertyCompany", "propertyCompany"])
            #expect(counted == ["closedInEstate": 2, "closedInCommunity": 0, "closedByStreet": 0])
            let file = try await town.colleague("secretary").opens(
                "closedInEstate", at: "车城路街道")
            #expect(file.places.contains { $0.place.name.zh == "岩岭社区" && $0.value == .number(2) })
        }
    }

    @Test func aMissedLimitIsCountedAsMissed() async throws {
        try await withTown { town in
            var matter = try await town.resident.reports("灯坏了。").matter
            town.clock.advance(days: 4)
            matter = try await town.colleague("dispatcher").does("accept", matter)
            let sheet = try await town.sheet()
            #expect(sheet.uncounted == 0)
            let missed = try await town.database.read { db in
                try db.int("SELECT COUNT(*) FROM facts WHERE event = 'missed.accept'")
            }
            #expect(missed == 1)
        }
    }

    @Test func activitiesMeetingsAndPeopleServedAreSummedUp() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let volunteer = try await town.colleague("volunteer")
            let activity = try await secretary.announces()
            try await volunteer.signsUp(for: activity)
            town.clock.advance(days: 3)
            try await secretary.keepsRoll(of: activity, [(volunteer, 120)], visitors: 26)
            #expect(try await town.figure("activitiesHeld") == .number(1))
            #expect(try await town.figure("personTimes") == .number(1))
            #expect(try await town.figure("peopleServed") == .number(26))
            #expect(try await town.figure("minutesServed") == .number(120))
            // What is corrected is counted anew, not twice.
            try await secretary.keepsRoll(of: activity, [(volunteer, 60)], visitors: 20)
            #expect(try await town.figure("minutesServed") == .number(60))
            #expect(try await town.figure("peopleServed") == .number(20))
            #expect(try await town.figure("activitiesHeld") == .number(1))
        }
    }

    @Test func aPeriodCountsItsOwnMonthsAndTheOneBeforeStandsBesideIt() async throws {
        try await withTown { town in
            _ = try await town.request(standing: "submitted")
            let first = Month(of: try await town.rulebook().day(of: town.clock.now))
            town.clock.advance(days: 31)
            _ = try await town.request(standing: "submitted")
            _ = try await town.request(standing: "submitted")
            let second = try await town.sheet(period: first.adding(1).description)
            let line = try #require(second.lines.first { $0.figure.id == "requestsOpened" })
            #expect(line.value == .number(2))
            #expect(line.before == .number(1))
            #expect(line.months.count == 12)
            #expect(line.months.suffix(2).map(\.value) == [.number(1), .number(2)])
        }
    }

    /// The same facts, whether they are counted as they happen or all at once afterwards.
    @Test func countingAnewComesToTheSame() async throws {
        try await withTown { town in
            for state in ["submitted", "objected", "awaiting", "solved", "unconfirmed", "merged"] {
                _ = try await town.request(standing: state)
                try await CountFacts().run(in: town.installation)
            }
            let solved = try await town.request(standing: "solved")
            _ = try await town.resident.does("reopen", solved)
            _ = try await town.order(standing: "done")
            _ = try await town.deliberation(standing: "published")
            try await CountFacts().run(in: town.installation)
            let before = try await town.counted()
            #expect(before.facts.count > 50)
            try await town.forgetCounted()
            try await CountFacts().run(in: town.installation)
            let after = try await town.counted()
            #expect(after.facts == before.facts)
            #expect(after.months == before.months)
            let counted = try await CountFacts().run(in: town.installation)
            #expect(counted == 0)
        }
    }

    /// Two nodes that count at once count once.
    @Test func countingAtOnceCountsOnce() async throws {
        try await withTown { town in
            for _ in 0..<4 { _ = try await town.request(standing: "handling") }
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask { _ = try? await CountFacts().run(in: town.installation) }
                }
            }
            #expect(try await town.figure("requestsOpened") == .number(4))
            let report = try await CheckRows(
                vault: town.installation.vault, now: town.clock.now
            ).run(in: town.database)
            #expect(report.problems == [])
        }
    }

    @Test func whatIsErasedStaysCounted() async throws {
        try await withTown { town in
            let solved = try await town.request(standing: "solved")
            try await CountFacts().run(in: town.installation)
            let before = try await town.counted()
            town.clock.advance(days: 1_100)
            _ = try await EraseExpired().run(in: town.installation)
            _ = try await town.request(standing: "submitted")
            try await CountFacts().run(in: town.installation)
            let after = try await town.counted()
            let own = before.facts.filter { $0.hasPrefix("\(solved.id)") }
            #expect(Set(own).isSubset(of: after.facts))
        }
    }

    @Test func rowsThatWereAlteredShow() async throws {
        try await withTown { town in
            _ = try await town.request(standing: "solved")
            try await CountFacts().run(in: town.installation)
            try await town.database.write { db in
                try db.run("UPDATE facts SET day = '2020-01-01' WHERE event = 'ended'")
                try db.run("UPDATE fact_months SET count = count + 1 WHERE event = 'kept'")
            }
            let report = try await CheckRows(
                vault: town.installation.vault, now: town.clock.now
            ).run(in: town.database)
            #expect(report.problems.contains { $0.contains("what is counted of it") })
            #expect(report.problems.contains { $0.contains("The months of request.kept") })
        }
    }
}
