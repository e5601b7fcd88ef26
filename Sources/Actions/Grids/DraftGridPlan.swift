package import Kernel
import SQL
import Storage

/// Drafts a version of how the realm is cut into grids: a copy of the one in force, or what a table
/// says (网格调整方案).
package struct DraftGridPlan: Sendable {
    package let realm: Realm
    package let changer: Changer
    package let name: String
    /// The grids; nil copies the plan in force.
    package let table: String?

    package init(realm: Realm, by changer: Changer, name: String, table: String? = nil) {
        self.realm = realm
        self.changer = changer
        self.name = name
        self.table = table
    }

    /// How many drafts may lie side by side.
    package static let draftsMax = 10

    /// - Throws: `ActionError`; `.invalid` for `name` or `table`.
    @discardableResult
    package func run(in installation: Installation) async throws -> GridPlan {
        try await installation.planning(realm, by: changer) { work in
            let name = try GridPlanWork.name(name)
            let today = try work.book().day(of: work.now)
            let drafts = try GridPlans.all(in: realm.id, work.db).count { $0.state == .draft }
            guard drafts < Self.draftsMax else {
                throw ActionError.invalid([
                    "name": .init("grids.problem.drafts", ["max": String(Self.draftsMax)])
                ])
            }
            let plan = GridPlan(
                id: installation.newID(), realm: realm.id, name: name, state: .draft,
                draftedAt: work.now, drafter: changer.person)
            try GridPlans.insert(plan, work.db)
            let grids = try grids(for: plan, on: today, work)
            try Grids.replace(
                grids.grids, homes: grids.homes, holdings: grids.holdings, of: plan.id, work.db)
            try work.record(
                plan.id, "draftGridPlan",
                ["name": .text(name), "grids": .int(Int64(grids.grids.count))])
            return plan
        }
    }

    private func grids(
        for plan: GridPlan, on today: Day, _ work: GridPlanWork
    ) throws -> GridTable.Grids {
        var text = table
        if text == nil, let current = try GridPlans.inForce(on: today, in: realm.id, work.db) {
            text = try GridTable.text(of: current.id, in: realm, work.book(), work.db)
        }
        guard let text else { return GridTable.Grids() }
        return try GridTable(text).read(for: plan.id, work.meanings(on: today)) {
            work.installation.newID()
        }
    }
}

/// Writes the grids of a draft anew from a table, and gives it its name.
package struct RewriteGridPlan: Sendable {
    package let realm: Realm
    package let changer: Changer
    package let plan: GridPlan.ID
    package let seen: Int
    package let name: String
    package let table: String

    package init(
        realm: Realm, by changer: Changer, plan: GridPlan.ID, seen: Int, name: String,
        table: String
    ) {
        self.realm = realm
        self.changer = changer
        self.plan = plan
        self.seen = seen
        self.name = name
        self.table = table
    }

    /// - Throws: `ActionError`; `.conflict` where somebody changed it since it was read.
    package func run(in installation: Installation) async throws {
        try await installation.planning(realm, by: changer) { work in
            let draft = try work.draft(plan, seen: seen)
            let name = try GridPlanWork.name(name)
            let today = try work.book().day(of: work.now)
            let grids = try GridTable(table).read(for: draft.id, work.meanings(on: today)) {
                work.installation.newID()
            }
            guard try GridPlans.touch(draft, name: name, work.db) else {
                throw ActionError.conflict
            }
            try Grids.replace(
                grids.grids, homes: grids.homes, holdings: grids.holdings, of: draft.id, work.db)
            try work.record(
                draft.id, "rewriteGridPlan",
                ["name": .text(name), "grids": .int(Int64(grids.grids.count))])
        }
    }
}

extension GridTable {
    /// The grids of a plan as a table.
    static func text(
        of plan: GridPlan.ID, in realm: Realm, _ book: Rulebook, _ db: any Reader
    ) throws -> String {
        let grids = try Storage.Grids.all(of: plan, db)
        let codes = Dictionary(grids.map { ($0.id, $0.code) }, uniquingKeysWith: { a, _ in a })
        let names = PlaceNames(
            try Places.under(.root, in: realm.id, limit: GridPlan.placesMax, db))
        let bodies = try Bodies.find(ids: grids.compactMap(\.body), in: realm.id, db)
        let held = Dictionary(
            grouping: try Storage.Grids.holdings(of: plan, db), by: \.grid)
        let rows = grids.map { grid in
            [
                grid.code, book.profile.texts.text("gridKind.\(grid.kind)", in: .zh), grid.name,
                grid.parent.flatMap { codes[$0] } ?? "",
                (held[grid.id] ?? []).map { names.words(of: $0.place) }.sorted()
                    .joined(separator: "；"),
                grid.body.flatMap { bodies[$0]?.name.zh } ?? "",
                grid.households.map(String.init) ?? "",
            ].map(quoted).joined(separator: ",")
        }
        return ([header] + rows).joined(separator: "\n") + "\n"
    }

    private static func quoted(_ value: String) -> String {
        guard value.contains(where: { ",\"\n\r".contains($0) }) else { return value }
        return "\"" + value.replacing("\"", with: "\"\"") + "\""
    }
}
