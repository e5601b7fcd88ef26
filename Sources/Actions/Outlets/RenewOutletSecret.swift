package import Kernel
import SQL
import Secrets
import Storage

/// Makes a new secret for a webhook; for a day the old one signs beside it, so that its receiver
/// can change over without losing anything.
package struct RenewOutletSecret: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let outlet: Outlet.ID

    package init(realm: Realm, holding: Holding, outlet: Outlet.ID) {
        self.realm = realm
        self.holding = holding
        self.outlet = outlet
    }

    /// - Throws: `.forbidden`, `.notFound` for what is no webhook.
    /// - Returns: the new secret, told once.
    package func run(in installation: Installation) async throws -> String {
        try await installation.doing(realm, holding) { (work: OutletWork) in
            let before = try work.find(outlet)
            guard before.kind == .webhook else { throw ActionError.notFound }
            var target = try work.target(of: before)
            let secret = MessageSignature.newWebhookSecret()
            target.oldSecret = target.secret
            target.oldSecretUntil = work.now.adding(minutes: OutletTarget.oldSecretHours * 60)
            target.secret = secret
            try work.store(before, target, from: before, action: "renewOutletSecret")
            return secret
        }
    }
}
