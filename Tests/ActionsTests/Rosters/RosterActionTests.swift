import Actions
import Kernel
import Storage
import TestSupport
import Testing

/// Duty rosters: drawn up by turns, changed by hand, swapped by both sides, read by everyone
/// without a name.
@Suite struct RosterActionTests {
    @Test func aMonthIsDrawnUpByTurnsAndAGapIsFilledByHand() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let worker = try await town.colleague("community")
            let roster = try await town.roster()
            let shifts = try await town.shifts(of: roster)
            #expect(shifts.count > 10)
            #expect(zip(shifts, shifts.dropFirst()).allSatisfy { $0.holder != $1.holder })
            // What is set down is not given out again.
            let month = try await town.thisMonth
            let again = await complaints {
                try await DrawUpRoster(
                    realm: town.realm, holding: secretary.holding, roster: roster.id, month: month,
                    anew: false
                ).run(in: town.installation)
            }
            #expect(again == ["month": "rosters.problem.nothingLeft"])
            // By hand: the worker's shift goes to nobody, and then to a body.
            let first = try #require(
                shifts.first { $0.holder == .post(worker.holding.post.id) })
            let day = try await town.rulebook().day(of: first.startsAt).description
            for holder in [nil, DutyHolder.body(secretary.body)] {
                try await SetDuty(
                    realm: town.realm, holding: secretary.holding, roster: roster.id, day: day,
                    span: "08:30-17:30", holder: holder
                ).run(in: town.installation)
                let now = try await town.shifts(of: roster).first { $0.startsAt == first.startsAt }
                #expect(now?.holder == holder)
            }
        }
    }

    @Test func aSwapHoldsOnceTheOtherSideAgrees() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let worker = try await town.colleague("community")
            let stranger = try await town.colleague("community2")
            let roster = try await town.roster()
            let shifts = try await town.shifts(of: roster)
            let given = try #require(shifts.first { $0.holder.isOf(worker.holding) })
            let wanted = try #require(shifts.first { $0.holder.isOf(secretary.holding) })
            func ask(_ who: Colleague) async throws -> DutySwap {
                try await AskSwap(
                    realm: town.realm, holding: who.holding, roster: roster.id, given: given.id,
                    wanted: wanted.id
                ).run(in: town.installation)
            }
            let foreign = await complaints { _ = try await ask(stranger) }
            #expect(foreign == ["given": "rosters.problem.notYours"])
            let swap = try await ask(worker)
            let twice = await complaints { _ = try await ask(worker) }
            #expect(twice == ["given": "rosters.problem.asked"])
            let waiting = try await town.installation.swapsAsked(of: secretary.visit())
            #expect(waiting.map(\.swap.id) == [swap.id])
            func answer(_ who: Colleague) async throws {
                try await AnswerSwap(
                    realm: town.realm, holding: who.holding, swap: swap.id, answer: .agreed
                ).run(in: town.installation)
            }
            for other in [worker, stranger] {
                await #expect(throws: ActionError.self) { try await answer(other) }
            }
            try await answer(secretary)
            let after = try await town.shifts(of: roster)
            #expect(after.first { $0.id == given.id }?.holder == wanted.holder)
            #expect(after.first { $0.id == wanted.id }?.holder == given.holder)
            let late = await complaints { try await answer(secretary) }
            #expect(late == ["answer": "rosters.problem.lapsed"])
        }
    }

    @Test func whoIsOnDutyNowIsReadByPlaceAndByPerson() async throws {
        try await withTown { town in
            let worker = try await town.colleague("community")
            let roster = try await town.roster(spans: "00:00-24:00", isPublic: false)
            let first = try #require(try await town.shifts(of: roster).first)
            let before = try await town.installation.onDuty(in: town.realm)
            #expect(before.isEmpty)
            town.clock.set(first.startsAt)
            let now = try await town.installation.onDuty(in: town.realm)
            #expect(now.map(\.shift.id) == [first.id])
            #expect(now.first?.post?.personName != nil)
            // Not for everyone, and not at another community.
            let everyone = try await town.installation.onDuty(in: town.realm, isPublic: true)
            #expect(everyone.isEmpty)
            let elsewhere = try await town.installation.onDuty(
                in: town.realm, under: town.place("工艺新村社区").path)
            #expect(elsewhere.isEmpty)
            let week = first.startsAt.adding(fullDays: 7)
            let own = try await town.installation.duties(
                of: worker.person.id, in: town.realm, from: first.startsAt, before: week)
            #expect(!own.isEmpty && own.allSatisfy { $0.post?.post.person == worker.person.id })
            let here = try await town.installation.duties(
                in: town.realm, under: town.place("岩岭社区").path, from: first.startsAt,
                before: week)
            #expect(here.count == 7)
            let foreign = try await town.installation.onDuty(in: town.boston)
            #expect(foreign.isEmpty)
        }
    }

    @Test func whatCannotBeSoIsTold() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let place = try town.place("岩岭社区").id
            func open(_ change: (inout RosterWish) -> Void) async -> [String: String]? {
                var wish = RosterWish()
                (wish.title, wish.about, wish.spans) = ("值班", "值班室", "08:30-17:30")
                change(&wish)
                let sent = wish
                return await complaints {
                    try await OpenRoster(
                        realm: town.realm, holding: secretary.holding, place: place, wish: sent
                    ).run(in: town.installation)
                }
            }
            let cases: [(answer: [String: String]?, wanted: [String: String]?)] = [
                (await open { $0.phone = "138 1234 5678" }, ["phone": "rosters.problem.ownPhone"]),
                (
                    await open { $0.spans = "08:00-18:00 17:00-22:00" },
                    ["spans": "rosters.problem.spans"]
                ), (await open { $0.spans = "" }, ["spans": "answer.missing"]),
                (await open { $0.about = "电话13812345678" }, ["about": "personal.found"]),
                (await open { $0.until = "2020-01-01" }, ["until": "org.day.far"]),
                (await open { _ in }, nil),
                (await open { _ in }, ["title": "rosters.problem.twice"]),
            ]
            for (answer, wanted) in cases { #expect(answer == wanted) }
            // Not over a place that is not one's own.
            let other = try town.place("工艺新村社区").id
            await #expect(throws: ActionError.self) {
                try await OpenRoster(
                    realm: town.realm, holding: secretary.holding, place: other, wish: RosterWish()
                ).run(in: town.installation)
            }
        }
    }

    @Test func theEndStrikesWhatIsAheadAndKeepsWhatWas() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let roster = try await town.roster()
            let first = try #require(try await town.shifts(of: roster).first)
            town.clock.set(first.endsAt.adding(minutes: 1))
            try await EndRoster(
                realm: town.realm, holding: secretary.holding, roster: roster.id, seen: 2
            ).run(in: town.installation)
            let ahead = try await town.shifts(of: roster)
            #expect(ahead.isEmpty)
            let kept = try await town.installation.rosterFile(
                roster.id, month: town.thisMonth, in: town.realm)
            #expect(kept?.lines.map(\.shift.id) == [first.id])
            let after = await complaints {
                try await DrawUpRoster(
                    realm: town.realm, holding: secretary.holding, roster: roster.id,
                    month: town.thisMonth, anew: false
                ).run(in: town.installation)
            }
            #expect(after == ["month": "rosters.problem.ended"])
        }
    }
}
