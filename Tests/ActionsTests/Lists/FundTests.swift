import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// The money of a project: entered by those who lead it, never changed, and never more spent than
/// came.
@Suite struct FundTests {
    private func enters(
        _ colleague: Colleague, _ project: Matter, _ kind: String, _ amount: String,
        source: String = "donation", day: String? = nil, words: String = "台灯和书架"
    ) async throws {
        let today = try await colleague.town.rulebook().day(of: colleague.town.clock.now)
        try await EnterFund(
            realm: colleague.realm, holding: colleague.holding, project: project.reference,
            kind: kind, source: source, amount: amount, day: day ?? "\(today)", words: words
        ).run(in: colleague.town.installation)
    }

    private func file(_ town: Town, _ project: Matter, _ acting: Acting) async throws -> FundFile {
        try #require(
            try await town.installation.fundFile(
                of: project.reference, in: town.realm, for: acting, limit: 50))
    }

    @Test func eachSourceHasItsOwnSum() async throws {
        try await withTown { town in
            let (project, community) = (try await town.project(), try await town.community)
            try await enters(community, project, "planned", "5,000")
            try await enters(community, project, "received", "3000.50")
            try await enters(community, project, "received", "800", source: "own")
            try await enters(community, project, "spent", "1200.25")
            let found = try await file(town, project, community.acting)
            let donated = try #require(found.sums.first { $0.source == .donation })
            #expect(donated.planned == 500_000 && donated.received == 300_050)
            #expect(donated.spent == 120_025 && donated.left == 180_025)
            #expect(found.sums.first { $0.source == .own }?.left == 80_000)
            #expect(found.lines.count == 4 && found.isKept)
            let realm = town.realm.id
            let purse = try await town.database.read { db in
                try Ledgers.balance(of: .purse(project.id, .donation), .fen, in: realm, db)
            }
            #expect(purse == 180_025)
        }
    }

    @Test func noMoreIsSpentThanThereIsOfThatMoney() async throws {
        try await withTown { town in
            let (project, community) = (try await town.project(), try await town.community)
            try await enters(community, project, "planned", "9000")
            try await enters(community, project, "received", "100", source: "own")
            let found = await complaints {
                try await enters(community, project, "spent", "100")
            }
            #expect(found == ["amount": "funds.problem.overdrawn"])
            try await enters(community, project, "spent", "100", source: "own")
            let over = await complaints {
                try await enters(community, project, "spent", "0.01", source: "own")
            }
            #expect(over == ["amount": "funds.problem.overdrawn"])
        }
    }

    @Test func aLineIsTakenBackOnceWithAReasonAndBothStayOnTheAccount() async throws {
        try await withTown { town in
            let (project, community) = (try await town.project(), try await town.community)
            try await enters(community, project, "received", "100")
            try await enters(community, project, "spent", "60")
            func reverse(_ line: Funds.Line, _ reason: String) async throws {
                try await ReverseFund(
                    realm: community.realm, holding: community.holding,
                    project: project.reference, line: line.line.id, reason: reason
                ).run(in: town.installation)
            }
            var found = try await file(town, project, community.acting)
            let (spent, received) = (found.lines[0], found.lines[1])
            let early = await complaints { try await reverse(received, "记错了") }
            #expect(early == ["reason": "funds.problem.spent"])
            let mute = await complaints { try await reverse(spent, " ") }
            #expect(mute == ["reason": "answer.missing"])
            try await reverse(spent, "重复记了")
            let twice = await complaints { try await reverse(spent, "重复记了") }
            #expect(twice == ["reason": "funds.problem.settled"])
            try await reverse(received, "记错了")
            found = try await file(town, project, community.acting)
            let sum = try #require(found.sums.first { $0.source == .donation })
            #expect(sum.isEmpty && found.lines.count == 4)
            let again = await complaints { try await reverse(found.lines[0], "再冲") }
            #expect(again == ["reason": "funds.problem.settled"])
        }
    }

    @Test func whatIsWrongWithAFormIsSaidAtOnce() async throws {
        try await withTown { town in
            let (project, community) = (try await town.project(), try await town.community)
            let found = await complaints {
                try await enters(
                    community, project, "lent", "1.234", source: "", day: "soon",
                    words: "找 13800002222")
            }
            #expect(
                found == [
                    "kind": "answer.missing", "source": "answer.missing",
                    "amount": "funds.problem.amount", "day": "answer.notADay",
                    "words": "personal.found",
                ])
            let late = await complaints {
                try await enters(community, project, "received", "1", day: "2099-01-01")
            }
            #expect(late == ["day": "funds.problem.future"])
            let none = await complaints { try await enters(community, project, "planned", "0") }
            #expect(none == ["amount": "funds.problem.range"])
        }
    }

    @Test func theSameFormTwiceIsOneLine() async throws {
        try await withTown { town in
            let (project, community) = (try await town.project(), try await town.community)
            try await enters(community, project, "received", "100")
            try await enters(community, project, "received", "100")
            var found = try await file(town, project, community.acting)
            #expect(found.lines.count == 1)
            town.clock.advance(minutes: 3)
            try await enters(community, project, "received", "100")
            found = try await file(town, project, community.acting)
            #expect(found.lines.count == 2)
        }
    }

    @Test func onlyThoseWhoLeadItKeepItAndEveryoneReadsAPublicOne() async throws {
        try await withTown { town in
            let (project, community) = (try await town.project(), try await town.community)
            let volunteer = try await town.volunteer
            let hidden = await outcome {
                try await enters(volunteer, project, "received", "1")
            }
            #expect(hidden == "notFound")
            let closed = try await town.installation.fundFile(
                of: project.reference, in: town.realm, for: .anyone, limit: 5)
            #expect(closed == nil)
            try await town.secretary.does("agree", project)
            try await enters(community, project, "received", "1")
            let open = try await file(town, project, .anyone)
            #expect(open.lines.count == 1 && !open.isKept)
            let refused = await outcome {
                try await enters(volunteer, project, "received", "1")
            }
            #expect(refused == "forbidden")
        }
    }

    @Test func aStatementBeginsWithWhatWasLeftBefore() async throws {
        try await withTown { town in
            let (project, community) = (try await town.project(), try await town.community)
            let today = try await town.rulebook().day(of: town.clock.now)
            try await enters(
                community, project, "received", "100", day: "\(today.adding(days: -40))")
            try await enters(community, project, "spent", "30", day: "\(today.adding(days: -3))")
            try await enters(community, project, "planned", "500")
            let statement = try await town.installation.fundStatement(
                of: .donation, from: today.adding(days: -10), until: today, in: town.realm,
                for: community.holding, limit: 10)
            #expect(statement.before == 10_000 && statement.after == 7_000)
            #expect(statement.lines.map(\.line.line.fen) == [3_000])
            #expect(statement.lines.map(\.reference) == [project.reference])
        }
    }

    @Test func rowsThatOtherHandsChangedAreFound() async throws {
        try await withTown { town in
            let (project, community) = (try await town.project(), try await town.community)
            try await enters(community, project, "received", "100")
            func problems() async throws -> [String] {
                try await CheckRows(vault: town.installation.vault, now: town.clock.now)
                    .run(in: town.database).problems
            }
            var found = try await problems()
            #expect(found == [])
            try await town.database.write { db in
                try db.run("UPDATE fund_lines SET fen = 9000000")
            }
            found = try await problems()
            #expect(found.contains { $0.contains("project's money") })
        }
    }
}
