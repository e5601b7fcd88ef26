package import Kernel
import SQL
import Storage

/// Registers the unit of one's post at the community where it stands, or sends it again.
package struct RegisterUnit: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let place: Place.ID?
    package let hands: String
    package let offers: String

    package init(
        realm: Realm, holding: Holding, place: Place.ID?, hands: String, offers: String
    ) {
        self.realm = realm
        self.holding = holding
        self.place = place
        self.hands = hands
        self.offers = offers
    }

    /// - Throws: `.forbidden` for a post that speaks for no unit.
    @discardableResult
    package func run(in installation: Installation) async throws -> UnitRegistration {
        try await installation.register(realm, holding) { work in
            guard holding.verbs.contains(.offer) else { throw ActionError.forbidden }
            var text = FormText()
            let hands = text.number("hands", hands, in: UnitRegistration.handsRange)
            let offers = text.read(
                "offers", offers, most: UnitRegistration.offersCharactersMax)
            try text.finish()
            guard let hands else { throw ActionError.invalid(["hands": .init("answer.missing")]) }
            let place = try work.registerPlace(place)
            let payload: [String: Payload] = [
                "hands": .int(Int64(hands)), "offers": .text(offers),
            ]
            let body = holding.post.body
            if let before = try UnitRegistrations.standing(of: body, at: place.id, work.db) {
                var sent = before
                let today = try work.today()
                sent.registration = try RegistrationWork.refusing {
                    () throws(Registration.Refusal) in
                    try before.registration.sent(on: today)
                }
                (sent.hands, sent.offers) = (hands, offers)
                return try work.store(sent, from: before, action: "registerUnit", payload)
            }
            let unit = UnitRegistration(
                id: installation.newID(), realm: realm.id, body: body, place: place.id,
                placePath: place.path, proposedAt: work.now, hands: hands, offers: offers)
            try UnitRegistrations.insert(unit, work.db)
            try work.record(unit, action: "registerUnit", payload)
            return unit
        }
    }
}

/// What either side does about a unit's registration once it is sent.
package struct KeepUnit: Sendable {
    package enum Act: String, CaseIterable, Sendable {
        /// The community's answers.
        case confirmation, `return`
        /// The unit says once more that it holds.
        case reaffirmation
        /// Either side ends it.
        case closure
        /// Either side writes to the other.
        case note
    }

    package let realm: Realm
    package let holding: Holding
    package let unit: UnitRegistration.ID
    package let seen: Int
    package let act: Act
    /// The reason of a return, or the note.
    package let words: String

    package init(
        realm: Realm, holding: Holding, unit: UnitRegistration.ID, seen: Int, act: Act,
        words: String = ""
    ) {
        self.realm = realm
        self.holding = holding
        self.unit = unit
        self.seen = seen
        self.act = act
        self.words = words
    }

    /// - Throws: `.forbidden` for a post of neither side, and for the other side's act.
    @discardableResult
    package func run(in installation: Installation) async throws -> UnitRegistration {
        try await installation.register(realm, holding) { work in
            let before = try work.unit(unit)
            let (isOwn, isKept) = (before.isOwn(of: holding), before.isKept(by: holding))
            let may =
                switch act {
                case .confirmation, .return: isKept
                case .reaffirmation: isOwn
                case .closure, .note: isOwn || isKept
                }
            guard may else { throw ActionError.forbidden }
            if act == .note { return try write(to: before, work) }
            guard seen == before.version else { throw ActionError.conflict }
            var text = FormText()
            let reason =
                act == .return
                ? text.read("words", words, most: Registration.reasonCharactersMax) : ""
            try text.finish()
            let today = try work.today()
            var next = before
            next.registration = try RegistrationWork.refusing {
                () throws(Registration.Refusal) in
                switch act {
                case .confirmation: try before.registration.confirmed(on: today)
                case .return: try before.registration.returned(reason)
                case .reaffirmation: try before.registration.reaffirmed(on: today)
                case .closure, .note: try before.registration.ended(on: today)
                }
            }
            return try work.store(next, from: before, action: "\(act.rawValue)OfUnit")
        }
    }

    private func write(
        to unit: UnitRegistration, _ work: RegistrationWork
    ) throws -> UnitRegistration {
        guard unit.registration.state == .confirmed else {
            throw ActionError.invalid(["words": .init("registration.problem.notConfirmed")])
        }
        var text = FormText()
        let note = text.read("words", words, most: UnitRegistration.noteCharactersMax)
        try text.finish()
        try UnitNotes.insert(
            id: work.installation.newID(), of: unit.id, by: holding.post.id, note, at: work.now,
            work.db)
        try work.record(unit, action: "noteOfUnit", ["note": .text(note)])
        return unit
    }
}
