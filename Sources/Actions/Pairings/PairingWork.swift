import Kernel
import SQL
import Storage

/// What every action on a pairing does around its decision: finds it, asks for the right, stores
/// and records. Nothing personal is ever in a record.
struct PairingWork: PostWork {
    let installation: Installation
    let realm: Realm
    let holding: Holding
    let now: Instant
    let db: any Writer

    func today() throws -> Day { try installation.book(of: realm, at: now, db).day(of: now) }

    /// - Parameter seen: the version that the actor looked at; nil where a tap is done whatever
    ///   happened since.
    /// - Throws: `.notFound` outside the realm, `.conflict` when it has changed.
    private func find(_ id: Pairing.ID, seen: Int?) throws -> Pairing {
        guard let pairing = try Pairings.find(id, in: realm.id, db) else {
            throw ActionError.notFound
        }
        if let seen, seen != pairing.version { throw ActionError.conflict }
        return pairing
    }

    /// A pairing that the actor answers for. To all others it is not there, so that a number says
    /// nothing of who has one.
    func kept(_ id: Pairing.ID, seen: Int) throws -> Pairing {
        let pairing = try find(id, seen: nil)
        guard try installation.isKept(pairing, by: holding, on: today(), db) else {
            throw ActionError.notFound
        }
        guard seen == pairing.version else { throw ActionError.conflict }
        return pairing
    }

    /// A pairing in which the actor is asked to help, or helps.
    func supported(_ id: Pairing.ID, seen: Int?) throws -> (Pairing, Supporter) {
        let pairing = try find(id, seen: nil)
        guard let supporter = pairing.supporter(of: holding), supporter.isIn else {
            throw ActionError.notFound
        }
        if let seen, seen != pairing.version { throw ActionError.conflict }
        return (pairing, supporter)
    }

    /// Stores what a decision made of a pairing, with its record.
    func store(
        _ pairing: Pairing, from before: Pairing, action: String,
        _ payload: [String: Payload] = [:]
    ) throws -> Pairing {
        guard try Pairings.update(pairing, from: before, db) else { throw ActionError.conflict }
        var stored = pairing
        stored.version = before.version + 1
        try record(stored, action: action, payload)
        return stored
    }

    func record(
        _ pairing: Pairing, action: String, _ payload: [String: Payload] = [:]
    ) throws {
        var payload = payload
        payload["state"] = .text(pairing.state.rawValue)
        payload["version"] = .int(Int64(pairing.version))
        try installation.note(
            action, on: "pairing", pairing.id.rawValue, in: realm.id, by: .holding(holding),
            at: now, payload, db)
    }

    /// What somebody declared, and with how many they are agreed.
    func pledge(_ who: Supporter.Who) throws -> (pledge: Pledge?, load: Int) {
        (try Pledges.of(who, in: realm.id, db), try Pledges.loads([who], db)[who] ?? 0)
    }

    /// That whoever is to be asked exists in the realm and may act.
    func checkExists(_ who: Supporter.Who) throws {
        let today = try today()
        let exists =
            switch who {
            case .person(let id):
                try People.find(id, in: realm.id, db)?.maySignIn(on: today) ?? false
            case .body(let id): try Bodies.find(id, in: realm.id, db)?.exists(on: today) ?? false
            }
        guard exists else {
            throw ActionError.invalid(["supporter": .init("answer.notAChoice")])
        }
    }

    /// Turns a rule's refusal into what the edge tells.
    static func refusing<T>(_ decide: () throws(Pairing.Refusal) -> T) throws(ActionError) -> T {
        do {
            return try decide()
        } catch {
            throw .invalid([error.field: error.complaint])
        }
    }
}

extension Installation {
    /// Whether a post answers for a pairing today.
    func isKept(
        _ pairing: Pairing, by holding: Holding, on day: Day, _ db: any Reader
    ) throws -> Bool {
        guard let keeper = try Posts.find(pairing.keeper, in: pairing.realm, db) else {
            return false
        }
        return pairing.isKept(by: holding, keeper: keeper, on: day)
    }
}

extension Supporter.Who {
    var payload: Payload {
        switch self {
        case .person(let id): .text("person \(id)")
        case .body(let id): .text("body \(id)")
        }
    }
}

extension Pairing.Refusal {
    /// The field of a form that the refusal is about.
    var field: String {
        switch self {
        case .stands, .noConsentNeeded, .consentStands, .noConsent: "state"
        case .daysOutOfRange: "everyDays"
        case .cardEndsOutOfRange, .cardIsOver: "until"
        case .tooManySupporters, .wrongSupporter, .askedBefore, .notAsked, .notPledged, .full:
            "supporter"
        case .consentInFuture: "givenOn"
        case .witnessIsKeeper: "witness"
        case .wrongVisit: "visit"
        }
    }

    var complaint: ActionError.Complaint {
        switch self {
        case .stands(let state): .init("pairings.refusal.stands.\(state.rawValue)")
        case .daysOutOfRange(let least, let most):
            .init("answer.outOfRange", ["min": String(least), "max": String(most)])
        case .cardEndsOutOfRange(let earliest, let latest):
            .init(
                "pairings.refusal.cardEnds",
                ["earliest": "\(earliest)", "latest": "\(latest)"])
        case .tooManySupporters(let most):
            .init("pairings.refusal.tooMany", ["max": String(most)])
        case .wrongSupporter(let kind):
            .init("pairings.refusal.wrongSupporter.\(kind.rawValue)")
        case .askedBefore: .init("pairings.refusal.askedBefore")
        case .notAsked: .init("pairings.refusal.notAsked")
        case .notPledged: .init("pairings.refusal.notPledged")
        case .full(let most): .init("pairings.refusal.full", ["most": String(most)])
        case .noConsentNeeded: .init("pairings.refusal.noConsentNeeded")
        case .consentStands: .init("pairings.refusal.consentStands")
        case .noConsent: .init("pairings.refusal.noConsent")
        case .consentInFuture(let latest):
            .init("pairings.refusal.consentInFuture", ["latest": "\(latest)"])
        case .witnessIsKeeper: .init("pairings.refusal.witnessIsKeeper")
        case .wrongVisit: .init("pairings.refusal.wrongVisit")
        case .cardIsOver(let until):
            .init("pairings.refusal.cardIsOver", ["until": "\(until)"])
        }
    }
}
