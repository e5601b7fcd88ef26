package import Kernel
import SQL
import Storage

/// The plans of a realm, the latest first, each with how many grids of each kind it has.
package struct GridPlanList: Sendable {
    package let plans: [GridPlan]
    package let counts: [GridPlan.ID: [GridKind.ID: Int]]
    package let inForce: GridPlan?
}

/// One plan with all that its page shows.
package struct GridPlanFile: Sendable {
    package let plan: GridPlan
    package let grids: [Grid]
    /// Names of the places that each grid holds, from below the root down.
    package let places: [Grid.ID: [String]]
    /// What is wrong with it, told for a plan that has not begun.
    package let check: GridCheck?
    package let placeNames: [Place.ID: String]
    package let drafter: String?
    /// The first day on which it no longer holds.
    package let until: Day?
    /// The plan in force, and how many grids of each kind it has.
    package let inForce: GridPlan?
    package let counts: [GridPlan.ID: [GridKind.ID: Int]]
}

extension Installation {
    package func gridPlans(in realm: Realm) async throws -> GridPlanList {
        let today = try await rulebook(of: realm).day(of: now())
        return try await database.read { db in
            let plans = try GridPlans.all(in: realm.id, db)
            return GridPlanList(
                plans: plans, counts: try Grids.counts(of: plans.map(\.id), db),
                inForce: GridPlan.inForce(on: today, of: plans))
        }
    }

    /// - Throws: `ActionError.notFound` for a plan of another realm.
    package func gridPlanFile(
        _ id: GridPlan.ID, in realm: Realm
    ) async throws -> GridPlanFile {
        let book = try await rulebook(of: realm)
        let today = book.day(of: now())
        return try await database.read { db in
            guard let plan = try GridPlans.find(id, in: realm.id, db) else {
                throw ActionError.notFound
            }
            let plans = try GridPlans.all(in: realm.id, db)
            let inForce = GridPlan.inForce(on: today, of: plans)
            let grids = try Grids.all(of: id, db)
            let holdings = try Grids.holdings(of: id, db)
            let all = try Places.under(.root, in: realm.id, limit: GridPlan.placesMax, db)
            let names = PlaceNames(all)
            let hasBegun = plan.from.map { $0 <= today } ?? false
            let check = GridCheck(
                kinds: book.profile.gridKinds, grids: grids, holdings: holdings,
                places: all.filter { $0.exists(on: plan.from ?? today) })
            return GridPlanFile(
                plan: plan, grids: grids,
                places: Dictionary(grouping: holdings, by: \.grid)
                    .mapValues { $0.map { names.words(of: $0.place) }.sorted() },
                check: hasBegun || plan.state == .dropped ? nil : check,
                placeNames: Dictionary(
                    all.map { ($0.id, names.words(of: $0.path)) },
                    uniquingKeysWith: { first, _ in first }),
                drafter: try plan.drafter.flatMap { try People.find($0, in: realm.id, db)?.name },
                until: plan.until(of: plans), inForce: inForce,
                counts: try Grids.counts(of: [id] + (inForce.map { [$0.id] } ?? []), db))
        }
    }

    /// The grids of a plan as a table for a spreadsheet.
    package func gridTable(of id: GridPlan.ID, in realm: Realm) async throws -> String {
        let book = try await rulebook(of: realm)
        return try await database.read { db in
            guard try GridPlans.find(id, in: realm.id, db) != nil else {
                throw ActionError.notFound
            }
            return try GridTable.text(of: id, in: realm, book, db)
        }
    }

    /// The grid at a place on a day, by the plan that held then; nil where there was none.
    package func grid(at path: PlacePath, on day: Day, in realm: Realm) async throws -> Grid? {
        let now = now()
        return try await database.glance { db in
            try gazetteer.grid(at: path, on: day, in: realm.id, at: now, db)
        }
    }
}
