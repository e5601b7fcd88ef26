/// A question to one person whether they take something on (邀请). Nobody is assigned: it is
/// answered by taking the matter on, or by declining (志愿服务条例 article 25).
package struct Invitation: Hashable, Sendable {
    package typealias ID = Identifier<Invitation>

    package enum State: String, CaseIterable, Sendable, Codable {
        case asked, declined
    }

    package let id: ID
    package let realm: Realm.ID
    package let matter: Matter.ID
    package let person: Person.ID
    package let at: Instant
    package let state: State

    /// How long a question stands, in days; after that it counts as not asked.
    package static let standsDays = 7
    /// How many may be asked at once.
    package static let atOnceMax = 500

    package init(
        id: ID, realm: Realm.ID, matter: Matter.ID, person: Person.ID, at: Instant, state: State
    ) {
        self.id = id
        self.realm = realm
        self.matter = matter
        self.person = person
        self.at = at
        self.state = state
    }
}
