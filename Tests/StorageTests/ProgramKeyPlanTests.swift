import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// What is asked of the keys of programs goes through an index: one of them with every call.
@Suite(.enabled(if: TownHall.isEmbedded, "plans are those of the embedded engine"))
struct ProgramKeyPlanTests {
    @Test func noCallReadsEveryKey() async throws {
        try await withTown { town in
            let (realm, now) = (town.realm.id, town.clock.now)
            let scans = try await town.database.read { db in
                let db = ExplainingReader(db)
                _ = try ProgramKeys.find(digest: "a", db)
                _ = try ProgramKeys.find(ProgramKey.ID(1), in: realm, db)
                _ = try ProgramKeys.good(of: Person.ID(1), at: now, db)
                _ = try ProgramKeys.all(in: realm, before: nil, limit: 9, db)
                _ = try SentForms.matter(SentForms.Sent(digest: "a", written: "b"), db)
                _ = try SentCalls.find("a", db)
                return db.scans
            }
            #expect(scans == [])
        }
    }
}
