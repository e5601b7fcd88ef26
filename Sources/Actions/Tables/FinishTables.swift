import Kernel
import SQL
import Storage

/// Goes on with tables that were accepted or are taken back, behind the pages and after a stop of
/// the program, for the post that asked for it and as far as that post still reaches.
package struct FinishTables: Sendable {
    package init() {}

    /// How many one round sees to.
    private static let tablesMax = 100

    /// Whether there is anything to do: a look that costs next to nothing.
    package func isNeeded(in installation: Installation) async throws -> Bool {
        try await installation.database.glance { db in
            try !SheetImports.atWork(limit: 1, db).isEmpty
        }
    }

    /// - Throws: the first failure; a table of which a step fails for good is left as it stands
    ///   until somebody goes on with it.
    package func run(in installation: Installation) async throws {
        let waiting = try await installation.database.read { db in
            try SheetImports.atWork(limit: Self.tablesMax, db)
        }
        var failure: (any Error)?
        for table in waiting {
            do {
                try await goOn(table, installation)
            } catch let error as CancellationError {
                throw error
            } catch {
                failure = failure ?? error
                if Self.isPassing(error) { continue }
                try await installation.database.write { db in
                    try SheetImports.work(on: table.sheet, for: nil, db)
                }
            }
        }
        if let failure { throw failure }
    }

    private func goOn(_ table: SheetImports.AtWork, _ installation: Installation) async throws {
        let now = installation.now()
        let (sheet, realm, changer) = try await installation.database.read { db in
            guard let realm = try Realms.all(db).first(where: { $0.id == table.realm }),
                let sheet = try SheetImports.find(table.sheet, in: realm.id, db)
            else { throw ActionError.notFound }
            let book = try installation.book(of: realm, at: now, db)
            return (
                sheet, realm, try SheetImportWork.changer(table.worker, in: book, at: now, db)
            )
        }
        switch sheet.state {
        case .taking:
            try await TakeTable(realm: realm, by: changer, table: sheet.id).run(in: installation)
        case .undoing:
            try await TakeBackTable(realm: realm, by: changer, table: sheet.id)
                .run(in: installation)
        case .waiting, .taken, .undone, .dropped: break
        }
    }

    /// Whether trying again may help.
    private static func isPassing(_ error: any Error) -> Bool {
        switch error {
        case SQLError.busy, SQLError.unavailable, SQLError.inDoubt: true
        default: false
        }
    }
}
