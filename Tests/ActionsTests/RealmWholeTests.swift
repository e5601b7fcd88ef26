import Actions
import Kernel
import Storage
import TestSupport
import Testing

@testable import SQL

/// What one realm has refers to nothing of another: a realm is whole wherever it lies.
@Suite struct RealmWholeTests {
    @Test func noRowRefersIntoAnotherRealm() async throws {
        try await withTown { town in
            _ = try await town.request(standing: "solved")
            _ = try await town.bostonian
            let found = try await town.database.read { db in try strays(db) }
            #expect(found.isEmpty)
        }
    }

    /// The references by which rows name a row of another realm.
    private func strays(_ db: any Reader) throws -> [String] {
        let tables = try Table.all(db)
        let realms = try #require(tables.first { $0.name == "realms" })
        let ownership = Ownership(by: realms, named: "realm_id", among: tables)
        var count = 0
        var found: [String] = []
        for table in tables {
            for reference in table.references {
                guard let query = strays(in: table, by: reference, ownership, tables) else {
                    continue
                }
                count += 1
                if try db.exists(query) { found.append("\(table.name).\(reference.columns)") }
            }
        }
        #expect(count > 200)
        return found
    }

    /// Finds rows that belong to one realm and refer to a row of another; nil for what refers to
    /// rows of no realm.
    private func strays(
        in table: Table, by reference: Table.Reference, _ ownership: Ownership, _ tables: [Table]
    ) -> SQL? {
        guard let own = ownership.owner(of: table),
            let parent = tables.first(where: { $0.name == reference.parent }),
            let other = ownership.owner(of: parent)
        else { return nil }
        let names = zip(reference.names, reference.columns)
            .map { "other.\(Table.quoted($0)) = \(Table.quoted(table.name)).\(Table.quoted($1))" }
        let isSame = names.joined(separator: " AND ")
        // What refers to its own table has two of it, and both name their realm.
        let name = Table.quoted(parent.name)
        let theirs = SQL(text: other.text.replacing("\(name).", with: "other."), values: [])
        return SQL(text: "SELECT 1 FROM \(Table.quoted(table.name)) WHERE ", values: []) + own
            + SQL(text: " <> (SELECT ", values: []) + theirs
            + SQL(text: " FROM \(name) AS other WHERE \(isSame)) LIMIT 1", values: [])
    }
}
