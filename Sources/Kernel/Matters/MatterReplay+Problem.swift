extension MatterReplay {
    /// What a row or a record of a matter says that cannot have come of what was done.
    package enum Problem: Hashable, Sendable, CustomStringConvertible {
        case noOpening(first: Int64?)
        case unknownAction(Int64, Procedure.Action.ID)
        case broken(Int64, from: Procedure.State.ID?, stood: Procedure.State.ID)
        case notFrom(Int64, Procedure.Action.ID, Procedure.State.ID?)
        case notTo(Int64, Procedure.Action.ID, Procedure.State.ID)
        case version(Int64, Int, expected: Int)
        case otherReference(Int64, String)
        case differs(String, stored: String?, told: String?)
        case differsInWords(String)
        case clock(String)

        package var description: String {
            switch self {
            case .noOpening(nil): "no record says that it was opened"
            case .noOpening(let first?): "record \(first), its first, does not open it"
            case .unknownAction(let sequence, let action):
                "record \(sequence) does \(action), which its procedure does not have"
            case .broken(let sequence, let from, let stood):
                "record \(sequence) begins at \(from ?? "nothing"), but it stood at \(stood)"
            case .notFrom(let sequence, let action, let from):
                "record \(sequence) does \(action) from \(from ?? "nothing"), where it cannot begin"
            case .notTo(let sequence, let action, let to):
                "record \(sequence) says that \(action) leads to \(to), where it does not lead"
            case .version(let sequence, let found, let expected):
                "record \(sequence) makes version \(found), but \(expected) comes next"
            case .otherReference(let sequence, let reference):
                "record \(sequence) calls it \(reference)"
            case .differs(let part, let stored, let told):
                "its \(part) is \(stored ?? "nothing"), but the record leads to "
                    + (told ?? "nothing")
            case .differsInWords(let part): "its \(part) is not what the record leads to"
            case .clock(let name):
                "its clock \(name) is not what the record leads to"
            }
        }
    }
}
