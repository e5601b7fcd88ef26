package import Kernel
import SQL
package import Storage

extension Installation {
    package func inbox(_ query: InboxQuery, for visit: Visit) async throws -> Inbox.Page {
        let now = now()
        return try await database.glance { db in
            let asked = try Self.askable(query, for: visit, db)
            return try Inbox.page(
                asked, for: visit.holding, awaited: visit.awaited, at: now,
                kept: keptLines, names: names(in: visit.realm, at: now), db)
        }
    }

    /// A post that reads no addresses asks no nearer than everyone may know: by trying one building
    /// after the other it would find them.
    private static func askable(
        _ query: InboxQuery, for visit: Visit, _ db: any Reader
    ) throws -> InboxQuery {
        guard let path = query.place, !visit.holding.verbs.contains(.read) else { return query }
        var query = query
        query.place = try Places.find(ids: path.ids, in: visit.realm.id, db)
            .last { visit.book.profile.isPublic(level: $0.level) }?.path
        return query
    }

    package func bodies(in realm: Realm) async throws -> [Body] {
        try await known(realm.id).bodies
    }

    package func bodiesByID(in realm: Realm) async throws -> [Body.ID: Body] {
        try await known(realm.id).bodiesByID
    }

    package func clauses(of body: Body.ID) async throws -> [DutyClause] {
        try await database.glance { db in try Bodies.clauses(of: body, db) }
    }

    /// Where the catalogue in force, or another version of it, would send a matter, and why.
    package func routing(
        place: PlacePath, category: Kernel.Category.ID, version: Int? = nil, in realm: Realm
    ) async throws -> Routing {
        guard let version else {
            return try await known(realm.id).catalogue.route(place: place, category: category)
        }
        return try await database.glance { db in
            try Catalogues.find(version: version, of: realm.id, db)
                .route(place: place, category: category)
        }
    }

    package func catalogueVersions(
        before: Int?, limit: Int, in realm: Realm
    ) async throws -> [Catalogues.Version] {
        try await database.glance { db in
            try Catalogues.versions(of: realm.id, before: before, limit: limit, db)
        }
    }

    package struct CatalogueReading: Sendable {
        package let versions: [Catalogues.Version]
        package let shown: Int
        package let isDraft: Bool
        package let entries: [Catalogues.Entry]
        package let places: [Place.ID: Place]
        package let bodies: [Body]
    }

    /// A version of the catalogue; without a number the draft, or else the one in force.
    package func catalogue(version: Int?, in realm: Realm) async throws -> CatalogueReading? {
        try await database.glance { db in
            let versions = try Catalogues.versions(of: realm.id, limit: 50, db)
            guard
                let shown = version.map({ wanted in versions.first { $0.number == wanted } })
                    ?? versions.first
            else { return nil }
            let entries = try Catalogues.entries(version: shown.number, of: realm.id, db)
            let places = try Places.find(
                ids: Array(Set(entries.map(\.place))), in: realm.id, db)
            return CatalogueReading(
                versions: versions, shown: shown.number, isDraft: shown.publishedAt == nil,
                entries: entries,
                places: Dictionary(places.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a }),
                bodies: try Bodies.all(in: realm.id, db))
        }
    }

    package func people(in realm: Realm, after: String?, limit: Int) async throws -> [Person] {
        try await database.glance { db in
            try People.all(in: realm.id, after: after, limit: limit, db)
        }
    }
}
