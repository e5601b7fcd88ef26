import Actions
import Kernel
import Storage
import TestSupport
import Testing

/// Pauses and longer limits: asked for by the lead, granted by somebody else, once.
@Suite struct ApprovalTests {
    @Test func aSuspensionStopsTheClocksUntilTheWorkGoesOn() async throws {
        try await withTown { town in
            var matter = try await town.request(standing: "handling")
            let finish = try #require(matter.clock("finish"))
            let keeper = try await town.rulebook().keeper
            let due = finish.deadline(by: keeper).at
            matter = try await town.property.does("askSuspension", matter, ["reason": ["等配件"]])
            #expect(try await town.light("finish", of: matter) == .green)
            matter = try await town.supervisor.does("grantSuspension", matter)
            #expect(try await town.light("finish", of: matter) == .paused)
            #expect(matter.petitions.isEmpty)
            for action in ["finish", "contact", "askExtension", "askReporter"] {
                let refused = await refusal { [matter] in
                    try await town.property.does(action, matter)
                }
                #expect(refused == .guardFailed(.running), "\(action)")
            }
            town.clock.advance(days: 3)
            matter = try await town.property.does("resume", matter)
            let moved = try #require(matter.clock("finish")).deadline(by: keeper).at
            #expect(moved == due.adding(minutes: 3 * 24 * 60))
            let again = await refusal { [matter] in try await town.property.does("resume", matter) }
            #expect(again == .guardFailed(.suspended))
        }
    }

    @Test(arguments: ["Suspension", "Extension"])
    func whoAskedDoesNotGrant(_ kind: String) async throws {
        try await withTown { town in
            let committee = try town.body("yanling-committee").id.description
            var matter = try await town.request(standing: "accepted")
            matter = try await town.dispatcher.does("dispatch", matter, ["lead": [committee]])
            let secretary = try await town.secretary
            matter = try await secretary.does("receive", matter)
            matter = try await secretary.does("ask\(kind)", matter)
            for decision in ["grant\(kind)", "refuse\(kind)"] {
                let refused = await refusal { [matter] in
                    try await secretary.does(decision, matter)
                }
                #expect(refused == .guardFailed(.otherPersonThan(["ask\(kind)"])))
            }
            #expect(try await town.supervisor.does("grant\(kind)", matter).petitions.isEmpty)
        }
    }

    @Test func anExtensionAddsTheDaysThatWereGranted() async throws {
        try await withTown { town in
            var matter = try await town.request(standing: "handling")
            let keeper = try await town.rulebook().keeper
            let due = try #require(matter.clock("finish")).deadline(by: keeper).at
            let property = try await town.property
            matter = try await property.does("askExtension", matter, ["days": ["5"]])
            #expect(matter.petition(.extension)?.days == 5)
            let twice = await refusal { [matter] in
                try await property.does("askExtension", matter)
            }
            #expect(twice == .guardFailed(.notAsked(.extension)))
            matter = try await town.supervisor.does("grantExtension", matter, ["days": ["2"]])
            let clock = try #require(matter.clock("finish"))
            #expect(clock.extensions == [try TimeLimit(2, .calendarDays)])
            #expect(clock.deadline(by: keeper).at == due.adding(minutes: 2 * 24 * 60))
            let nothingAsked = await refusal { [matter] in
                try await town.supervisor.does("grantExtension", matter)
            }
            #expect(nothingAsked == .guardFailed(.asked(.extension)))
            matter = try await property.does("askExtension", matter, ["days": ["60"]])
            matter = try await town.supervisor.does("refuseExtension", matter)
            #expect(matter.clock("finish")?.extensions.count == 1)
            let third = await refusal { [matter] in
                try await property.does("askExtension", matter)
            }
            #expect(third == .usedUp("askExtension", atMost: 2))
        }
    }

    @Test(arguments: [("0", false), ("1", true), ("60", true), ("61", false), ("-3", false)])
    func anExtensionHasOneToSixtyDays(_ days: String, _ allowed: Bool) async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "handling")
            let refused = await refusal {
                try await town.property.does("askExtension", matter, ["days": [days]])
            }
            #expect((refused == nil) == allowed)
            if !allowed { #expect(refused == .answers(["days": .outOfRange(1...60)])) }
        }
    }

    @Test func anExtensionIsAskedForBeforeTheLimitAndNotAfter() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "handling")
            let keeper = try await town.rulebook().keeper
            let due = try #require(matter.clock("finish")).deadline(by: keeper).at
            town.clock.set(due)
            let late = await refusal { try await town.property.does("askExtension", matter) }
            #expect(late == .guardFailed(.notElapsed("finish")))
            town.clock.set(due.adding(milliseconds: -1))
            #expect(try await town.property.does("askExtension", matter).petitions.count == 1)
        }
    }

    @Test func aQuestionToTheResidentWaitsAndIsTakenUpOnce() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "awaiting")
            #expect(try await town.light("finish", of: matter) == .paused)
            let keeper = try await town.rulebook().keeper
            let due = try #require(matter.clock("answer")).deadline(by: keeper).at
            town.clock.set(due.adding(milliseconds: -1))
            #expect(try await RunDueActions().run(in: town.installation) == 0)
            town.clock.set(due)
            #expect(try await RunDueActions().run(in: town.installation) == 1)
            #expect(try await RunDueActions().run(in: town.installation) == 0)
            let after = try await town.matter(matter.id)
            #expect(after.state == "handling")
            #expect(!after.isSuspended)
            #expect(try await town.story(of: matter).filter { $0 == "noAnswer" }.count == 1)
            #expect(try await town.lines(of: matter).last?.person == nil)
        }
    }

    @Test func anAnswerInTimeLeavesTheClockNothingToDo() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "awaiting")
            let answered = try await town.resident.does("answerQuestion", matter)
            #expect(answered.state == "handling")
            #expect(try await town.light("answer", of: answered) == .done)
            town.clock.advance(days: 30)
            #expect(try await RunDueActions().run(in: town.installation) == 0)
        }
    }
}
