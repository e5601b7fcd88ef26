package import Kernel
import SQL
import Storage

/// A venue with where it is, where that is known.
package struct VenueFeature: Sendable {
    package let venue: Venue
    package let position: Position?
}

/// A grid of the plan of today, with the places that it holds.
package struct GridFeature: Sendable {
    package let grid: Grid
    package let planName: String
    package let outlines: [Outline]
    /// Of the places that have no boundary.
    package let positions: [Position]
}

extension Installation {
    /// Venues of today by their ids.
    package func venueFeatures(
        _ query: FeatureQuery, in realm: Realm
    ) async throws -> FeaturePage<VenueFeature> {
        let today = try await rulebook(of: realm).day(of: now())
        return try await database.glance { db in
            let venues = try Venues.all(in: realm.id, db).filter { venue in
                venue.closedOn.map { today < $0 } ?? true
            }
            let positions = try nearestPositions(venues.map(\.placePath), db)
            let all = venues.map { venue in
                VenueFeature(venue: venue, position: positions[venue.placePath])
            }.filter { feature in
                query.boxes.isEmpty
                    || query.boxes.contains { feature.position.map($0.contains) ?? false }
            }
            return page(of: all, query) { $0.venue.id.rawValue }
        }
    }

    /// Grids of the plan that holds today, by their ids; none where there is no plan.
    package func gridFeatures(
        _ query: FeatureQuery, in realm: Realm
    ) async throws -> FeaturePage<GridFeature> {
        let today = try await rulebook(of: realm).day(of: now())
        return try await database.glance { db in
            guard let plan = try GridPlans.inForce(on: today, in: realm.id, db) else {
                return FeaturePage(items: [], next: nil)
            }
            let held = Dictionary(
                grouping: try Grids.holdings(of: plan.id, db), by: \.grid
            ).mapValues { $0.compactMap(\.place.ids.last) }
            let ids = held.values.joined().sorted()
            var outlines: [Place.ID: Outline] = [:]
            var positions: [Place.ID: Position] = [:]
            for start in stride(from: 0, to: ids.count, by: 500) {
                let step = Array(ids[start...].prefix(500))
                outlines.merge(try Outlines.of(step, db)) { first, _ in first }
                positions.merge(try Positions.of(step, db)) { first, _ in first }
            }
            let all = try Grids.all(of: plan.id, db).map { grid in
                let places = held[grid.id] ?? []
                return GridFeature(
                    grid: grid, planName: plan.name, outlines: places.compactMap { outlines[$0] },
                    positions: places.compactMap { outlines[$0] == nil ? positions[$0] : nil })
            }.filter { feature in
                query.boxes.isEmpty
                    || query.boxes.contains { box in
                        feature.outlines.contains { $0.touches(box) }
                            || feature.positions.contains(where: box.contains)
                    }
            }
            return page(of: all, query) { $0.grid.id.rawValue }
        }
    }

    private func page<Item>(
        of all: [Item], _ query: FeatureQuery, id: (Item) -> Int64
    ) -> FeaturePage<Item> {
        let start = query.after?.id ?? .min
        let rest = all.filter { id($0) > start }.sorted { id($0) < id($1) }
        let shown = Array(rest.prefix(query.limit))
        return FeaturePage(
            items: shown,
            next: rest.count > query.limit
                ? shown.last.map { Outlines.Cursor(key: 0, id: id($0)) } : nil)
    }

    /// For each of some places the nearest position at it or above.
    private func nearestPositions(
        _ paths: [PlacePath], _ db: any Reader
    ) throws -> [PlacePath: Position] {
        let ids = Set(paths.flatMap(\.ids)).sorted()
        guard !ids.isEmpty else { return [:] }
        let positions = try Positions.of(ids, db)
        return Dictionary(
            paths.compactMap { path in
                path.ids.reversed().lazy.compactMap { positions[$0] }.first.map { (path, $0) }
            }, uniquingKeysWith: { first, _ in first })
    }
}
