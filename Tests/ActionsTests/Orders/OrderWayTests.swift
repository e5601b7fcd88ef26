import Actions
import Kernel
import Storage
import TestSupport
import Testing

/// An order from the wish to the thanks, and back to the pool where time runs out.
@Suite struct OrderWayTests {
    @Test func anOrderGoesFromTheWishToThePublishedThanks() async throws {
        try await withTown { town in
            var order = try await town.order(standing: "served")
            #expect(order.taker == (try await town.volunteer).person.id)
            #expect(order.title == "换两个灯泡")
            #expect(order.account == Resident.secretWish)
            order = try await town.resident.does("notDone", order)
            #expect(order.state == "taken")
            order = try await town.volunteer.does("serve", order)
            order = try await town.resident.does("confirm", order)
            #expect(order.ending == .done)
            order = try await town.resident.does("thank", order, ["thanks": ["谢谢小林。"]])
            order = try await town.resident.does("allowThanks", order)
            order = try await town.secretary.does("releaseThanks", order)
            #expect(
                try await town.story(of: order) == [
                    "ask", "issue", "take", "serve", "notDone", "serve", "confirm", "thank",
                    "allowThanks", "releaseThanks",
                ])
            #expect(try await VerifyRecords().run(in: town.database).problem == nil)
        }
    }

    @Test func thanksAreReleasedOnlyWhileTheirAuthorAgrees() async throws {
        try await withTown { town in
            let order = try await town.order(standing: "done")
            let secretary = try await town.secretary
            let early = await refusal { try await town.resident.does("allowThanks", order) }
            #expect(early == .guardFailed(.happened("thank", times: 1)))
            _ = try await town.resident.does("thank", order)
            let unasked = await refusal { try await secretary.does("releaseThanks", order) }
            #expect(unasked == .guardFailed(.consented("thanks")))
            _ = try await town.resident.does("allowThanks", order)
            _ = try await secretary.does("releaseThanks", order)
            _ = try await town.resident.does("takeThanksBack", order)
            let after = await refusal { try await secretary.does("releaseThanks", order) }
            #expect(after == .guardFailed(.consented("thanks")))
        }
    }

    @Test(arguments: [
        ("0", nil), ("200", nil), ("201", Answers.Problem.outOfRange(0...200)),
        ("-1", .outOfRange(0...200)), ("二百", .notANumber),
    ])
    func aGiftCostsAtMostTwoHundred(_ value: String, _ problem: Answers.Problem?) async throws {
        try await withTown { town in
            let order = try await town.resident.orders(category: "wish.gift")
            let refused = await refusal {
                try await town.secretary.does(
                    "issue", order, ["title": ["一个书包"], "value": [value]])
            }
            #expect(refused == problem.map { .answers(["value": $0]) })
        }
    }

    @Test func whatIsNotServedInTimeGoesBackToThePool() async throws {
        try await withTown { town in
            let order = try await town.order(standing: "taken")
            let due = try await deadline("serve", of: order, in: town)
            town.clock.set(due.adding(milliseconds: -1))
            #expect(try await RunDueActions().run(in: town.installation) == 0)
            town.clock.set(due.adding(minutes: 1))
            #expect(try await RunDueActions().run(in: town.installation) == 1)
            let pooled = try await town.matter(order.id)
            #expect(pooled.state == "pooled")
            #expect(pooled.taker == nil)
            #expect(try await town.story(of: order).last == "expire")
            let late = await refusal { try await town.volunteer.does("serve", order) }
            #expect(late == .notYours("serve"))
            #expect(try await town.otherVolunteer.takes(pooled).state == "taken")
        }
    }

    @Test func whatNobodyTakesGoesBackToTheBranch() async throws {
        try await withTown { town in
            let order = try await town.order(standing: "pooled")
            town.clock.set(try await deadline("pool", of: order, in: town).adding(minutes: 1))
            #expect(try await RunDueActions().run(in: town.installation) == 1)
            let asked = try await town.matter(order.id)
            #expect(asked.state == "asked")
            #expect(try await town.story(of: order).last == "lapse")
            #expect(asked.clock("issue")?.stoppedAt == nil)
            // It hangs nowhere now, and the branch may offer it again.
            #expect(try await town.resident.openFile(of: asked) == nil)
            #expect(try await town.secretary.issues(asked).state == "pooled")
        }
    }

    @Test func silenceClosesWhatWasServedAndSaysSo() async throws {
        try await withTown { town in
            let order = try await town.order(standing: "served")
            town.clock.set(try await deadline("confirm", of: order, in: town).adding(minutes: 1))
            #expect(try await RunDueActions().run(in: town.installation) == 1)
            #expect(try await town.matter(order.id).ending == .unconfirmed)
        }
    }

    private func deadline(
        _ clock: String, of matter: Matter, in town: Town
    ) async throws -> Instant {
        let running = try #require(matter.clock(clock))
        return running.deadline(by: try await town.rulebook().keeper).at
    }
}
