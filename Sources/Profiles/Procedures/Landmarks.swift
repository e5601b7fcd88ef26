import Kernel

/// Where each declared thing of a procedure stands in its file.
struct Landmarks {
    enum Subject: Hashable {
        case stage(Procedure.Stage.ID)
        case field(Procedure.Field.ID)
        case clock(Procedure.ClockRule.ID)
        case state(Procedure.State.ID)
        case action(Procedure.Action.ID)
    }

    let root: Passage
    private var places: [Subject: Passage] = [:]

    init(root: Passage) {
        self.root = root
    }

    /// The place of the subject, or of its procedure.
    subscript(_ subject: Subject) -> Passage {
        get { places[subject] ?? root }
        set { places[subject] = places[subject] ?? newValue }
    }
}

/// What a procedure may refer to beside its own parts.
struct Vocabulary {
    /// The verbs that roles grant; nil while the roles themselves could not be read.
    let verbs: Set<String>?
    let urgencies: [String]
    let procedures: [Procedure.Name]
    /// The kinds of meetings that the profile lists.
    let meetings: [MeetingRule.ID]
    let categories: [Kernel.Category.ID]
}

/// A procedure as read, with its places for later findings.
struct ReadProcedure {
    let procedure: Procedure
    let landmarks: Landmarks
    /// Whether all its states and moves could be read, so that its soundness can be judged.
    let isWhole: Bool
}
