import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// What pages of duty rosters ask goes through an index.
@Suite(.enabled(if: TownHall.isEmbedded, "plans are those of the embedded engine"))
struct RosterPlanTests {
    @Test func noPageOfRostersReadsEveryRow() async throws {
        try await withTown { town in
            let (realm, now) = (town.realm.id, town.clock.now)
            let week = now.adding(fullDays: 7)
            let path = town.places[0].path
            let scans = try await town.database.read { db in
                let db = ExplainingReader(db)
                _ = try Rosters.open(in: realm, db)
                _ = try Rosters.ended(in: realm, limit: 9, db)
                _ = try Rosters.find(Roster.ID(1), in: realm, db)
                _ = try DutyShifts.of(Roster.ID(1), from: now, before: week, db)
                _ = try DutyShifts.going(at: now, in: realm, db)
                _ = try DutyShifts.starting(
                    from: now, before: week, under: path, isPublic: true, in: realm, db)
                _ = try DutyShifts.held(
                    by: [Post.ID(1)], and: [Body.ID(1)], from: now, before: week, in: realm,
                    limit: 9, db)
                _ = try DutyShifts.find(DutyShift.ID(1), in: realm, db)
                _ = try DutySwaps.asked(about: [DutyShift.ID(1)], db)
                _ = try DutySwaps.find(DutySwap.ID(1), in: realm, db)
                return db.scans
            }
            #expect(scans == [])
        }
    }
}
