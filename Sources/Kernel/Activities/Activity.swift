/// An activity (活动): announced by a body, with so many places, and a roll kept afterwards.
///
/// Nobody is put on its list by others: who comes has signed up (志愿服务条例 article 25).
package struct Activity: Hashable, Sendable {
    package typealias ID = Identifier<Activity>

    package let id: ID
    package let realm: Realm.ID
    /// The body that organises it.
    package let body: Body.ID
    package let place: Place.ID
    package let placePath: PlacePath

    /// One of the kinds that the profile declares.
    package var kind: String
    package var title: String
    package var about: String
    /// Where, in words that a neighbour finds.
    package var venue: String
    package var startsAt: Instant
    package var endsAt: Instant
    /// How many may come; nil where there is room for all.
    package var places: Int?
    package var risk: Risk
    /// What may happen and what is done against it, told before anyone signs up
    /// (志愿服务条例 article 12).
    package var riskNote: String?
    /// The agreement with a partner unit under which it is held (共驻共建协议).
    package var agreement: Matter.ID?
    package var state: State
    /// Those who came without signing up, or were served, counted without a name.
    package var visitors: Int?
    /// Why it was called off, told to those who had signed up.
    package var reason: String?
    /// Counts changes: whoever acts names the version that they saw.
    package var version: Int

    package enum State: String, CaseIterable, Sendable, Codable {
        case open, held, cancelled
    }

    package enum Risk: String, CaseIterable, Sendable, Codable {
        case ordinary
        /// Something may happen: it is said what.
        case noted
        /// Bodily harm may happen: accident insurance is taken out (志愿服务条例 article 17).
        case insured
    }

    package static let titleCharactersMax = 60
    package static let aboutCharactersMax = 2_000
    package static let venueCharactersMax = 80
    package static let riskCharactersMax = 300
    package static let reasonCharactersMax = 300
    package static let placesRange = 1...5_000
    package static let visitorsMax = 100_000
    package static let minutesRange: ClosedRange<Int64> = 10...720
    /// How far ahead an activity may be announced, in days.
    package static let aheadDaysMax = 366
    /// How many may wait for a place.
    package static let waitingMax = 500

    package init(
        id: ID, realm: Realm.ID, body: Body.ID, place: Place.ID, placePath: PlacePath,
        kind: String, title: String, about: String, venue: String, startsAt: Instant,
        endsAt: Instant, places: Int?, risk: Risk = .ordinary, riskNote: String? = nil,
        agreement: Matter.ID? = nil, state: State = .open, visitors: Int? = nil,
        reason: String? = nil, version: Int = 1
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
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.places = places
        self.risk = risk
        self.riskNote = riskNote
        self.agreement = agreement
        self.state = state
        self.visitors = visitors
        self.reason = reason
        self.version = version
    }

    /// How long it takes, in whole minutes.
    package var minutes: Int64 { endsAt.seconds(since: startsAt) / 60 }

    /// Whether somebody may sign up, or leave, at an instant.
    package func takesSignUps(at now: Instant) -> Bool { state == .open && now < startsAt }

    /// Whether the roll may be kept: it has begun, and was not called off.
    package func takesRoll(at now: Instant) -> Bool { state != .cancelled && now >= startsAt }

    /// Where the next who signs up stands.
    package func standing(afterPlaced placed: Int) -> SignUp.Standing {
        places.map { placed < $0 } ?? true ? .placed : .waiting
    }
}

/// Someone's name on the list of an activity (报名).
package struct SignUp: Hashable, Sendable {
    package enum Standing: String, CaseIterable, Sendable, Codable {
        case placed, waiting, withdrawn
    }

    package let activity: Activity.ID
    package let person: Person.ID
    /// The order in which they signed up, from 1.
    package let ordinal: Int
    package let at: Instant
    package var standing: Standing
    /// Minutes served; 0 for one who did not come, nil before the roll was kept.
    package var minutes: Int64?
    /// The transfer that gave the minutes.
    package var transfer: Transfer.ID?
    /// What the person says is wrong with the minutes (志愿服务记录办法: 有异议可以要求更正).
    package var contest: String?

    package static let contestCharactersMax = 300

    package init(
        activity: Activity.ID, person: Person.ID, ordinal: Int, at: Instant, standing: Standing,
        minutes: Int64? = nil, transfer: Transfer.ID? = nil, contest: String? = nil
    ) {
        self.activity = activity
        self.person = person
        self.ordinal = ordinal
        self.at = at
        self.standing = standing
        self.minutes = minutes
        self.transfer = transfer
        self.contest = contest
    }
}
