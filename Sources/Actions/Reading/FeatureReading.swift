package import Kernel
import SQL
package import Storage

/// A page of what everyone may read of a realm's map, for other systems.
package struct FeaturePage<Item: Sendable>: Sendable {
    package let items: [Item]
    /// Where the next page begins; nil at the end. A page may be short and still go on.
    package let next: Outlines.Cursor?
}

/// A place with where it is.
package struct PlaceFeature: Sendable {
    package let place: Place
    package let position: Position?
    package let outline: Outline?
}

/// A body with where it is, where that is known.
package struct BodyFeature: Sendable {
    package let body: Body
    package let place: Place?
    package let position: Position?
}

/// A public matter with where everyone may know it to be.
package struct MatterFeature: Sendable {
    package let line: MatterLine
    package let procedure: Procedure
    package let place: Place
    package let position: Position?
}

/// What is asked for: boxes, a span of time, and where in the list.
package struct FeatureQuery: Sendable {
    package var boxes: [Bounds] = []
    /// From this instant on.
    package var from: Instant?
    /// Until this instant, itself included.
    package var until: Instant?
    package var after: Outlines.Cursor?
    package var limit: Int

    package init(limit: Int) { self.limit = limit }
}

extension Installation {
    /// Places of the public levels that are on the map.
    package func placeFeatures(
        _ query: FeatureQuery, in realm: Realm
    ) async throws -> FeaturePage<PlaceFeature> {
        let book = try await rulebook(of: realm)
        let now = now()
        return try await database.glance { db in
            let (ids, next) = try Outlines.touching(
                query.boxes, in: realm.id,
                levels: book.profile.levels.filter(book.profile.isPublic(level:)),
                after: query.after, limit: query.limit, readMax: PublicMatters.readMax, db)
            let found = try placeFeatures(ids, in: realm, book, at: now, db).filter { feature in
                feature.place.exists(within: query, book, at: now)
                    && (query.boxes.isEmpty
                        || query.boxes.contains { box in
                            feature.outline?.touches(box)
                                ?? feature.position.map(box.contains) ?? false
                        })
            }
            return FeaturePage(items: found, next: next)
        }
    }

    package func placeFeature(_ id: Place.ID, in realm: Realm) async throws -> PlaceFeature? {
        let book = try await rulebook(of: realm)
        let now = now()
        return try await database.glance { db in
            try placeFeatures([id], in: realm, book, at: now, db).first
        }
    }

