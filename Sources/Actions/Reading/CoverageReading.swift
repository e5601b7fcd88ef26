package import Kernel
import SQL
import Storage

/// The buildings of a place, and how many posts of chosen roles there are at each.
package struct CoverageCount: Sendable {
    package let buildings: [Place]
    /// Whether the place has more buildings than one page takes.
    package let isCut: Bool
    /// Posts at each building and below.
    package let posts: [Place.ID: Int]
    /// Posts at the place that belong to no one building.
    package let wider: Int
}

/// The responsibility matrix of a place: names for areas, counts for everything else.
package struct PairingMatrix: Sendable {
    package let places: [Place]
    package let bodies: [Place.ID: [LocalName]]
    package let counts: [Place.ID: [Pairing.Kind: Int]]
}

extension Installation {
    /// How many buildings one calculation takes.
    package static let coverageBuildingsMax = 60

    package func coverageCount(
        of place: Place, roles: [Role.ID], in realm: Realm
    ) async throws -> CoverageCount {
        let now = now()
        return try await database.glance { db in
            let book = try book(of: realm, at: now, db)
            let day = book.day(of: now)
            let level = book.profile.levels.last ?? place.level
            let most = Self.coverageBuildingsMax
            let found = try Places.under(place.path, in: realm.id, limit: 2_000, db)
                .filter { $0.level == level && $0.exists(on: day) }
            let buildings = Array(found.prefix(most))
            var posts: [Place.ID: Int] = [:]
            var wider = 0
            let counts = try Posts.counts(
                of: roles, under: place.path, in: realm.id, on: day, db)
            for (path, count) in counts {
                if let building = buildings.first(where: { $0.path.contains(path) }) {
                    posts[building.id, default: 0] += count
                } else {
                    wider += count
                }
            }
            return CoverageCount(
                buildings: buildings, isCut: found.count > most, posts: posts, wider: wider)
        }
    }

    package func pairingMatrix(
        under path: PlacePath, in realm: Realm
    ) async throws -> PairingMatrix {
        try await database.glance { db in
            let cells = try Pairings.cells(under: path, in: realm.id, db)
            var counts: [Place.ID: [Pairing.Kind: Int]] = [:]
            for cell in cells { counts[cell.place, default: [:]][cell.kind] = cell.count }
            let ids = Set(cells.flatMap(\.placePath.ids)).sorted()
            return PairingMatrix(
                places: try Places.find(ids: ids, in: realm.id, db),
                bodies: try Pairings.areaBodies(under: path, in: realm.id, db),
                counts: counts)
        }
    }
}
