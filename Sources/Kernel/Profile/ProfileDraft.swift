/// A profile that is being edited at the desk, before it takes effect on a day.
package struct ProfileDraft: Hashable, Sendable {
    package typealias ID = Identifier<ProfileDraft>

    package let id: ID
    package let realm: Realm.ID
    /// The profile that it was copied from.
    package let origin: String
    package let startedBy: Post.ID
    package let startedAt: Instant
    /// Nil while it is edited.
    package let effectiveOn: Day?
    package let endedAt: Instant?
    /// The version that it became; nil where it was dropped.
    package let version: Int?

    /// How far ahead a day may lie, in days.
    package static let daysAheadMax = 366

    package init(
        id: ID, realm: Realm.ID, origin: String, startedBy: Post.ID, startedAt: Instant,
        effectiveOn: Day? = nil, endedAt: Instant? = nil, version: Int? = nil
    ) {
        self.id = id
        self.realm = realm
        self.origin = origin
        self.startedBy = startedBy
        self.startedAt = startedAt
        self.effectiveOn = effectiveOn
        self.endedAt = endedAt
        self.version = version
    }
}
