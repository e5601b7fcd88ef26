package import Kernel
import SQL
import Secrets
import Storage

/// Adds a place outside to which events are told from now on.
package struct AddOutlet: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let kind: String
    package let wish: OutletWish

    package init(realm: Realm, holding: Holding, kind: String, wish: OutletWish) {
        self.realm = realm
        self.holding = holding
        self.kind = kind
        self.wish = wish
    }

    /// - Throws: `.forbidden`, `.invalid`.
    /// - Returns: the outlet and, of a webhook, the secret that its receiver needs, told once.
    package func run(
        in installation: Installation
    ) async throws -> (outlet: Outlet, secret: String?) {
        try await installation.doing(realm, holding) { (work: OutletWork) in
            try work.mustManage()
            guard let kind = Outlet.Kind(rawValue: kind) else {
                throw ActionError.invalid(["kind": .init("answer.missing")])
            }
            guard installation.means.reaches(kind) else {
                throw ActionError.invalid(["kind": .init("outlets.problem.noMeans")])
            }
            guard try Outlets.count(in: realm.id, work.db) < Outlet.countMax else {
                throw ActionError.invalid([
                    "kind": .init("outlets.problem.tooMany", ["max": String(Outlet.countMax)])
                ])
            }
            var outlet = Outlet(
                id: installation.newID(), realm: realm.id, kind: kind, name: "", events: [],
                since: try Records.lastSequence(work.db))
            try wish.read(into: &outlet, work)
            var target = try wish.target(of: kind, over: nil, work)
            if kind == .webhook { target.secret = MessageSignature.newWebhookSecret() }
            try Outlets.insert(
                outlet, target: installation.seal(target, of: outlet.id), at: work.now, work.db)
            try work.record("addOutlet", outlet)
            return (outlet, kind == .webhook ? target.secret : nil)
        }
    }
}
