import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// The queue of what could not be taken, and what goes back to the centre.
@Suite struct TicketQueueTests {
    private func odd(_ town: Town, _ number: String = "T-1") -> SentTicket {
        town.ticket(number, ["工单状态": "挂起"])
    }

    @Test func whatWaitsIsTriedAgainOrSetAside() async throws {
        try await withTown { town in
            try await town.takes([odd(town, "T-1"), odd(town, "T-2")])
            let (realm, keeper) = (town.realm, try await town.dispatcher)
            let again = try await RetryTickets(
                realm: realm, by: .holding(keeper.holding), exchange: "hotline"
            ).run(in: town.installation)
            // The look at what waits takes what was tried before this instant.
            #expect(again.isEmpty)
            town.clock.advance(minutes: 1)
            let later = try await RetryTickets(
                realm: realm, by: .holding(keeper.holding), exchange: "hotline"
            ).run(in: town.installation)
            #expect(later.map(\.kind) == [.failed, .failed])
            let first = try #require(try await town.failures().last)
            try await SetTicketAside(
                realm: realm, holding: keeper.holding, exchange: "hotline", failure: first.id
            ).run(in: town.installation)
            #expect(try await town.failures().count == 1)
            let aside = try await town.failures(aside: true).map(\.number)
            #expect(aside == [first.number])
            // The same again stays aside; changed, it waits once more.
            let number = try #require(first.number)
            try await town.takes([odd(town, number)])
            #expect(try await town.failures().count == 1)
            try await town.takes([town.ticket(number, ["工单状态": "其他"])])
            #expect(try await town.failures().count == 2)
            // Put right, it is taken and gone.
            try await town.takes([town.ticket(number)])
            #expect(try await town.failures().count == 1)
        }
    }

    @Test func whoEntersNothingTouchesNothing() async throws {
        try await withTown { town in
            try await town.takes([odd(town)])
            let id = try #require(try await town.failures().first?.id)
            let stranger = try await town.volunteer.holding
            for holding in [stranger, try await town.bostonian.holding] {
                let retried = await outcome {
                    try await RetryTickets(
                        realm: town.realm, by: .holding(holding), exchange: "hotline", failure: id
                    ).run(in: town.installation)
                }
                #expect(retried == "forbidden")
                let aside = await outcome {
                    try await SetTicketAside(
                        realm: town.realm, holding: holding, exchange: "hotline", failure: id
                    ).run(in: town.installation)
                }
                #expect(aside == "forbidden")
            }
        }
    }

    @Test func nothingOfAPersonLiesOpenInTheQueueAndItIsErased() async throws {
        try await withTown { town in
            try await town.takes([odd(town)])
            let texts = try await town.database.read { db in
                try db.rows(
                    """
                    SELECT ticket, number, field, value, digest FROM exchange_failures
                    ORDER BY id LIMIT 9
                    """
                ) { row in
                    try (0..<5).map { try row.textOrNil($0) ?? "" }.joined(separator: "|")
                }.joined()
            }
            for secret in ["13800001234", "演示来电人", "路灯三天"] { #expect(!texts.contains(secret)) }
            town.clock.advance(minutes: 91 * 24 * 60)
            _ = try await EraseExpired().run(in: town.installation)
            #expect(try await town.failures().isEmpty)
            #expect(try await town.returns().returns.isEmpty)
        }
    }

    @Test func whatTheReporterIsToldGoesBackInTheCentresWords() async throws {
        try await withTown { town in
            try await town.takes([town.ticket()])
            var matter = try await town.matter(ofTicket: "2026-0001")
            town.clock.advance(minutes: 5)
            matter = try await town.dispatcher.does(
                "accept", matter, ["message": ["今天派人去看。"]])
            matter = try await town.dispatcher.does("note", matter, ["note": ["内部：又是他。"]])
            matter = try await town.dispatcher.does("dispatch", matter)
            let page = try await town.returns()
            let said = page.returns.map { $0.values[.status] ?? "" }
            #expect(said == ["待签收", "已受理", "已派单"])
            let accepted = page.returns[1].values
            #expect(accepted[.message] == "今天派人去看。")
            #expect(accepted[.number] == "2026-0001")
            #expect(accepted[.reference] == matter.reference.description)
            #expect(accepted[.ended] == "false")
            let file = String(
                decoding: ReturnText(try await town.hotline()).file(page.returns), as: UTF8.self)
            #expect(file.hasPrefix("流水号,工单编号,街道编号,办理时间,办理状态,办理结果,答复内容,是否办结\r\n"))
            #expect(!file.contains("又是他"))
            // From a number on, and no step under two numbers.
            let rest = try await town.returns(after: page.returns[0].sequence, limit: 1)
            #expect(rest.returns.map(\.sequence) == [page.returns[1].sequence])
            #expect(rest.isFull)
            #expect(Set(page.returns.map(\.sequence)).count == 3)
        }
    }

    @Test func aFileGoesOnWhereTheLastOneEnded() async throws {
        try await withTown { town in
            try await town.takes([town.ticket()])
            let work = WriteReturnFile(realm: town.realm, exchange: try await town.hotline())
            struct DiskFull: Error {}
            await #expect(throws: DiskFull.self) {
                _ = try await work.run(in: town.installation) { _ in throw DiskFull() }
            }
            let first = try await work.run(in: town.installation) { _ in }
            #expect(first == 1)
            let second = try await work.run(in: town.installation) { _ in }
            #expect(second == 0)
            try await town.dispatcher.does(
                "refuse", try await town.matter(ofTicket: "2026-0001"))
            let third = try await work.run(in: town.installation) { steps in
                #expect(steps.map { $0.values[.status] } == ["退回"])
                let haveEnded = steps.allSatisfy { $0.hasEnded }
                #expect(haveEnded)
            }
            #expect(third == 1)
        }
    }

    @Test func matterThatNoCentreSentGoesNowhere() async throws {
        try await withTown { town in
            _ = try await town.request(standing: "handling")
            #expect(try await town.returns().returns.isEmpty)
        }
    }
}
