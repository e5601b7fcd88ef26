/// A room, or a slot of a sitting, that somebody has for a time (预约).
///
/// A neighbour needs no account: number and check word are all that they keep. What it is for
/// nobody asks them; a post says so, for everyone to read.
package struct Booking: Hashable, Sendable {
    package typealias ID = Identifier<Booking>

    package let id: ID
    package let realm: Realm.ID
    package let number: CardNumber
    package let subject: Subject
    package let startsAt: Instant
    package let endsAt: Instant
    package let people: Int
    package let withSound: Bool
    /// What a post booked it for.
    package let title: String?
    package let post: Post.ID?
    package let madeAt: Instant
    package var state: State
    /// Why the venue called it off; nil where the neighbour did.
    package var reason: String?
    package var version: Int

    package enum Subject: Hashable, Sendable {
        case room(Room.ID)
        /// A slot, counted from 1.
        case slot(Sitting.ID, Int)
    }

    package enum State: String, CaseIterable, Sendable {
        case booked, cancelled
    }

    package static let titleCharactersMax = 40
    package static let nameCharactersMax = 40
    package static let reasonCharactersMax = 200
    /// How long after its end it is forgotten who booked.
    package static let keptDays = 7

    package init(
        id: ID, realm: Realm.ID, number: CardNumber, subject: Subject, startsAt: Instant,
        endsAt: Instant, people: Int, withSound: Bool = false, title: String? = nil,
        post: Post.ID? = nil, madeAt: Instant, state: State = .booked, reason: String? = nil,
        version: Int = 1
    ) {
        self.id = id
        self.realm = realm
        self.number = number
        self.subject = subject
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.people = people
        self.withSound = withSound
        self.title = title
        self.post = post
        self.madeAt = madeAt
        self.state = state
        self.reason = reason
        self.version = version
    }

    /// Whether it may still be given back.
    package func canBeCancelled(at now: Instant) -> Bool { state == .booked && now < startsAt }
}

/// How whoever booked is reached, sealed until some days after.
package struct BookerDetails: Hashable, Sendable {
    package let name: String
    package let phone: String

    package init(name: String, phone: String) {
        self.name = name
        self.phone = phone
    }

    package var payload: Payload { .object(["name": .text(name), "phone": .text(phone)]) }

    package init?(_ payload: Payload) {
        guard case .text(let name)? = payload["name"], case .text(let phone)? = payload["phone"]
        else { return nil }
        self.init(name: name, phone: phone)
    }
}
