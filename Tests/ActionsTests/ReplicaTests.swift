import Kernel
import SQL
import SQLiteDriver
import Storage
import TestSupport
import Testing

@testable import Actions

/// A copy that follows the database at a distance.
@Suite struct ReplicaTests {
    /// The town with a copy of it that stays where it is.
    private func withCopy(
        _ body: @escaping @Sendable (Town, _ node: Installation, any Database) async throws -> Void
    ) async throws {
        try await withTown { town in
            _ = try await town.request(standing: "handling")
            _ = try await NodeLease(in: town.database, at: town.clock.now)
            let copy = try SQLiteDatabase.inMemory()
            _ = try await CopyInstallation(from: town.database, to: copy)
                .run(at: town.clock.now) { _, _ in }
            let then = town.clock.now
            _ = try await town.request(standing: "handling")
            town.clock.set(then)
            let node = Installation(
                database: town.database, vault: town.installation.vault,
                rulebooks: Rulebooks(profilesOf: town.installation.rulebooks),
                replica: Replica(copy), now: { town.clock.now })
            try await body(town, node, copy)
        }
    }

    @Test func itIsAskedAndSaysOfWhenItIs() async throws {
        try await withCopy { town, node, copy in
            let then = town.clock.now
            town.clock.advance(minutes: 9)
            let read = try await node.records(RecordSearch(), in: town.realm)
            #expect(read.asOf == then)
            let here = try await town.installation.records(RecordSearch(), in: town.realm)
            #expect(here.asOf == nil)
            #expect(
                try #require(here.found.headers.first).sequence > read.found.headers[0].sequence)
            try await copy.close()
        }
    }

    @Test func oneThatLagsOrIsAwayIsNotAsked() async throws {
        try await withCopy { town, node, copy in
            let newest = try await town.installation.records(RecordSearch(), in: town.realm)
                .found.headers.first?.sequence
            town.clock.advance(minutes: 11)
            let late = try await node.records(RecordSearch(), in: town.realm)
            #expect(late.asOf == nil && late.found.headers.first?.sequence == newest)
            try await copy.close()
            let away = try await node.records(RecordSearch(), in: town.realm)
            #expect(away.asOf == nil && away.found.headers.first?.sequence == newest)
        }
    }
}
