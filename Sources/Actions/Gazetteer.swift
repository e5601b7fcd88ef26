package import Kernel
import SQL
import Storage
import Synchronization

/// The realms with their places, bodies, catalogues and grids (地名录), kept in memory for a minute or
/// until this process changes one, so that pages need not ask for what hardly ever changes.
package final class Gazetteer: Sendable {
    /// What is kept of one realm.
    struct Realm: Sendable {
        let readAt: Instant
        /// In the order of the tree; nil for a realm of more than `placesMax`.
        let places: [Place]?
        let placesByID: [Place.ID: Place]
        /// By name.
        let bodies: [Body]
        let bodiesByID: [Body.ID: Body]
        /// The version in force.
        let catalogue: Catalogue
        let gridPlans: [GridPlan]
    }

    /// Realms with more places are asked for one place at a time.
    static let placesMax = 5_000
    private static let freshMinutes: Int64 = 1

    private struct Kept<Value> {
        let value: Value
        let readAt: Instant

        /// A clock that was set back makes nothing fresher.
        func isFresh(at now: Instant) -> Bool {
            now >= readAt && now < readAt.adding(minutes: Gazetteer.freshMinutes)
        }
    }

    private struct Shelf {
        var realms: Kept<[Kernel.Realm]>?
        var publicRealms: Set<Kernel.Realm.ID> = []
        var books: [Kernel.Realm.ID: Kept<Realm>] = [:]
        var cuts: [GridPlan.ID: GridCut] = [:]
        /// Counts changes, so that what was read before one is not kept after it.
        var generation = 0
    }

    /// Holds what `Shelf` names.
    private let shelf = Mutex(Shelf())

    package init() {}

    func forget() {
        shelf.withLock { shelf in
            shelf.realms = nil
            shelf.books = [:]
            shelf.cuts = [:]
            shelf.generation += 1
        }
    }

    /// Every realm, and which of them residents may use.
    func realms(
        at now: Instant, _ db: any Reader
    ) throws -> (all: [Kernel.Realm], open: Set<Kernel.Realm.ID>) {
        if let kept = keptRealms(at: now) { return kept }
        let generation = shelf.withLock { $0.generation }
        let all = try Realms.all(db)
        let publicOnes = Set(try Realms.publicOnes(db).map(\.id))
        shelf.withLock { shelf in
            guard shelf.generation == generation else { return }
            shelf.realms = Kept(value: all, readAt: now)
            shelf.publicRealms = publicOnes
        }
        return (all, publicOnes)
    }

    func realm(_ id: Kernel.Realm.ID, at now: Instant, _ db: any Reader) throws -> Realm {
        if let kept = kept(id, at: now) { return kept }
        let generation = shelf.withLock { $0.generation }
        let places = try Places.under(.root, in: id, limit: Self.placesMax + 1, db)
        let isKept = places.count <= Self.placesMax
        let bodies = try Bodies.all(in: id, db)
        let realm = Realm(
            readAt: now, places: isKept ? places : nil,
            placesByID: isKept ? Dictionary(uniqueKeysWithValues: places.map { ($0.id, $0) }) : [:],
            bodies: bodies,
            bodiesByID: Dictionary(uniqueKeysWithValues: bodies.map { ($0.id, $0) }),
            catalogue: try Catalogues.current(of: id, db),
            gridPlans: try GridPlans.all(in: id, db))
        shelf.withLock { shelf in
            guard shelf.generation == generation else { return }
            shelf.books[id] = Kept(value: realm, readAt: now)
        }
        return realm
    }

    func keptRealms(at now: Instant) -> (all: [Kernel.Realm], open: Set<Kernel.Realm.ID>)? {
        shelf.withLock { shelf in
            shelf.realms.flatMap { $0.isFresh(at: now) ? ($0.value, shelf.publicRealms) : nil }
        }
    }

    func kept(_ id: Kernel.Realm.ID, at now: Instant) -> Realm? {
        shelf.withLock { $0.books[id] }.flatMap { $0.isFresh(at: now) ? $0.value : nil }
    }

    /// How a plan that was approved cuts its realm: it is never changed after that.
    func cut(of plan: GridPlan.ID, _ db: any Reader) throws -> GridCut {
        let (kept, generation) = shelf.withLock { ($0.cuts[plan], $0.generation) }
        if let kept { return kept }
        let cut = try Grids.cut(of: plan, db)
        shelf.withLock { shelf in
            guard shelf.generation == generation else { return }
            if shelf.cuts.count >= Self.cutsMax { shelf.cuts = [:] }
            shelf.cuts[plan] = cut
        }
        return cut
    }

    // MARK: - One place or body

    func place(
        _ id: Place.ID, in realm: Kernel.Realm.ID, at now: Instant, _ db: any Reader
    ) throws -> Place? {
        if let known = try self.realm(realm, at: now, db).placesByID[id] { return known }
        return try Places.find(id, in: realm, db)
    }

    /// Some places, those above first.
    func places(
        _ ids: [Place.ID], in realm: Kernel.Realm.ID, at now: Instant, _ db: any Reader
    ) throws -> [Place] {
        let known = try self.realm(realm, at: now, db).placesByID
        let found = ids.compactMap { known[$0] }
        if found.count == ids.count { return found.sorted { $0.path < $1.path } }
        return try Places.find(ids: ids, in: realm, db)
    }

    func body(
        _ id: Body.ID, in realm: Kernel.Realm.ID, at now: Instant, _ db: any Reader
    ) throws -> Body? {
        if let known = try self.realm(realm, at: now, db).bodiesByID[id] { return known }
        return try Bodies.find(id, in: realm, db)
    }

    func bodies(
        _ ids: [Body.ID], in realm: Kernel.Realm.ID, at now: Instant, _ db: any Reader
    ) throws -> [Body.ID: Body] {
        let known = try self.realm(realm, at: now, db).bodiesByID
        let found = ids.compactMap { known[$0] }
        guard found.count == ids.count else { return try Bodies.find(ids: ids, in: realm, db) }
        return Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

extension Installation {
    /// When the places and bodies of a realm were last read: as long as it stays, so do they.
    package func edition(of realm: Realm) async throws -> Instant {
        try await known(realm.id).readAt
    }

    /// What is kept of a realm; read where nothing is kept.
    func known(_ realm: Realm.ID) async throws -> Gazetteer.Realm {
        let now = now()
        if let kept = gazetteer.kept(realm, at: now) { return kept }
        return try await database.read { db in try gazetteer.realm(realm, at: now, db) }
    }

    func knownRealms() async throws -> (all: [Realm], open: Set<Realm.ID>) {
        let now = now()
        if let kept = gazetteer.keptRealms(at: now) { return kept }
        return try await database.read { db in try gazetteer.realms(at: now, db) }
    }

    /// Runs a transaction that changes realms, places, bodies or catalogues, and forgets what was
    /// kept of them.
    func reorganising<T: Sendable>(
        _ body: @escaping @Sendable (any Writer) throws -> T
    ) async throws -> T {
        defer {
            gazetteer.forget()
            database.tell(NodeNews.reorganised.text)
        }
        return try await database.write(body)
    }
}
