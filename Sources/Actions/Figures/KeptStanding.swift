import Kernel
import SQL
import Storage
import Synchronization

/// The last record that was seen counted. Whoever asks how far the record goes looks into no month
/// before it, which on an engine that keeps each month apart is most of what the question costs.
final class KeptStanding: Sendable {
    private let counted = Atomic<Int64>(0)

    /// What `read` asks, to be expected.
    var query: SQL { Facts.standingQuery(since: counted.load(ordering: .relaxed)) }

    func read(_ db: any Reader) throws -> Facts.Standing {
        let standing = try Facts.standing(since: counted.load(ordering: .relaxed), db)
        counted.store(standing.counted, ordering: .relaxed)
        return standing
    }
}

extension Installation {
    /// The number of the last record: whatever is kept until more is recorded holds as long as this
    /// stays.
    package func recorded() async throws -> Int64 {
        try await database.peek { db in try standing.read(db).recorded }
    }

    /// Reads figures, which may be a little old, with what happened a moment ago.
    ///
    /// - Parameters:
    ///   - mayCount: false for a page for everyone, which writes nothing.
    ///   - expected: what `body` is going to ask.
    ///   - body: is told how far the record goes, and is counted.
    func lookAtFigures<T: Sendable>(
        mayCount: Bool = true, expecting expected: [SQL] = [],
        _ body: @escaping @Sendable (Facts.Standing, any Reader) throws -> T
    ) async throws -> (answer: T, asOf: Instant?) {
        let read = try await lookBack { db -> T? in
            try db.expect([standing.query] + expected)
            let standing = try standing.read(db)
            return mayCount && CountFacts.goesFirst(standing) ? nil : try body(standing, db)
        }
        if let answer = read.answer { return (answer, read.asOf) }
        try await CountFacts().run(in: self)
        return try await lookBack { db in try body(standing.read(db), db) }
    }
}
