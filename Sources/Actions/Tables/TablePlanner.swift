import Kernel
import Media
import SQL
import Storage

/// Reads row after row of a table by its mapping, and says of each what it comes to.
///
/// What earlier rows would create is known to later ones, under numbers that nothing has. It lives
/// inside one transaction.
final class TablePlanner {
    let installation: Installation
    let sheet: SheetImport
    let changer: Changer
    let names: KnownNames
    let now: Instant
    let db: any Reader
    private var nextUnused = Int64.max
    var seen: Set<String> = []
    private var row = SheetRow(number: 0, cells: [])
    private var problems: [PlannedRow.Problem] = []

    init(
        _ installation: Installation, _ sheet: SheetImport, by changer: Changer,
        _ book: Rulebook, at now: Instant, _ db: any Reader
    ) throws {
        self.installation = installation
        self.sheet = sheet
        self.changer = changer
        names = try KnownNames(book, on: book.day(of: now), db)
        self.now = now
        self.db = db
    }

    var book: Rulebook { names.book }
    var today: Day { names.today }

    /// Looks up at once what some rows name, so that the database is not asked row by row.
    func prepare(_ rows: some Sequence<SheetRow>) throws {
        let isOfPeople = [.people, .posts].contains(sheet.noun)
        var (places, people, signIns): (Set<String>, Set<String>, Set<String>) = ([], [], [])
        for row in rows {
            self.row = row
            places.formUnion(["place", "parent"].map(text))
            guard isOfPeople else { continue }
            people.insert(Self.joined(text("name")))
            signIns.insert(Self.plainSignIn(text("signIn")))
        }
        try names.places.prepare(places)
        try names.prepare(names: people.subtracting([""]), signIns: signIns.subtracting([""]))
    }

    func plan(_ row: SheetRow) throws -> PlannedRow {
        self.row = row
        problems = []
        for field in sheet.noun.fields where field.isNeeded && text(field.name).isEmpty {
            complain(field.name, "answer.missing")
        }
        switch sheet.noun {
        case .people: return try person()
        case .posts: return try furtherPost()
        case .places: return try place()
        case .bodies: return try body()
        case .households: return try facts()
        case .needs, .resources: return try matter()
        }
    }

    var hasProblems: Bool { !problems.isEmpty }

    /// The row as it was read; left out where anything is wrong with it.
    func planned(
        _ name: String, _ verdict: PlannedRow.Verdict, _ wish: PlannedRow.Wish?
    ) -> PlannedRow {
        PlannedRow(
            row: row.number, verdict: problems.isEmpty ? verdict : .leftOut,
            name: String(name.prefix(40)), problems: problems,
            wish: problems.isEmpty ? wish : nil)
    }

    /// Lets later rows know what a row would make.
    func rehearse(_ planned: PlannedRow) throws {
        switch planned.wish {
        case .person(let name, let signIn, let post):
            let person = Person(
                id: unused(), realm: names.realm.id, name: name, signIn: signIn)
            try names.note(person)
            if let post { try rehearse(post, of: person) }
        case .post(let person, let wish): try rehearse(wish, of: person)
        case .place(let wish, _):
            guard let parent = try names.places.find(wish.parent) else { return }
            let id: Place.ID = unused()
            names.places.note(
                Place(
                    id: id, realm: parent.realm, parent: parent.id,
                    path: parent.path.appending(id), code: wish.code, level: wish.level,
                    name: LocalName(zh: wish.name, en: wish.nameEnglish)))
        case .body(let wish):
            names.note(
                Body(
                    id: unused(), realm: names.realm.id, parent: wish.wish.parent,
                    kind: wish.kind,
                    name: LocalName(zh: wish.wish.name, en: wish.wish.nameEnglish),
                    phone: nil, place: wish.wish.place))
        case .placeCode, .bodyPhone, .facts, .matter, nil: break
        }
    }

    private func rehearse(_ wish: PostWish, of person: Person) throws {
        guard let place = try names.places.find(wish.place) else { return }
        try names.note(
            Post(
                id: unused(), realm: names.realm.id, person: person.id, role: wish.role,
                body: wish.body, place: wish.place, reach: place.path))
    }

