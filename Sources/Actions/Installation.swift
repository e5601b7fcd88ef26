package import Kernel
package import SQL
package import Secrets
package import Storage
import Synchronization

/// One running Linli: its database, its key, its clock and its sources of chance, passed to every
/// action, so that none of them reaches outside by itself.
package struct Installation: Sendable {
    package let database: any Database
    package let vault: Vault
    package let ids: IdentifierSource
    package let passwords: PasswordPool
    package let photoBench: Workbench
    package let live: LiveFeed
    package let rulebooks: Rulebooks
    package let now: @Sendable () -> Instant

    package init(
        database: any Database, vault: Vault, rulebooks: Rulebooks = Rulebooks(),
        ids: IdentifierSource = IdentifierSource(node: 0), now: @escaping @Sendable () -> Instant
    ) {
        self.database = database
        self.vault = vault
        self.now = now
        self.ids = ids
        passwords = PasswordPool()
        photoBench = Workbench("photos", workers: 1, waitingMax: 16)
        live = LiveFeed()
        self.rulebooks = rulebooks
    }

    package func newID<Noun>() -> Identifier<Noun> { ids.next(at: now()) }
}

/// What decides in a realm: its profile, and its calendar, hours and zone.
package struct Rulebook: Sendable {
    package let realm: Realm
    package let profile: Profile
    package let keeper: Timekeeper

    package init(realm: Realm, profile: Profile, keeper: Timekeeper) {
        self.realm = realm
        self.profile = profile
        self.keeper = keeper
    }

    package func day(of instant: Instant) -> Day { Day(of: instant, in: profile.zone) }
}
