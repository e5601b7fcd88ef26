/// A scheme of appraisal in one version (楼栋积分管理考评细则): where it holds, its rules, and by
/// what act the residents adopted it.
///
/// A new version is a scheme of its own: rounds keep the one that they were opened under.
package struct AppraisalScheme: Hashable, Sendable {
    package typealias ID = Identifier<AppraisalScheme>

    package let id: ID
    package let realm: Realm.ID
    /// Whose buildings take part: a community or an estate.
    package let place: Place.ID
    package let placePath: PlacePath
    /// Counted from 1 at each place.
    package let version: Int
    package let name: String
    package let rules: AppraisalRules
    package let adoption: Adoption
    package let since: Instant
    /// When it was replaced or ended; nil while it is in force.
    package let until: Instant?
    /// Why it was ended; nil where a newer version took its place.
    package let endedWords: String?

    /// By what the residents adopted it.
    package struct Adoption: Hashable, Sendable {
        /// The meeting that carried it, where it was held here.
        package let meeting: Meeting.ID?
        package let day: Day
        package let words: String

        package init(meeting: Meeting.ID?, day: Day, words: String) {
            self.meeting = meeting
            self.day = day
            self.words = words
        }
    }

    package static let nameCharactersMax = 60
    package static let wordsCharactersMax = 300

    package init(
        id: ID, realm: Realm.ID, place: Place.ID, placePath: PlacePath, version: Int,
        name: String, rules: AppraisalRules, adoption: Adoption, since: Instant,
        until: Instant? = nil, endedWords: String? = nil
    ) {
        self.id = id
        self.realm = realm
        self.place = place
        self.placePath = placePath
        self.version = version
        self.name = name
        self.rules = rules
        self.adoption = adoption
        self.since = since
        self.until = until
        self.endedWords = endedWords
    }

    package var isInForce: Bool { until == nil }
}
