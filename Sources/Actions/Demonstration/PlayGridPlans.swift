package import Kernel
package import Profiles
import SQL
import Storage

/// Gives a demonstration a plan of grids that holds, and a draft with mistakes to be put right,
/// from the tables of its profile.
package struct PlayGridPlans: Sendable {
    package let realm: Realm
    package let source: ProfileSource

    package init(realm: Realm, source: ProfileSource) {
        self.realm = realm
        self.source = source
    }

    private static let present = "demo-grids.csv"
    private static let draft = "demo-grids-draft.csv"
    private static let beganDaysAgo = 40
    private static let draftedDaysAgo = 2

    /// Does nothing where the profile has no such tables.
    package func run(in installation: Installation) async throws {
        guard let present = source.files[Self.present] else { return }
        let now = installation.now()
        let book = try await installation.rulebook(of: realm)
        let day = book.day(of: now)
        let cast = try await installation.database.read { db in
            try DemoCast(signIns: ["dispatcher", "admin"], book: book, on: day, db)
        }
        let drafter = try cast.holding(of: "dispatcher", granting: [.editPlaces])
        func past(days: Int) -> Installation {
            let then = day.adding(days: -days).start(in: book.profile.zone).adding(minutes: 600)
            return installation.past(of: .grids) { then }
        }
        let began = past(days: Self.beganDaysAgo)
        let plan = try await DraftGridPlan(
            realm: realm, by: .holding(drafter), name: "现行网格（演示）", table: present
        ).run(in: began)
        try await ApproveGridPlan(
            realm: realm, holding: try cast.holding(of: "admin", granting: [.editPlaces]),
            plan: plan.id, seen: plan.version, from: nil
        ).run(in: began)
        try await TakeUpGridPlans().run(in: began)
        guard let draft = source.files[Self.draft] else { return }
        try await DraftGridPlan(
            realm: realm, by: .holding(drafter), name: "明年的调整（演示）", table: draft
        ).run(in: past(days: Self.draftedDaysAgo))
    }
}
