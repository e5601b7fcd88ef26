package import Kernel
import SQL
import Storage

/// Registers oneself with a community, or sends it again after it was returned, or says yes to a
/// community that asked. Nobody registers another.
package struct Enrol: Sendable {
    package let realm: Realm
    package let holding: Holding
    /// `here` or `reported`.
    package let kind: String
    package let place: Place.ID?
    /// The home unit, where it is registered too.
    package let unit: Body.ID?
    /// The home unit in words.
    package let unitWords: String
    package let offers: String
    /// Whether they may be named in a letter to their unit.
    package let isNamed: Bool
    /// Whether they agree that the community keeps this.
    package let consents: Bool

    package init(
        realm: Realm, holding: Holding, kind: String, place: Place.ID?, unit: Body.ID? = nil,
        unitWords: String = "", offers: String = "", isNamed: Bool = false, consents: Bool
    ) {
        self.realm = realm
        self.holding = holding
        self.kind = kind
        self.place = place
        self.unit = unit
        self.unitWords = unitWords
        self.offers = offers
        self.isNamed = isNamed
        self.consents = consents
    }

    /// - Throws: `.invalid` without consent, and where one of the kind is confirmed already.
    @discardableResult
    package func run(in installation: Installation) async throws -> Enrolment {
        try await installation.register(realm, holding) { work in
            let (kind, details) = try read(work)
            let place = try work.registerPlace(place)
            let person = holding.post.person
            let standing = try Enrolments.standing(of: person, kind, work.db)
            if standing?.registration.state == .confirmed {
                throw ActionError.invalid(["kind": .init("registration.problem.stands")])
            }
            let asked = try Enrolments.invitation(of: person, kind, at: place.id, work.db)
            let again = standing?.place == place.id && asked == nil ? standing : nil
            // What was sent before and not confirmed gives way: to another community, or to a yes.
            if let standing, again == nil {
                try Enrolments.remove(standing.id, work.db)
                try work.record(standing.id, action: "withdrawEnrolment", by: .unnamed)
            }
            let before = asked ?? again
            let stored = try send(before, kind, place, work)
            try EnrolmentSecrets.keep(
                details, of: stored.id, at: work.now, vault: installation.vault, work.db)
            return stored
        }
    }

    private func send(
        _ before: Enrolment?, _ kind: Enrolment.Kind, _ place: Place, _ work: RegistrationWork
    ) throws -> Enrolment {
        guard let before else {
            let enrolment = Enrolment(
                id: work.installation.newID(), realm: realm.id, person: holding.post.person,
                place: place.id, placePath: place.path, kind: kind, unit: unit,
                isNamed: isNamed, registration: .proposed)
            try Enrolments.insert(enrolment, work.db)
            try work.record(enrolment.id, action: "enrol", by: .unnamed)
            return enrolment
        }
        var sent = before
        let today = try work.today()
        sent.registration = try RegistrationWork.refusing { () throws(Registration.Refusal) in
            try before.registration.sent(on: today)
        }
        (sent.unit, sent.isNamed) = (unit, isNamed)
        return try work.store(sent, from: before, action: "enrol", by: .unnamed)
    }

    private func read(
        _ work: RegistrationWork
    ) throws -> (kind: Enrolment.Kind, details: EnrolmentDetails) {
        var text = FormText(isPublic: false)
        let kind = Enrolment.Kind(rawValue: kind)
        if kind == nil { text.complain("kind", "answer.notAChoice") }
        let words = text.read(
            "unitWords", unitWords, most: Enrolment.unitCharactersMax, isRequired: false)
        let offers = text.read(
            "offers", offers, most: Enrolment.offersCharactersMax, isRequired: false)
        if kind == .reported, unit == nil, words.isEmpty {
            text.complain("unitWords", "registration.problem.unit")
        }
        if let unit, try !UnitRegistrations.bodies(in: realm.id, work.db).contains(unit) {
            text.complain("unit", "answer.notAChoice")
        }
        if isNamed, unit == nil { text.complain("isNamed", "registration.problem.nameless") }
        if !consents { text.complain("consents", "registration.problem.consent") }
        try text.finish()
        guard let kind else { throw ActionError.invalid(["kind": .init("answer.notAChoice")]) }
        return (kind, EnrolmentDetails(unit: words, offers: offers))
    }
}
