import Kernel
import SQL
import Storage

/// What every action of the appraisal does around its decision: asks whether the place has it and
/// the post may, finds what it is about, records.
struct AppraisalWork {
    let installation: Installation
    let realm: Realm
    let holding: Holding
    let now: Instant
    let book: Rulebook
    let db: any Writer

    var today: Day { book.day(of: now) }
    var person: Person.ID { holding.post.person }

    /// - Throws: `.forbidden` where the post does not grant the verb over a place.
    func require(_ verb: Verb, at path: PlacePath) throws(ActionError) {
        guard holding.grants(verb, at: path, in: realm.id) else { throw .forbidden }
    }

    func place(_ id: Place.ID) throws -> Place {
        guard let place = try Places.find(id, in: realm.id, db) else {
            throw ActionError.notFound
        }
        return place
    }

    /// - Throws: `.notFound` outside the realm, `.forbidden` where the post may not convene there.
    func scheme(_ id: AppraisalScheme.ID) throws -> AppraisalScheme {
        guard let scheme = try Appraisals.find(id, in: realm.id, db) else {
            throw ActionError.notFound
        }
        try require(.convene, at: scheme.placePath)
        return scheme
    }

    /// A round with its scheme, as it stands.
    ///
    /// - Parameter seen: the version that the actor looked at; nil where it does not matter.
    func round(
        _ id: AppraisalRound.ID, seen: Int? = nil, granting verb: Verb? = .convene
    ) throws -> (round: AppraisalRound, scheme: AppraisalScheme) {
        guard let round = try AppraisalRounds.find(id, in: realm.id, db),
            let scheme = try Appraisals.find(round.scheme, in: realm.id, db)
        else { throw ActionError.notFound }
        if let verb { try require(verb, at: scheme.placePath) }
        if let seen, seen != round.version { throw ActionError.conflict }
        return (round, scheme)
    }

    /// A sheet of the realm with its round and scheme.
    func sheet(
        _ id: AppraisalSheet.ID
    ) throws -> (sheet: AppraisalSheet, round: AppraisalRound, scheme: AppraisalScheme) {
        guard let sheet = try AppraisalSheets.find(id, db) else { throw ActionError.notFound }
        let (round, scheme) = try round(sheet.round, granting: nil)
        return (sheet, round, scheme)
    }

    func record(
        _ kind: String, _ subject: Int64, action: String, _ payload: [String: Payload]
    ) throws {
        try installation.note(
            action, on: kind, subject, in: realm.id, by: .holding(holding),
            at: now, payload, db)
    }

    /// Turns a rule's refusal into what the edge tells, at the field that it is about.
    static func refusing<T>(
        _ decide: () throws(AppraisalRefusal) -> T
    ) throws(ActionError) -> T {
        do {
            return try decide()
        } catch {
            throw .invalid([error.field: error.complaint])
        }
    }
}

extension Installation {
    /// Does a piece of work on an appraisal in one transaction.
    ///
    /// - Throws: `.forbidden` without the verb, `.notFound` where the profile has no appraisal.
    func appraise<T: Sendable>(
        _ realm: Realm, _ holding: Holding, _ verb: Verb,
        _ work: @escaping @Sendable (AppraisalWork) throws -> T
    ) async throws -> T {
        guard holding.post.realm == realm.id, holding.verbs.contains(verb) else {
            throw ActionError.forbidden
        }
        let now = now()
        return try await database.write { db in
            let book = try book(of: realm, at: now, db)
            guard book.profile.appraisal != nil else { throw ActionError.notFound }
            return try work(
                AppraisalWork(
                    installation: self, realm: realm, holding: holding, now: now, book: book,
                    db: db))
        }
    }
}

extension AppraisalRefusal {
    /// The field of a form that the refusal is about.
    var field: String {
        switch self {
        case .pointsOutOfRange(let criterion, _): "points\(criterion)"
        case .noEvidence(let criterion): "evidence\(criterion)"
        case .sheetsMissing: "ends"
        default: "round"
        }
    }

    var complaint: ActionError.Complaint {
        switch self {
        case .tooFewBuildings(let count, let least):
            .init(
                "appraisal.refusal.tooFewBuildings",
                ["count": String(count), "min": String(least)])
        case .tooManyBuildings(let count, let most):
            .init(
                "appraisal.refusal.tooManyBuildings",
                ["count": String(count), "max": String(most)])
        case .stands(.open): .init("appraisal.refusal.stands.open")
        case .stands(.closed): .init("appraisal.refusal.stands.closed")
        case .stands(.awarded): .init("appraisal.refusal.stands.awarded")
        case .stands(.cancelled): .init("appraisal.refusal.stands.cancelled")
        case .marks(let needed): .init("appraisal.refusal.marks", ["needed": String(needed)])
        case .pointsOutOfRange(_, let most):
            .init("appraisal.refusal.points", ["max": String(most)])
        case .noEvidence: .init("appraisal.refusal.noEvidence")
        case .sheetsMissing(let count):
            .init("appraisal.refusal.sheetsMissing", ["count": String(count)])
        case .notEntered: .init("appraisal.refusal.notEntered")
        case .appealsOver(let day): .init("appraisal.refusal.appealsOver", ["day": "\(day)"])
        case .appealedAlready: .init("appraisal.refusal.appealedAlready")
        case .noAppeal: .init("appraisal.refusal.noAppeal")
        case .decidedAlready: .init("appraisal.refusal.decidedAlready")
        case .ownSheet: .init("appraisal.refusal.ownSheet")
        case .appealsRunning(let day):
            .init("appraisal.refusal.appealsRunning", ["day": "\(day)"])
        case .appealsUndecided(let count):
            .init("appraisal.refusal.appealsUndecided", ["count": String(count)])
        }
    }
}
