import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// What pages of lines of work ask goes through an index.
@Suite(.enabled(if: TownHall.isEmbedded, "plans are those of the embedded engine"))
struct WorkLinePlanTests {
    @Test func noPageOfLinesReadsEveryRow() async throws {
        try await withTown { town in
            let (realm, now) = (town.realm.id, town.clock.now)
            let today = try await town.rulebook().day(of: now)
            let scans = try await town.database.read { db in
                let db = ExplainingReader(db)
                let after = WorkLines.Cursor(day: today, id: WorkLine.ID(1))
                _ = try WorkLines.of(.matter(Matter.ID(1)), db)
                _ = try WorkLines.find(ids: [WorkLine.ID(1)], in: realm, db)
                _ = try WorkLines.page(
                    of: "a", from: today, before: today, after: after, limit: 9, in: realm, db)
                _ = try WorkLines.counts(of: ["a"], from: today, before: today, in: realm, db)
                return db.scans
            }
            #expect(scans == [])
        }
    }
}
