/// Someone who signs in (人). What they may do comes from their posts alone.
///
/// There is deliberately little here: no birthday, no ethnicity, no belief, no tags, no score.
package struct Person: Hashable, Sendable {
    package typealias ID = Identifier<Person>

    package let id: ID
    package let realm: Realm.ID
    package let name: String
    package let signIn: String
    /// The first day on which the person may no longer sign in; nil while they may.
    package let until: Day?

    package init(
        id: ID, realm: Realm.ID, name: String, signIn: String, until: Day? = nil
    ) {
        self.id = id
        self.realm = realm
        self.name = name
        self.signIn = signIn
        self.until = until
    }

    package func maySignIn(on day: Day) -> Bool { until.map { day < $0 } ?? true }
}