    private func placeFeatures(
        _ ids: [Place.ID], in realm: Realm, _ book: Rulebook, at now: Instant, _ db: any Reader
    ) throws -> [PlaceFeature] {
        guard !ids.isEmpty else { return [] }
        let known = try gazetteer.places(ids, in: realm.id, at: now, db)
            .filter { $0.realm == realm.id && book.profile.isPublic(level: $0.level) }
        let places = Dictionary(known.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let positions = try Positions.of(ids, db)
        let outlines = try Outlines.of(ids, db)
        return ids.compactMap { id in
            places[id].map {
                PlaceFeature(place: $0, position: positions[id], outline: outlines[id])
            }
        }
    }

    /// Bodies by their ids, at the nearest place above theirs that has a position.
    package func bodyFeatures(
        _ query: FeatureQuery, in realm: Realm
    ) async throws -> FeaturePage<BodyFeature> {
        let book = try await rulebook(of: realm)
        let now = now()
        let all = try await known(realm.id).bodies.sorted { $0.id < $1.id }
        let start = query.after?.id ?? .min
        let read = all.lazy.filter { $0.id.rawValue > start }.prefix(PublicMatters.readMax)
        let step = Array(read)
        return try await database.glance { db in
            let features = try bodyFeatures(step, in: realm, at: now, db)
            var found: [BodyFeature] = []
            for feature in features {
                if found.count == query.limit {
                    return FeaturePage(
                        items: found,
                        next: found.last.map { Outlines.Cursor(key: 0, id: $0.body.id.rawValue) })
                }
                let isInside =
                    query.boxes.isEmpty
                    || query.boxes.contains { feature.position.map($0.contains) ?? false }
                if isInside, feature.body.exists(within: query, book, at: now) {
                    found.append(feature)
                }
            }
            let isWhole = step.count < PublicMatters.readMax
            return FeaturePage(
                items: found,
                next: isWhole
                    ? nil : step.last.map { Outlines.Cursor(key: 0, id: $0.id.rawValue) })
        }
    }

    package func bodyFeature(_ id: Body.ID, in realm: Realm) async throws -> BodyFeature? {
        let now = now()
        guard let body = try await known(realm.id).bodiesByID[id] else { return nil }
        return try await database.glance { db in
            try bodyFeatures([body], in: realm, at: now, db).first
        }
    }

    private func bodyFeatures(
        _ bodies: [Body], in realm: Realm, at now: Instant, _ db: any Reader
    ) throws -> [BodyFeature] {
        let ids = Array(Set(bodies.compactMap(\.place))).sorted()
        guard !ids.isEmpty else {
            return bodies.map { BodyFeature(body: $0, place: nil, position: nil) }
        }
        var places: [Place.ID: Place] = [:]
        var positions: [Place.ID: Position] = [:]
        for start in stride(from: 0, to: ids.count, by: 500) {
            let step = Array(ids[start...].prefix(500))
            for place in try gazetteer.places(step, in: realm.id, at: now, db) {
                places[place.id] = place
            }
            let above = Set(step.flatMap { places[$0]?.path.ids ?? [] })
            positions.merge(try Positions.of(above.sorted(), db)) { first, _ in first }
        }
        return bodies.map { body in
            let place = body.place.flatMap { places[$0] }
            let nearest = place?.path.ids.last { positions[$0] != nil }
            return BodyFeature(
                body: body, place: place, position: nearest.flatMap { positions[$0] })
        }
    }

    /// Public matters: in some boxes, else by their opening.
    package func matterFeatures(
        _ query: FeatureQuery, isNewestFirst: Bool = false, in realm: Realm
    ) async throws -> FeaturePage<MatterFeature> {
        let book = try await rulebook(of: realm)
        let now = now()
        var asked = PublicMatters.Query(limit: query.limit)
        asked.boxes = query.boxes
        asked.from = query.from
        asked.before = query.until.map { $0.adding(milliseconds: 1) }
        asked.after = query.after
        asked.isNewestFirst = isNewestFirst
        let wanted = asked
        return try await database.glance { db in
            let (ids, next) = try PublicMatters.page(wanted, in: realm.id, db)
            return FeaturePage(
                items: try matterFeatures(ids, in: realm, book, at: now, db), next: next)
        }
    }

    package func matterFeature(
        _ reference: Reference, in realm: Realm
    ) async throws -> MatterFeature? {
        let book = try await rulebook(of: realm)
        let now = now()
        return try await database.glance { db in
            guard let matter = try Matters.find(reference, in: realm.id, db) else { return nil }
            return try matterFeatures([matter.id], in: realm, book, at: now, db).first
        }
    }

    /// Those of some references that everyone may read, in the order in which they are named.
    package func matterFeatures(
        named references: [Reference], in realm: Realm
    ) async throws -> [MatterFeature] {
        let book = try await rulebook(of: realm)
        let now = now()
        let found = try await database.glance { db in
            try matterFeatures(
                PublicMatters.named(references, in: realm.id, db), in: realm, book, at: now, db)
        }
        let byReference = Dictionary(
            found.map { ($0.line.reference, $0) }, uniquingKeysWith: { first, _ in first })
        return references.compactMap { byReference[$0] }
    }

    private func matterFeatures(
        _ ids: [Matter.ID], in realm: Realm, _ book: Rulebook, at now: Instant, _ db: any Reader
    ) throws -> [MatterFeature] {
        guard !ids.isEmpty else { return [] }
        let shown = try PublicMatters.places(of: ids, in: realm.id, db)
        let placeIDs = Array(Set(shown.values)).sorted()
        guard !placeIDs.isEmpty else { return [] }
        let places = Dictionary(
            try gazetteer.places(placeIDs, in: realm.id, at: now, db).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first })
        let positions = try Positions.of(placeIDs, db)
        let lines = Dictionary(
            try Inbox.lines(of: ids, in: realm.id, db).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first })
        return ids.compactMap { id in
            guard let line = lines[id], let place = shown[id].flatMap({ places[$0] }),
                let procedure = book.profile.procedure(line.procedure),
                procedure.state(line.state)?.isPublic ?? false
            else { return nil }
            return MatterFeature(
                line: line, procedure: procedure, place: place, position: positions[place.id])
        }
    }
}

/// What has a first and a last day.
private protocol Dated {
    var from: Day? { get }
    var until: Day? { get }
}

extension Place: Dated {}
extension Body: Dated {}

extension Dated {
    /// Whether it exists at some time of the span; today where none is asked for.
    fileprivate func exists(within query: FeatureQuery, _ book: Rulebook, at now: Instant) -> Bool {
        let isSpan = query.from != nil || query.until != nil
        let first = isSpan ? query.from : now
        let last = isSpan ? query.until : now
        let begins = from.map { from in last.map { from <= book.day(of: $0) } ?? true } ?? true
        let goesOn = until.map { until in first.map { book.day(of: $0) < until } ?? true } ?? true
        return begins && goesOn
    }
}
