package import Kernel
package import Profiles
import SQL
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
    private static let statementsAtOnce = 100
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
        let (numbers, dialect) = try await installation.database.read { db in
            (
                InventedYear.Numbers(
                    counters: try Realms.counters(in: realm.id, db)
                        .filter { $0.key.hasPrefix("matters-") },
                    sequence: try Records.lastSequence(db)), db.dialect
            )
        }
        let year = InventedYear(
            town, in: past, clock: clock, matters: matters, seed: seed, after: numbers, until: now)
        var tenths = Tenths(of: matters, startedAt: seconds())
        var batch = try year.play(acts: Self.actsPerTransaction, dialect)
        while true {
            let written = batch
            // The next acts are decided while these are written.
            async let coming =
                written.isOver ? nil : year.play(acts: Self.actsPerTransaction, dialect)
            try await BeginMonth().run(in: past)
            try await past.database.write { db in
                var rest = written.statements[...]
                while !rest.isEmpty {
                    _ = try db.run(all: Array(rest.prefix(Self.statementsAtOnce)))
                    rest = rest.dropFirst(Self.statementsAtOnce)
                }
            }
            if tenths.isSealing(every: Self.transactionsPerSeal) {
                try await SealRecords().run(in: past)
            }
            for tenth in tenths.ended(by: written, rows: rows.value, at: seconds()) { told(tenth) }
            guard let next = try await coming else { break }
            batch = next
        }
        try await SealRecords().run(in: past)
    }

    /// The number that sets its identifiers apart from those of the server.
    private static let node = 1
}

/// What has been written, tenth by tenth.
private struct Tenths {
    private let matters: Int
    private var number = 1
    private var transactions = 0
    private var last: (raised: Int, acts: Int, rows: Int, seconds: Double)

    init(of matters: Int, startedAt seconds: Double) {
        self.matters = matters
        last = (0, 0, 0, seconds)
    }

    mutating func isSealing(every count: Int) -> Bool {
        transactions += 1
        return transactions.isMultiple(of: count)
    }

    /// The tenths that ended with a batch; the last one only with the year.
    mutating func ended(
        by batch: InventedYear.Batch, rows: Int, at seconds: Double
    ) -> [InventYear.Tenth] {
        guard batch.isOver || (number < 10 && batch.raised >= matters * number / 10) else {
            return []
        }
        let tenth = InventYear.Tenth(
            number: number, matters: batch.raised - last.raised, records: batch.acts - last.acts,
            rows: rows - last.rows, seconds: seconds - last.seconds)
        number += 1
        last = (batch.raised, batch.acts, rows, seconds)
        return [tenth]
    }
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
