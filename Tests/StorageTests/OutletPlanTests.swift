import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// What is asked every few seconds, and what the pages of outlets ask, goes through an index.
@Suite(.enabled(if: TownHall.isEmbedded, "plans are those of the embedded engine"))
struct OutletPlanTests {
    @Test func nothingThatIsToldReadsEveryRow() async throws {
        try await withTown { town in
            let (realm, now) = (town.realm.id, town.clock.now)
            let (outlet, delivery) = (Outlet.ID(1), Delivery.ID(1))
            let scans = try await town.database.read { db in
                let db = ExplainingReader(db)
                _ = try Outlets.active(db)
                _ = try Outlets.all(in: realm, db)
                _ = try Outlets.find(outlet, in: realm, db)
                _ = try Outlets.count(in: realm, db)
                _ = try Outlets.target(of: outlet, db)
                _ = try Outlets.lastRead(db)
                for light in [Light.amber, .red] {
                    let stream = TurnedLights.Stream(realm: realm, light: light)
                    _ = try TurnedLights.cursor(of: stream, db)
                    _ = try TurnedLights.page(
                        of: stream, after: .after(now), at: now, limit: 9, db)
                }
                _ = try Deliveries.find(delivery, of: outlet, db)
                _ = try Deliveries.page(of: outlet, limit: 9, db)
                _ = try Deliveries.due(at: now, limit: 9, db)
                _ = try Deliveries.waiting(for: outlet, most: 9, db)
                _ = try Deliveries.lastNext(for: outlet, db)
                _ = try Deliveries.failed(of: outlet, limit: 9, db)
                return db.scans
            }
            #expect(scans == [])
        }
    }
}
