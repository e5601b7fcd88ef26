import Kernel
import Profiles

/// The steps that bring an invented request as far as the script says, each so many minutes after
/// the one before.
enum DemoPath {
    enum Actor: Hashable {
        case resident, clerk, dispatcher, handler, checker, caller, supervisor
    }

    struct Step {
        let action: Procedure.Action.ID
        let actor: Actor
        let minutesAfter: Int64

        init(_ action: Procedure.Action.ID, _ actor: Actor, after minutes: Int64) {
            self.action = action
            self.actor = actor
            minutesAfter = minutes
        }
    }

    static func steps(of request: DemoScript.Request) -> [Step] {
        var steps = steps(to: request.outcome)
        if request.entered != nil { steps[0] = Step("enter", .clerk, after: 0) }
        if request.isSupervised { steps.append(Step("supervise", .supervisor, after: 35)) }
        return steps
    }

    private static let opening = [Step("report", .resident, after: 0)]
    private static let accepting = opening + [Step("accept", .dispatcher, after: 24)]
    private static let dispatching = accepting + [Step("dispatch", .dispatcher, after: 17)]
    private static let handling =
        dispatching + [Step("receive", .handler, after: 21), Step("contact", .handler, after: 15)]
    private static let finishing = handling + [Step("finish", .handler, after: 1_130)]
    private static let checking = finishing + [Step("passCheck", .checker, after: 190)]
    private static let solving = checking + [Step("confirmSolved", .caller, after: 410)]

    static func steps(to outcome: DemoScript.Outcome) -> [Step] {
        switch outcome {
        case .submitted: opening
        case .refused: opening + [Step("refuse", .dispatcher, after: 45)]
        case .redirected: opening + [Step("redirect", .dispatcher, after: 33)]
        case .merged: opening + [Step("merge", .dispatcher, after: 28)]
        case .withdrawn: opening + [Step("withdraw", .resident, after: 95)]
        case .accepted: accepting
        case .dispatched: dispatching
        case .objected: dispatching + [Step("object", .handler, after: 41)]
        case .handling: handling
        case .suspended:
            handling + [
                Step("askSuspension", .handler, after: 35),
                Step("grantSuspension", .supervisor, after: 12),
            ]
        case .extending: handling + [Step("askExtension", .handler, after: 205)]
        case .awaiting: handling + [Step("askReporter", .handler, after: 66)]
        case .checking: finishing
        case .callingBack: checking
        case .solved: solving
        case .answered:
            accepting + [
                Step("answerDirectly", .dispatcher, after: 31),
                Step("confirmSolved", .caller, after: 380),
            ]
        case .unsolved: checking + [Step("closeUnsolved", .supervisor, after: 620)]
        case .unconfirmed:
            checking + [
                Step("notReached", .caller, after: 240), Step("notReached", .caller, after: 1_300),
                Step("closeUnreached", .caller, after: 90),
            ]
        case .reopened: solving + [Step("reopen", .resident, after: 1_700)]
        case .reworked: checking + [Step("stillUnsolved", .caller, after: 330)]
        }
    }
}
