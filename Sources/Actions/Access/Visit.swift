package import Kernel
import SQL
import Secrets
package import Storage

/// A signed-in person at the desk: the realm, all their posts, and the one that they act in.
package final class Visit: Sendable {
    package let person: Person
    package let book: Rulebook
    package let holdings: [Holding]
    package let holding: Holding
    /// Whether a second factor was given in this session.
    package let confirmed: Bool
    package let sessionDigest: String
    package let sessionEnds: Instant
    /// When the session was last used, to within some minutes.
    let sessionSeen: Instant
    /// Whether the person has an authenticator or a passkey.
    package let hasSecondFactor: Bool
    /// Whether something is still to be told of how the person signs in.
    package let hasWarnings: Bool
    /// How the person wants the desk to be; nil for a program, which has no desk.
    let setting: DeskSetting?
    /// Whether the person may keep views of the inbox.
    let keepsViews: Bool
    /// Whether somebody else gave the password, so that another must be chosen first.
    package let needsNewPassword: Bool

    init(
        session: Sessions.Session, digest: String, book: Rulebook, holdings: [Holding],
        holding: Holding
    ) {
        person = session.person
        self.book = book
        self.holdings = holdings
        self.holding = holding
        confirmed = session.confirmed
        sessionDigest = digest
        sessionEnds = session.expiresAt
        sessionSeen = session.seenAt
        hasSecondFactor = session.hasSecondFactor
        hasWarnings = session.hasWarnings
        setting = session.setting
        keepsViews = session.keepsViews
        needsNewPassword = session.passwordIsTemporary
    }

    /// A program of a person, in the one post that its key is for; whoever made the key was
    /// confirmed then.
    init(of person: Person, book: Rulebook, holding: Holding, until ends: Instant, at now: Instant)
    {
        self.person = person
        self.book = book
        holdings = [holding]
        self.holding = holding
        confirmed = true
        sessionDigest = ""
        sessionEnds = ends
        sessionSeen = now
        hasSecondFactor = false
        hasWarnings = false
        setting = nil
        keepsViews = true
        needsNewPassword = false
    }

    package var realm: Realm { book.realm }

    /// The states in which the post may be expected to move, by procedure.
    package var awaited: Inbox.Awaited { book.awaited(by: holding) }

    /// Whether matters may ever await this post.
    package var hasInbox: Bool {
        holding.verbs.contains(.read) || !awaited.isEmpty
    }

    /// Whether a second factor must be given before the post may do anything: who has one is asked
    /// for it, and so is a post for which the profile wants one.
    package var needsConfirmation: Bool {
        !confirmed && (hasSecondFactor || book.profile.needsSecondFactor(holding.verbs))
    }

    /// Whether the second factor that the person has comes before anything else.
    package var mustConfirmFirst: Bool { hasSecondFactor && !confirmed }

    /// Whether the person may set up a second factor, or change it: in a confirmed session, or as
    /// their first. Who manages people gets the first from another administrator or from the
    /// command line, so that a password alone never makes an administrator.
    package var maySetSecondFactor: Bool {
        confirmed || !hasSecondFactor && !holdings.contains { $0.verbs.contains(.manage) }
    }

    /// Whether any post of the person's, not only the one acted in, needs a second factor.
    package var somePostNeedsSecondFactor: Bool {
        holdings.contains { book.profile.needsSecondFactor($0.verbs) }
    }
}

extension Installation {
    /// The visit that a session's token opens; nil when it is unknown, expired, or without a post.
    package func visit(token: String) async throws -> Visit? {
        let now = now()
        let digest = sessionDigest(token)
        let idleMinutes = sessions.idleMinutes
        return try await database.peek { db in
            guard
                let session = try Sessions.find(
                    digest: digest, idleMinutes: idleMinutes, at: now, db),
                let realm = try gazetteer.realms(at: now, db).all.first(where: {
                    $0.id == session.person.realm
                })
            else { return nil }
            let book = try rulebooks.find(realm, version: realm.profileVersion, at: now, db)
            let today = book.day(of: now)
            guard session.person.maySignIn(on: today) else { return nil }
            let holdings = session.posts.filter { $0.isHeld(on: today) }.compactMap { post in
                book.profile.role(post.role).map { Holding(post: post, verbs: $0.verbs) }
            }
            guard
                let holding = holdings.first(where: { $0.post.id == session.post })
                    ?? holdings.first
            else { return nil }
            return Visit(
                session: session, digest: digest, book: book, holdings: holdings,
                holding: holding)
        }
    }

    /// Ends the session of a token.
    ///
    /// - Returns: the provider by which it was opened; nil for any other way.
    @discardableResult
    package func signOut(token: String) async throws -> String? {
        let digest = sessionDigest(token)
        return try await database.write { db in try Sessions.delete(digest, db) }
    }

    /// Notes that a session is in use, where the last word of that is some minutes old.
    package func keepAwake(_ visit: Visit) async throws {
        let now = now()
        guard visit.sessionSeen < now.adding(minutes: -Sessions.seenMinutes) else { return }
        try await database.write { db in
            try Sessions.setSeen(now, of: visit.sessionDigest, db)
        }
    }
}

/// Acts in another of one's posts from now on.
package struct SwitchPost: Sendable {
    package let visit: Visit
    package let post: Post.ID

    package init(visit: Visit, post: Post.ID) {
        self.visit = visit
        self.post = post
    }

    package func run(in installation: Installation) async throws {
        guard visit.holdings.contains(where: { $0.post.id == post }) else {
            throw ActionError.forbidden
        }
        try await installation.database.write { db in
            try Sessions.setPost(post, of: visit.sessionDigest, db)
        }
    }
}
