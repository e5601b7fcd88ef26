import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Tickets of a hotline centre: each becomes a matter once, and what cannot be taken says why.
@Suite struct TakeTicketsTests {
    @Test func aTicketBecomesAMatterWithTheDeadlineOfTheCentre() async throws {
        try await withTown { town in
            let outcome = try await town.takes([town.ticket()])
            #expect(outcome.map(\.kind) == [.taken])
            var matter = try await town.matter(ofTicket: "2026-0001")
            #expect(matter.reference == outcome[0].reference)
            #expect(matter.state == "submitted" && matter.channel == .hotline)
            #expect(matter.title == "路灯不亮" && matter.category == "facility.light")
            #expect(matter.spot == "半山尚小区 3号楼 门口")
            let due = try Instant(iso8601: "2026-12-20T10:00:00Z")
            #expect(matter.clock("finish")?.budget == .until(due))
            // Whoever accepts it starts the clock of the realm, but the centre's date stands.
            matter = try await town.dispatcher.does("accept", matter)
            #expect(matter.clock("finish")?.budget == .until(due))
            #expect(matter.clock("contact")?.budget != .until(due))
            let file = try await town.dispatcher.file(of: matter)
            #expect(file?.held.map(\.field).sorted() == ["reporterName", "reporterPhone"])
            #expect(try await town.checked() == [])
        }
    }

    @Test func theSameNumberAgainChangesNothing() async throws {
        try await withTown { town in
            let tickets = (1...3).map { town.ticket("T-\($0)") }
            let first = try await town.takes(tickets)
            #expect(first.map(\.kind) == [.taken, .taken, .taken])
            // A file that was cut off is sent again, and longer.
            let again = try await town.takes(tickets + [town.ticket("T-4")])
            #expect(again.map(\.kind) == [.known, .known, .known, .taken])
            #expect(again[0].reference == first[0].reference)
            let sheet = try await town.installation.exchangeSheets(of: town.realm).first
            #expect(sheet?.state.taken == 4 && sheet?.failureCount == 0)
        }
    }

    @Test func whatTheCentreAddsIsAddedAndWhatItTakesBackIsWithdrawn() async throws {
        try await withTown { town in
            try await town.takes([town.ticket()])
            let longer = town.ticket("2026-0001", ["补充内容": "来电人补充：是靠东的一盏。"])
            #expect(try await town.takes([longer]).map(\.kind) == [.addedTo])
            #expect(try await town.takes([longer]).map(\.kind) == [.known])
            var matter = try await town.matter(ofTicket: "2026-0001")
            #expect(try await town.story(of: matter) == ["transfer", "addWords"])
            let words = try await town.installation.file(
                of: matter.reference, in: town.realm, for: .reporter
            )?.story.last?.payload?["answers"]?["words"]
            #expect(words == .text("来电人补充：是靠东的一盏。"))

            let back = town.ticket(
                "2026-0001", ["补充内容": "来电人补充：是靠东的一盏。", "工单状态": "已撤单"])
            #expect(try await town.takes([back]).map(\.kind) == [.addedTo])
            matter = try await town.matter(ofTicket: "2026-0001")
            #expect(matter.state == "withdrawn")
            #expect(try await town.takes([back]).map(\.kind) == [.known])
            #expect(try await town.checked() == [])
        }
    }

    @Test func aTicketThatHadEndedBeforeIsPassedOver() async throws {
        try await withTown { town in
            let ended = town.ticket("T-1", ["工单状态": "已办结"])
            let kinds = try await town.takes([ended]).map(\.kind)
            #expect(kinds == [.passedOver])
            let failures = try await town.failures()
            #expect(failures.isEmpty)
        }
    }

    @Test func whatTheCentreChangesOtherwiseIsSaidAndLeftAsItWas() async throws {
        try await withTown { town in
            try await town.takes([town.ticket()])
            let changed = town.ticket(
                "2026-0001", ["办结时限": "2026-12-25 18:00:00", "诉求类别": "道路"])
            let outcome = try await town.takes([changed])
            #expect(outcome.map(\.kind) == [.failed])
            #expect(outcome[0].problem == TicketProblem(.changed, "category, due"))
            #expect(try await town.matter(ofTicket: "2026-0001").category == "facility.light")
            #expect(try await town.failures().map(\.number) == ["2026-0001"])
            // Once the centre says what it said before, nothing is left to do.
            #expect(try await town.takes([town.ticket()]).map(\.kind) == [.known])
            #expect(try await town.failures().isEmpty)
        }
    }

    struct Odd: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let parts: [String: String]
        let problem: TicketProblem
    }

    @Test(arguments: [
        Odd(
            testDescription: "without a number", parts: ["工单编号": ""],
            problem: TicketProblem(.missing, "number")),
        Odd(
            testDescription: "without words", parts: ["诉求内容": ""],
            problem: TicketProblem(.missing, "account")),
        Odd(
            testDescription: "with an odd time", parts: ["办结时限": "明天"],
            problem: TicketProblem(.noTime, "due", value: "明天")),
        Odd(
            testDescription: "in a state that the map lacks", parts: ["工单状态": "挂起"],
            problem: TicketProblem(.unknownWord, "status", value: "挂起")),
        Odd(
            testDescription: "with a number too long",
            parts: ["工单编号": String(repeating: "9", count: 81)],
            problem: TicketProblem(.tooLong, "number")),
    ])
    func whatCannotBeTakenSaysWhy(_ odd: Odd) async throws {
        try await withTown { town in
            let sent = town.ticket("T-9", odd.parts)
            let outcome = try await town.takes([sent, town.ticket("T-10")])
            #expect(outcome.map(\.kind) == [.failed, .taken])
            #expect(outcome[0].problem == odd.problem)
            let kept = try #require(try await town.failures().first)
            #expect(kept.problem == odd.problem && kept.tries == 1)
            try await town.takes([sent])
            #expect(try await town.failures().map(\.tries) == [2])
        }
    }

    @Test func unknownKindsAndPlacesAreSortedByHand() async throws {
        try await withTown { town in
            let odd = town.ticket(
                "T-1", ["诉求类别": "没听说过", "所属社区": "别处", "事发地址": "某路", "联系电话": "138****1234"])
            #expect(try await town.takes([odd]).map(\.kind) == [.taken])
            let matter = try await town.matter(ofTicket: "T-1")
            #expect(matter.category == "other.other")
            #expect(town.places.first { $0.id == matter.place }?.level == "street")
            let held = try await town.dispatcher.file(of: matter)?.held.map(\.field)
            #expect(held == ["reporterName"])
            let hidden = town.ticket("T-2", ["是否保密": "是"])
            try await town.takes([hidden])
            let secret = try await town.matter(ofTicket: "T-2")
            #expect(try await town.dispatcher.file(of: secret)?.held.isEmpty == true)
        }
    }
}

extension Town {
    /// What is wrong with the rows of the town's matters.
    func checked() async throws -> [String] {
        try await CheckRows(vault: installation.vault, now: clock.now).run(in: database).problems
    }
}
