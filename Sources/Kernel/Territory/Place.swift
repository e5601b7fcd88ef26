/// A node of the area tree (区域): street, community, estate or courtyard, building, unit, household.
///
/// Places are dated: a renamed or merged place keeps its history, and matters keep their place.
package struct Place: Hashable, Sendable {
    package typealias ID = Identifier<Place>

    package let id: ID
    package let realm: Realm.ID
    package let parent: ID?
    package let path: PlacePath
    /// The official code where there is one (GB/T 2260 and the statistical codes after it).
    /// Its length is never assumed: 6, 12, 15 and 20 digits are in use.
    package let code: String?
    /// The level's name in the profile, such as `community`.
    package let level: String
    package let name: LocalName
    package let from: Day?
    package let until: Day?

    package init(
        id: ID, realm: Realm.ID, parent: ID?, path: PlacePath, code: String?, level: String,
        name: LocalName, from: Day? = nil, until: Day? = nil
    ) {
        self.id = id
        self.realm = realm
        self.parent = parent
        self.path = path
        self.code = code
        self.level = level
        self.name = name
        self.from = from
        self.until = until
    }

    /// Whether the place exists on a day; `until` is the first day on which it no longer does.
    package func exists(on day: Day) -> Bool {
        (from.map { $0 <= day } ?? true) && (until.map { day < $0 } ?? true)
    }
}
