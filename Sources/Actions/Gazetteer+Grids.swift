import Kernel
import SQL
import Storage

extension Gazetteer {
    /// How many plans are kept: the present one, and those that held when matters ended.
    static let cutsMax = 8

    /// The grid at a place on a day, by the plan that held then; nil where there was none.
    func grid(
        at path: PlacePath, on day: Day, in realm: Kernel.Realm.ID, at now: Instant,
        _ db: any Reader
    ) throws -> Grid? {
        let plans = try self.realm(realm, at: now, db).gridPlans
        guard let plan = GridPlan.inForce(on: day, of: plans) else { return nil }
        return try cut(of: plan.id, db).grid(at: path)
    }
}
