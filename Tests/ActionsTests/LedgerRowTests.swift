import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Accounts and transfers in rows: the schema holds what the ledger's rule says.
@Suite struct LedgerRowTests {
    private let source = Holder.source("service")
    private let subject = Ledgers.Subject("activity", 1)

    private func post(
        _ entries: [(Holder, Int64)], _ unit: LedgerUnit = .minutes, in town: Town
    ) async throws -> Transfer {
        let transfer = try Transfer(
            id: town.installation.newID(), unit: unit,
            entries: entries.map { Transfer.Entry($0.0, $0.1) })
        try await post(transfer, in: town)
        return transfer
    }

    private func post(_ transfer: Transfer, in town: Town) async throws {
        let (realm, now, subject) = (town.realm.id, town.clock.now, subject)
        try await town.database.write { db in
            try Ledgers.post(transfer, for: subject, in: realm, at: now, db)
        }
    }

    private func balance(_ holder: Holder, in town: Town) async throws -> Int64 {
        let realm = town.realm.id
        return try await town.database.read { db in
            try Ledgers.balance(of: holder, .minutes, in: realm, db)
        }
    }

    @Test func statementsShowWhatMovedAndWhatWasReversed() async throws {
        try await withTown { town in
            let person = Holder.person(try await town.dispatcher.person.id)
            let first = try await post([(source, -90), (person, 90)], in: town)
            _ = try await post([(source, -30), (person, 30)], in: town)
            try await post(try first.reversal(id: town.installation.newID()), in: town)
            #expect(try await balance(person, in: town) == 30)
            #expect(try await balance(source, in: town) == -30)
            let realm = town.realm.id
            let (lines, again, strays) = try await town.database.read { db in
                (
                    try Ledgers.statement(of: person, .minutes, in: realm, limit: 10, db),
                    try Ledgers.find(first.id, db), try Ledgers.strays(db)
                )
            }
            #expect(lines.map(\.amount) == [-90, 30, 90])
            #expect(lines.map(\.isReversed) == [false, false, true])
            #expect(lines.first?.reverses == first.id)
            #expect(Set(again?.entries ?? []) == Set(first.entries))
            #expect(strays.isEmpty)
        }
    }

    @Test func whatTheRuleRefusesLeavesNothingBehind() async throws {
        try await withTown { town in
            let person = Holder.person(try await town.dispatcher.person.id)
            let first = try await post([(source, -90), (person, 90)], in: town)
            await #expect(throws: Transfer.Problem.overdrawn(person, balance: 90)) {
                try await post([(source, 91), (person, -91)], in: town)
            }
            try await post(try first.reversal(id: town.installation.newID()), in: town)
            await #expect(throws: Transfer.Problem.reversedAlready(first.id)) {
                try await post(try first.reversal(id: town.installation.newID()), in: town)
            }
            #expect(try await town.count("SELECT COUNT(*) FROM transfers") == 2)
            #expect(try await balance(source, in: town) == 0)
        }
    }

    @Test func theSchemaRefusesPointsOfAPersonAndDebts() async throws {
        try await withTown { town in
            let realm = town.realm.id
            for (unit, holder, balance) in [("points", "person 1", 5), ("fen", "body 1", -1)] {
                await #expect(throws: SQLError.self) {
                    try await town.database.write { db in
                        try db.run(
                            """
                            INSERT INTO accounts (realm_id, unit, holder, balance)
                            VALUES (\(realm), \(unit), \(holder), \(balance))
                            """)
                    }
                }
            }
        }
    }
}
