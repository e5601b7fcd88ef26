package import Kernel
import SQL
package import Secrets
package import Storage

/// A signed-in person at the desk: the realm, all their posts, and the one that they act in.
package final class Visit: Sendable {
    package let person: Person
    package let book: Rulebook
    package let holdings: [Holding]
    package let holding: Holding
    /// Whether a one-time password was given in this session.
    package let confirmed: Bool
    package let sessionDigest: String
    /// Whether somebody else gave the password, so that another must be chosen first.
    package let needsNewPassword: Bool

    init(
        person: Person, book: Rulebook, holdings: [Holding], holding: Holding, confirmed: Bool,
        sessionDigest: String, needsNewPassword: Bool
    ) {
        self.person = person
        self.book = book
        self.holdings = holdings
        self.holding = holding
        self.confirmed = confirmed
        self.sessionDigest = sessionDigest
        self.needsNewPassword = needsNewPassword
    }

    package var realm: Realm { book.realm }

    /// The states in which the post may be expected to move, by procedure.
    package var awaited: Inbox.Awaited { book.awaited(by: holding) }

    /// Whether matters may ever await this post.
    package var hasInbox: Bool {
        holding.verbs.contains(.read) || !awaited.isEmpty
    }

    /// Whether the post must be confirmed by a one-time password before it may do anything.
    package var needsConfirmation: Bool { holding.verbs.contains(.manage) && !confirmed }
}

extension Installation {
    /// The visit that a session's token opens; nil when it is unknown, expired, or without a post.
    package func visit(token: String) async throws -> Visit? {
        let now = now()
        let digest = vault.keyedDigest(token, use: "session")
        return try await database.glance { db in
            guard let session = try Sessions.find(digest: digest, at: now, db),
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
                person: session.person, book: book, holdings: holdings, holding: holding,
                confirmed: session.confirmed, sessionDigest: digest,
                needsNewPassword: session.passwordIsTemporary)
        }
    }

    /// Ends the session of a token.
    package func signOut(token: String) async throws {
        let digest = vault.keyedDigest(token, use: "session")
        try await database.write { db in try Sessions.delete(digest, db) }
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

/// Confirms a session with a one-time password (RFC 6238), each code once.
package struct ConfirmSignIn: Sendable {
    package let visit: Visit
    package let code: String

    package init(visit: Visit, code: String) {
        self.visit = visit
        self.code = code
    }

    package func run(in installation: Installation) async throws {
        let person = visit.person.id
        try await Limit.oneTimePasswords.count(
            subject: person.description, in: installation)
        let now = installation.now()
        try await installation.database.write { db in
            guard let credential = try Credentials.find(person, db),
                let sealed = credential.secret
            else { throw ActionError.forbidden }
            let secret = try installation.vault.openOwn(sealed, context: "one-time \(person)")
            let step = try OneTimePassword(secret: secret).acceptedStep(
                code.halfWidth, atSeconds: now.milliseconds / 1_000, after: credential.stepUsed)
            guard let step, try Credentials.use(step: step, of: person, db) else {
                throw ActionError.invalid(["code": .init("signIn.wrongCode")])
            }
            try Sessions.confirm(visit.sessionDigest, db)
        }
    }
}
