import Kernel
import Testing

@Suite struct DecisionTests {
    @Test func anOpeningMakesAMatterOfVersionOneWithItsClock() throws {
        let errand = try Errand()
        let change = try errand.procedure.open(
            "ask", draft: errand.draft(), by: .anyone, with: Answers(["title": .text("灯")]),
            in: errand.situation())
        #expect(change.from == nil)
        #expect(change.after.state == "asked")
        #expect(change.after.title == "灯")
        #expect(change.after.version == 1)
        #expect(change.after.clocks.map(\.name) == ["start"])
        #expect(change.after.isOpen)
    }

    @Test func everyWrongAnswerIsReportedAtOnce() throws {
        let errand = try Errand()
        let answers = Answers(["title": .text("   "), "far": .number(10)])
        #expect(throws: Refusal.answers(["title": .missing, "far": .outOfRange(1...9)])) {
            try errand.procedure.open(
                "ask", draft: errand.draft(), by: .anyone, with: answers, in: errand.situation())
        }
    }

    @Test func anOpeningCannotMoveAMatterAndAMoveCannotOpenOne() throws {
        let errand = try Errand()
        let matter = try errand.asked()
        #expect(throws: Refusal.unknownAction("ask")) {
            try errand.procedure.decide(
                "ask", on: matter, by: .anyone, with: Answers(), in: errand.situation())
        }
        #expect(throws: Refusal.unknownAction("start")) {
            try errand.procedure.open(
                "start", draft: errand.draft(), by: .anyone, with: Answers(), in: errand.situation()
            )
        }
    }

    @Test func aMatterThatHasMovedSaysWhereItIs() throws {
        let errand = try Errand()
        #expect(throws: Refusal.moved(to: "asked")) {
            try errand.procedure.decide(
                "finish", on: errand.asked(), by: Errand.runner, with: Answers(),
                in: errand.situation())
        }
    }

    @Test func aMoveStopsOneClockStartsTheNextAndCountsTheVersion() throws {
        let errand = try Errand()
        let matter = try errand.going()
        #expect(matter.version == 2)
        #expect(matter.clock("start")?.stoppedAt == errand.morning.adding(minutes: 10))
        #expect(matter.clock("finish")?.stoppedAt == nil)
        #expect(matter.lead == Body.ID(5))
        #expect(matter.firstReceiver == Body.ID(5))
    }

    @Test func anEmergencyHasItsOwnLimit() throws {
        let errand = try Errand()
        let deadline = try errand.going(urgency: "soon").clock("finish")?.deadline(
            by: errand.keeper)
        #expect(deadline?.at == errand.morning.adding(minutes: 40))
    }

    @Test func anEndStopsEveryClock() throws {
        let errand = try Errand()
        let ended = try errand.procedure.decide(
            "finish", on: errand.going(), by: Errand.runner, with: Answers(),
            in: errand.situation(60)
        ).after
        #expect(ended.ending == .done)
        #expect(ended.endedAt == errand.morning.adding(minutes: 60))
        #expect(ended.clocks.allSatisfy { $0.stoppedAt != nil })
    }

    @Test func aBoundedActionIsUsedUpAtItsBound() throws {
        let errand = try Errand()
        let matter = try errand.going()
        let deed = Deed(action: "pause", person: nil, body: nil, at: errand.morning)
        let pause = { (times: Int) in
            try errand.procedure.decide(
                "pause", on: matter, by: Errand.runner, with: Answers(),
                in: errand.situation(20, history: Array(repeating: deed, count: times)))
        }
        #expect(try pause(1).after.isSuspended)
        #expect(throws: Refusal.usedUp("pause", atMost: 2)) { try pause(2) }
    }

    @Test func aSuspensionNeedsNoWrittenReasonToStopTheClocks() throws {
        let errand = try Errand()
        let paused = try errand.procedure.decide(
            "pause", on: errand.going(), by: Errand.runner, with: Answers(),
            in: errand.situation(20)
        ).after
        #expect(paused.clock("finish")?.suspensions.first?.reason == "pause")
        #expect(throws: Refusal.guardFailed(.running)) {
            try errand.procedure.decide(
                "finish", on: paused, by: Errand.runner, with: Answers(), in: errand.situation(30))
        }
    }

    @Test func onlyTheFirstTakerSucceedsAndOnlyTheTakerGivesBack() throws {
        let errand = try Errand()
        let other = Errand.post(8, body: 6, [Errand.run])
        let taken = try errand.procedure.decide(
            "take", on: errand.going(), by: Errand.runner, with: Answers(), in: errand.situation(20)
        ).after
        #expect(taken.taker == Person.ID(7))
        #expect(throws: Refusal.taken) {
            try errand.procedure.decide(
                "take", on: taken, by: other, with: Answers(), in: errand.situation(20))
        }
        #expect(throws: Refusal.notYours("giveBack")) {
            try errand.procedure.decide(
                "giveBack", on: taken, by: other, with: Answers(), in: errand.situation(20))
        }
        let given = try errand.procedure.decide(
            "giveBack", on: taken, by: Errand.runner, with: Answers(), in: errand.situation(21)
        ).after
        #expect(given.taker == nil)
    }

    @Test func whatIsTakenIsOfferedToNobodyAgainUntilItIsGivenBack() throws {
        let errand = try Errand()
        let other = Errand.post(8, body: 6, [Errand.run])
        func offered(_ matter: Matter, to acting: Acting) -> Bool {
            errand.procedure.available(for: matter, to: acting, in: errand.situation(20))
                .contains { $0.id == "take" }
        }
        let going = try errand.going()
        #expect(offered(going, to: Errand.runner))
        let taken = try errand.procedure.decide(
            "take", on: going, by: Errand.runner, with: Answers(), in: errand.situation(20)
        ).after
        #expect(!offered(taken, to: Errand.runner))
        #expect(!offered(taken, to: other))
        let given = try errand.procedure.decide(
            "giveBack", on: taken, by: Errand.runner, with: Answers(), in: errand.situation(21)
        ).after
        #expect(offered(given, to: Errand.runner))
    }

    @Test func aChildIsOrderedOnceForEachBodyThatAssists() throws {
        let errand = try Errand()
        let bodies: [Body.ID] = [Body.ID(5), Body.ID(6), Body.ID(9)]
        let open = Situation.Child(body: Body.ID(6), isOpen: true)
        let change = try errand.procedure.decide(
            "invite", on: errand.going(), by: Errand.runner,
            with: Answers(["assists": .bodies(bodies)]), in: errand.situation(20, children: [open]))
        // The lead is no assisting body, and body 6 has its child already.
        #expect(change.after.assists == [Body.ID(6), Body.ID(9)])
        #expect(change.children.map(\.kind.procedure) == ["errand"])
        #expect(change.children.map(\.body) == [Body.ID(9)])
        #expect(throws: Refusal.guardFailed(.childrenEnded)) {
            try errand.procedure.decide(
                "finish", on: change.after, by: Errand.runner, with: Answers(),
                in: errand.situation(30, children: [open]))
        }
    }

    @Test func theClockActsOnlyOnceTheLimitHasPassed() throws {
        let errand = try Errand()
        let matter = try errand.going(urgency: "soon")
        #expect(throws: Refusal.guardFailed(.elapsed("finish"))) {
            try errand.procedure.decide(
                "expire", on: matter, by: .clock, with: Answers(), in: errand.situation(39))
        }
        let ended = try errand.procedure.decide(
            "expire", on: matter, by: .clock, with: Answers(), in: errand.situation(41)
        ).after
        #expect(ended.ending == .done)
        #expect(throws: Refusal.notYours("expire")) {
            try errand.procedure.decide(
                "expire", on: matter, by: Errand.runner, with: Answers(), in: errand.situation(41))
        }
    }

    @Test func aPageOffersWhatTheActorMayDoNow() throws {
        let errand = try Errand()
        let matter = try errand.going()
        func offered(_ acting: Acting, _ children: [Situation.Child] = []) -> [String] {
            let situation = errand.situation(20, children: children)
            return errand.procedure.available(for: matter, to: acting, in: situation).map(\.id)
        }
        #expect(offered(Errand.runner) == ["take", "invite", "pause", "finish"])
        #expect(
            offered(Errand.runner, [.init(body: nil, isOpen: true)]) == ["take", "invite", "pause"])
        #expect(offered(.reporter) == [])
        #expect(offered(.anyone) == [])
        #expect(offered(.clock) == [])
    }

    @Test(arguments: [(30 * 1440, true), (30 * 1440 + 1, false)])
    func praiseEndsThirtyDaysAfterTheEnd(_ minutes: Int, _ allowed: Bool) throws {
        let errand = try Errand()
        let ended = try errand.procedure.decide(
            "finish", on: errand.going(), by: Errand.runner, with: Answers(),
            in: errand.situation(60)
        ).after
        let situation = errand.situation(60 + Int64(minutes))
        let offered = errand.procedure.available(for: ended, to: .reporter, in: situation)
        #expect(offered.map(\.id) == (allowed ? ["praise"] : []))
    }
}
