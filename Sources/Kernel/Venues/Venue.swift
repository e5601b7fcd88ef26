/// A venue (阵地): a station, a neighbourhood centre, a service point, kept by a body at a place.
package struct Venue: Hashable, Sendable {
    package typealias ID = Identifier<Venue>

    package let id: ID
    package let realm: Realm.ID
    /// Who keeps it.
    package let body: Body.ID
    package let place: Place.ID
    package let placePath: PlacePath
    package let openedOn: Day

    package var name: LocalName
    /// One of the models that the profile declares, such as a neighbourhood centre.
    package var model: String
    /// What it is there for; functions that the profile declares, in their order.
    package var functions: [String]
    /// Where, in words that a neighbour finds.
    package var spot: String
    package var phone: String?
    package var about: String
    package var rules: String
    package var hours: OpeningHours
    /// When nothing loud may go on, every day.
    package var quiet: [OpeningHours.Span]
    /// The first day on which it is no more.
    package var closedOn: Day?
    /// Counts changes: whoever acts names the version that they saw.
    package var version: Int

    package static let spotCharactersMax = 80
    package static let aboutCharactersMax = 600
    package static let rulesCharactersMax = 1_000
    package static let reasonCharactersMax = 120
    package static let functionsMax = 20
    package static let roomsMax = 30
    /// How far ahead a day with other hours may be set down.
    package static let daysAheadMax = 366

    package init(
        id: ID, realm: Realm.ID, body: Body.ID, place: Place.ID, placePath: PlacePath,
        openedOn: Day, name: LocalName, model: String, functions: [String], spot: String,
        phone: String? = nil, about: String, rules: String, hours: OpeningHours,
        quiet: [OpeningHours.Span] = [], closedOn: Day? = nil, version: Int = 1
    ) {
        self.id = id
        self.realm = realm
        self.body = body
        self.place = place
        self.placePath = placePath
        self.openedOn = openedOn
        self.name = name
        self.model = model
        self.functions = functions
        self.spot = spot
        self.phone = phone
        self.about = about
        self.rules = rules
        self.hours = hours
        self.quiet = quiet
        self.closedOn = closedOn
        self.version = version
    }

    package func stands(on day: Day) -> Bool {
        openedOn <= day && closedOn.map { day < $0 } ?? true
    }
}

/// What a profile declares of venues.
package struct VenueRules: Hashable, Sendable {
    package let models: [String]
    package let functions: [String]
    /// Who may sit there for others: trades, and professions.
    package let sittings: [String]
    /// Those of them whose visitors say nothing of themselves (法官、律师、医生、心理咨询).
    package let confidential: [String]

    package init(
        models: [String], functions: [String], sittings: [String], confidential: [String]
    ) {
        self.models = models
        self.functions = functions
        self.sittings = sittings
        self.confidential = confidential
    }
}
