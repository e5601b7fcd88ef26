/// That a body belongs to an alliance (联盟成员单位): a party committee of partner units (大党委), a
/// council of three parties (三方联席), or whatever else the profile lets have members.
package struct Membership: Hashable, Sendable {
    package typealias ID = Identifier<Membership>

    package let id: ID
    package let realm: Realm.ID
    /// The body that has members.
    package let alliance: Body.ID
    /// The body that is one.
    package let member: Body.ID
    /// The first day on which it is a member.
    package let from: Day
    /// The first day on which it no longer is; nil while no end is set.
    package let until: Day?

    package init(
        id: ID, realm: Realm.ID, alliance: Body.ID, member: Body.ID, from: Day, until: Day? = nil
    ) {
        self.id = id
        self.realm = realm
        self.alliance = alliance
        self.member = member
        self.from = from
        self.until = until
    }

    package func holds(on day: Day) -> Bool {
        from <= day && (until.map { day < $0 } ?? true)
    }

    /// Whether it holds on every day of a month: whoever joins or leaves within it chairs no part
    /// of it.
    package func holds(throughout month: Month) -> Bool {
        from <= month.first && (until.map { month.end <= $0 } ?? true)
    }

    /// How many members an alliance has on one day at most.
    package static let membersMax = 60
    /// How many memberships, past ones included, one page reads.
    package static let listedMax = 300
}
