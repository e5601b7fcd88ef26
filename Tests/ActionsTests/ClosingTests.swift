import Actions
import Kernel
import SQL
import TestSupport
import Testing

/// How a request ends: checked and called back by others, reopened by an unhappy resident.
@Suite struct ClosingTests {
    /// Led by the residents' committee, whose secretary may also check.
    private func ownWork(in town: Town) async throws -> Matter {
        let committee = try town.body("yanling-committee").id.description
        var matter = try await town.request(standing: "accepted")
        matter = try await town.dispatcher.does("dispatch", matter, ["lead": [committee]])
        matter = try await town.secretary.does("receive", matter)
        return try await town.secretary.does("finish", matter)
    }

    @Test func nobodyChecksTheirOwnWork() async throws {
        try await withTown { town in
            let matter = try await ownWork(in: town)
            for check in ["passCheck", "failCheck"] {
                let refused = await refusal { try await town.secretary.does(check, matter) }
                #expect(refused?.isForOtherPeople == true, "\(String(describing: refused))")
            }
            #expect(try await town.checker.does("passCheck", matter).state == "callingBack")
        }
    }

    @Test func nobodyChecksTheWorkOfTheirBody() async throws {
        try await withTown { town in
            let committee = try town.body("yanling-committee").id.description
            var matter = try await town.request(standing: "accepted")
            matter = try await town.dispatcher.does("dispatch", matter, ["lead": [committee]])
            matter = try await town.community.does("receive", matter)
            matter = try await town.community.does("finish", matter)
            let refused = await refusal { [matter] in
                try await town.secretary.does("passCheck", matter)
            }
            #expect(refused?.isForOtherBodies == true, "\(String(describing: refused))")
        }
    }

    @Test func theCallBackIsNotMadeByTheBodyThatDidTheWork() async throws {
        try await withTown { town in
            let centre = try town.body("service-centre").id
            var matter = try await town.request(standing: "accepted")
            matter = try await town.dispatcher.does(
                "dispatch", matter, ["lead": [centre.description]])
            let caller = try await town.callBack
            let clerk = try await caller.holding("departmentHandler")
            matter = try await clerk.does("receive", matter)
            matter = try await clerk.does("finish", matter)
            matter = try await town.checker.does("passCheck", matter)
            for action in ["confirmSolved", "stillUnsolved", "notReached"] {
                let refused = await refusal { [matter] in try await caller.does(action, matter) }
                #expect(refused?.isForOtherPeople == true, "\(String(describing: refused))")
            }
        }
    }

    @Test func aFailedCheckSendsTheWorkBackThreeTimesAtMost() async throws {
        try await withTown { town in
            var matter = try await town.request(standing: "checking")
            for _ in 1...3 {
                matter = try await town.checker.does("failCheck", matter)
                #expect(matter.state == "handling")
                matter = try await town.property.does("finish", matter)
            }
            let refused = await refusal { [matter] in
                try await town.checker.does("failCheck", matter)
            }
            #expect(refused == .usedUp("failCheck", atMost: 3))
        }
    }

    @Test func whatIsStillUnsolvedGoesBackWithANewLimit() async throws {
        try await withTown { town in
            var matter = try await town.request(standing: "callingBack")
            town.clock.advance(days: 2)
            matter = try await town.callBack.does("stillUnsolved", matter)
            #expect(matter.state == "handling")
            #expect(matter.clock("finish")?.startedAt == town.clock.now)
            #expect(try await town.light("finish", of: matter) == .green)
        }
    }

