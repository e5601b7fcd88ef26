/// A number that was reported of another time or from elsewhere (报告数): approximate, with its
/// source, and never mixed with what is counted.
package struct Baseline: Hashable, Sendable {
    package typealias ID = Identifier<Baseline>

    package let id: ID
    package let realm: Realm.ID
    package let figure: Figure.ID
    package let place: Place.ID
    package let period: Period
    package let number: Int64
    /// As it was said: `每月1500余件`.
    package let said: String
    package let source: String
    package let post: Post.ID
    package let at: Instant

    package static let numbers = 0...1_000_000_000
    package static let saidCharactersMax = 60
    package static let sourceCharactersMax = 120

    package init(
        id: ID, realm: Realm.ID, figure: Figure.ID, place: Place.ID, period: Period,
        number: Int64, said: String, source: String, post: Post.ID, at: Instant
    ) {
        self.id = id
        self.realm = realm
        self.figure = figure
        self.place = place
        self.period = period
        self.number = number
        self.said = said
        self.source = source
        self.post = post
        self.at = at
    }
}
