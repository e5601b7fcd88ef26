package import Kernel
package import Outgoing
package import SQL
package import Secrets
package import Storage
import Synchronization

/// One running Linli: its database, its key, its clock and its sources of chance, passed to every
/// action, so that none of them reaches outside by itself.
package struct Installation: Sendable {
    package internal(set) var database: any Database
    package let vault: Vault
    package let ids: IdentifierSource
    package let passwords: PasswordPool
    package let photoBench: Workbench
    /// Where proposals are worked out, one after the other.
    let planning: Workbench
    /// Where workbooks of whole lists are written, one after the other.
    package let tableBench: Workbench
    package let live: LiveFeed
    package let rulebooks: Rulebooks
    package let gazetteer: Gazetteer
    /// What time alone changes there, such as a light that turns amber, shows after 15 seconds.
    let deskCounts = AnswerShelf<DeskCountsKey, Int, DeskCounts>(keptMax: 5_000, freshSeconds: 15)
    let figureShelves = FigureShelves()
    let seals = KeptSeals()
    let staff = KeptStaff()
    let stories = KeptStories()
    let keptLines = KeptLines()
    let standing = KeptStanding()
    let mapShelf = AnswerShelf<MapSheetKey, Facts.Standing, MapSheet>(
        keptMax: 50, freshSeconds: 60)
    /// This node's part where several share the database; nil on the embedded engine.
    package let lease: NodeLease?
    /// Where there is a copy that follows the database, for answers that may be a little old.
    package let replica: Replica?
    /// The one door through which other systems are called; it lets nothing out unless the
    /// configuration says whom.
    package var outgoing: Outgoing
    /// Mail server, message gateway and the like, as the configuration names them.
    package var means: OutgoingMeans
    /// Who else may say who somebody is.
    package var providers = Providers()
    /// How long staff stay signed in.
    package var sessions = SessionSettings()
    /// Where spans wait for a collector; nil where the configuration names none.
    package private(set) var spans: Spans?
    /// How much is asked of this node.
    package var traffic = Traffic()
    package let now: @Sendable () -> Instant

    /// - Parameter ids: sets the identifiers apart from those of other processes.
    package init(
        database: any Database, vault: Vault, rulebooks: Rulebooks = Rulebooks(),
        ids: IdentifierSource = IdentifierSource(node: 0), lease: NodeLease? = nil,
        replica: Replica? = nil, outgoing: Outgoing = Outgoing(),
        means: OutgoingMeans = OutgoingMeans(), now: @escaping @Sendable () -> Instant
    ) {
        self.database = database
        self.vault = vault
        self.now = now
        self.ids = ids
        self.lease = lease
        self.replica = replica
        self.outgoing = outgoing
        self.means = means
        passwords = PasswordPool()
        photoBench = Workbench("photos", workers: 1, waitingMax: 16)
        planning = Workbench("planning", workers: 1, waitingMax: 16)
        tableBench = Workbench("tables", workers: 1, waitingMax: 16)
        live = LiveFeed()
        gazetteer = Gazetteer()
        self.rulebooks = rulebooks
    }

    package func newID<Noun>() -> Identifier<Noun> { ids.next(at: now()) }

    /// The same, with a span for everything that is asked of its database.
    package func traced(by spans: Spans) -> Installation {
        var traced = self
        traced.spans = spans
        traced.database = TracedDatabase(database, spans)
        return traced
    }
}

/// What decides in a realm: its profile, and its calendar, hours and zone. A class, so that every
/// page can hold one for the cost of a reference.
package final class Rulebook: Sendable {
    package let realm: Realm
    package let profile: Profile
    package let keeper: Timekeeper
    private let duties: DutiesOfRoles

    init(realm: Realm, profile: Profile, duties: DutiesOfRoles, keeper: Timekeeper) {
        self.realm = realm
        self.profile = profile
        self.duties = duties
        self.keeper = keeper
    }

    /// What a post is there for.
    package func duties(of holding: Holding) -> Duties { duties[holding.verbs] }

    /// The states in which a post may be expected to move, by procedure.
    package func awaited(by holding: Holding) -> Inbox.Awaited { duties(of: holding).awaited }

    package func day(of instant: Instant) -> Day { Day(of: instant, in: profile.zone) }
}
