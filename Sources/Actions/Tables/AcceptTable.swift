package import Kernel
import SQL
import Storage

/// Writes what a table comes to, some hundred rows at a time; rows with a problem are left out.
/// What was begun and interrupted goes on where it stopped, and no row is taken twice.
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

    /// - Throws: `.conflict` where it waits no more, was changed since, or is gone through already.
    package func run(in installation: Installation) async throws {
        let now = installation.now()
        try await installation.database.write { db in
            let work = SheetImportWork(
                installation: installation, realm: realm, changer: changer, now: now, db: db)
            if seen == nil, try work.find(table).state == .taking { return }
            let sheet = try work.waiting(table, seen: seen)
            guard try SheetImports.accept(sheet, at: now, db) else { throw ActionError.conflict }
            try installation.note(
                "acceptTable", on: "table", table.rawValue, in: realm.id, by: changer, at: now,
                ["noun": .text(sheet.noun.rawValue), "rows": .int(Int64(sheet.rows))], db)
        }
        while true {
            let step = try await installation.reorganising { db in
                try takeSome(installation, at: now, db)
            }
            for change in step.changes { installation.tell(of: change, isNew: true) }
            if step.isLast { return }
        }
    }

    private struct Step: Sendable {
        var changes: [Change] = []
        var isLast = false
    }

    private func takeSome(
        _ installation: Installation, at now: Instant, _ db: any Writer
    ) throws -> Step {
        let work = SheetImportWork(
            installation: installation, realm: realm, changer: changer, now: now, db: db)
        let sheet = try work.find(table)
        guard sheet.state == .taking else { throw ActionError.conflict }
        let rows = try work.rows(from: sheet.taken, of: table, key: try work.key(of: table))
        var taking = TableTaking(
            planner: try TablePlanner(
                installation, sheet, by: changer, try installation.book(of: realm, at: now, db),
                at: now, db),
            firstItem: try SheetImportRows.itemCount(of: table, db), db: db)
        for row in rows { try taking.take(row) }
        guard
            try SheetImports.advance(
                table, from: sheet.taken, by: rows.count, taking.counts, db)
        else { throw ActionError.conflict }
        let isLast = rows.isEmpty || sheet.taken + rows.count >= sheet.rows
        if isLast { try SheetImports.end(table, as: .taken, db) }
        return Step(changes: taking.changes, isLast: isLast)
    }
}
