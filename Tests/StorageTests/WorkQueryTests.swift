import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// The queries of a working day go through an index, however many rows there are.
@Suite(.enabled(if: TownHall.isEmbedded, "plans are those of the embedded engine"))
struct WorkQueryTests {
    @Test func noQueryOfTheDayReadsEveryRow() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "handling")
            let now = town.clock.now
            let person = try await town.property.person.id
            let realm = town.realm.id
            let path = try town.place(Resident.home).path
            for colleague in [try await town.dispatcher, try await town.property] {
                let holding = colleague.holding
                let awaited = try await town.rulebook().awaited(by: holding)
                let run: BulkRun.ID = town.installation.newID()
                let scans = try await town.database.read { db in
                    let explaining = ExplainingReader(db)
                    let since = now.adding(minutes: -10_000)
                    _ = try Inbox.page(
                        InboxQuery(scope: .mine, dueFrom: since, dueBefore: now), for: holding,
                        awaited: awaited, at: now, kept: KeptLines(), names: TownNames(town),
                        explaining)
                    _ = try Inbox.page(
                        InboxQuery(scope: .places, procedure: "request", place: path), for: holding,
                        awaited: awaited, at: now, kept: KeptLines(), names: TownNames(town),
                        explaining)
                    _ = try Inbox.calls(
                        for: holding, clock: "contact", field: "reporterPhone", limit: 20,
                        explaining)
                    _ = try Inbox.raised(since: since, for: holding, limit: 10, explaining)
                    _ = try Inbox.cameToMove(
                        for: holding, awaited: awaited, since: since, limit: 10, explaining)
                    _ = try Inbox.movedByOthers(for: holding, since: since, limit: 10, explaining)
                    _ = try Inbox.cameDue(
                        for: holding, awaited: awaited, since: since, at: now, limit: 10,
                        explaining)
                    _ = try Inbox.lastDeeds(of: [matter.id], explaining)
                    _ = try Bulks.outcomes(of: run, by: person, in: realm, explaining)
                    _ = try SavedViews.all(of: person, explaining)
                    _ = try DeskSettings.find(person, explaining)
                    _ = try Places.atLevels(
                        ["community"], under: .root, in: realm, limit: 10, explaining)
                    return explaining.scans
                }
                #expect(scans == [])
            }
        }
    }

    @Test func theBulkReceiptGoesAfterADay() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "submitted")
            let person = try await town.dispatcher.person.id
            let realm = town.realm.id
            let (first, second): (BulkRun.ID, BulkRun.ID) = (
                town.installation.newID(), town.installation.newID()
            )
            let start = town.clock.now
            let claim = { @Sendable (run: BulkRun.ID, now: Instant) in
                try await town.database.write { db in
                    try Bulks.claim(
                        run, by: person, procedure: "request", action: "accept",
                        matters: [matter.id], at: now, db)
                }
            }
            #expect(try await claim(first, start))
            #expect(try await !claim(first, start))
            #expect(try await claim(second, start.adding(minutes: 1_441)))
            let left = try await town.database.read { db in
                try [first, second].map {
                    try Bulks.outcomes(of: $0, by: person, in: realm, db).count
                }
            }
            #expect(left == [0, 1])
        }
    }
}
