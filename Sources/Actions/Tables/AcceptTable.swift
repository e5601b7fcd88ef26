package import Kernel
import SQL
import Storage

/// Accepts a table and writes its first rows; the program goes on with the others behind the pages.
package struct AcceptTable: Sendable {
    package let realm: Realm
    package let changer: Changer
    package let table: SheetImport.ID
    /// The version that was looked at; nil goes on with one that was begun.
    package let seen: Int?

    package init(realm: Realm, by changer: Changer, table: SheetImport.ID, seen: Int?) {
        self.realm = realm
        self.changer = changer
        self.table = table
        self.seen = seen
    }

    /// Whoever sent a short table sees at once what came of it.
    private static let stepsAtOnce = 3

    /// - Returns: whether all rows are gone through.
    /// - Throws: `.conflict` where it waits no more, was changed since, or is gone through already.
    @discardableResult
    package func run(in installation: Installation) async throws -> Bool {
        let now = installation.now()
        try await installation.database.write { db in
            let work = SheetImportWork(
                installation: installation, realm: realm, changer: changer, now: now, db: db)
            if seen == nil, try work.find(table).state == .taking {
                return try SheetImports.work(on: table, for: changer.post, db)
            }
            let sheet = try work.waiting(table, seen: seen)
            guard try SheetImports.accept(sheet, for: changer.post, at: now, db) else {
                throw ActionError.conflict
            }
            try installation.note(
                "acceptTable", on: "table", table.rawValue, in: realm.id, by: changer, at: now,
                ["noun": .text(sheet.noun.rawValue), "rows": .int(Int64(sheet.rows))], db)
        }
        return try await TakeTable(realm: realm, by: changer, table: table).run(
            in: installation, steps: Self.stepsAtOnce)
    }
}
