/// Why an action is not done. Each case carries what a message needs to say what to do next.
package enum Refusal: Error, Hashable, Sendable {
    case unknownAction(Procedure.Action.ID)
    /// The matter has moved: someone else was first, or the page was old.
    case moved(to: Procedure.State.ID)
    case changedMeanwhile(seen: Int, now: Int)
    case notYours(Procedure.Action.ID)
    case answers([Procedure.Field.ID: Answers.Problem])
    case guardFailed(Procedure.Guard)
    case usedUp(Procedure.Action.ID, atMost: Int)
    case taken
    case childrenMax(Int)
}
