import Actions
import Kernel
import Storage
import TestSupport
import Testing

/// Nobody is assigned: a volunteer takes an order on in person, and of two only one gets it
/// (志愿服务条例 articles 25 and 40).
@Suite struct OrderClaimTests {
    @Test func ofTwoWhoTakeAtOnceOneGetsIt() async throws {
        try await withTown { town in
            let first = try await town.volunteer
            let second = try await town.otherVolunteer
            var takers: Set<Person.ID> = []
            for round in 1...20 {
                let order = try await town.order(standing: "pooled")
                // Who asks first changes from round to round; who gets it is the database's word.
                let both = round.isMultiple(of: 2) ? [first, second] : [second, first]
                let outcomes = await withTaskGroup(of: String.self) { group in
                    for volunteer in both {
                        group.addTask {
                            await outcome {
                                try await volunteer.does("take", order, seen: order.version)
                            }
                        }
                    }
                    return await group.reduce(into: [String]()) { $0.append($1) }
                }
                #expect(outcomes.sorted() == ["done", "refused: taken"], "round \(round)")
                let taken = try await town.matter(order.id)
                takers.insert(try #require(taken.taker))
                let takes = try await town.story(of: order).filter { $0 == "take" }
                #expect(takes.count == 1, "round \(round)")
            }
            #expect(takers.isSubset(of: [first.person.id, second.person.id]))
        }
    }

    @Test func whoeverLostMayTakeItOnceItIsGivenBack() async throws {
        try await withTown { town in
            let order = try await town.order(standing: "taken")
            let other = try await town.otherVolunteer
            let lost = await outcome { try await other.takes(order) }
            #expect(lost == "refused: taken")
            let giveUp = await outcome { try await other.does("giveUp", order) }
            #expect(giveUp == "refused: notYours")
            let serve = await outcome { try await other.does("serve", order) }
            #expect(serve == "refused: notYours")
            let given = try await town.volunteer.does("giveUp", order)
            #expect(given.taker == nil)
            let taken = try await other.takes(given)
            #expect(taken.taker == other.person.id)
        }
    }

    /// Every action of an order, in every state that it starts from, by everyone: whatever is
    /// done, the taker after it is the one before, whoever acted, or nobody.
    @Test func noActionMakesAnybodyElseTheTaker() async throws {
        try await withTown { town in
            let order = try await town.order(standing: "taken")
            let procedure = try #require(try await town.rulebook().profile.procedure("order"))
            let keeper = try await town.rulebook().keeper
            let taker = try #require(order.taker)
            let actors: [Acting] =
                try await town.everyone().map(\.acting) + [.reporter, .anyone, .clock]
            let situation = Situation(
                now: town.clock.now.adding(minutes: 60 * 24 * 60), timekeeper: keeper,
                history: [Deed(action: "thank", person: nil, body: nil, at: town.clock.now)])
            var done: Set<String> = []
            for action in procedure.actions where !action.opens {
                let answers = try Self.answers(to: action, of: procedure)
                for state in action.from {
                    for before in [nil, taker] {
                        var matter = order
                        matter.state = state
                        matter.taker = before
                        for acting in actors {
                            guard
                                let change = try? procedure.decide(
                                    action.id, on: matter, by: acting, with: answers, in: situation)
                            else { continue }
                            done.insert(action.id)
                            let after = change.after.taker
                            #expect(
                                after == nil || after == before || after == acting.person,
                                "\(action.id) in \(state)")
                        }
                    }
                }
            }
            // Those that need an agreement or a running clock first are told apart elsewhere.
            let all = Set(procedure.actions.filter { !$0.opens }.map(\.id))
            #expect(
                all.subtracting(done).isSubset(of: [
                    "thank", "releaseThanks", "takeThanksBack", "lapse", "silence",
                ]))
            #expect(done.isSuperset(of: ["take", "giveUp", "expire", "recall", "issue"]))
        }
    }

    private static func answers(
        to action: Procedure.Action, of procedure: Procedure
    ) throws -> Answers {
        var answers = Answers()
        for ask in action.asks {
            switch procedure.field(ask.field)?.type {
            case .number(let range): answers[ask.field] = .number(range.lowerBound)
            case .day: answers[ask.field] = .day(try Day(parsing: "2026-11-20"))
            case .choice(let options): answers[ask.field] = .text(options[0])
            default: answers[ask.field] = .text("好")
            }
        }
        return answers
    }
}
