/// Hours in which somebody sits at a venue for whoever comes (坐班、便民摊位): a locksmith, a
/// lawyer, a doctor. It has slots of the same length. What is said stays there: nothing of it is
/// written down, and only how many came is counted.
package struct Sitting: Hashable, Sendable {
    package typealias ID = Identifier<Sitting>

    package let id: ID
    package let realm: Realm.ID
    package let venue: Venue.ID
    package let room: Room.ID?
    package let placePath: PlacePath
    /// One of the kinds that the profile declares.
    package let kind: String
    /// Who sends them.
    package let body: Body.ID
    /// What is done and what to bring.
    package let about: String
    package let startsAt: Instant
    package let endsAt: Instant
    package let slotMinutes: Int
    package var state: State
    /// How many came; a number, never names.
    package var served: Int?
    package var reason: String?
    package var version: Int

    package enum State: String, CaseIterable, Sendable {
        case open, held, cancelled
    }

    package static let slotRange = 5...120
    package static let aboutCharactersMax = 300
    package static let reasonCharactersMax = 200
    package static let servedMax = 1_000
    package static let minutesRange: ClosedRange<Int64> = 30...720
    package static let aheadDaysMax = 90

    package init(
        id: ID, realm: Realm.ID, venue: Venue.ID, room: Room.ID?, placePath: PlacePath,
        kind: String, body: Body.ID, about: String, startsAt: Instant, endsAt: Instant,
        slotMinutes: Int, state: State = .open, served: Int? = nil, reason: String? = nil,
        version: Int = 1
    ) {
        self.id = id
        self.realm = realm
        self.venue = venue
        self.room = room
        self.placePath = placePath
        self.kind = kind
        self.body = body
        self.about = about
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.slotMinutes = slotMinutes
        self.state = state
        self.served = served
        self.reason = reason
        self.version = version
    }

    /// A last part that is shorter than a slot is none.
    package var slots: Int { Int(endsAt.seconds(since: startsAt) / 60) / slotMinutes }

    /// When a slot begins, counted from 1.
    package func start(of slot: Int) -> Instant {
        startsAt.adding(minutes: Int64((slot - 1) * slotMinutes))
    }

    /// Whether a slot may be taken at an instant.
    package func takes(_ slot: Int, at now: Instant) -> Bool {
        state == .open && (1...max(slots, 1)).contains(slot) && now < start(of: slot)
    }
}
