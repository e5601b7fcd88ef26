package import Kernel
import SQL
import Storage

/// Changes what an outlet is told, in which words, or where it leads.
package struct ChangeOutlet: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let outlet: Outlet.ID
    package let seen: Int
    package let wish: OutletWish

    package init(
        realm: Realm, holding: Holding, outlet: Outlet.ID, seen: Int, wish: OutletWish
    ) {
        self.realm = realm
        self.holding = holding
        self.outlet = outlet
        self.seen = seen
        self.wish = wish
    }

    /// - Throws: `.forbidden`, `.notFound`, `.conflict`, `.invalid`.
    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: OutletWork) in
            let before = try work.find(outlet, seen: seen)
            var after = before
            try wish.read(into: &after, work)
            let target = try wish.target(of: before.kind, over: work.target(of: before), work)
            try work.store(after, target, from: before, action: "changeOutlet")
        }
    }
}
