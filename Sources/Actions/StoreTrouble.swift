import SQL

/// What the store says of itself, for the edge to tell.
package enum StoreTrouble: Sendable {
    case busy
    case unavailable
    /// What was sent may have been stored or not.
    case inDoubt

    /// The trouble that an error stands for; nil when it is no trouble of the store.
    package init?(_ error: any Error) {
        switch error {
        case SQLError.busy: self = .busy
        case SQLError.unavailable: self = .unavailable
        case SQLError.inDoubt: self = .inDoubt
        default: return nil
        }
    }
}
