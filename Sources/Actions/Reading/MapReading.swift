package import Kernel
import SQL
package import Storage

/// A place on the map, with what is there.
package struct MapPlace: Sendable {
    package let place: Place
    package let position: Position
    package let outline: Outline?
    /// Open matters at it, or below it where nothing nearer has a position.
    package let matters: [Inbox.MapMatter]
    package let bodies: [Body]
    package let venues: [Venue]
    /// The grid that holds it, in the plan of today.
    package let grid: Grid?
}

/// A grid of the plan in force with the places of the window that lie in it.
package struct MapGrid: Sendable {
    package let grid: Grid
    /// In how many others it lies; one that is cut out of all of them counts as one of the finest.
    package let depth: Int
    package let places: Set<Place.ID>
}

/// What one window of the map shows.
package struct MapSheet: Sendable {
    /// As long as it stays, so does all that follows.
    package let edition: Edition
    /// In the order of the tree, what holds others before them.
    package let places: [MapPlace]
    /// By code; none unless they were asked for.
    package let grids: [MapGrid]
    /// Whether there is a plan of grids in force.
    package let hasGrids: Bool
    /// How many open matters of the realm are at no place that has a position.
    package let unplaced: Int
    /// Whether there is more than one window shows.
    package let isCutOff: Bool

    /// What a sheet was read from, and when.
    package struct Edition: Hashable, Sendable {
        let key: MapSheetKey
        let standing: Facts.Standing
        let readAt: Instant
    }

    /// How many places one window shows, and how many open matters one map counts.
    package static let placesMax = 1_000
    package static let mattersMax = 5_000
}

/// What a map shows hangs on beside what is stored.
struct MapSheetKey: Hashable, Sendable {
    let window: Bounds
    /// From where down matters are read; nil for everyone, and for a post that reads none.
    let reach: PlacePath?
    let isOpenToAll: Bool
    let withGrids: Bool
    let today: Day
    let realm: Realm.ID
    let profileVersion: Int
    let gazetteerReadAt: Instant

    init(
        window: Bounds, holding: Holding?, withGrids: Bool, today: Day, realm: Realm,
        gazetteerReadAt: Instant
    ) {
        self.window = window
        reach = holding.flatMap { $0.verbs.contains(.read) ? $0.post.reach : nil }
        isOpenToAll = holding == nil
        self.withGrids = withGrids
        self.today = today
        self.realm = realm.id
        profileVersion = realm.profileVersion
        self.gazetteerReadAt = gazetteerReadAt
    }
}

extension Installation {
    /// The box around all places of a realm that are on the map; nil where none is.
    package func mapFrame(of realm: Realm) async throws -> Bounds? {
        try await database.glance { db in try Outlines.frame(of: realm.id, db) }
    }

    /// The map as everyone sees it, or as a post does, within a window.
    ///
    /// - Parameter holding: the post; nil for everyone, who sees places of the public levels and
    ///   matters in public states alone.
    /// - Parameter withGrids: whether the grids of the plan in force are read, too.
    package func map(
        of realm: Realm, within window: Bounds, for holding: Holding?, withGrids: Bool = false
    ) async throws -> MapSheet {
        let book = try await rulebook(of: realm)
        let now = now()
        let today = book.day(of: now)
        let known = try await known(realm.id)
        let key = MapSheetKey(
            window: window, holding: holding, withGrids: withGrids, today: today, realm: realm,
            gazetteerReadAt: known.readAt)
        return try await database.glance { db in
            let standing = try standing.read(db)
            return try mapShelf.answer(to: key, of: standing, at: now) {
                let ground = MapGround(
                    realm: realm.id, book: book, isOpenToAll: holding == nil,
                    gazetteer: gazetteer, now: now, db: db)
                return try ground.sheet(
                    .init(key: key, standing: standing, readAt: now), within: window,
                    matters: try matters(for: holding, book, db),
                    bodies: known.bodies.filter { $0.exists(on: today) }, withGrids: withGrids)
            }
        }
    }

    private func matters(
        for holding: Holding?, _ book: Rulebook, _ db: any Reader
    ) throws -> [Inbox.MapMatter] {
        guard let holding else {
            return try Inbox.onMap(
                book.profile.openStates, in: book.realm.id, limit: MapSheet.mattersMax, db)
        }
        guard holding.verbs.contains(.read) else { return [] }
        return try Inbox.onMap(
            under: holding.post.reach, in: book.realm.id, limit: MapSheet.mattersMax, db)
    }

    /// Some matters of a map as lists show them.
    package func lines(of matters: [Matter.ID], in realm: Realm) async throws -> [MatterLine] {
        try await database.glance { db in try Inbox.lines(of: matters, in: realm.id, db) }
    }
}

/// Puts matters and bodies to the nearest place that has a position, in one snapshot.
private struct MapGround {
    let realm: Realm.ID
    let book: Rulebook
    let isOpenToAll: Bool
    let gazetteer: Gazetteer
    let now: Instant
    let db: any Reader

    /// How many ids one statement names.
    private static let stepIDs = 500

