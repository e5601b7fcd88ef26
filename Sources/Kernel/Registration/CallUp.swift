/// A call-up (下沉): a community that is short of hands asks units and people for shifts. Each shift
/// is an activity, for which people sign up themselves; nobody is sent (志愿服务条例 article 25).
package struct CallUp: Hashable, Sendable {
    package typealias ID = Identifier<CallUp>

    package enum State: String, CaseIterable, Sendable, Codable {
        case open, closed
    }

    package let id: ID
    package let realm: Realm.ID
    package let body: Body.ID
    package let place: Place.ID
    package let placePath: PlacePath
    /// One of the kinds of activities, which every shift is of.
    package let kind: String
    package let title: String
    package let about: String
    package let venue: String
    package let openedAt: Instant
    package var state: State
    package var version: Int

    package static let titleCharactersMax = 40
    package static let aboutCharactersMax = 600
    /// How many shifts one call-up has at most.
    package static let shiftsMax = 60
    package static let handsRange = 0...500
    package static let wordsCharactersMax = 200

    package init(
        id: ID, realm: Realm.ID, body: Body.ID, place: Place.ID, placePath: PlacePath,
        kind: String, title: String, about: String, venue: String, openedAt: Instant,
        state: State = .open, version: Int = 1
    ) {
        self.id = id
        self.realm = realm
        self.body = body
        self.place = place
        self.placePath = placePath
        self.kind = kind
        self.title = title
        self.about = about
        self.venue = venue
        self.openedAt = openedAt
        self.state = state
        self.version = version
    }
}

/// What a unit answers to a call-up: a number, and a word. Who comes signs up in person.
package struct UnitAnswer: Hashable, Sendable {
    package let body: Body.ID
    package let hands: Int
    package let words: String
    package let at: Instant

    package init(body: Body.ID, hands: Int, words: String, at: Instant) {
        self.body = body
        self.hands = hands
        self.words = words
        self.at = at
    }
}
