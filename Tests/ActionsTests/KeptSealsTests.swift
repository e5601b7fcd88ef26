import Kernel
import SQL
import Storage
import TestSupport
import Testing

@testable import Actions

/// Seals that were read once are not asked for again, and are those that the database has.
@Suite struct KeptSealsTests {
    /// A reader that refuses every question.
    private struct Silent: Reader {
        let dialect: Dialect

        func rows<T>(_ sql: SQL, _ decode: (any Row) throws -> T) throws -> [T] {
            throw SQLError.closed
        }
        func first<T>(_ sql: SQL, _ decode: (any Row) throws -> T) throws -> T? {
            throw SQLError.closed
        }
        func forEach(_ sql: SQL, _ body: (any Row) throws -> Void) throws { throw SQLError.closed }
    }

    @Test func whateverIsAskedInWhateverOrder() async throws {
        try await withTown { town in
            for _ in 1...6 {
                _ = try await town.request(standing: "accepted")
                try await SealRecords().run(in: town.installation)
            }
            // Three records that no seal covers yet.
            _ = try await town.request(standing: "accepted")
            try await town.database.read { db in
                let last = try Records.lastSequence(db)
                let kept = KeptSeals()
                var random = SystemRandomNumberGenerator()
                for _ in 1...200 {
                    let asked = (0..<Int.random(in: 1...5, using: &random)).map { _ in
                        Int64.random(in: 1...last + 2, using: &random)
                    }.sorted()
                    #expect(try kept.covering(asked, db) == Seals.covering(asked, db))
                }
                let sealed = try #require(try Seals.last(db)).last
                let everything = try kept.covering(Array(1...sealed), db)
                #expect(everything.count == 6)
                let silent = Silent(dialect: db.dialect)
                #expect(try kept.covering(Array(1...sealed), silent) == everything)
                #expect(throws: SQLError.self) { try kept.covering([sealed + 1], silent) }
            }
        }
    }
}
