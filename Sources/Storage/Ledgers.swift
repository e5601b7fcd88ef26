package import Kernel
package import SQL

/// Rows of accounts, transfers and entries.
package enum Ledgers {
    /// What a transfer is for.
    package struct Subject: Hashable, Sendable {
        package let kind: String
        package let id: Int64

        package init(_ kind: String, _ id: Int64) {
            self.kind = kind
            self.id = id
        }
    }

    /// Posts a transfer and moves the balances with it.
    ///
    /// - Throws: `Transfer.Problem.overdrawn` and `.reversedAlready`, before anything is written.
    package static func post(
        _ transfer: Transfer, for subject: Subject, in realm: Realm.ID, at now: Instant,
        _ db: any Writer
    ) throws {
        if let first = transfer.reverses,
            try db.exists("SELECT 1 FROM transfers WHERE reverses_id = \(first)")
        {
            throw Transfer.Problem.reversedAlready(first)
        }
        try db.run(
            """
            INSERT INTO transfers (id, realm_id, unit, at, subject_kind, subject_id, reverses_id)
            VALUES (\(transfer.id), \(realm), \(transfer.unit.rawValue), \(now),
                \(subject.kind), \(subject.id), \(transfer.reverses))
            """)
        for entry in transfer.entries { try post(entry, of: transfer, in: realm, db) }
    }

    private static func post(
        _ entry: Transfer.Entry, of transfer: Transfer, in realm: Realm.ID, _ db: any Writer
    ) throws {
        let (unit, holder) = (transfer.unit.rawValue, entry.holder.description)
        let before = try balance(of: entry.holder, transfer.unit, in: realm, db)
        let balance = before + entry.amount
        guard balance >= 0 || entry.holder.isSource else {
            throw Transfer.Problem.overdrawn(entry.holder, balance: before)
        }
        try db.run(
            """
            INSERT INTO accounts (realm_id, unit, holder, balance)
            VALUES (\(realm), \(unit), \(holder), \(balance))
            ON CONFLICT (realm_id, unit, holder) DO UPDATE SET balance = excluded.balance
            """)
        try db.run(
            """
            INSERT INTO entries (realm_id, unit, holder, transfer_id, amount)
            VALUES (\(realm), \(unit), \(holder), \(transfer.id), \(entry.amount))
            """)
    }

    /// What an account has; zero where there is none yet.
    package static func balance(
        of holder: Holder, _ unit: LedgerUnit, in realm: Realm.ID, _ db: any Reader
    ) throws -> Int64 {
        try db.int(
            """
            SELECT balance FROM accounts
            WHERE realm_id = \(realm) AND unit = \(unit.rawValue)
                AND holder = \(holder.description)
            """) ?? 0
    }

    package static func find(_ id: Transfer.ID, _ db: any Reader) throws -> Transfer? {
        guard
            let head = try db.first(
                "SELECT unit, reverses_id FROM transfers WHERE id = \(id)",
                { row in
                    (
                        unit: try row.member(0, of: LedgerUnit.self),
                        reverses: try row.idOrNil(1) as Transfer.ID?
                    )
                })
        else { return nil }
        let entries = try db.rows(
            """
            SELECT holder, amount FROM entries WHERE transfer_id = \(id)
            ORDER BY holder LIMIT \(Transfer.entriesMax)
            """
        ) { row in
            Transfer.Entry(try Holder(parsing: row.text(0)), try row.int(1))
        }
        return Transfer(stored: id, unit: head.unit, entries: entries, reverses: head.reverses)
    }

    /// One line of a statement.
    package struct Line: Sendable {
        package let transfer: Transfer.ID
        package let at: Instant
        package let amount: Int64
        package let subject: Subject
        package let reverses: Transfer.ID?
        package let isReversed: Bool
    }

    /// The movements of an account, the newest first.
    package static func statement(
        of holder: Holder, _ unit: LedgerUnit, in realm: Realm.ID, before: Transfer.ID? = nil,
        limit: Int, _ db: any Reader
    ) throws -> [Line] {
        let last = before ?? Transfer.ID(.max)
        return try db.rows(
            """
            SELECT transfers.id, transfers.at, entries.amount, transfers.subject_kind,
                transfers.subject_id, transfers.reverses_id,
                EXISTS (SELECT 1 FROM transfers AS later WHERE later.reverses_id = transfers.id)
            FROM entries JOIN transfers ON transfers.id = entries.transfer_id
            WHERE entries.realm_id = \(realm) AND entries.unit = \(unit.rawValue)
                AND entries.holder = \(holder.description) AND entries.transfer_id < \(last)
            ORDER BY entries.transfer_id DESC LIMIT \(limit)
            """
        ) { row in
            Line(
                transfer: try row.id(0), at: try row.instant(1), amount: try row.int(2),
                subject: Subject(try row.text(3), try row.int(4)), reverses: try row.idOrNil(5),
                isReversed: try row.bool(6))
        }
    }

    /// Accounts whose balance is other than the sum of their entries; none, unless rows were
    /// changed by other hands. For checks of the whole, never for a page.
    package static func strays(_ db: any Reader) throws -> [String] {
        try db.rows(
            """
            SELECT holder FROM accounts
            WHERE balance <> (
                SELECT COALESCE(SUM(entries.amount), 0) FROM entries
                WHERE entries.realm_id = accounts.realm_id AND entries.unit = accounts.unit
                    AND entries.holder = accounts.holder)
            ORDER BY realm_id, unit, holder LIMIT 20
            """
        ) { try $0.text(0) }
    }
}
