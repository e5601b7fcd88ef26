package import Kernel
import SQL
import Storage

/// Pauses an outlet, lets it go on, or ends it for good and forgets where it led.
package struct SetOutletState: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let outlet: Outlet.ID
    package let state: Outlet.State

    package init(realm: Realm, holding: Holding, outlet: Outlet.ID, state: Outlet.State) {
        self.realm = realm
        self.holding = holding
        self.outlet = outlet
        self.state = state
    }

    /// - Throws: `.forbidden`, `.notFound`.
    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: OutletWork) in
            let before = try work.find(outlet)
            guard before.state != state else { return }
            var after = before
            after.state = state
            if state == .active {
                after.since = try Records.lastSequence(work.db)
            } else {
                try Deliveries.giveUp(outlet, at: work.now, word: state.rawValue, work.db)
            }
            try work.store(
                after, state == .ended ? nil : work.target(of: before), from: before,
                action: Self.actions[state] ?? "")
        }
    }

    private static let actions: [Outlet.State: String] = [
        .active: "resumeOutlet", .paused: "pauseOutlet", .ended: "endOutlet",
    ]
}
