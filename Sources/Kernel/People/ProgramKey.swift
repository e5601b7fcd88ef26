/// What a program proves itself with that acts for a person in one of their posts (程序钥匙): good
/// for what the post is good for, until its end or the post's.
package struct ProgramKey: Hashable, Sendable {
    package typealias ID = Identifier<ProgramKey>

    /// What may be done with it; a closed list.
    package enum Scope: String, Hashable, Sendable, CaseIterable {
        /// Read what the post reads.
        case read
        /// Do what the post may do, too.
        case act
        /// Keep the settings of the realm, too, where the post manages it; never its people.
        case settings
    }

    package enum Problem: Error, Hashable, Sendable {
        case noName
        case tooLong(charactersMax: Int, characters: Int)
        case daysOutOfRange(ClosedRange<Int>)
    }

    package static let nameMax = 80
    /// How long a key may be good, in days.
    package static let daysRange = 1...366
    /// How many good keys one person may have.
    package static let perPersonMax = 20

    package let id: ID
    package let realm: Realm.ID
    package let post: Post.ID
    /// Which program it is for.
    package let name: String
    package let mayAct: Bool
    package let maySet: Bool
    package let issuedAt: Instant
    package let expiresAt: Instant
    package let revokedAt: Instant?
    /// The day on which it was last used; nil for one that never was.
    package let usedOn: Day?

    package init(
        id: ID, realm: Realm.ID, post: Post.ID, name: String, mayAct: Bool,
        maySet: Bool = false, issuedAt: Instant, expiresAt: Instant, revokedAt: Instant? = nil,
        usedOn: Day? = nil
    ) {
        self.id = id
        self.realm = realm
        self.post = post
        self.name = name
        self.mayAct = mayAct
        self.maySet = maySet
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
        self.usedOn = usedOn
    }

    /// A new key.
    ///
    /// - Throws: `Problem` for a name or days that no key may have.
    package init(
        issued id: ID, to name: String, for post: Post, mayAct: Bool, maySet: Bool = false,
        days: Int, at now: Instant
    ) throws(Problem) {
        guard !name.isEmpty else { throw .noName }
        guard name.count <= Self.nameMax else {
            throw .tooLong(charactersMax: Self.nameMax, characters: name.count)
        }
        guard Self.daysRange.contains(days) else { throw .daysOutOfRange(Self.daysRange) }
        self.init(
            id: id, realm: post.realm, post: post.id, name: name, mayAct: mayAct, maySet: maySet,
            issuedAt: now, expiresAt: now.adding(fullDays: days))
    }

    package var scopes: Set<Scope> {
        Set([.read] + (mayAct ? [.act] : []) + (maySet ? [.settings] : []))
    }

    /// The widest of them.
    package var scope: Scope { maySet ? .settings : mayAct ? .act : .read }

    package func isGood(at now: Instant) -> Bool { revokedAt == nil && now < expiresAt }
}
