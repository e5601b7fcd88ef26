package import Kernel
import SQL
import Storage

/// Goes on with taking back what a table made, the last first, some things to a transaction. How
/// far it came is kept in the same transaction, so that it goes on where it stopped.
package struct TakeBackTable: Sendable {
    package let realm: Realm
    package let changer: Changer
    package let table: SheetImport.ID

    package init(realm: Realm, by changer: Changer, table: SheetImport.ID) {
        self.realm = realm
        self.changer = changer
        self.table = table
    }

    /// Things of one transaction.
    package static let stepItems = 100

    /// Somebody else took the same step.
    private struct Overtaken: Error {}

    /// - Parameter steps: how many it takes at most; nil goes on to the end.
    /// - Returns: whether all was looked at.
    /// - Throws: `.notFound`; `.forbidden` for whoever may not take in such a table.
    @discardableResult
    package func run(in installation: Installation, steps: Int? = nil) async throws -> Bool {
        var done = 0
        while steps.map({ done < $0 }) ?? true {
            try Task.checkCancellation()
            let found = try await installation.database.read { db in
                let sheet = try SheetImportWork(
                    installation: installation, realm: realm, changer: changer,
                    now: installation.now(), db: db
                ).find(table)
                let items = try sheet.undoing.before.map { before in
                    try SheetImportRows.standing(
                        of: table, before: before, limit: Self.stepItems, db)
                }
                return (sheet, items ?? [])
            }
            guard found.0.state == .undoing else { return true }
            if found.1.isEmpty {
                try await finish(installation)
                return true
            }
            do {
                try await takeBack(found.1, of: found.0, installation)
            } catch is Overtaken {
                continue
            }
            done += 1
        }
        return false
    }

    /// Together where nothing refuses; else one by one, so that one that is in use keeps no other.
    private func takeBack(
        _ items: [SheetImport.Item], of sheet: SheetImport, _ installation: Installation
    ) async throws {
        do {
            return try await takeBack(
                items[...], of: sheet, before: sheet.undoing.before ?? 0, installation)
        } catch  where Self.isRefusal(error) {}
        var before = sheet.undoing.before ?? 0
        for item in items {
            do {
                try await takeBack([item], of: sheet, before: before, installation)
            } catch  where Self.isRefusal(error) {
                let end = before
                try await installation.database.write { db in
                    try advance(from: end, to: item.ordinal, undone: 0, standing: 1, db)
                }
            }
            before = item.ordinal
        }
    }

    /// The schema refuses to remove what something refers to; an action, what somebody touched.
    private static func isRefusal(_ error: any Error) -> Bool {
        if case SQLError.constraint(kind: .foreignKey, detail: _) = error { return true }
        return error is ActionError
    }

    private func takeBack(
        _ items: ArraySlice<SheetImport.Item>, of sheet: SheetImport, before: Int,
        _ installation: Installation
    ) async throws {
        guard let last = items.last else { return }
        let changes = try await installation.writing(rowsOf: sheet.noun) { db in
            var removal = TableRemoval(
                realm: realm, changer: changer, sheet: sheet, installation: installation,
                now: installation.now(), db: db)
            for item in items { try removal.take(item) }
            try advance(
                from: before, to: last.ordinal, undone: removal.undone,
                standing: removal.standing, db)
            return removal.changes
        }
        for change in changes { installation.tell(of: change) }
    }

    private func advance(
        from before: Int, to next: Int, undone: Int, standing: Int, _ db: any Writer
    ) throws {
        guard
            try SheetImports.advanceUndo(
                table, from: before, to: next, undone: undone, standing: standing, db)
        else { throw Overtaken() }
    }

    private func finish(_ installation: Installation) async throws {
        let now = installation.now()
        try await installation.database.write { db in
            guard let sheet = try SheetImports.find(table, in: realm.id, db),
                sheet.state == .undoing
            else { return }
            let (undone, standing) = (sheet.undoing.undone, sheet.undoing.standing)
            try SheetImports.end(table, as: standing == 0 ? .undone : .taken, db)
            try installation.note(
                "undoTable", on: "table", table.rawValue, in: realm.id, by: changer, at: now,
                ["undone": .int(Int64(undone)), "standing": .int(Int64(standing))], db)
        }
    }
}
