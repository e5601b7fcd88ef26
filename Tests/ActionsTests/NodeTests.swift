import Kernel
import SQL
import Storage
import TestSupport
import Testing

@testable import Actions

/// Several nodes at one database.
@Suite struct NodeTests {
    /// A second node at the town's database.
    private func another(in town: Town) throws -> Installation {
        let database = try #require(try TownHall.another(of: town.database))
        return Installation(
            database: database, vault: town.installation.vault,
            rulebooks: Rulebooks(profilesOf: town.installation.rulebooks),
            ids: IdentifierSource(node: 2), now: { town.clock.now })
    }

    @Test(.enabled(if: !TownHall.isEmbedded, "needs a server"))
    func aChangeOnOneNodeIsSeenOnAnother() async throws {
        try await withTown { town in
            let other = try another(in: town)
            let hearing = [town.installation, other].map { node in
                Task { await HearOtherNodes().run(in: node) }
            }
            let events = try #require(other.live.watch())
            // A line may still be opening when the first is told.
            let telling = Task {
                while !Task.isCancelled {
                    _ = try await town.resident.reports("路灯不亮。")
                    try await Task.sleep(for: .milliseconds(100))
                }
            }
            let heard = await events.first { _ in true }
            telling.cancel()
            _ = await telling.result
            #expect(heard?.realm == town.realm.id && heard?.isNew == true)
            #expect(heard?.reference != nil)
            try await other.database.close()
            hearing[0].cancel()
        }
    }

    @Test func newsAreReadAsTheyWereWritten() throws {
        let event = LiveFeed.Event(
            realm: Realm.ID(3), place: PlacePath(stored: "1.2."),
            parties: [Body.ID(4), Body.ID(5)],
            reference: try Reference(parsing: Reference(year: 26, serial: 7).description),
            isNew: true)
        guard case .changed(let read)? = NodeNews(NodeNews.changed(event).text) else {
            Issue.record("A change was not read as one.")
            return
        }
        #expect(read.realm == event.realm && read.place == event.place && read.isNew)
        #expect(read.parties == event.parties && read.reference == event.reference)
        guard case .reorganised? = NodeNews(NodeNews.reorganised.text) else {
            Issue.record("A reorganisation was not read as one.")
            return
        }
        for strange in ["", "later 1 2 3", "changed x y", "changed x y z - -"] {
            #expect(NodeNews(strange).map { _ in strange } == nil)
        }
    }

    @Test func oneNodeDoesTheWorkUntilItIsGone() async throws {
        try await withTown { town in
            let now = { town.clock.now }
            let first = try await NodeLease(in: town.database, at: now())
            let second = try await NodeLease(in: town.database, at: now())
            #expect(first.number != second.number)
            let node = town.installation
            #expect(try await first.takesWork(in: node))
            #expect(try await !second.takesWork(in: node))
            #expect(try await first.takesWork(in: node))
            town.clock.advance(milliseconds: NodeLease.workSeconds * 1_000)
            #expect(try await second.takesWork(in: node))
            #expect(try await !first.takesWork(in: node))
            try await second.release(in: node)
            #expect(try await first.takesWork(in: node))
            let third = try await NodeLease(in: town.database, at: now())
            #expect(third.number == second.number)
        }
    }
}
