import Testing

@testable import Kernel

/// The rules of procedures that wait for a meeting.
@Suite struct MeetingGuardTests {
    private let errand: Errand
    private let matter: Matter
    private let start: Instant

    init() throws {
        errand = try Errand()
        matter = try errand.going()
        start = errand.morning.adding(minutes: 10)
    }

    private func holds(
        _ rule: Procedure.Guard, _ meetings: [Held], returnedAt: Int64? = nil
    ) -> Bool {
        var history = [
            Deed(action: "ask", person: nil, body: nil, at: errand.morning),
            Deed(action: "start", person: nil, body: nil, at: start),
        ]
        if let returnedAt {
            history.append(
                Deed(
                    action: "start", person: nil, body: nil,
                    at: start.adding(minutes: returnedAt)))
        }
        return rule.holds(
            for: matter, by: Errand.runner, with: nil,
            in: Situation(
                now: start.adding(minutes: 500), timekeeper: errand.keeper, history: history,
                meetings: meetings), of: errand.procedure)
    }

    private func held(_ minutes: Int64, quorate: Bool = true, carried: Bool = true) -> Held {
        Held(
            closedAt: start.adding(minutes: minutes), isQuorate: quorate, hasCarried: carried)
    }

    @Test func withoutAMeetingNothingHolds() {
        for rule in [Procedure.Guard.met, .carried, .notCarried] { #expect(!holds(rule, [])) }
    }

    @Test func aMeetingThatCarriedAMotionOpensTheWay() {
        #expect(holds(.met, [held(5)]))
        #expect(holds(.carried, [held(5)]))
        #expect(!holds(.notCarried, [held(5)]))
    }

    @Test func aMeetingThatCarriedNothingOpensTheOtherWay() {
        #expect(holds(.met, [held(5, carried: false)]))
        #expect(!holds(.carried, [held(5, carried: false)]))
        #expect(holds(.notCarried, [held(5, carried: false)]))
    }

    @Test func aMeetingWithoutAQuorumIsNone() {
        let meetings = [held(5, quorate: false, carried: false)]
        for rule in [Procedure.Guard.met, .carried, .notCarried] {
            #expect(!holds(rule, meetings))
        }
        // It does not undo what one with a quorum decided.
        #expect(holds(.carried, [held(4)] + meetings))
    }

    @Test func theLastOfSeveralCounts() {
        #expect(holds(.notCarried, [held(5), held(9, carried: false)]))
        #expect(holds(.carried, [held(9), held(5, carried: false)]))
    }

    @Test func aMeetingBeforeTheMatterCameToItsStateIsNone() {
        #expect(!holds(.met, [held(-1)]))
        #expect(holds(.met, [held(0)]))
    }

    @Test func comingToTheSameStateAgainIsNoNewBeginning() {
        #expect(holds(.met, [held(5)], returnedAt: 60))
    }
}
