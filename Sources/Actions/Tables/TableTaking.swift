import Kernel
import Media
import SQL
import Storage

/// Writes rows of an accepted table by the program's own actions, and notes what each did.
struct TableTaking {
    private let planner: TablePlanner
    private let db: any Writer
    private var nextItem: Int
    private(set) var counts = SheetImport.Counts()
    private(set) var changes: [Change] = []

    init(planner: TablePlanner, firstItem: Int, db: any Writer) {
        self.planner = planner
        self.db = db
        nextItem = firstItem
    }

    private var installation: Installation { planner.installation }
    private var now: Instant { planner.now }

    /// A row that an action refused when it was to be written, though nothing was wrong with it
    /// before: the step is done again without it.
    struct Refused: Error {
        let row: Int
        let complaint: ActionError.Complaint
    }

    /// - Parameter refused: why the row is left out whatever it says.
    /// - Throws: `Refused`; nothing of the transaction may be kept then.
    mutating func take(_ row: SheetRow, refused: ActionError.Complaint?) throws {
        var planned = try planner.plan(row)
        if let refused { planned = planned.leftOut(refused) }
        do {
            try take(planned)
        } catch let error as ActionError {
            throw Refused(row: row.number, complaint: Self.complaint(error))
        } catch let problem as AddPerson.Problem {
            throw Refused(row: row.number, complaint: problem.complaint.words)
        }
    }

    private static func complaint(_ error: ActionError) -> ActionError.Complaint {
        if case .invalid(let found) = error, let first = found.min(by: { $0.key < $1.key }) {
            return first.value
        }
        return .init("imports.cell.refused")
    }

    private mutating func take(_ planned: PlannedRow) throws {
        switch planned.verdict {
        case .leftOut:
            counts.leftOut += 1
            try leaveOut(planned)
        case .same: counts.same += 1
        case .creates:
            counts.created += 1
            try write(planned)
        case .changes:
            counts.changed += 1
            try write(planned)
        }
    }

    private mutating func leaveOut(_ planned: PlannedRow) throws {
        guard let problem = planned.problems.first,
            planner.sheet.counts.leftOut + counts.leftOut <= SheetImports.leftOutMax
        else { return }
        try SheetImportRows.insert(
            SheetImportRows.LeftOut(
                row: planned.row, cell: problem.column, complaint: problem.complaint.key),
            of: planner.sheet.id, db)
    }

    private mutating func write(_ planned: PlannedRow) throws {
        switch planned.wish {
        case .person(let name, let signIn, let post):
            let person = try AddPerson(
                realm: planner.names.realm, by: planner.changer, name: name, signIn: signIn,
                password: "", post: post ?? Self.none
            ).store(verifier: nil, at: now, installation, db)
            try planner.names.note(person)
            try note(.person, person.id.rawValue, planned)
            if let post { try add(post, to: person, planned) }
        case .post(let person, let post): try add(post, to: person, planned)
        case .place(let wish, let position): try add(wish, at: position, planned)
        case .placeCode(let place, let code):
            try Places.setCode(place.id, to: code, db)
            try installation.note(
                "codePlace", on: "place", place.id.rawValue, in: place.realm,
                by: planner.changer, at: now, ["before": .null, "after": .text(code)], db)
            try note(.placeCode, place.id.rawValue, planned, after: code)
        case .body(let wish):
            let body = try wish.store(at: now, installation, db)
            planner.names.note(body)
            try note(.body, body.id.rawValue, planned)
        case .bodyPhone(let body, let phone): try change(body, phone: phone, planned)
        case .facts(let wishes):
            for wish in wishes {
                let fact = try wish.store(at: now, installation, db)
                try note(.fact, fact.id.rawValue, planned)
            }
        case .matter(let form): try open(form, planned)
        case nil: break
        }
    }

    /// What a person without a post is added with: it is not read.
    private static let none = PostWish(role: "", body: Body.ID(0), place: Place.ID(0))

    private mutating func add(
        _ wish: PostWish, to person: Person, _ planned: PlannedRow
    ) throws {
        let post = try AddPost(person: person, by: planner.changer, wish: wish).store(
            today: planner.today, at: now, installation, db)
        try planner.names.note(post)
        try note(.post, post.id.rawValue, planned)
    }

    private mutating func add(
        _ wish: AddPlace, at position: Position?, _ planned: PlannedRow
    ) throws {
        let place = try wish.store(at: now, installation, db)
        if let position { try Positions.keep(position, of: place.id, db) }
        planner.names.places.note(place)
        try note(.place, place.id.rawValue, planned)
    }

    private mutating func change(
        _ body: Body, phone: String, _ planned: PlannedRow
    ) throws {
        try ChangeBody(
            realm: planner.names.realm, by: planner.changer, body: body.id,
            to: BodyWish(
                name: body.name.zh, nameEnglish: body.name.en, phone: phone, parent: body.parent,
                place: body.place)
        ).store(at: now, installation, db)
        try note(.bodyPhone, body.id.rawValue, planned, before: body.phone, after: phone)
    }

    private mutating func open(_ form: AnswerForm, _ planned: PlannedRow) throws {
        guard case .holding(let holding) = planner.changer,
            let procedure = planner.sheet.noun.procedure
        else { throw ActionError.forbidden }
        let opening = OpenMatter(
            realm: planner.names.realm, procedure: procedure, action: "enter",
            acting: .holding(holding), channel: .import, form: form)
        var generator = SystemRandomNumberGenerator()
        let change = try opening.open(
            try opening.prepare(CheckWord(from: &generator), in: installation, at: now, db),
            in: installation, at: now, db)
        changes.append(change)
        try note(.matter, change.after.id.rawValue, planned)
    }

    private mutating func note(
        _ kind: SheetImport.Item.Kind, _ subject: Int64, _ planned: PlannedRow,
        before: String? = nil, after: String? = nil
    ) throws {
        try SheetImportRows.insert(
            SheetImport.Item(
                ordinal: nextItem, row: planned.row, kind: kind, subject: subject, before: before,
                after: after),
            of: planner.sheet.id, db)
        nextItem += 1
    }
}
