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
        package internal(set) var undone = 0
        /// Things that stand because something was built upon them.
        package internal(set) var standing = 0
    }

    private static let page = 100

    /// - Throws: `.conflict` where it was not accepted, or more than thirty days ago.
    @discardableResult
    package func run(in installation: Installation) async throws -> Report {
        let now = installation.now()
        let sheet = try await installation.database.read { db in
            try SheetImportWork(
                installation: installation, realm: realm, changer: changer, now: now, db: db
            ).find(table)
        }
        guard sheet.mayBeUndone(at: now) else { throw ActionError.conflict }
        var report = Report()
        var before: Int?
        while true {
            let end = before
            let items = try await installation.database.read { db in
                try SheetImportRows.standing(of: table, before: end, limit: Self.page, db)
            }
            for item in items {
                if try await takeBack(item, sheet, installation, at: now) {
                    report.undone += 1
                } else {
                    report.standing += 1
                }
            }
            guard let last = items.last else { break }
            before = last.ordinal
        }
        let counted = report
        try await installation.reorganising { db in
            if counted.standing == 0 { try SheetImports.end(table, as: .undone, db) }
            try installation.note(
                "undoTable", on: "table", table.rawValue, in: realm.id, by: changer, at: now,
                [
                    "undone": .int(Int64(counted.undone)),
                    "standing": .int(Int64(counted.standing)),
                ], db)
        }
        return report
    }

    /// Takes back one thing in a transaction of its own, so that one that is in use keeps no other.
    private func takeBack(
        _ item: SheetImport.Item, _ sheet: SheetImport, _ installation: Installation,
        at now: Instant
    ) async throws -> Bool {
        if item.kind == .matter {
            guard try await withdraw(item, sheet, in: installation) else { return false }
            try await installation.database.write { db in
                try SheetImportRows.markUndone(item, of: table, at: now, db)
            }
            return true
        }
        do {
            return try await installation.database.write { db in
                try remove(item, installation, at: now, db)
            }
        } catch SQLError.constraint(kind: .foreignKey, detail: _) {
            return false
        }
    }

    private func remove(
        _ item: SheetImport.Item, _ installation: Installation, at now: Instant, _ db: any Writer
    ) throws -> Bool {
        switch item.kind {
        case .bodyPhone:
            let id = Body.ID(item.subject)
            guard let body = try Bodies.find(id, in: realm.id, db), body.phone == item.after,
                body.until == nil
            else { return false }
            try ChangeBody(
                realm: realm, by: changer, body: id,
                to: BodyWish(
                    name: body.name.zh, nameEnglish: body.name.en, phone: item.before,
                    parent: body.parent, place: body.place)
            ).store(at: now, installation, db)
        case .placeCode:
            let id = Place.ID(item.subject)
            guard let place = try Places.find(id, in: realm.id, db), place.code == item.after
            else { return false }
            try Places.setCode(id, to: item.before, db)
            try note("codePlace", "place", item, installation, at: now, db)
        case .person, .post, .place, .body, .fact:
            try Unbuilt.remove(item.kind, item.subject, in: realm.id, db)
            try note("takeBack", item.kind.rawValue, item, installation, at: now, db)
        case .matter: return false
        }
        try SheetImportRows.markUndone(item, of: table, at: now, db)
        return true
    }

    private func note(
        _ action: String, _ kind: String, _ item: SheetImport.Item,
        _ installation: Installation, at now: Instant, _ db: any Writer
    ) throws {
        try installation.note(
            action, on: kind, item.subject, in: realm.id, by: changer, at: now,
            [
                "table": .text(table.description),
                "before": item.after.map(Payload.text) ?? .null,
                "after": item.before.map(Payload.text) ?? .null,
            ], db)
    }

    /// A matter is never removed: where nobody has done anything with it yet, it ends as its
    /// procedure has it.
    private func withdraw(
        _ item: SheetImport.Item, _ sheet: SheetImport, in installation: Installation
    ) async throws -> Bool {
        guard case .holding(let holding) = changer else { return false }
        let id = Matter.ID(item.subject)
        guard
            let matter = try await installation.database.read({ db in
                try Matters.find(id, in: realm.id, db)
            }), matter.version == 1
        else { return false }
        do {
            try await ActOnMatter(
                realm: realm, matter: id, action: sheet.noun == .needs ? "decline" : "withdraw",
                acting: .holding(holding), seen: matter.version,
                form: AnswerForm(texts: ["message": ["导入有误，撤销。"]])
            ).run(in: installation)
            return true
        } catch is ActionError {
            return false
        }
    }
}
