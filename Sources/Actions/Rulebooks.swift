package import Kernel
import Profiles
import SQL
import Storage
import Synchronization

/// The rulebooks in use, kept in memory for a minute, so that a profile or calendar changed by
/// another process takes effect soon.
package final class Rulebooks: Sendable {
    private struct Key: Hashable {
        let realm: Realm.ID
        let version: Int
    }

    /// A version of a profile, which never changes, with what follows from it alone.
    private struct Version {
        let profile: Profile
        let duties: DutiesOfRoles
    }

    private struct Shelf {
        var profiles: [Key: Version] = [:]
        var books: [Key: (book: Rulebook, from: Instant)] = [:]
    }

    /// Holds what `Shelf` names; versions of profiles stay for good.
    private let shelf = Mutex(Shelf())

    private static let freshMinutes: Int64 = 1
    /// Whether nothing changes while they are used, so that they stay for good.
    private let isSteady: Bool

    package init() { isSteady = false }

    /// Rulebooks of another installation over the same profiles, such as a copy of its database.
    ///
    /// - Parameter isSteady: whether no profile and no calendar changes while they are used, as in
    ///   a past that is played by one alone under a clock that leaps.
    package init(profilesOf other: Rulebooks, isSteady: Bool = false) {
        self.isSteady = isSteady
        let profiles = other.shelf.withLock { $0.profiles }
        shelf.withLock { $0.profiles = profiles }
    }

    func forget() {
        shelf.withLock { $0.books = [:] }
    }

    func find(
        _ realm: Realm, version: Int, at now: Instant, _ db: any Reader
    ) throws -> Rulebook {
        let key = Key(realm: realm.id, version: version)
        if let kept = kept(realm, version: version, at: now) { return kept }
        let found = try shelf.withLock({ $0.profiles[key] }) ?? load(realm, version, db)
        let profile = found.profile
        let keeper = Timekeeper(
            calendar: try Calendars.load(for: realm.id, db), hours: profile.hours,
            zone: profile.zone)
        let book = Rulebook(
            realm: realm, profile: profile, duties: found.duties, keeper: keeper)
        shelf.withLock {
            $0.profiles[key] = found
            $0.books[key] = (book, now)
        }
        return book
    }

    func kept(_ realm: Realm, version: Int, at now: Instant) -> Rulebook? {
        shelf.withLock { $0.books[Key(realm: realm.id, version: version)] }
            // A clock that was set back makes a book no fresher.
            .flatMap { book, from in
                isSteady || (now >= from && now < from.adding(minutes: Self.freshMinutes))
                    ? book : nil
            }
    }

    private func load(_ realm: Realm, _ version: Int, _ db: any Reader) throws -> Version {
        let files = try Realms.profileFiles(of: realm.id, version: version, db)
        let profile = try ProfileSource(files: files).load()
        return Version(profile: profile, duties: DutiesOfRoles(in: profile))
    }
}

extension Installation {
    /// The rules under which new matters open in a realm.
    package func rulebook(of realm: Realm) async throws -> Rulebook {
        let now = now()
        if let kept = rulebooks.kept(realm, version: realm.profileVersion, at: now) {
            return kept
        }
        return try await database.read { db in
            try rulebooks.find(realm, version: realm.profileVersion, at: now, db)
        }
    }
}
