/// What another system proves itself with (接口密钥): good for what its scopes name, until its end.
package struct AccessKey: Hashable, Sendable {
    package typealias ID = Identifier<AccessKey>

    package enum Scope: String, Hashable, Sendable, CaseIterable {
        /// Raise matters and ask how those go on that came in with the same key.
        case report
        /// Bring tickets of an exchange, and fetch what became of them.
        case exchange
        /// Read the numbers of the running program.
        case metrics
    }

    package enum Problem: Error, Hashable, Sendable {
        case noName
        case tooLong(charactersMax: Int, characters: Int)
        case noScope
        case daysOutOfRange(ClosedRange<Int>)
    }

    package static let nameMax = 80
    /// How long a key may be good, in days.
    package static let daysRange = 1...1_096

    package let id: ID
    package let realm: Realm.ID
    /// Which system it is for.
    package let name: String
    package let scopes: Set<Scope>
    /// The channel of what comes in with it.
    package let channel: Matter.Channel
    package let issuedAt: Instant
    package let expiresAt: Instant
    package let revokedAt: Instant?

    package init(
        id: ID, realm: Realm.ID, name: String, scopes: Set<Scope>, channel: Matter.Channel,
        issuedAt: Instant, expiresAt: Instant, revokedAt: Instant? = nil
    ) {
        self.id = id
        self.realm = realm
        self.name = name
        self.scopes = scopes
        self.channel = channel
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
    }

    /// A new key.
    ///
    /// - Throws: `Problem` for a name, scopes or days that no key may have.
    package init(
        issued id: ID, in realm: Realm.ID, to name: String, scopes: Set<Scope>,
        channel: Matter.Channel, days: Int, at now: Instant
    ) throws(Problem) {
        guard !name.isEmpty else { throw .noName }
        guard name.count <= Self.nameMax else {
            throw .tooLong(charactersMax: Self.nameMax, characters: name.count)
        }
        guard !scopes.isEmpty else { throw .noScope }
        guard Self.daysRange.contains(days) else { throw .daysOutOfRange(Self.daysRange) }
        self.init(
            id: id, realm: realm, name: name, scopes: scopes, channel: channel, issuedAt: now,
            expiresAt: now.adding(fullDays: days))
    }

    package func isGood(at now: Instant) -> Bool { revokedAt == nil && now < expiresAt }
}
