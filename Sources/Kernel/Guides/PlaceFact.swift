/// Something known of a place (底数), with the day for which it holds and its source. None is about
/// a person: where a place is home to many peoples, a sentence says so and nothing else does.
package struct PlaceFact: Hashable, Sendable {
    package typealias ID = Identifier<PlaceFact>

    package let id: ID
    package let realm: Realm.ID
    package let place: Place.ID
    package let kind: Kind
    /// As the source says it: `4737 户`.
    package let said: String
    /// Whether the source itself gives it only roughly (余、近、多).
    package let isRough: Bool
    package let asOf: Day
    package let source: String
    package let post: Post.ID?
    package let at: Instant
    /// The fact that it takes the place of; what was known before stays readable.
    package let replaces: ID?

    /// In the order in which a page tells them.
    package enum Kind: String, CaseIterable, Sendable {
        case sentence, founded, boundary, area, estates, buildings, households, residents
        /// A business district: counts alone.
        case merchants, employees, footfall
    }

    package static let saidCharactersMax = 200
    package static let sourceCharactersMax = 120

    package init(
        id: ID, realm: Realm.ID, place: Place.ID, kind: Kind, said: String, isRough: Bool,
        asOf: Day, source: String, post: Post.ID?, at: Instant, replaces: ID? = nil
    ) {
        self.id = id
        self.realm = realm
        self.place = place
        self.kind = kind
        self.said = said
        self.isRough = isRough
        self.asOf = asOf
        self.source = source
        self.post = post
        self.at = at
        self.replaces = replaces
    }
}
