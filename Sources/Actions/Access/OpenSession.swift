import Kernel
import SQL
import Secrets
import Storage

/// Opens a session for somebody who has shown who they are, and writes that down.
struct OpenSession: Sendable {
    let person: Person
    let way: SignInWay
    let browser: BrowserKind
    /// Whether a second factor was given, too.
    let confirmed: Bool
    /// The provider that vouched for them.
    var provider: String?

    /// - Throws: `SignIn.wrong` for somebody who may no longer sign in.
    func run(
        at now: Instant, _ installation: Installation, _ db: any Writer
    ) throws -> SignIn.Token {
        try Sessions.deleteExpired(at: now, db)
        let today = try Installation.day(of: person, at: now, installation, db)
        guard person.maySignIn(on: today) else { throw SignIn.wrong }
        let text = SignIn.freshToken()
        let first = try Posts.held(by: person.id, on: today, db).first
        let opening = Sessions.Opening(
            digest: installation.sessionDigest(text), person: person.id, post: first?.id,
            confirmed: confirmed, way: way, browser: browser.text,
            provider: provider, at: now, hours: Int64(installation.sessions.hours))
        try Sessions.insert(opening, db)
        try Records.append(
            Records.Entry(
                realm: person.realm, at: now, person: person.id, post: nil, action: "signIn",
                subjectKind: "person", subject: person.id.rawValue, payload: .object([:])),
            id: installation.newID(), db)
        return SignIn.Token(text: text, expiresAt: opening.until, person: person)
    }
}

extension Installation {
    func sessionDigest(_ token: String) -> String {
        vault.keyedDigest(token, use: "session")
    }

    /// Gives a session another token: whoever saw the old one has nothing of it.
    ///
    /// - Throws: `.forbidden` when the session is over.
    func renewed(
        _ visit: Visit, confirmed: Bool? = nil, _ db: any Writer
    ) throws -> SignIn.Token {
        let text = SignIn.freshToken()
        guard
            try Sessions.rename(
                visit.sessionDigest, to: sessionDigest(text), confirmed: confirmed, db)
        else { throw ActionError.forbidden }
        return SignIn.Token(text: text, expiresAt: visit.sessionEnds, person: visit.person)
    }

    /// The day that it is for a person, in their realm's zone.
    static func day(
        of person: Person, at now: Instant, _ installation: Installation, _ db: any Reader
    ) throws -> Day {
        try installation.book(of: person, at: now, db).day(of: now)
    }
}
