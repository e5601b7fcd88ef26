/// A certificate of service (志愿服务记录证明), given out free of charge to whoever served
/// (志愿服务条例 article 19, 民政部令第67号).
package struct Certificate: Hashable, Sendable {
    package typealias ID = Identifier<Certificate>

    package let id: ID
    package let realm: Realm.ID
    package let person: Person.ID
    /// Two check words, such as `lumibako-rotevani`: whoever is shown the certificate types them.
    package let code: String
    package let from: Day
    /// The last day that it covers.
    package let until: Day
    package let minutes: Int64
    package let activities: Int
    package let issuedAt: Instant

    package init(
        id: ID, realm: Realm.ID, person: Person.ID, code: String, from: Day, until: Day,
        minutes: Int64, activities: Int, issuedAt: Instant
    ) {
        self.id = id
        self.realm = realm
        self.person = person
        self.code = code
        self.from = from
        self.until = until
        self.minutes = minutes
        self.activities = activities
        self.issuedAt = issuedAt
    }
}
