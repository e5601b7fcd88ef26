package import Kernel
import SQL
import Storage

/// Says what the columns of a table become, and what holds for all of its rows.
package struct MapTable: Sendable {
    package let realm: Realm
    package let changer: Changer
    package let table: SheetImport.ID
    /// The version that was looked at.
    package let seen: Int?
    /// The field of each column, by its index; those that are not named are left aside.
    package let fields: [Int: String]
    package let forAll: [String: String]

    package init(
        realm: Realm, by changer: Changer, table: SheetImport.ID, seen: Int?,
        fields: [Int: String], forAll: [String: String] = [:]
    ) {
        self.realm = realm
        self.changer = changer
        self.table = table
        self.seen = seen
        self.fields = fields
        self.forAll = forAll
    }

    /// - Throws: `.invalid` for `column-N` where two columns become the same, and for a value that
    ///   is too long; `.conflict` where it waits no more or was changed since.
    package func run(in installation: Installation) async throws {
        let now = installation.now()
        try await installation.database.write { db in
            let sheet = try SheetImportWork(
                installation: installation, realm: realm, changer: changer, now: now, db: db
            ).waiting(table, seen: seen)
            let fields = fields.filter { sheet.noun.field($0.value) != nil }
            var complaints: [String: ActionError.Complaint] = [:]
            var taken: Set<String> = []
            for (index, field) in fields.sorted(by: { $0.key < $1.key })
            where !taken.insert(field).inserted {
                complaints["column-\(index)"] = .init("imports.problem.columnTwice")
            }
            var kept: [String: String] = [:]
            for (field, text) in forAll where sheet.noun.field(field)?.isForAll ?? false {
                let text = text.trimmingCharacters()
                if text.isEmpty || text.contains("\0") { continue }
                if text.count > SheetImport.valueCharactersMax {
                    complaints["all-\(field)"] = .init(
                        "answer.tooLong",
                        [
                            "max": String(SheetImport.valueCharactersMax),
                            "count": String(text.count),
                        ])
                }
                kept[field] = text
            }
            guard complaints.isEmpty else { throw ActionError.invalid(complaints) }
            guard try SheetImports.map(sheet, fields: fields, forAll: kept, db) else {
                throw ActionError.conflict
            }
        }
    }
}

/// Drops a table that waits: its rows and their key are gone.
package struct DropTable: Sendable {
    package let realm: Realm
    package let changer: Changer
    package let table: SheetImport.ID

    package init(realm: Realm, by changer: Changer, table: SheetImport.ID) {
        self.realm = realm
        self.changer = changer
        self.table = table
    }

    /// - Throws: `.conflict` where it waits no more.
    package func run(in installation: Installation) async throws {
        let now = installation.now()
        try await installation.database.write { db in
            let sheet = try SheetImportWork(
                installation: installation, realm: realm, changer: changer, now: now, db: db
            ).find(table)
            guard sheet.state == .waiting else { throw ActionError.conflict }
            try SheetImports.end(sheet.id, as: .dropped, db)
            try installation.note(
                "dropTable", on: "table", sheet.id.rawValue, in: realm.id, by: changer, at: now,
                [:], db)
        }
    }
}
