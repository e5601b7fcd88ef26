/// A person's own registration with a community (党员报到): by their own word and consent, read by
/// them and by those who keep the register of that community, and gone without a trace of its words
/// once they take it back (个人信息保护法 articles 15, 29 and 47).
package struct Enrolment: Hashable, Sendable {
    package typealias ID = Identifier<Enrolment>

    /// Two kinds that are never added together: one person may be of both, in two communities.
    package enum Kind: String, CaseIterable, Sendable, Codable {
        /// Belongs to the organisation here (组织关系).
        case here
        /// Works elsewhere and reported in where they live (在职报到).
        case reported
    }

    package let id: ID
    package let realm: Realm.ID
    package let person: Person.ID
    package let place: Place.ID
    package let placePath: PlacePath
    package let kind: Kind
    /// The unit where they work, where it is registered too; others stand in the details.
    package var unit: Body.ID?
    /// Whether they agreed to be named in a letter to their unit.
    package var isNamed: Bool
    package var registration: Registration
    package var version: Int

    /// How long one that ended is kept for the person to read, in days.
    package static let keptDays = 366
    /// How long the community's question waits for an answer, in days.
    package static let invitedDays = 90
    /// How many may be asked by one community and not have answered.
    package static let invitedMax = 200
    package static let unitCharactersMax = 60
    package static let offersCharactersMax = 200

    package init(
        id: ID, realm: Realm.ID, person: Person.ID, place: Place.ID, placePath: PlacePath,
        kind: Kind, unit: Body.ID? = nil, isNamed: Bool = false, registration: Registration,
        version: Int = 1
    ) {
        self.id = id
        self.realm = realm
        self.person = person
        self.place = place
        self.placePath = placePath
        self.kind = kind
        self.unit = unit
        self.isNamed = isNamed
        self.registration = registration
        self.version = version
    }

    /// Whether somebody in a post keeps the register in which this stands; never one's own line.
    package func isKept(by holding: Holding) -> Bool {
        holding.grants(.keepRegister, at: placePath, in: realm) && holding.post.person != person
    }
}

/// What a person says beside it, sealed: the home unit in words, and what they offer.
package struct EnrolmentDetails: Hashable, Sendable {
    package let unit: String
    package let offers: String

    package init(unit: String, offers: String) {
        self.unit = unit
        self.offers = offers
    }

    /// As it is sealed.
    package var payload: Payload { .object(["unit": .text(unit), "offers": .text(offers)]) }

    /// Nil for anything but what `payload` writes.
    package init?(_ payload: Payload) {
        guard case .text(let unit)? = payload["unit"], case .text(let offers)? = payload["offers"]
        else { return nil }
        self.init(unit: unit, offers: offers)
    }
}
