package import Kernel
package import SQL
import Storage

/// Routes past matters by a catalogue without changing anything, and compares with who led them.
package struct TryCatalogue: Sendable {
    package let realm: Realm
    package let usesDraft: Bool
    /// How many of the newest matters to look at.
    package let last: Int

    package init(realm: Realm, usesDraft: Bool, last: Int) {
        self.realm = realm
        self.usesDraft = usesDraft
        self.last = last
    }

    /// What would change, for one category and one pair of bodies.
    package struct Shift: Hashable, Sendable {
        package let category: Kernel.Category.ID
        package let led: LocalName
        package let wouldLead: LocalName
        package let count: Int
        package let example: Reference
    }

    package struct Report: Sendable {
        package let version: Int
        package let isDraft: Bool
        package let matters: Int
        package let agreeing: Int
        /// The most frequent first.
        package let shifts: [Shift]
        /// Categories that no rule sends anywhere, with how many matters they have.
        package let unrouted: [(category: Kernel.Category.ID, count: Int)]
    }

    /// - Throws: `ActionError.notFound` when a draft is asked for and there is none.
    package func run(in database: any Database) async throws -> Report {
        try await database.read { db in
            let catalogue = try catalogue(db)
            let names = Dictionary(
                try Bodies.all(in: realm.id, db).map { ($0.id, $0.name) },
                uniquingKeysWith: { first, _ in first })
            return report(
                on: try Matters.handled(in: realm.id, limit: last, db), by: catalogue, names)
        }
    }

    private func catalogue(_ db: any Reader) throws -> Catalogue {
        guard usesDraft else { return try Catalogues.current(of: realm.id, db) }
        guard let draft = try Catalogues.draft(of: realm.id, db) else { throw ActionError.notFound }
        return try Catalogues.find(version: draft, of: realm.id, db)
    }

    private struct Pair: Hashable {
        let category: Kernel.Category.ID
        let led: Body.ID
        let wouldLead: Body.ID
    }

    private func report(
        on matters: [HandledMatter], by catalogue: Catalogue, _ names: [Body.ID: LocalName]
    ) -> Report {
        var agreeing = 0
        var unrouted: [Kernel.Category.ID: Int] = [:]
        var moved: [Pair: (count: Int, example: Reference)] = [:]
        for matter in matters {
            let rule = catalogue.route(place: matter.place, category: matter.category).chosen
            guard let rule else {
                unrouted[matter.category, default: 0] += 1
                continue
            }
            if rule.lead == matter.lead {
                agreeing += 1
            } else {
                let pair = Pair(category: matter.category, led: matter.lead, wouldLead: rule.lead)
                moved[pair, default: (0, matter.reference)].count += 1
            }
        }
        func name(_ id: Body.ID) -> LocalName { names[id] ?? LocalName(zh: id.description) }
        let shifts = moved.map { pair, seen in
            Shift(
                category: pair.category, led: name(pair.led), wouldLead: name(pair.wouldLead),
                count: seen.count, example: seen.example)
        }
        return Report(
            version: catalogue.version, isDraft: usesDraft, matters: matters.count,
            agreeing: agreeing,
            shifts: shifts.sorted { ($1.count, $0.example) < ($0.count, $1.example) },
            unrouted: unrouted.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map { (category: $0.key, count: $0.value) })
    }
}
