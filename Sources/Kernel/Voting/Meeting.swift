/// A meeting (会议): called with notice, opened with a count of who came, closed with its minutes.
package struct Meeting: Hashable, Sendable {
    package typealias ID = Identifier<Meeting>

    package let id: ID
    package let realm: Realm.ID
    package let rule: MeetingRule.ID
    /// The rule's numbers as they were on the day of the call.
    package let terms: MeetingRule.Terms
    /// The matter that it deliberates; a standing joint meeting has none.
    package let matter: Matter.ID?
    /// The body that convenes it.
    package let body: Body.ID
    /// The alliance whose members meet; nil for every other meeting.
    package let alliance: Body.ID?
    package let place: Place.ID
    package let placePath: PlacePath

    /// When it was announced, or announced anew because its day was moved.
    package var calledAt: Instant
    package var title: String
    /// Where, in words that a neighbour finds.
    package var venue: String
    package var startsAt: Instant
    package var agenda: [String]
    package var entitled: Int?
    package var present: Int?
    package var minutes: String?
    package var state: State
    package var openedAt: Instant?
    package var closedAt: Instant?
    /// Why it was called off, told to those who were invited.
    package var reason: String?
    package var motions: [Motion]
    /// Counts changes: whoever acts names the version that they saw.
    package var version: Int

    package enum State: String, CaseIterable, Sendable, Codable {
        case called, opened, closed, cancelled
    }

    package static let peopleMax = 100_000
    package static let titleCharactersMax = 60
    package static let venueCharactersMax = 80
    package static let agendaItemsMax = 20
    package static let agendaItemCharactersMax = 200
    package static let motionsMax = 50
    package static let motionCharactersMax = 500
    /// How long what a meeting decides and hands out is, and what it asks in detail.
    package static let resolutionCharactersMax = 60
    package static let resolutionAccountCharactersMax = 2_000
    package static let minutesCharactersMax = 20_000
    package static let reasonCharactersMax = 300
    /// How long before its time a meeting may be opened, in minutes.
    package static let earlyMinutes: Int64 = 30
    /// How far ahead a meeting may be called, in days.
    package static let aheadDaysMax = 366

    package init(
        id: ID, realm: Realm.ID, rule: MeetingRule.ID, terms: MeetingRule.Terms,
        matter: Matter.ID?, body: Body.ID, place: Place.ID, placePath: PlacePath, title: String,
        venue: String, calledAt: Instant, startsAt: Instant, agenda: [String],
        entitled: Int? = nil, present: Int? = nil, minutes: String? = nil, state: State = .called,
        openedAt: Instant? = nil, closedAt: Instant? = nil, reason: String? = nil,
        motions: [Motion] = [], version: Int = 1, alliance: Body.ID? = nil
    ) {
        self.id = id
        self.realm = realm
        self.rule = rule
        self.terms = terms
        self.matter = matter
        self.body = body
        self.alliance = alliance
        self.place = place
        self.placePath = placePath
        self.title = title
        self.venue = venue
        self.calledAt = calledAt
        self.startsAt = startsAt
        self.agenda = agenda
        self.entitled = entitled
        self.present = present
        self.minutes = minutes
        self.state = state
        self.openedAt = openedAt
        self.closedAt = closedAt
        self.reason = reason
        self.motions = motions
        self.version = version
    }

    /// Who came, of how many; nil before the meeting was opened.
    package var attendance: Tally? {
        guard let entitled, let present else { return nil }
        return Tally(
            entitled: entitled, present: present, quorum: terms.quorum, majority: terms.majority)
    }

    /// The arithmetic of one of its motions; nil before the meeting was opened.
    package func tally(of motion: Motion) -> Tally? {
        tally(inFavour: motion.inFavour, against: motion.against, abstained: motion.abstained)
    }

    package func tally(inFavour: Int, against: Int, abstained: Int) -> Tally? {
        guard let entitled, let present else { return nil }
        return Tally(
            entitled: entitled, present: present, inFavour: inFavour, against: against,
            abstained: abstained, quorum: terms.quorum, majority: terms.majority)
    }

    package var isQuorate: Bool { attendance?.isQuorate ?? false }
    package var hasCarried: Bool { motions.contains { $0.outcome == .carried } }

    /// The meeting as far as a matter's rules ask; nil while it is not closed.
    package var held: Held? {
        guard state == .closed, let closedAt else { return nil }
        return Held(closedAt: closedAt, isQuorate: isQuorate, hasCarried: hasCarried)
    }
}

/// A closed meeting, as far as a matter's rules ask.
package struct Held: Hashable, Sendable {
    package let closedAt: Instant
    package let isQuorate: Bool
    /// Whether at least one motion was carried.
    package let hasCarried: Bool

    package init(closedAt: Instant, isQuorate: Bool, hasCarried: Bool) {
        self.closedAt = closedAt
        self.isQuorate = isQuorate
        self.hasCarried = hasCarried
    }
}
