package import Kernel
import SQL
import Storage

/// Approves a draft, to begin on a day: by somebody else than who drafted it, and only when every
/// place is in one grid and every grid where it belongs.
package struct ApproveGridPlan: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let plan: GridPlan.ID
    package let seen: Int
    /// The first day, as 2026-11-21; nil is today.
    package let from: String?

    package init(realm: Realm, holding: Holding, plan: GridPlan.ID, seen: Int, from: String?) {
        self.realm = realm
        self.holding = holding
        self.plan = plan
        self.seen = seen
        self.from = from
    }

    /// - Throws: `ActionError`; `.invalid` for `from` where the day is past, is another plan's, or
    ///   the plan has mistakes.
    package func run(in installation: Installation) async throws {
        try await installation.planning(realm, by: .holding(holding)) { work in
            let draft = try work.draft(plan, seen: seen)
            guard draft.drafter != holding.post.person else {
                throw ActionError.invalid(["from": .init("grids.problem.ownDraft")])
            }
            let today = try work.book().day(of: work.now)
            let day = try ChangeDay.beginning(from, today: today)
            guard day >= today else {
                throw ActionError.invalid(["from": .init("grids.problem.past")])
            }
            let others = try GridPlans.all(in: realm.id, work.db)
            guard !others.contains(where: { $0.state == .approved && $0.from == day }) else {
                throw ActionError.invalid([
                    "from": .init("grids.problem.sameDay", ["day": "\(day)"])
                ])
            }
            let mistakes = try GridCheck.of(draft, in: realm, work.book(), on: day, work.db)
                .mistakes.count
            guard mistakes == 0 else {
                throw ActionError.invalid([
                    "from": .init("grids.problem.mistakes", ["count": String(mistakes)])
                ])
            }
            guard
                try GridPlans.approve(
                    draft, from: day, by: holding.post.person, at: work.now, work.db)
            else { throw ActionError.conflict }
            try work.record(draft.id, "approveGridPlan", ["from": .text("\(day)")])
        }
    }
}

/// Takes back a draft, or an approved plan that has not begun.
package struct DropGridPlan: Sendable {
    package let realm: Realm
    package let changer: Changer
    package let plan: GridPlan.ID
    package let seen: Int

    package init(realm: Realm, by changer: Changer, plan: GridPlan.ID, seen: Int) {
        self.realm = realm
        self.changer = changer
        self.plan = plan
        self.seen = seen
    }

    /// - Throws: `ActionError`; `.invalid` for `name` once it has begun.
    package func run(in installation: Installation) async throws {
        try await installation.planning(realm, by: changer) { work in
            let plan = try work.plan(plan, seen: seen)
            let today = try work.book().day(of: work.now)
            let hasBegun = plan.from.map { $0 <= today } ?? false
            guard plan.state == .draft || (plan.state == .approved && !hasBegun) else {
                throw ActionError.invalid(["name": .init("grids.problem.begun")])
            }
            guard try GridPlans.drop(plan, work.db) else { throw ActionError.conflict }
            try work.record(plan.id, "dropGridPlan", [:])
        }
    }
}

extension GridCheck {
    /// Looks a plan over as its rows stand.
    static func of(
        _ plan: GridPlan, in realm: Realm, _ book: Rulebook, on day: Day, _ db: any Reader
    ) throws -> GridCheck {
        GridCheck(
            kinds: book.profile.gridKinds, grids: try Grids.all(of: plan.id, db),
            holdings: try Grids.holdings(of: plan.id, db),
            places: try Places.under(.root, in: realm.id, limit: GridPlan.placesMax, db)
                .filter { $0.exists(on: day) })
    }
}
