import Kernel
import SQL
import Storage

/// What every change of an outlet does around its decision: asks for the right, finds it, stores
/// and records.
struct OutletWork: PostWork {
    let installation: Installation
    let realm: Realm
    let holding: Holding
    let now: Instant
    let db: any Writer

    func book() throws -> Rulebook { try installation.book(of: realm, at: now, db) }

    /// - Throws: `.forbidden`.
    func mustManage() throws {
        guard holding.verbs.contains(.manage) else { throw ActionError.forbidden }
    }

    /// The outlet as the actor saw it.
    ///
    /// - Throws: `.forbidden`, `.notFound`, `.conflict`.
    func find(_ id: Outlet.ID, seen: Int? = nil) throws -> Outlet {
        try mustManage()
        guard let outlet = try Outlets.find(id, in: realm.id, db), outlet.state != .ended else {
            throw ActionError.notFound
        }
        guard seen == nil || seen == outlet.version else { throw ActionError.conflict }
        return outlet
    }

    func target(of outlet: Outlet) throws -> OutletTarget {
        guard let sealed = try Outlets.target(of: outlet.id, db) else { throw ActionError.notFound }
        return try installation.open(sealed, of: outlet.id)
    }

    func store(
        _ outlet: Outlet, _ target: OutletTarget?, from before: Outlet, action: String
    ) throws {
        var outlet = outlet
        outlet.version = before.version + 1
        let sealed = try target.map { try installation.seal($0, of: outlet.id) }
        guard try Outlets.update(outlet, target: sealed, from: before, db) else {
            throw ActionError.conflict
        }
        try record(action, outlet)
    }

    /// Says what changed; never where it leads.
    func record(_ action: String, _ outlet: Outlet) throws {
        try installation.note(
            action, on: "outlet", outlet.id.rawValue, in: realm.id, by: .holding(holding),
            at: now,
            [
                "kind": .text(outlet.kind.rawValue), "name": .text(outlet.name),
                "state": .text(outlet.state.rawValue), "hearsAll": .bool(outlet.hearsAll),
                "events": .list(outlet.events.map(\.rawValue).sorted().map { .text($0) }),
            ], db)
    }
}
