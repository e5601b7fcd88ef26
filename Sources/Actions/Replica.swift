import Kernel
package import SQL
import Storage

/// A copy of the database that follows it at a distance (a read replica), for answers that may be a
/// little old: searches far back in the record, exports and figures.
package struct Replica: Sendable {
    private let database: any Database

    package init(_ database: any Database) {
        self.database = database
    }

    /// A copy that is further behind is not asked: what it says would mislead.
    package static let behindSecondsMax: Int64 = 600

    /// Reads, and says how far the copy had come; nil when it is away or too far behind.
    func read<T: Sendable>(
        at now: Instant, _ body: @escaping @Sendable (any Reader) throws -> T
    ) async throws -> (answer: T, asOf: Instant)? {
        do {
            return try await database.read { db in
                guard let asOf = try NodeLease.lastSign(db),
                    asOf >= now.adding(seconds: -Self.behindSecondsMax)
                else { return nil }
                return (try body(db), min(asOf, now))
            }
        } catch is SQLError {
            // Away, overloaded, or in the way of what it follows.
            return nil
        }
    }

    package func close() async throws { try await database.close() }
}

extension Installation {
    /// Reads what may be a little old: from the copy where there is one that keeps up, else from
    /// the database.
    ///
    /// - Returns: the answer, and the moment to which the copy had come; nil when the database
    ///   itself was asked.
    func lookBack<T: Sendable>(
        _ body: @escaping @Sendable (any Reader) throws -> T
    ) async throws -> (answer: T, asOf: Instant?) {
        if let replica, let read = try await replica.read(at: now(), body) {
            return (read.answer, read.asOf)
        }
        return (try await database.read(body), nil)
    }
}
