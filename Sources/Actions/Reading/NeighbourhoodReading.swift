package import Kernel
import SQL
package import Storage

extension Installation {
    package func realm(slug: String) async throws -> Realm? {
        try await knownRealms().all.first { $0.slug == slug }
    }

    package func publicRealms() async throws -> [Realm] {
        let (all, open) = try await knownRealms()
        return all.filter { open.contains($0.id) }
    }

    /// What the front page shows beside its doors.
    package struct Front: Sendable {
        package let notices: [Notice]
        package let solved: [MatterLine]
        package let lastSeal: Seal?
    }

    package func front(of realm: Realm) async throws -> Front {
        let book = try await rulebook(of: realm)
        let day = book.day(of: now())
        let facts = book.profile.procedures.filter(\.isPublic).map(\.key.name)
        return try await database.glance { db in
            Front(
                notices: try Notices.hanging(in: realm.id, on: day, limit: 6, db),
                solved: try Inbox.recentlySolved(of: facts, in: realm.id, limit: 6, db),
                lastSeal: try Seals.last(db))
        }
    }

    /// Matters of a procedure that everyone may read: those under way, or those that ended.
    package func board(
        of procedure: Procedure, ended: Bool, in realm: Realm, after: InboxQuery.Cursor? = nil,
        limit: Int
    ) async throws -> [MatterLine] {
        let states = procedure.states.filter { $0.isPublic && ($0.ending != nil) == ended }
            .map(\.id)
        return try await database.glance { db in
            try Inbox.board(
                of: procedure.key.name, states: states, in: realm.id, after: after, limit: limit, db
            )
        }
    }

    package func notices(in realm: Realm) async throws -> [Notice] {
        let day = try await rulebook(of: realm).day(of: now())
        return try await database.glance { db in
            try Notices.hanging(in: realm.id, on: day, limit: 100, db)
        }
    }

    package func lastSeal() async throws -> Seal? {
        try await database.glance { db in try Seals.last(db) }
    }

    /// How many places a form offers.
    private static let placesListed = 2_000

    /// A realm's places of today down to its estates and buildings, in tree order.
    package func places(in realm: Realm, under path: PlacePath = .root) async throws -> [Place] {
        let today = try await rulebook(of: realm).day(of: now())
        if let known = try await known(realm.id).places {
            return known.lazy.filter { path.contains($0.path) }.prefix(Self.placesListed)
                .filter { $0.exists(on: today) }
        }
        return try await database.glance { db in
            try Places.under(path, in: realm.id, limit: Self.placesListed, db)
                .filter { $0.exists(on: today) }
        }
    }

    package func place(_ id: Place.ID, in realm: Realm) async throws -> Place? {
        if let known = try await known(realm.id).placesByID[id] { return known }
        return try await database.glance { db in try Places.find(id, in: realm.id, db) }
    }

    package func placeLine(of path: PlacePath, in realm: Realm) async throws -> [Place] {
        let now = now()
        return try await database.glance { db in
            try gazetteer.places(path.ids, in: realm.id, at: now, db)
        }
    }

    /// The place whose QR code carries this word, with its realm. The code of a place that was
    /// closed since leads to the nearest one above it that is still there.
    package func place(poster: String) async throws -> (realm: Realm, place: Place)? {
        let now = now()
        return try await database.glance { db in
            guard let place = try Places.find(poster: poster, db),
                let realm = try Realms.find(place.realm, db)
            else { return nil }
            let today = try rulebooks.find(realm, version: realm.profileVersion, at: now, db)
                .day(of: now)
            if place.exists(on: today) { return (realm, place) }
            return try Places.find(ids: place.path.ids, in: realm.id, db)
                .last { $0.exists(on: today) }.map { (realm, $0) }
        }
    }

    /// How many open matters of the same place, spot and kind are shown.
    package static let sameMax = 5

    /// Open matters of the same place, spot and kind that a post may read, the newest first.
    package func same(
        as procedure: Procedure.Name, _ category: Kernel.Category.ID, at place: Place.ID,
        spot: String?, in realm: Realm, for holding: Holding
    ) async throws -> [Matter] {
        let book = try await rulebook(of: realm)
        guard let declared = book.profile.procedure(procedure) else { return [] }
        return try await database.glance { db in
            try Inbox.same(
                as: procedure, category, at: place, spot: spot, in: realm.id,
                limit: Self.sameMax, db
            ).compactMap { try Matters.find($0, in: realm.id, db) }
                .filter { declared.lets(.holding(holding), read: $0) }
        }
    }

    package func poster(of place: Place.ID) async throws -> String? {
        try await database.glance { db in try Places.poster(of: place, db) }
    }

    /// Open requests near a place that share words with a text.
    package func similar(
        to text: String, near place: Place?, category: Kernel.Category.ID?,
        procedure: Procedure.Name, in realm: Realm
    ) async throws -> [MatterLine] {
        try await database.glance { db in
            let parent = try place?.parent.flatMap { try Places.find($0, in: realm.id, db) }
            return try Inbox.similar(
                to: text, under: parent?.path ?? place?.path ?? .root, in: realm.id,
                category: category, procedure: procedure, limit: 3, db)
        }
    }

    /// Who handles what at a place: the catalogue's answer for each category.
    package func responsibilities(
        at place: PlacePath, in realm: Realm
    ) async throws -> [(category: Kernel.Category.ID, lead: Body, basis: String)] {
        let book = try await rulebook(of: realm)
        let known = try await known(realm.id)
        return book.profile.categories(of: Kernel.Category.usual).compactMap { category in
            known.catalogue.rule(for: category.id, at: place).flatMap { rule in
                known.bodiesByID[rule.lead].map { (category.id, $0, rule.basis) }
            }
        }
    }
}
