import Foundation

import struct SQL.SQL

/// The turn of one node among all that write, which each of its transactions marks in the database
/// as its own. Where nobody heard how a transaction ended, the mark tells whether it was stored.
///
/// The server's own number of a transaction would not: one that a crash undid before any of it was
/// on the disk leaves its number to the next (`pg_xact_status` then tells of another's).
package struct WritingTurn {
    /// Whose turns are marked here means nothing in another database.
    package static let table = "writing_turns"

    private let node = UUID().uuidString
    private var number = 0

    /// The lock for which writing transactions of all nodes take turns.
    private static let lock = 7_561_820_364

    /// Waits for the turn, in a transaction.
    static let wait = "SELECT pg_advisory_xact_lock(\(lock))"

    /// Makes room for the marks, and forgets those of nodes that wrote nothing for a day.
    static func prepare(_ connection: PostgresConnection) throws {
        try connection.execute(
            """
            BEGIN; \(wait);
            CREATE TABLE IF NOT EXISTS \(table) (
                node TEXT PRIMARY KEY,
                number BIGINT NOT NULL,
                at TIMESTAMPTZ NOT NULL
            );
            DELETE FROM \(table) WHERE at < now() - INTERVAL '1 day';
            COMMIT
            """)
    }

    /// Begins the next transaction.
    mutating func pass() { number += 1 }

    /// What the transaction leaves behind when it is stored.
    var mark: SQL {
        """
        INSERT INTO writing_turns (node, number, at) VALUES (\(node), \(number), now())
        ON CONFLICT (node) DO UPDATE SET number = excluded.number, at = excluded.at
        """
    }

    /// Whether the transaction's mark is there, asked once nobody is at it any more. The mark is
    /// touched for that: this is with the standby no sooner than the transaction is.
    func isMarked(on connection: PostgresConnection) throws -> Bool {
        try connection.execute("BEGIN; \(Self.wait)")
        let touched = try connection.execute(
            "UPDATE \(Self.table) SET at = now() WHERE node = '\(node)' AND number = \(number)")
        try connection.execute("COMMIT")
        return touched.changes == 1
    }
}
