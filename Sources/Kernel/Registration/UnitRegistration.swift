/// A unit registers at the community where it stands (单位报到), half of the double registration
/// (双报到). Nothing in it is about a person.
package struct UnitRegistration: Hashable, Sendable {
    package typealias ID = Identifier<UnitRegistration>

    package let id: ID
    package let realm: Realm.ID
    package let body: Body.ID
    package let place: Place.ID
    package let placePath: PlacePath
    package let proposedAt: Instant
    /// How many hands it can send when the community is short of them.
    package var hands: Int
    /// What it offers, in words.
    package var offers: String
    package var registration: Registration
    package var version: Int

    package static let handsRange = 0...500
    package static let offersCharactersMax = 300
    /// How long a note between the unit and the community may be.
    package static let noteCharactersMax = 300

    package init(
        id: ID, realm: Realm.ID, body: Body.ID, place: Place.ID, placePath: PlacePath,
        proposedAt: Instant, hands: Int, offers: String, registration: Registration = .proposed,
        version: Int = 1
    ) {
        self.id = id
        self.realm = realm
        self.body = body
        self.place = place
        self.placePath = placePath
        self.proposedAt = proposedAt
        self.hands = hands
        self.offers = offers
        self.registration = registration
        self.version = version
    }
}

/// A letter of thanks to the home unit (致派出单位的感谢信): facts of a span, frozen when it was
/// written. Names stand in no row: they are read anew from consents that hold.
package struct HomeLetter: Hashable, Sendable {
    package typealias ID = Identifier<HomeLetter>

    package let id: ID
    package let realm: Realm.ID
    package let unit: UnitRegistration.ID
    /// Two check words, as certificates have.
    package let code: String
    package let from: Day
    /// The last day that it covers.
    package let until: Day
    package let facts: HomeFacts
    package let issuedAt: Instant

    package init(
        id: ID, realm: Realm.ID, unit: UnitRegistration.ID, code: String, from: Day, until: Day,
        facts: HomeFacts, issuedAt: Instant
    ) {
        self.id = id
        self.realm = realm
        self.unit = unit
        self.code = code
        self.from = from
        self.until = until
        self.facts = facts
        self.issuedAt = issuedAt
    }
}

/// What people of a unit did in a community, from confirmed service alone.
package struct HomeFacts: Hashable, Sendable {
    package let people: Int
    /// How often somebody came (人次).
    package let times: Int
    package let activities: Int
    package let minutes: Int64

    package init(people: Int, times: Int, activities: Int, minutes: Int64) {
        self.people = people
        self.times = times
        self.activities = activities
        self.minutes = minutes
    }
}
