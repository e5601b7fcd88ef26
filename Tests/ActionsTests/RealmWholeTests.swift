import Actions
import Kernel
import Storage
import TestSupport
import Testing

@testable import SQL

/// What one realm has refers to nothing of another: a realm is whole wherever it lies.
@Suite struct RealmWholeTests {
    private struct Reference: Sendable {
        let table: String
        let column: String
        let parent: String
    }

    /// The columns by which rows that name a realm refer to rows that name one.
    private func references(_ db: any Reader) throws -> [Reference] {
        let tables = try Table.all(db).filter { $0.columns.contains("realm_id") }.map(\.name)
        return try tables.flatMap { table in
            try db.rows(
                """
                SELECT "from", "table" FROM pragma_foreign_key_list(\(table))
                WHERE "to" = 'id' ORDER BY id, seq
                """
            ) { Reference(table: table, column: try $0.text(0), parent: try $0.text(1)) }
            .filter { tables.contains($0.parent) && $0.parent != "realms" }
        }
    }

    @Test(.enabled(if: TownHall.isEmbedded)) func noRowRefersIntoAnotherRealm() async throws {
        try await withTown { town in
            _ = try await town.request(standing: "solved")
            _ = try await town.bostonian
            let strays = try await town.database.read { db in
                let references = try references(db)
                #expect(references.count > 20)
                return try references.filter { reference in
                    let query = SQL(
                        text: """
                            SELECT 1 FROM \(reference.table) AS child
                            JOIN \(reference.parent) AS parent
                                ON parent.id = child.\(reference.column)
                            WHERE parent.realm_id <> child.realm_id LIMIT 1
                            """, values: [])
                    return try db.exists(query)
                }.map { "\($0.table).\($0.column)" }
            }
            #expect(strays.isEmpty)
        }
    }
}
