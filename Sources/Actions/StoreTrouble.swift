import SQL

/// What the store says of itself, for the edge to tell.
package enum StoreTrouble: Sendable {
    case busy
    case unavailable

    /// The trouble that an error stands for; nil when it is no trouble of the store.
    package init?(_ error: any Error) {
        switch error {
        case SQLError.busy: self = .busy
        case SQLError.unavailable: self = .unavailable
        default: return nil
        }
    }
}