    func sheet(
        _ edition: MapSheet.Edition, within window: Bounds, matters: [Inbox.MapMatter],
        bodies: [Body], withGrids: Bool
    ) throws -> MapSheet {
        let found = try Outlines.touching(
            [window], in: realm,
            levels: isOpenToAll
                ? book.profile.levels.filter(book.profile.isPublic(level:)) : nil,
            after: nil, limit: MapSheet.placesMax, readMax: 10_000, db)
        let homes = try paths(of: bodies)
        let today = book.day(of: now)
        let venues = try Venues.all(in: realm, db).filter { venue in
            venue.closedOn.map { today < $0 } ?? true
        }
        let plan = try GridPlans.inForce(on: today, in: realm, db)
        let held = try withGrids ? plan.map { try Grids.holdings(of: $0.id, db) } ?? [] : []
        var named = Set(found.places)
        for holding in held { named.formUnion(holding.place.ids) }
        for matter in matters { named.formUnion(matter.path.ids) }
        for path in homes.values { named.formUnion(path.ids) }
        for venue in venues { named.formUnion(venue.placePath.ids) }
        let shown = try shown(named)
        func nearest(_ path: PlacePath) -> Place.ID? { path.ids.last { shown[$0] != nil } }
        let mattersByPlace = Dictionary(grouping: matters) { nearest($0.path) }
        let venuesByPlace = Dictionary(grouping: venues) { nearest($0.placePath) }
        let bodiesByPlace = Dictionary(grouping: bodies) { body in
            homes[body.id].flatMap(nearest)
        }
        let inside = shown.values.filter { place, position in
            window.contains(position) || found.places.contains(place.id)
        }
        let outlines = try chunked(inside.map(\.place.id)) { try Outlines.of($0, db) }
        let insideIDs = Set(inside.map(\.place.id))
        var byGrid: [Grid.ID: Set<Place.ID>] = [:]
        for holding in held {
            guard let place = nearest(holding.place), insideIDs.contains(place) else { continue }
            byGrid[holding.grid, default: []].insert(place)
        }
        let drawn = try withGrids ? plan.map { try Grids.all(of: $0.id, db) } ?? [] : []
        let grids = try plan.map { try Grids.at(inside.map(\.place.path), in: $0.id, db) } ?? [:]
        return MapSheet(
            edition: edition,
            places: inside.map { place, position in
                MapPlace(
                    place: place, position: position, outline: outlines[place.id],
                    matters: mattersByPlace[place.id] ?? [],
                    bodies: bodiesByPlace[place.id] ?? [],
                    venues: venuesByPlace[place.id] ?? [], grid: grids[place.path])
            }.sorted {
                ($0.place.path.depth, $0.place.path) < ($1.place.path.depth, $1.place.path)
            },
            grids: Self.nested(drawn, byGrid, kinds: book.profile.gridKinds),
            hasGrids: plan != nil, unplaced: mattersByPlace[nil]?.count ?? 0,
            isCutOff: found.next != nil)
    }

    /// Each grid with what it and all that lie in it hold.
    private static func nested(
        _ grids: [Grid], _ held: [Grid.ID: Set<Place.ID>], kinds: [GridKind]
    ) -> [MapGrid] {
        let parents = Dictionary(
            grids.map { ($0.id, $0.parent) }, uniquingKeysWith: { first, _ in first })
        let carved = Set(kinds.filter(\.isCarved).map(\.id))
        var all = held
        var depths: [Grid.ID: Int] = [:]
        for grid in grids {
            var above = grid.parent
            var depth = 0
            while let id = above, depth < 8 {
                all[id, default: []].formUnion(held[grid.id] ?? [])
                above = parents[id] ?? nil
                depth += 1
            }
            depths[grid.id] = depth
        }
        let finest = depths.values.max() ?? 0
        return grids.compactMap { grid in
            guard let places = all[grid.id], !places.isEmpty else { return nil }
            return MapGrid(
                grid: grid, depth: carved.contains(grid.kind) ? finest : depths[grid.id] ?? 0,
                places: places)
        }
    }

    /// The places with a position that this map may show.
    private func shown(
        _ ids: Set<Place.ID>
    ) throws -> [Place.ID: (place: Place, position: Position)] {
        let positions = try chunked(ids.sorted()) { try Positions.of($0, db) }
        let today = book.day(of: now)
        var shown: [Place.ID: (place: Place, position: Position)] = [:]
        for start in stride(from: 0, to: positions.count, by: Self.stepIDs) {
            let step = Array(positions.keys.sorted()[start...].prefix(Self.stepIDs))
            for place in try gazetteer.places(step, in: realm, at: now, db) {
                guard place.exists(on: today),
                    !isOpenToAll || book.profile.isPublic(level: place.level),
                    let position = positions[place.id]
                else { continue }
                shown[place.id] = (place, position)
            }
        }
        return shown
    }

    private func paths(of bodies: [Body]) throws -> [Body.ID: PlacePath] {
        let ids = Array(Set(bodies.compactMap(\.place))).sorted()
        var paths: [Place.ID: PlacePath] = [:]
        for start in stride(from: 0, to: ids.count, by: Self.stepIDs) {
            let step = Array(ids[start...].prefix(Self.stepIDs))
            for place in try gazetteer.places(step, in: realm, at: now, db) {
                paths[place.id] = place.path
            }
        }
        return Dictionary(
            bodies.compactMap { body in
                body.place.flatMap { paths[$0] }.map { (body.id, $0) }
            }, uniquingKeysWith: { first, _ in first })
    }

    private func chunked<T>(
        _ ids: [Place.ID], _ read: ([Place.ID]) throws -> [Place.ID: T]
    ) rethrows -> [Place.ID: T] {
        var all: [Place.ID: T] = [:]
        for start in stride(from: 0, to: ids.count, by: Self.stepIDs) {
            all.merge(try read(Array(ids[start...].prefix(Self.stepIDs)))) { first, _ in first }
        }
        return all
    }
}
