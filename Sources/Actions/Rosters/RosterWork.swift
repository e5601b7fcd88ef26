import Kernel
import SQL
import Storage

/// What every action on a duty roster does around its decision: finds it, asks for the right, and
/// records.
struct RosterWork: PostWork {
    let installation: Installation
    let realm: Realm
    let holding: Holding
    let now: Instant
    let db: any Writer

    func book() throws -> Rulebook { try installation.book(of: realm, at: now, db) }

    /// A roster that whoever acts keeps.
    ///
    /// - Throws: `.notFound`; `.forbidden` where the post does not organise at its place;
    ///   `.invalid` once it has ended.
    func kept(_ id: Roster.ID, for field: String) throws -> Roster {
        let roster = try open(id, for: field)
        guard holding.grants(.organise, at: roster.placePath, in: realm.id) else {
            throw ActionError.forbidden
        }
        return roster
    }

    func open(_ id: Roster.ID, for field: String) throws -> Roster {
        guard let roster = try Rosters.find(id, in: realm.id, db) else {
            throw ActionError.notFound
        }
        guard roster.endedOn == nil else {
            throw ActionError.invalid([field: .init("rosters.problem.ended")])
        }
        return roster
    }

    /// The shifts of a roster that have not begun yet.
    func ahead(of roster: Roster) throws -> [DutyShift] {
        try DutyShifts.of(
            roster.id, from: now.adding(milliseconds: 1), before: now.adding(minutes: Self.minutes),
            db)
    }

    /// Longer than the months ahead in which shifts may be set down.
    private static let minutes: Int64 = 200 * 1_440

    /// Strikes shifts that are no more, or whose holder changed.
    func remove(_ shifts: [DutyShift]) throws {
        for ids in shifts.map(\.id).chunks(of: 50) { try DutyShifts.remove(Array(ids), db) }
    }

    func store(
        _ roster: Roster, from before: Roster, seen: Int, action: String,
        _ payload: [String: Payload] = [:]
    ) throws {
        guard seen == before.version, try Rosters.update(roster, from: before, db) else {
            throw ActionError.conflict
        }
        try record(roster, action, payload)
    }

    func record(
        _ roster: Roster, _ action: String, _ payload: [String: Payload] = [:]
    ) throws {
        try installation.note(
            action, on: "roster", roster.id.rawValue, in: realm.id, by: .holding(holding),
            at: now, payload, db)
    }
}

/// What a form says of a roster.
package struct RosterWish: Sendable {
    package var title = ""
    package var about = ""
    package var phone = ""
    /// The shifts of a day, such as `08:30-18:00 18:00-08:30`.
    package var spans = ""
    package var onDaysOff = false
    package var isPublic = false
    /// Empty where it goes on.
    package var until = ""

    package init() {}

    struct Read {
        var title = ""
        var about = ""
        var phone: String?
        var spans: [DutySpan] = []
        var until: Day?
    }

    /// - Throws: `.invalid` with every field that cannot be so.
    func read(today: Day) throws -> Read {
        var form = FormText()
        var read = Read()
        read.title = form.read("title", title, most: Roster.titleCharactersMax)
        read.about = form.read("about", about, most: Roster.aboutCharactersMax)
        let number = form.phone("phone", phone)
        read.phone = number.isEmpty ? nil : number
        if Roster.isOwn(phone: number) { form.complain("phone", "rosters.problem.ownPhone") }
        read.spans = readSpans(&form)
        if !until.trimmingCharacters().isEmpty {
            read.until = form.day("until", until)
            if let day = read.until, day < today || day > today.adding(days: 366) {
                form.complain("until", "org.day.far")
            }
        }
        try form.finish()
        return read
    }

    private func readSpans(_ form: inout FormText) -> [DutySpan] {
        let parts = spans.halfWidth.split { $0.isWhitespace || ",;，；、".contains($0) }
        if parts.isEmpty { form.complain("spans", "answer.missing") }
        if parts.count > Roster.spansMax {
            form.complain("spans", "answer.tooMany", ["max": String(Roster.spansMax)])
        }
        let read = parts.prefix(Roster.spansMax).compactMap { DutySpan(parsing: String($0)) }
        if read.count < min(parts.count, Roster.spansMax) || !DutySpan.areApart(read) {
            form.complain("spans", "rosters.problem.spans")
        }
        return read.sorted { $0.from < $1.from }
    }
}
