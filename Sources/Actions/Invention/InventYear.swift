package import Kernel
package import Profiles
package import SQL
import Storage
import Synchronization

/// Plays an invented year of a city's hotline into a demonstration, to measure with: each matter
/// goes its whole way through the kernel and the journal, about eight acts, many acts to one
/// transaction.
package struct InventYear: Sendable {
    package let realm: Realm
    package let source: ProfileSource
    package let matters: Int
    package let seed: UInt64

    package static let mattersRange = 10...10_000_000

    /// Acts of one transaction: few enough that the write-ahead log stays small.
    private static let actsPerTransaction = 2_000
    private static let transactionsPerSeal = 10

    package init(realm: Realm, source: ProfileSource, matters: Int, seed: UInt64 = 1) {
        self.realm = realm
        self.source = source
        self.matters = matters
        self.seed = seed
    }

    /// What was written in a tenth of the year.
    package struct Tenth: Sendable {
        package let number: Int
        package let matters: Int
        package let records: Int
        /// Rows that were inserted or changed, in all tables, without those behind the search.
        package let rows: Int
        package let seconds: Double
    }

    /// - Parameters:
    ///   - seconds: a clock that only goes on, for the rates.
    ///   - told: told of each tenth as it ends.
    package func run(
        in installation: Installation, seconds: @Sendable () -> Double,
        told: @Sendable (Tenth) -> Void
    ) async throws {
        let now = installation.now()
        let book = try await installation.rulebook(of: realm)
        let town = try await installation.database.read { db in
            try InventedTown(realm, source: source, book: book, on: book.day(of: now), db)
        }
        let rows = RowCount()
        let clock = TurnedClock(now)
        // The same database and key, under a clock that the year turns, giving ids of its own.
        let past = Installation(
            database: ListeningDatabase(installation.database) { _, changed in
                rows.add(changed)
            }, vault: installation.vault, ids: IdentifierSource(node: Self.node), now: { clock.now }
        )
        let year = InventedYear(
            town, in: past, clock: clock, matters: matters, seed: seed, until: now)
        var before = (raised: 0, acts: 0, rows: 0, seconds: seconds())
        var isOver = false
        var transactions = 0
        for number in 1...10 {
            var standing = (raised: before.raised, acts: before.acts)
            while !isOver, standing.raised < matters * number / 10 || number == 10 {
                let next = try await past.database.write { db in
                    try year.play(acts: Self.actsPerTransaction, db)
                }
                standing = (next.raised, next.acts)
                isOver = next.isOver
                transactions += 1
                if transactions.isMultiple(of: Self.transactionsPerSeal) {
                    try await SealRecords().run(in: past)
                }
            }
            let after = (
                raised: standing.raised, acts: standing.acts,
                rows: rows.value, seconds: seconds()
            )
            told(
                Tenth(
                    number: number, matters: after.raised - before.raised,
                    records: after.acts - before.acts, rows: after.rows - before.rows,
                    seconds: after.seconds - before.seconds))
            before = after
        }
        try await SealRecords().run(in: past)
    }

    /// The number that sets its identifiers apart from those of the server.
    private static let node = 1
}

/// Rows that were written so far.
private final class RowCount: Sendable {
    private let count = Atomic(0)

    var value: Int { count.load(ordering: .relaxed) }

    func add(_ more: Int) { count.add(more, ordering: .relaxed) }
}

/// A clock that shows what it was last set to.
final class TurnedClock: Sendable {
    private let instant: Mutex<Instant>

    init(_ instant: Instant) {
        self.instant = Mutex(instant)
    }

    var now: Instant { instant.withLock { $0 } }

    func set(to instant: Instant) {
        self.instant.withLock { $0 = instant }
    }
}
