package import Kernel
package import SQL
package import Storage

/// What one version of the catalogue does differently from another, and which open matters would
/// go elsewhere. Nothing is changed.
package struct CompareCatalogues: Sendable {
    package let realm: Realm
    package let from: Int
    package let to: Int

    package init(realm: Realm, from: Int, to: Int) {
        self.realm = realm
        self.from = from
        self.to = to
    }

    /// How many open matters are routed again at most, those due soonest first.
    package static let mattersMax = 2_000

    /// Open matters of one category at one place that would go elsewhere.
    package struct Shift: Hashable, Sendable {
        package let category: Kernel.Category.ID
        /// Where the deciding rule holds.
        package let place: Place.ID?
        /// Nil where no rule fits.
        package let from: Body.ID?
        package let to: Body.ID?
        package let count: Int
        package let example: Reference
    }

    package struct Report: Sendable {
        package let from: Catalogues.Version
        package let to: Catalogues.Version
        package let changes: CatalogueChanges
        /// The most frequent first.
        package let shifts: [Shift]
        package let matters: Int
        /// Whether more matters are open than were looked at.
        package let isCut: Bool
        package let places: [Place.ID: Place]

        package var moved: Int { shifts.reduce(0) { $0 + $1.count } }
    }

    /// - Throws: `ActionError.notFound` when the realm lacks one of the versions.
    package func run(in database: any Database) async throws -> Report {
        try await database.read { db in
            guard let older = try Catalogues.version(from, of: realm.id, db),
                let newer = try Catalogues.version(to, of: realm.id, db)
            else { throw ActionError.notFound }
            let before = try Catalogues.find(version: from, of: realm.id, db)
            let after = try Catalogues.find(version: to, of: realm.id, db)
            let changes = before.changes(to: after)
            let open = try Matters.openForRouting(
                in: realm.id, limit: Self.mattersMax + 1, db)
            let shifts = Self.shifts(
                of: open.prefix(Self.mattersMax), CatalogueLookup(before), CatalogueLookup(after))
            let ids = Set(
                (changes.added + changes.removed + changes.changed.map(\.after))
                    .compactMap(\.place.ids.last) + shifts.compactMap(\.place))
            let places = try Places.find(ids: ids.sorted(), in: realm.id, db)
            return Report(
                from: older, to: newer, changes: changes, shifts: shifts,
                matters: min(open.count, Self.mattersMax), isCut: open.count > Self.mattersMax,
                places: Dictionary(places.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a }))
        }
    }

    private struct Ground: Hashable {
        let category: Kernel.Category.ID
        let place: Place.ID?
        let from: Body.ID?
        let to: Body.ID?
    }

    private static func shifts(
        of matters: ArraySlice<RoutedMatter>, _ before: CatalogueLookup, _ after: CatalogueLookup
    ) -> [Shift] {
        var moved: [Ground: (count: Int, example: Reference)] = [:]
        for matter in matters {
            let old = before.rule(place: matter.place, category: matter.category)
            let new = after.rule(place: matter.place, category: matter.category)
            if old?.lead == new?.lead { continue }
            let ground = Ground(
                category: matter.category, place: (new ?? old)?.place.ids.last, from: old?.lead,
                to: new?.lead)
            moved[ground, default: (0, matter.reference)].count += 1
        }
        return moved.map { ground, seen in
            Shift(
                category: ground.category, place: ground.place, from: ground.from, to: ground.to,
                count: seen.count, example: seen.example)
        }.sorted { ($1.count, $0.example) < ($0.count, $1.example) }
    }
}
