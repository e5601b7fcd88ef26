/// A pairing (结对): a place, a household or a person that is helped, and who has agreed to help.
///
/// Who is helped stands nowhere in it: name, door, telephone and need are sealed apart, see
/// `HelpedDetails`. Nobody is assigned: a supporter is asked, and answers.
package struct Pairing: Hashable, Sendable {
    package typealias ID = Identifier<Pairing>

    /// The three levels of 三定三包, and the card of a merchant (亲情卡).
    package enum Kind: String, CaseIterable, Sendable {
        /// A body for a place (定组包片): nothing personal.
        case area
        /// A body or a person for a household (定向包扶).
        case household
        /// A person for a person (定人包联).
        case person
        /// A merchant for one agreed need; it learns neither name nor door.
        case card

        /// Whether someone helped stands behind it, who must have consented.
        package var isPersonal: Bool { self != .area }
        /// Whether visits fall due.
        package var hasVisits: Bool { self == .household || self == .person }
        /// Whether supporters must have declared how much they take on.
        package var needsPledge: Bool { isPersonal }
    }

    /// What help is for: a closed list, which says nothing of health, family or belief.
    package enum Need: String, CaseIterable, Sendable {
        case company, errands, repairs, paperwork, learning, other
    }

    package enum State: String, CaseIterable, Sendable {
        case proposed, running, ended
    }

    package enum Ending: String, CaseIterable, Sendable {
        /// The help is no longer needed, or was agreed for a time.
        case finished
        /// It was entered by mistake, or nobody could be found.
        case dropped
        /// The consent was withdrawn.
        case withdrawn
    }

    package let id: ID
    package let realm: Realm.ID
    package let number: CardNumber
    package let kind: Kind
    package let place: Place.ID
    package let placePath: PlacePath
    /// The post of the worker who entered it.
    package let keeper: Post.ID
    /// At least every so many days somebody looks in; nil where nobody visits.
    package let everyDays: Int?
    /// The last day of a card.
    package let until: Day?
    package let proposedAt: Instant

    package var supporters: [Supporter]
    /// The consent that stands; nil before it was given and after it was withdrawn.
    package var consent: Consent?
    package var state: State
    package var startedOn: Day?
    /// The day by which the next visit is due.
    package var dueOn: Day?
    package var endedAt: Instant?
    package var ending: Ending?
    /// Counts changes: whoever acts names the version that they saw.
    package var version: Int

    package static let everyDaysRange = 1...90
    package static let supportersMax = 10
    package static let cardDaysMax = 366
    /// How long what is personal is kept after the end, in days.
    package static let keptDays: Int64 = 30
    package static let sentenceCharactersMax = 200
    package static let reasonCharactersMax = 200

    package init(
        id: ID, realm: Realm.ID, number: CardNumber, kind: Kind, place: Place.ID,
        placePath: PlacePath, keeper: Post.ID, everyDays: Int?, until: Day?,
        proposedAt: Instant, supporters: [Supporter] = [], consent: Consent? = nil,
        state: State = .proposed, startedOn: Day? = nil, dueOn: Day? = nil,
        endedAt: Instant? = nil, ending: Ending? = nil, version: Int = 1
    ) {
        self.id = id
        self.realm = realm
        self.number = number
        self.kind = kind
        self.place = place
        self.placePath = placePath
        self.keeper = keeper
        self.everyDays = everyDays
        self.until = until
        self.proposedAt = proposedAt
        self.supporters = supporters
        self.consent = consent
        self.state = state
        self.startedOn = startedOn
        self.dueOn = dueOn
        self.endedAt = endedAt
        self.ending = ending
        self.version = version
    }
}

/// Who helps in a pairing, and what they answered.
package struct Supporter: Hashable, Sendable {
    package typealias ID = Identifier<Supporter>

    /// A person with a post, or a body for which each of its posts may act.
    package enum Who: Hashable, Sendable {
        case person(Person.ID)
        case body(Body.ID)

        package var person: Person.ID? { if case .person(let id) = self { id } else { nil } }
        package var body: Body.ID? { if case .body(let id) = self { id } else { nil } }
    }

    package enum State: String, CaseIterable, Sendable {
        case asked, accepted, declined, left
    }

    /// Why a worker takes a supporter out: a closed list, so that nothing is written of anybody.
    package enum Parting: String, CaseIterable, Sendable {
        /// They have moved away, or left the unit.
        case moved
        case unreachable
        /// They said so themselves.
        case wish
        /// The one who is helped would rather not.
        case refused
    }

    package let id: ID
    package let who: Who
    package var state: State
    package let askedAt: Instant
    package var answeredAt: Instant?

    package init(
        id: ID, who: Who, state: State = .asked, askedAt: Instant, answeredAt: Instant? = nil
    ) {
        self.id = id
        self.who = who
        self.state = state
        self.askedAt = askedAt
        self.answeredAt = answeredAt
    }

    /// Whether a holding is this person, or a post of this body.
    package func isHeld(by holding: Holding) -> Bool {
        switch who {
        case .person(let id): id == holding.post.person
        case .body(let id): id == holding.post.body
        }
    }
}

/// That the one who is helped agreed: how, on which day, and what supporters may be told.
package struct Consent: Hashable, Sendable {
    package typealias ID = Identifier<Consent>

    package enum Way: Hashable, Sendable {
        case written
        /// Said before a colleague's post, which is not the post that enters it.
        case oral(witness: Post.ID)
    }

    package let id: ID
    package let way: Way
    package let givenOn: Day
    /// What may be told to those who accepted; the need is always part of it.
    package let covers: Set<HelpedDetails.Part>

    package init(id: ID, way: Way, givenOn: Day, covers: Set<HelpedDetails.Part>) {
        self.id = id
        self.way = way
        self.givenOn = givenOn
        self.covers = covers.union([.need])
    }
}

/// What a supporter declared: for how many, and for which kinds of help (能包多少包多少).
package struct Pledge: Hashable, Sendable {
    package typealias ID = Identifier<Pledge>

    package static let mostRange = 1...20

    package let id: ID
    package let realm: Realm.ID
    package let who: Supporter.Who
    /// The place of the post that declared it.
    package let place: Place.ID
    /// How many pairings at one time, 1 to 20.
    package let most: Int
    package let needs: Set<Pairing.Need>

    package init(
        id: ID, realm: Realm.ID, who: Supporter.Who, place: Place.ID, most: Int,
        needs: Set<Pairing.Need>
    ) {
        self.id = id
        self.realm = realm
        self.who = who
        self.place = place
        self.most = most
        self.needs = needs
    }
}
