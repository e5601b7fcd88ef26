package import Kernel
import SQL
import Storage

/// Sends again what an outlet was sent before, under the same numbers: one delivery, or the oldest
/// of those that failed.
package struct ReplayDeliveries: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let outlet: Outlet.ID
    /// Nil for those that failed.
    package let delivery: Delivery.ID?

    package init(
        realm: Realm, holding: Holding, outlet: Outlet.ID, delivery: Delivery.ID? = nil
    ) {
        self.realm = realm
        self.holding = holding
        self.outlet = outlet
        self.delivery = delivery
    }

    /// How many go at once.
    package static let atOnceMax = 200

    /// - Throws: `.forbidden`; `.notFound` also while the outlet is paused.
    /// - Returns: how many begin again.
    @discardableResult
    package func run(in installation: Installation) async throws -> Int {
        try await installation.doing(realm, holding) { (work: OutletWork) in
            let found = try work.find(outlet)
            guard found.state == .active else { throw ActionError.notFound }
            let again: [Delivery]
            if let delivery {
                guard let one = try Deliveries.find(delivery, of: outlet, work.db) else {
                    throw ActionError.notFound
                }
                again = one.state == .waiting ? [] : [one]
            } else {
                again = try Deliveries.failed(of: outlet, limit: Self.atOnceMax, work.db)
                    .filter { $0.event != .test }
            }
            for before in again {
                let next = try installation.nextFree(for: found, at: work.now, work.db)
                try Deliveries.update(before.replayed(at: next), from: before, work.db)
            }
            if !again.isEmpty { try work.record("replayOutlet", found) }
            return again.count
        }
    }
}
