import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// What exchanges of tickets ask goes through an index.
@Suite(.enabled(if: TownHall.isEmbedded, "plans are those of the embedded engine"))
struct ExchangePlanTests {
    @Test func noQuestionOfAnExchangeReadsEveryRow() async throws {
        try await withTown { town in
            let (realm, now) = (town.realm.id, town.clock.now)
            let vault = town.installation.vault
            let failure = ExchangeFailure.ID(1)
            let scans = try await town.database.read { db in
                let db = ExplainingReader(db)
                _ = try ExchangeStates.find("hotline", in: realm, db)
                _ = try ExchangeStates.secret(of: "hotline", in: realm, vault: vault, db)
                _ = try ExchangeTickets.find("T-1", of: "hotline", in: realm, db)
                _ = try ExchangeReturns.after(
                    0, of: "hotline", in: realm, limit: 9, vault: vault, db)
                _ = try ExchangeReturns.count(
                    after: 0, of: "hotline", in: realm, limit: 9, db)
                for isSetAside in [false, true] {
                    _ = try ExchangeFailures.page(
                        of: "hotline", isSetAside: isSetAside, in: realm,
                        before: (now, failure), limit: 9, db)
                }
                _ = try ExchangeFailures.counts(of: "hotline", in: realm, limit: 9, db)
                _ = try ExchangeFailures.ticket(
                    failure, of: "hotline", in: realm, vault: vault, db)
                _ = try ExchangeFailures.waiting(
                    of: "hotline", in: realm, before: now, limit: 9, db)
                _ = try PublicMatters.named([Reference(year: 26, serial: 1)], in: realm, db)
                _ = try ToldDeeds.with(
                    AccessKey.ID(1), in: realm, from: now, before: now, limit: 9, vault: vault,
                    db)
                return db.scans
            }
            #expect(scans == [])
        }
    }
}
