/// How something is done here (知识条目): a policy, a procedure or a service, with who answers for
/// it, its source, and the day on which it is looked at again.
package struct Guide: Hashable, Sendable {
    package typealias ID = Identifier<Guide>

    package let id: ID
    package let realm: Realm.ID
    package let place: Place.ID
    package let placePath: PlacePath
    package var kind: Kind
    /// The wide category that it belongs to; nil for none.
    package var category: Category.ID?
    package var title: LocalName
    package var text: LocalName
    /// What to bring, an item a line.
    package var bring: LocalName
    package var source: String
    package var body: Body.ID
    package var reviewOn: Day
    package var reviewedOn: Day
    package var endedOn: Day?
    /// The venues at whose window it is given.
    package var windows: [Venue.ID]
    package var version: Int

    package enum Kind: String, CaseIterable, Sendable {
        case policy, procedure, service
    }

    package static let titleCharactersMax = 60
    package static let textCharactersMax = 2_000
    package static let bringCharactersMax = 600
    package static let sourceCharactersMax = 200
    package static let windowsMax = 20
    /// How far ahead the next review may lie, in days: a little over a year.
    package static let reviewDaysMax = 400

    package init(
        id: ID, realm: Realm.ID, place: Place.ID, placePath: PlacePath, kind: Kind,
        category: Category.ID?, title: LocalName, text: LocalName, bring: LocalName,
        source: String, body: Body.ID, reviewOn: Day, reviewedOn: Day, endedOn: Day? = nil,
        windows: [Venue.ID] = [], version: Int = 1
    ) {
        self.id = id
        self.realm = realm
        self.place = place
        self.placePath = placePath
        self.kind = kind
        self.category = category
        self.title = title
        self.text = text
        self.bring = bring
        self.source = source
        self.body = body
        self.reviewOn = reviewOn
        self.reviewedOn = reviewedOn
        self.endedOn = endedOn
        self.windows = windows
        self.version = version
    }

    package func holds(on day: Day) -> Bool { endedOn.map { day < $0 } ?? true }

    /// Whether nobody has looked at it since it was due (复核日已过).
    package func isStale(on day: Day) -> Bool { reviewOn < day }

    /// Whether all the words that were typed stand in it somewhere, in either language.
    package func matches(_ words: [String]) -> Bool {
        let whole = [title, text, bring].flatMap { [$0.zh, $0.en ?? ""] }
            .joined(separator: "\n").lowercased()
        return words.allSatisfy { whole.contains($0.lowercased()) }
    }
}
