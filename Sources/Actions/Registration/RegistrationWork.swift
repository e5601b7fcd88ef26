package import Kernel
import SQL
import Storage

/// What every action on a registration does around its decision: finds it, asks for the right,
/// stores and records. What a person does about their own is recorded without their name, and no
/// record says of which kind a registration is.
struct RegistrationWork: PostWork {
    let installation: Installation
    let realm: Realm
    let holding: Holding
    let now: Instant
    let db: any Writer

    func book() throws -> Rulebook { try installation.book(of: realm, at: now, db) }

    func today() throws -> Day { try book().day(of: now) }

    /// A place whose community keeps a register.
    ///
    /// - Throws: `.invalid` for any other.
    func registerPlace(_ id: Place.ID?) throws -> Place {
        let open = try installation.registerPlaces(in: realm, at: now, db)
        guard let id, let place = open.first(where: { $0.id == id }) else {
            throw ActionError.invalid(["place": .init("answer.notAChoice")])
        }
        return place
    }

    // MARK: - People

    /// One's own registration; to all others it is not there.
    func own(_ id: Enrolment.ID, seen: Int) throws -> Enrolment {
        guard let found = try Enrolments.find(id, in: realm.id, db),
            found.person == holding.post.person
        else { throw ActionError.notFound }
        guard seen == found.version else { throw ActionError.conflict }
        return found
    }

    /// A registration in the register that the post keeps.
    func kept(_ id: Enrolment.ID, seen: Int? = nil) throws -> Enrolment {
        guard let found = try Enrolments.find(id, in: realm.id, db), found.isKept(by: holding)
        else { throw ActionError.notFound }
        if let seen, seen != found.version { throw ActionError.conflict }
        return found
    }

    func store(
        _ enrolment: Enrolment, from before: Enrolment, action: String, by changer: Changer
    ) throws -> Enrolment {
        var stored = enrolment
        stored.version = before.version + 1
        guard try Enrolments.update(stored, from: before, db) else { throw ActionError.conflict }
        try record(stored.id, action: action, by: changer)
        return stored
    }

    func record(_ id: Enrolment.ID, action: String, by changer: Changer) throws {
        try installation.note(
            action, on: "enrolment", id.rawValue, in: realm.id, by: changer, at: now, [:], db)
    }

    // MARK: - Units

    func unit(_ id: UnitRegistration.ID) throws -> UnitRegistration {
        guard let unit = try UnitRegistrations.find(id, in: realm.id, db) else {
            throw ActionError.notFound
        }
        return unit
    }

    func store(
        _ unit: UnitRegistration, from before: UnitRegistration, action: String,
        _ payload: [String: Payload] = [:]
    ) throws -> UnitRegistration {
        var stored = unit
        stored.version = before.version + 1
        guard try UnitRegistrations.update(stored, from: before, db) else {
            throw ActionError.conflict
        }
        try record(stored, action: action, payload)
        return stored
    }

    func record(
        _ unit: UnitRegistration, action: String, _ payload: [String: Payload] = [:]
    ) throws {
        var payload = payload
        payload["state"] = .text(unit.registration.state.rawValue)
        try installation.note(
            action, on: "unitRegistration", unit.id.rawValue, in: realm.id, by: .holding(holding),
            at: now, payload, db)
    }

    /// Turns a rule's refusal into what the edge tells.
    static func refusing<T>(
        _ decide: () throws(Registration.Refusal) -> T
    ) throws(ActionError) -> T {
        do {
            return try decide()
        } catch {
            switch error {
            case .stands(let state):
                throw .invalid([
                    "state": .init("registration.refusal.stands.\(state.rawValue)")
                ])
            }
        }
    }
}

extension Installation {
    /// Does a piece of work on registrations in one transaction.
    ///
    /// - Throws: `.notFound` where the profile has no registrations.
    func register<T: Sendable>(
        _ realm: Realm, _ holding: Holding,
        _ work: @escaping @Sendable (RegistrationWork) throws -> T
    ) async throws -> T {
        try await doing(realm, holding) { (registration: RegistrationWork) in
            guard try !registration.book().profile.handbookKinds.isEmpty else {
                throw ActionError.notFound
            }
            return try work(registration)
        }
    }

    /// The places of communities that keep a register today: where somebody may answer.
    func registerPlaces(
        in realm: Realm, at now: Instant, _ db: any Reader
    ) throws -> [Place] {
        let book = try book(of: realm, at: now, db)
        let roles = book.profile.roles.filter { $0.verbs.contains(.keepRegister) }.map(\.id)
        if roles.isEmpty { return [] }
        let ids = try Posts.places(of: roles, in: realm.id, on: book.day(of: now), db)
        return try Places.find(ids: ids, in: realm.id, db)
    }
}

extension UnitRegistration {
    /// Whether a post speaks for the unit.
    package func isOwn(of holding: Holding) -> Bool {
        holding.verbs.contains(.offer) && holding.post.body == body && holding.post.realm == realm
    }

    /// Whether a post keeps the register in which the unit stands.
    package func isKept(by holding: Holding) -> Bool {
        holding.grants(.keepRegister, at: placePath, in: realm)
    }
}
