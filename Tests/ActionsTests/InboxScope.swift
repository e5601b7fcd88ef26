import Storage

/// The views of an inbox, by name.
enum InboxScope: CaseIterable {
    case mine, bodies, places, ended

    var query: InboxQuery {
        switch self {
        case .mine: InboxQuery(scope: .mine)
        case .bodies: InboxQuery(scope: .bodies)
        case .places: InboxQuery(scope: .places)
        case .ended: InboxQuery(scope: .ended)
        }
    }
}