    @Test func closingUnsolvedNeedsSupervisionAndAGround() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "callingBack")
            let byCaller = await refusal { try await town.callBack.does("closeUnsolved", matter) }
            #expect(byCaller == .notYours("closeUnsolved"))
            let supervisor = try await town.supervisor
            let groundless = await refusal {
                try await supervisor.does("closeUnsolved", matter, ["unsolvedGround": ["tired"]])
            }
            #expect(groundless == .answers(["unsolvedGround": .notAChoice]))
            let closed = try await supervisor.does(
                "closeUnsolved", matter, ["unsolvedGround": ["needsFunds"]])
            #expect(closed.ending == .unsolved)
        }
    }

    @Test func anUnhappyResidentReopensOnceWithinThirtyDays() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "solved")
            let ended = try #require(matter.endedAt)
            town.clock.set(ended.adding(minutes: 30 * 24 * 60).adding(seconds: 1))
            let late = await refusal { try await town.resident.does("reopen", matter) }
            #expect(late == .guardFailed(.endedWithin(days: 30)))
            town.clock.set(ended.adding(minutes: 30 * 24 * 60))
            let reopened = try await town.resident.does("reopen", matter)
            #expect(reopened.state == "handling")
            #expect(reopened.endedAt == nil)
            #expect(reopened.ending == nil)
            #expect(try await town.light("finish", of: reopened) == .green)
            var again = try await town.property.does("finish", reopened)
            again = try await town.checker.does("passCheck", again)
            again = try await town.callBack.does("confirmSolved", again)
            let second = await refusal { [again] in try await town.resident.does("reopen", again) }
            #expect(second == .usedUp("reopen", atMost: 1))
        }
    }

    @Test func aRequestIsRatedOnce() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "solved")
            let rated = try await town.resident.does("rate", matter)
            let again = await refusal { try await town.resident.does("rate", rated) }
            #expect(again == .usedUp("rate", atMost: 1))
        }
    }

    @Test(arguments: ["submitted", "accepted", "dispatched", "handling", "awaiting"])
    func aResidentMayWithdrawUntilItIsChecked(_ state: String) async throws {
        try await withTown { town in
            let matter = try await town.request(standing: state)
            let withdrawn = try await town.resident.does("withdraw", matter)
            #expect(withdrawn.ending == .withdrawn)
            #expect(withdrawn.clocks.allSatisfy { $0.stoppedAt != nil })
        }
    }

    @Test(arguments: ["objected", "checking", "callingBack", "solved", "refused"])
    func afterwardsItIsTooLateToWithdraw(_ state: String) async throws {
        try await withTown { town in
            let matter = try await town.request(standing: state)
            let refused = await refusal { try await town.resident.does("withdraw", matter) }
            #expect(refused == .moved(to: state))
        }
    }

    @Test func aDirectAnswerThatDidNotHelpGoesToBeDispatched() async throws {
        try await withTown { town in
            var matter = try await town.request(standing: "accepted")
            matter = try await town.dispatcher.does("answerDirectly", matter)
            #expect(matter.state == "callingBack")
            let unled = await refusal { [matter] in
                try await town.callBack.does("stillUnsolved", matter)
            }
            #expect(unled == .guardFailed(.led))
            matter = try await town.callBack.does("reconsider", matter)
            #expect(matter.state == "accepted")
            #expect(try await town.light("dispatch", of: matter) == .green)
        }
    }

    @Test func whatWasLateOnceStaysLate() async throws {
        try await withTown { town in
            var matter = try await town.request(standing: "handling")
            town.clock.advance(days: 30)
            matter = try await town.property.does("finish", matter)
            matter = try await town.checker.does("passCheck", matter)
            matter = try await town.callBack.does("stillUnsolved", matter)
            matter = try await town.property.does("finish", matter)
            matter = try await town.checker.does("passCheck", matter)
            matter = try await town.callBack.does("confirmSolved", matter)
            let late = try await town.count("SELECT late FROM matters WHERE id = \(matter.id)")
            #expect(late == 1)
        }
    }
}

extension Refusal {
    /// Whether somebody else has to do it, whatever the profile lists that this person did.
    fileprivate var isForOtherPeople: Bool {
        if case .guardFailed(.otherPersonThan) = self { true } else { false }
    }

    fileprivate var isForOtherBodies: Bool {
        if case .guardFailed(.otherBodyThan) = self { true } else { false }
    }
}
