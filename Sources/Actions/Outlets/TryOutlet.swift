package import Kernel
import SQL
import Storage

/// Sends a test to an outlet at once, and says what came back.
package struct TryOutlet: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let outlet: Outlet.ID

    package init(realm: Realm, holding: Holding, outlet: Outlet.ID) {
        self.realm = realm
        self.holding = holding
        self.outlet = outlet
    }

    /// How long whoever sends the rounds leaves a test alone.
    private static let ownMinutes: Int64 = 10

    /// - Throws: `.forbidden`, `.notFound`, `.tooOften`.
    package func run(in installation: Installation) async throws {
        guard holding.verbs.contains(.manage), holding.post.realm == realm.id else {
            throw ActionError.forbidden
        }
        try await Limit.outletTries.count(subject: outlet.description, in: installation)
        let made = try await installation.doing(realm, holding) { (work: OutletWork) in
            let found = try work.find(outlet)
            let id: Delivery.ID = installation.newID()
            let event = Event(
                kind: .test, id: "test-\(id)", source: installation.source(of: realm),
                subject: "outlet-\(outlet)", at: work.now,
                facts: Event.Facts(realm: realm.name))
            let delivery = Delivery(
                id: id, realm: realm.id, outlet: found.id, event: .test, subject: event.subject,
                body: event.cloudEvent.canonicalText, madeAt: work.now,
                nextAt: work.now.adding(minutes: Self.ownMinutes))
            try Deliveries.insert(delivery, work.db)
            return delivery
        }
        guard let posting = try await Posting(to: outlet, in: realm.id, installation) else {
            throw ActionError.notFound
        }
        try await posting.send(made, isOnce: true)
    }
}
