package import Kernel
package import SQL
import Secrets
import Storage

/// The part of one node among those that share a database: a number of its own, and, for one of
/// them at a time, the work behind the pages.
///
/// Clocks of nodes must agree within a minute.
package struct NodeLease: Sendable {
    /// The word that stands for this node.
    let holder = Cipher.randomBytes(8).hex
    package let number: Int

    /// After so long without a sign of life another node takes over the work.
    package static let workSeconds: Int64 = 45
    /// A number is held longer, since identifiers may lie a little ahead of the clock.
    private static let numberSeconds: Int64 = 600

    package enum Problem: Error, CustomStringConvertible {
        case tooMany

        package var description: String {
            "There are \(IdentifierSource.nodes.count) nodes at this database already. Stop some, "
                + "and wait ten minutes."
        }
    }

    /// - Throws: `Problem.tooMany`.
    package init(in database: any Database, at now: Instant) async throws {
        let holder = holder
        let end = now.adding(seconds: Self.numberSeconds)
        let taken = try await database.write { db in
            try Leases.takeNumber(for: holder, until: end, at: now, db)
        }
        guard let taken else { throw Problem.tooMany }
        number = taken
    }

    /// Prolongs the number, and takes or prolongs the work.
    ///
    /// - Returns: whether this node does the work now.
    package func takesWork(in installation: Installation) async throws -> Bool {
        let now = installation.now()
        return try await installation.database.write { [holder, number] db in
            _ = try Leases.take(
                Leases.name(number), for: holder, until: now.adding(seconds: Self.numberSeconds),
                at: now, db)
            return try Leases.take(
                "work", for: holder, until: now.adding(seconds: Self.workSeconds), at: now, db)
        }
    }

    /// When a node last prolonged its number, which each does every 15 seconds: so fresh is what is
    /// read with it.
    static func lastSign(_ db: any Reader) throws -> Instant? {
        try Leases.lastEnd(db).map { $0.adding(seconds: -numberSeconds) }
    }

    /// Lets the work go to another node at once, for a graceful stop.
    package func release(in installation: Installation) async throws {
        try await installation.database.write { [holder, number] db in
            try Leases.release("work", of: holder, db)
            try Leases.release(Leases.name(number), of: holder, db)
        }
    }
}
