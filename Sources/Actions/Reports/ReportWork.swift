import Kernel
import SQL
import Storage

/// What the actions on a report do around their decision.
struct ReportWork: PostWork {
    let installation: Installation
    let realm: Realm
    let changer: Changer
    let now: Instant
    let db: any Writer

    init(
        installation: Installation, realm: Realm, holding: Holding, now: Instant, db: any Writer
    ) {
        self.init(
            installation: installation, realm: realm, changer: .holding(holding), now: now, db: db)
    }

    init(
        installation: Installation, realm: Realm, changer: Changer, now: Instant, db: any Writer
    ) {
        self.installation = installation
        self.realm = realm
        self.changer = changer
        self.now = now
        self.db = db
    }

    /// Who acts; nil for the operator.
    var hand: Report.Hand? {
        guard let post = changer.post, let person = changer.person else { return nil }
        return Report.Hand(post: post, person: person, at: now)
    }

    /// A report that the post may work on.
    ///
    /// - Throws: `.notFound`, or `.forbidden` without the verb over its place.
    func report(_ id: Report.ID, with verb: Verb) throws -> Report {
        guard let report = try Reports.find(id, in: realm.id, db) else {
            throw ActionError.notFound
        }
        try changer.must(verb, at: try place(report.place).path, in: realm.id)
        return report
    }

    func place(_ id: Place.ID) throws -> Place {
        guard let place = try Places.find(id, in: realm.id, db) else { throw ActionError.notFound }
        return place
    }

    func book() throws -> Rulebook { try installation.book(of: realm, at: now, db) }

    /// What a report comes to at this moment.
    ///
    /// - Throws: `.notFound` where the profile has no such layout any more.
    func content(of report: Report) throws -> ReportContent {
        try ReportDrawing(of: report, book: book(), at: now, db).content()
    }

    func note(_ action: String, _ report: Report, _ payload: [String: Payload]) throws {
        try note(action, on: ReportProof.subjectKind, report.id.rawValue, payload)
    }

    func note(
        _ action: String, on kind: String, _ subject: Int64, _ payload: [String: Payload]
    ) throws {
        try installation.note(
            action, on: kind, subject, in: realm.id, by: changer, at: now, payload, db)
    }

    static func refusing<T>(_ decide: () throws(Report.Refusal) -> T) throws(ActionError) -> T {
        do {
            return try decide()
        } catch {
            switch error {
            case .isFrozen: throw .conflict
            case .isNotChecked: throw .invalid(["freeze": .init("reports.problem.notChecked")])
            case .samePerson: throw .invalid(["freeze": .init("reports.problem.samePerson")])
            case .cellsMissing(let count):
                throw .invalid([
                    "check": .init("reports.problem.cells", ["count": String(count)])
                ])
            }
        }
    }
}

extension ReportDrawing {
    /// A report as its layout is now.
    init(of report: Report, book: Rulebook, at now: Instant, _ db: any Reader) throws {
        guard let layout = book.profile.report(report.layout),
            let place = try Places.find(report.place, in: book.realm.id, db)
        else { throw ActionError.notFound }
        let typed = try ReportCells.of(report.id, db)
        self.init(
            book: book, layout: layout, place: place, period: report.period,
            version: report.version, reason: report.reason, today: book.day(of: now),
            typed: typed,
            names: try People.names(
                of: Set(typed.map(\.person)).sorted(), in: book.realm.id, db), db: db)
    }
}
