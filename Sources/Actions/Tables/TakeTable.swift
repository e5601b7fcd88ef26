package import Kernel
import Media
import SQL
import Storage

/// Writes what an accepted table comes to, some rows to a transaction; rows with a problem are left
/// out. What was interrupted goes on where it stopped, and no row is taken twice: how many were
/// gone through is counted in the same transaction, and transactions take turns.
package struct TakeTable: Sendable {
    package let realm: Realm
    package let changer: Changer
    package let table: SheetImport.ID

    package init(realm: Realm, by changer: Changer, table: SheetImport.ID) {
        self.realm = realm
        self.changer = changer
        self.table = table
    }

    /// Rows of one transaction: nobody's own write waits long for them. A part of those that are
    /// sealed together, so that no step is cut short by where they end.
    package static let stepRows = 100

    /// - Parameter steps: how many it takes at most; nil goes on to the end.
    /// - Returns: whether all rows are gone through, or somebody takes it back.
    /// - Throws: `.notFound`; `.forbidden` for whoever may not take in such a table.
    @discardableResult
    package func run(in installation: Installation, steps: Int? = nil) async throws -> Bool {
        let noun = try await installation.database.glance { db in
            try SheetImportWork(
                installation: installation, realm: realm, changer: changer,
                now: installation.now(), db: db
            ).find(table).noun
        }
        var refused: [Int: ActionError.Complaint] = [:]
        var done = 0
        while steps.map({ done < $0 }) ?? true {
            try Task.checkCancellation()
            let leaving = refused
            do {
                let step = try await installation.writing(rowsOf: noun) { db in
                    try takeSome(leaving, installation, db)
                }
                for change in step.changes { installation.tell(of: change, isNew: true) }
                if step.isLast { return true }
                refused = [:]
                done += 1
            } catch let refusal as TableTaking.Refused {
                guard refused[refusal.row] == nil else { throw ActionError.conflict }
                refused[refusal.row] = refusal.complaint
            }
        }
        return false
    }

    private struct Step: Sendable {
        var changes: [Change] = []
        var isLast = true
    }

    private func takeSome(
        _ refused: [Int: ActionError.Complaint], _ installation: Installation, _ db: any Writer
    ) throws -> Step {
        let now = installation.now()
        let work = SheetImportWork(
            installation: installation, realm: realm, changer: changer, now: now, db: db)
        let sheet = try work.find(table)
        guard sheet.state == .taking else { return Step() }
        let rows = try work.rows(from: sheet.taken, of: table, key: try work.key(of: table))
            .dropFirst(sheet.taken % SheetImports.chunkRows).prefix(Self.stepRows)
        let planner = try TablePlanner(
            installation, sheet, by: changer, try installation.book(of: realm, at: now, db),
            at: now, db)
        try planner.prepare(rows)
        var taking = TableTaking(
            planner: planner, firstItem: try SheetImportRows.itemCount(of: table, db), db: db)
        for row in rows { try taking.take(row, refused: refused[row.number]) }
        guard
            try SheetImports.advance(
                table, from: sheet.taken, by: rows.count, taking.counts, db)
        else { throw ActionError.conflict }
        let isLast = rows.isEmpty || sheet.taken + rows.count >= sheet.rows
        if isLast { try SheetImports.end(table, as: .taken, db) }
        return Step(changes: taking.changes, isLast: isLast)
    }
}
