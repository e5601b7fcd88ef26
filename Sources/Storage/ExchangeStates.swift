package import Kernel
package import SQL

/// How an exchange stands.
package struct ExchangeState: Sendable {
    package var taken = 0
    /// How often the centre added something to a ticket that was taken.
    package var addedTo = 0
    /// When tickets last came in, whatever became of them; and when the last was taken.
    package var receivedAt: Instant?
    package var takenAt: Instant?
    package var pull = Way()
    package var pullCursor = ""
    package var push = Way()
    /// The last record that was brought to the centre, and that was written into a file.
    package var pushSequence: Int64 = 0
    package var fileSequence: Int64 = 0
    package var hasSecret = false

    /// How fetching or bringing goes.
    package struct Way: Sendable {
        package var dueAt: Instant
        package var doneAt: Instant?
        package var fails: Int
        /// Why the last time failed; nil where it did not.
        package var problem: String?

        package init(
            dueAt: Instant = Instant(milliseconds: 0), doneAt: Instant? = nil, fails: Int = 0,
            problem: String? = nil
        ) {
            self.dueAt = dueAt
            self.doneAt = doneAt
            self.fails = fails
            self.problem = problem
        }
    }
}

/// Rows of how exchanges stand.
package enum ExchangeStates {
    package static func find(
        _ exchange: Exchange.Name, in realm: Realm.ID, _ db: any Reader
    ) throws -> ExchangeState {
        try db.first(
            """
            SELECT taken, added_to, received_at, taken_at, pull_cursor, pull_due_at, pulled_at,
                pull_fails, pull_problem, push_sequence, push_due_at, pushed_at, push_fails,
                push_problem, file_sequence,
                CASE WHEN secret IS NULL THEN 0 ELSE 1 END
            FROM exchange_states WHERE realm_id = \(realm) AND exchange = \(exchange)
            """
        ) { row in
            var state = ExchangeState()
            state.taken = Int(try row.int(0))
            state.addedTo = Int(try row.int(1))
            state.receivedAt = try row.instantOrNil(2)
            state.takenAt = try row.instantOrNil(3)
            state.pullCursor = try row.text(4)
            state.pull = ExchangeState.Way(
                dueAt: try row.instant(5), doneAt: try row.instantOrNil(6),
                fails: Int(try row.int(7)), problem: try row.textOrNil(8))
            state.pushSequence = try row.int(9)
            state.push = ExchangeState.Way(
                dueAt: try row.instant(10), doneAt: try row.instantOrNil(11),
                fails: Int(try row.int(12)), problem: try row.textOrNil(13))
            state.fileSequence = try row.int(14)
            state.hasSecret = try row.bool(15)
            return state
        } ?? ExchangeState()
    }

    /// Changes the row, which is made where there is none yet.
    private static func change(
        _ exchange: Exchange.Name, in realm: Realm.ID, _ values: SQL, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO exchange_states (realm_id, exchange, taken, added_to, pull_cursor,
                pull_due_at, pull_fails, push_sequence, push_due_at, push_fails, file_sequence)
            VALUES (\(realm), \(exchange), 0, 0, '', 0, 0, 0, 0, 0, 0)
            ON CONFLICT (realm_id, exchange) DO NOTHING
            """)
        try db.run(
            """
            UPDATE exchange_states SET \(values)
            WHERE realm_id = \(realm) AND exchange = \(exchange)
            """)
    }

    package static func noteReceived(
        _ exchange: Exchange.Name, in realm: Realm.ID, taken: Int, addedTo: Int, at now: Instant,
        _ db: any Writer
    ) throws {
        let takenAt: SQL = taken > 0 ? ", taken_at = \(now)" : ""
        try change(
            exchange, in: realm,
            """
            taken = taken + \(taken), added_to = added_to + \(addedTo),
                received_at = \(now)\(takenAt)
            """, db)
    }

    package static func keep(
        pull way: ExchangeState.Way, cursor: String, of exchange: Exchange.Name,
        in realm: Realm.ID, _ db: any Writer
    ) throws {
        try change(
            exchange, in: realm,
            """
            pull_cursor = \(cursor), pull_due_at = \(way.dueAt), pulled_at = \(way.doneAt),
                pull_fails = \(way.fails), pull_problem = \(way.problem)
            """, db)
    }

    package static func keep(
        push way: ExchangeState.Way, sequence: Int64, of exchange: Exchange.Name,
        in realm: Realm.ID, _ db: any Writer
    ) throws {
        try change(
            exchange, in: realm,
            """
            push_sequence = \(sequence), push_due_at = \(way.dueAt), pushed_at = \(way.doneAt),
                push_fails = \(way.fails), push_problem = \(way.problem)
            """, db)
    }

    package static func keep(
        fileSequence sequence: Int64, of exchange: Exchange.Name, in realm: Realm.ID,
        _ db: any Writer
    ) throws {
        try change(exchange, in: realm, "file_sequence = \(sequence)", db)
    }

    // MARK: - What the program proves itself with at the centre

    private static func context(_ exchange: Exchange.Name, _ realm: Realm.ID) -> String {
        "secret of exchange \(realm) \(exchange)"
    }

    package static func keep(
        secret: String?, of exchange: Exchange.Name, in realm: Realm.ID, vault: Vault,
        _ db: any Writer
    ) throws {
        let sealed = try secret.map {
            try vault.sealOwn(Array($0.utf8), context: context(exchange, realm))
        }
        try change(exchange, in: realm, "secret = \(sealed)", db)
    }

    package static func secret(
        of exchange: Exchange.Name, in realm: Realm.ID, vault: Vault, _ db: any Reader
    ) throws -> String? {
        let sealed = try db.first(
            """
            SELECT secret FROM exchange_states
            WHERE realm_id = \(realm) AND exchange = \(exchange)
            """
        ) { try $0.blobOrNil(0) }
        return try sealed.flatMap(\.self).map {
            String(
                decoding: try vault.openOwn($0, context: context(exchange, realm)), as: UTF8.self)
        }
    }
}