    private func unused<Noun>() -> Identifier<Noun> {
        defer { nextUnused -= 1 }
        return Identifier(nextUnused)
    }

    // MARK: - Cells

    /// What stands in the column of a field, or holds for all rows.
    func text(_ field: String) -> String {
        if let column = sheet.column(of: field), row.cells.indices.contains(column),
            !row.cells[column].isEmpty
        {
            return row.cells[column]
        }
        return sheet.forAll[field] ?? ""
    }

    /// A text on one line; blanks between the signs of a Chinese name are none.
    func line(_ field: String, most: Int) -> String {
        let text = text(field).split(whereSeparator: \.isNewline).joined(separator: " ")
        if text.count > most {
            complain(
                field, "answer.tooLong", ["max": String(most), "count": String(text.count)])
        }
        return text
    }

    func day(_ field: String) -> Day? {
        let text = text(field)
        guard !text.isEmpty else { return nil }
        if let day = Day(written: text) { return day }
        // A serial number, where the table lost the format of its cells.
        let plain = text.halfWidth
        if plain.utf8.count == 5, let serial = Int(plain),
            let written = SheetText.day(ofSerial: Double(serial), from1904: false),
            let day = Day(written: written), (1950...2100).contains(day.year)
        {
            return day
        }
        complain(field, "answer.notADay")
        return nil
    }

    /// A whole number, with its unit behind it or not.
    func number(_ field: String) -> Int? {
        let plain = text(field).halfWidth.filter { $0 != "," && !$0.isWhitespace }
        guard !plain.isEmpty else { return nil }
        let digits = plain.prefix { $0.isASCII && $0.isNumber }
        let unit = plain.dropFirst(digits.count)
        guard let number = Int(digits), ["", "户", "人", "个", "名", "份", "次"].contains(unit)
        else {
            complain(field, "answer.notANumber")
            return nil
        }
        return number
    }

    func place(_ field: String) throws -> Place? {
        let text = text(field)
        guard !text.isEmpty else { return nil }
        switch try names.places.find(text) {
        case .one(let place): return place
        case .none: complain(field, "imports.cell.noPlace", ["value": text])
        case .several(let count):
            complain(field, "imports.cell.places", ["value": text, "count": String(count)])
        }
        return nil
    }

    func body(_ field: String) -> Body? {
        let text = text(field)
        guard !text.isEmpty else { return nil }
        switch names.body(text) {
        case .one(let body): return body
        case .none: complain(field, "imports.cell.noBody", ["value": text])
        case .several(let count):
            complain(field, "imports.cell.bodies", ["value": text, "count": String(count)])
        }
        return nil
    }

    func choice(
        _ field: String, of ids: [String], _ key: (String) -> String
    ) -> String? {
        let text = text(field)
        guard !text.isEmpty else { return nil }
        if let found = names.choice(text, of: ids, field, key) { return found }
        complain(field, "imports.cell.noChoice", ["value": text])
        return nil
    }

    func complain(_ field: String, _ key: String, _ gaps: [String: String] = [:]) {
        complain(field, ActionError.Complaint(key, gaps.mapValues { String($0.prefix(60)) }))
    }

    /// One complaint a cell is enough.
    func complain(_ field: String?, _ complaint: ActionError.Complaint) {
        guard field == nil || !problems.contains(where: { $0.field == field }) else { return }
        problems.append(
            PlannedRow.Problem(
                row: row.number, column: field.flatMap(sheet.column), field: field,
                complaint: complaint))
    }

    /// Runs a check of the program's own; what it complains of is a problem of the row.
    func checked<T>(
        _ fields: [String: String] = [:], _ check: () throws -> T
    ) throws -> T? {
        do {
            return try check()
        } catch let error as ActionError {
            switch error {
            case .invalid(let found):
                for (field, complaint) in found { complain(fields[field] ?? field, complaint) }
            case .forbidden: complain(nil, ActionError.Complaint("imports.cell.forbidden"))
            default: throw error
            }
            return nil
        }
    }
}
