package import Kernel
import SQL
import Storage

/// Takes back what an accepted table made, as long as nothing was built upon it: what is in use
/// stays, and the page says what it is. It can be done again when that is settled.
package struct UndoTable: Sendable {
    package let realm: Realm
    package let changer: Changer
    package let table: SheetImport.ID

    package init(realm: Realm, by changer: Changer, table: SheetImport.ID) {
        self.realm = realm
        self.changer = changer
        self.table = table
    }

    package struct Report: Sendable {
        /// Whether all was looked at; the program goes on behind the pages otherwise.
        package let isFinished: Bool
        package let undone: Int
        /// Things that stand because something was built upon them.
        package let standing: Int
    }

    /// Whoever takes back a short table sees at once what came of it.
    package static let stepsAtOnce = 3

    /// One that is gone through still is not written any further. One that is being taken back
    /// already goes on.
    ///
    /// - Parameter steps: how many are done before it answers; nil goes on to the end.
    /// - Throws: `.conflict` where it was not accepted, or more than thirty days ago.
    @discardableResult
    package func run(
        in installation: Installation, steps: Int? = stepsAtOnce
    ) async throws -> Report {
        let now = installation.now()
        try await installation.database.write { db in
            let sheet = try SheetImportWork(
                installation: installation, realm: realm, changer: changer, now: now, db: db
            ).find(table)
            if sheet.state == .undoing {
                return try SheetImports.work(on: table, for: changer.post, db)
            }
            guard sheet.mayBeUndone(at: now) else { throw ActionError.conflict }
            if sheet.state == .taking { try SheetImports.end(table, as: .taken, db) }
            try SheetImports.beginUndo(
                table, items: try SheetImportRows.itemCount(of: table, db), for: changer.post, db)
        }
        let isFinished = try await TakeBackTable(realm: realm, by: changer, table: table).run(
            in: installation, steps: steps)
        let counted = try await installation.database.read { db in
            try SheetImports.find(table, in: realm.id, db)?.undoing
        }
        return Report(
            isFinished: isFinished, undone: counted?.undone ?? 0,
            standing: counted?.standing ?? 0)
    }
}
