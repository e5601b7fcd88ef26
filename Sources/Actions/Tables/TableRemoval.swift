import Kernel
import SQL
import Storage

/// Takes back things that a table made, inside one transaction.
struct TableRemoval {
    let realm: Realm
    let changer: Changer
    let sheet: SheetImport
    let installation: Installation
    let now: Instant
    let db: any Writer
    private(set) var undone = 0
    private(set) var standing = 0
    private(set) var changes: [Change] = []

    init(
        realm: Realm, changer: Changer, sheet: SheetImport, installation: Installation,
        now: Instant, db: any Writer
    ) {
        self.realm = realm
        self.changer = changer
        self.sheet = sheet
        self.installation = installation
        self.now = now
        self.db = db
    }

    /// - Throws: what the schema or an action refuses; nothing of the transaction may be kept then.
    mutating func take(_ item: SheetImport.Item) throws {
        guard try remove(item) else {
            standing += 1
            return
        }
        undone += 1
        try SheetImportRows.markUndone(item, of: sheet.id, at: now, db)
    }

    private mutating func remove(_ item: SheetImport.Item) throws -> Bool {
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
            try note("codePlace", "place", item)
        case .person, .post, .place, .body, .fact:
            try Unbuilt.remove(item.kind, item.subject, in: realm.id, db)
            try note("takeBack", item.kind.rawValue, item)
        case .matter: return try withdraw(item)
        }
        return true
    }

    private func note(_ action: String, _ kind: String, _ item: SheetImport.Item) throws {
        try installation.note(
            action, on: kind, item.subject, in: realm.id, by: changer, at: now,
            [
                "table": .text(sheet.id.description),
                "before": item.after.map(Payload.text) ?? .null,
                "after": item.before.map(Payload.text) ?? .null,
            ], db)
    }

    /// A matter is never removed: where nobody has done anything with it yet, it ends as its
    /// procedure has it.
    private mutating func withdraw(_ item: SheetImport.Item) throws -> Bool {
        guard case .holding(let holding) = changer else { return false }
        let id = Matter.ID(item.subject)
        guard let matter = try Matters.find(id, in: realm.id, db), matter.version == 1 else {
            return false
        }
        // Nobody knows in which language whoever raised it reads.
        let texts = try installation.book(of: realm, at: now, db).profile.texts
        let message = Language.allCases.map { texts.text("imports.undone.message", in: $0) }
        changes.append(
            try ActOnMatter(
                realm: realm, matter: id, action: sheet.noun == .needs ? "decline" : "withdraw",
                acting: .holding(holding), seen: matter.version,
                form: AnswerForm(texts: ["message": [message.joined(separator: "\n")]])
            ).act(in: installation, at: now, db))
        return true
    }
}
