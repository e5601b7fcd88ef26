import Kernel

/// What came of the last thing that the reporter tried on their matter.
struct StoryState {
    /// The action that was refused, with what was sent and why.
    var refused: Procedure.Action.ID?
    var sent: SentForm?
    var kept = KeptPhotographs.none
    var problems: [Procedure.Field.ID: Answers.Problem] = [:]
    var photoProblem: String?
    var alert: String?
    /// The action that was just done.
    var done: Procedure.Action.ID?
}
