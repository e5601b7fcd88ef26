package import Identity
package import Kernel
import SQL
import Secrets
import Storage

/// Signs in whom a provider vouches for, and gives or ends the posts that follow from its claims by
/// the same actions as at the desk. Posts that were given by hand stay.
package struct SignInAsClaimed: Sendable {
    package let provider: OpenIDProvider
    package let subject: String
    package let claims: [String: Claim]
    /// Whether the provider says that it asked for more than one thing.
    package let isMultiFactor: Bool
    package let browser: BrowserKind

    package init(
        provider: OpenIDProvider, subject: String, claims: [String: Claim],
        isMultiFactor: Bool = false, browser: BrowserKind = .unknown
    ) {
        self.provider = provider
        self.subject = subject
        self.claims = claims
        self.isMultiFactor = isMultiFactor
        self.browser = browser
    }

    /// - Throws: `ProviderTrouble` for somebody whom this realm does not know and cannot take in.
    package func run(in installation: Installation) async throws -> SignIn.Token {
        guard let realm = try await installation.realm(slug: provider.realm) else {
            throw ProviderTrouble("notSetUp", "there is no realm \(provider.realm)")
        }
        let wishes = try await wishes(in: realm, installation)
        let (person, isNew) = try await person(in: realm, wishes, installation)
        try await follow(wishes, of: person, isNew: isNew, installation)
        let now = installation.now()
        return try await installation.database.write { db in
            let today = try Installation.day(of: person, at: now, installation, db)
            guard try !Posts.held(by: person.id, on: today, db).isEmpty else {
                throw ProviderTrouble("noPost", "\(person.signIn) holds no post")
            }
            return try OpenSession(
                person: person, way: .provider, browser: browser,
                confirmed: provider.isSecondFactor || isMultiFactor, provider: provider.name
            ).run(at: now, installation, db)
        }
    }

    private var changer: Changer { .provider(provider.name) }

    // MARK: - Who it is

    private func person(
        in realm: Realm, _ wishes: [PostWish], _ installation: Installation
    ) async throws -> (Person, isNew: Bool) {
        let digest = installation.vault.keyedDigest(subject, use: "subject \(provider.issuer)")
        let known = try await installation.database.read { db in
            try ProviderLinks.person(of: digest, at: provider.issuer, db)
        }
        if let known {
            guard known.realm == realm.id else {
                throw ProviderTrouble("notKnown", "the person is of another realm")
            }
            return (known, false)
        }
        let name = try signInName()
        let found = try await installation.database.read { db in
            try People.find(signIn: name, db)
        }
        var newcomer: Person?
        if found == nil {
            newcomer = try await takeIn(name, in: realm, wishes, installation)
        }
        guard let person = found ?? newcomer else { throw ActionError.notFound }
        guard person.realm == realm.id else {
            throw ProviderTrouble("notKnown", "the sign-in is of another realm")
        }
        let now = installation.now()
        try await installation.database.write { db in
            // A name that comes to somebody else at the provider opens nobody's account here.
            guard try !ProviderLinks.isLinked(person.id, at: provider.issuer, db) else {
                throw ProviderTrouble("otherSubject", "\(name) is linked with another subject")
            }
            try ProviderLinks.insert(digest, at: provider.issuer, of: person, at: now, db)
            try installation.note(
                "linkProvider", on: "person", person.id.rawValue, in: realm.id, by: changer,
                at: now, [:], db)
        }
        return (person, newcomer != nil)
    }

    /// The claim that names the person; one that is about an address or a number must be verified.
    private func signInName() throws -> String {
        let claim = provider.matchClaim
        let name = (claims[claim]?.text ?? "").trimmingCharacters().lowercased()
        let needsWord = ["email", "phone_number"].contains(claim)
        guard !name.isEmpty, !name.contains("\0"),
            !needsWord || claims["\(claim)_verified"] == .truth(true)
        else {
            throw ProviderTrouble("notKnown", "there is no claim \(claim), or it is unverified")
        }
        return name
    }

    /// Takes somebody in who has posts by what the provider claims.
    private func takeIn(
        _ name: String, in realm: Realm, _ wishes: [PostWish], _ installation: Installation
    ) async throws -> Person {
        guard let first = wishes.first else {
            throw ProviderTrouble("notKnown", "nobody here signs in so, and no post is claimed")
        }
        do {
            return try await AddPerson(
                realm: realm, by: changer, name: claims["name"]?.text ?? name, signIn: name,
                // Nobody ever learns it: the provider is this person's way in.
                password: Cipher.randomBytes(32).hex, post: first
            ).run(in: installation)
        } catch let problem as AddPerson.Problem {
            throw ProviderTrouble("notKnown", "\(problem)")
        }
    }

    // MARK: - What follows from the claims

    /// The posts that the claims give.
    private func wishes(
        in realm: Realm, _ installation: Installation
    ) async throws -> [PostWish] {
        let book = try await installation.rulebook(of: realm)
        let today = book.day(of: installation.now())
        let bodies = try await installation.bodies(in: realm).filter { $0.exists(on: today) }
        var wishes: [PostWish] = []
        for post in provider.posts where claims[post.claim]?.holds(post.value) ?? false {
            let body = bodies.filter { [$0.name.zh, $0.name.en].contains(post.body) }
            guard book.profile.role(post.role) != nil, body.count == 1 else {
                throw ProviderTrouble("notSetUp", "no role \(post.role) or body \(post.body)")
            }
            var place = body[0].place
            if let named = post.place {
                place = try await installation.place(named: named, in: realm)?.id
            }
            guard let place else {
                throw ProviderTrouble("notSetUp", "no one place for \(post.role), \(post.body)")
            }
            wishes.append(PostWish(role: post.role, body: body[0].id, place: place))
        }
        return wishes
    }

    private func follow(
        _ wishes: [PostWish], of person: Person, isNew: Bool, _ installation: Installation
    ) async throws {
        let now = installation.now()
        let (held, provided) = try await installation.database.read { db in
            let today = try Installation.day(of: person, at: now, installation, db)
            return (
                try Posts.held(by: person.id, on: today, db),
                try ProviderLinks.posts(of: person.id, from: provider.issuer, db)
            )
        }
        for wish in wishes where !held.contains(where: wish.isMet) {
            try await AddPost(person: person, by: changer, wish: wish).run(in: installation)
        }
        for post in held
        where provided.contains(post.id) && !wishes.contains(where: { $0.isMet(by: post) }) {
            do {
                try await EndPost(person: person, by: changer, post: post).run(in: installation)
            } catch ActionError.invalid {
                // The last post that manages people stays, whatever a provider says.
            }
        }
        try await installation.database.write { db in
            let today = try Installation.day(of: person, at: now, installation, db)
            for post in try Posts.held(by: person.id, on: today, db) {
                // A newcomer's first post was given a moment ago.
                let isGiven = isNew || !held.contains { $0.id == post.id }
                guard isGiven, wishes.contains(where: { $0.isMet(by: post) }) else { continue }
                try ProviderLinks.mark(post, from: provider.issuer, db)
            }
        }
    }
}

extension PostWish {
    fileprivate func isMet(by post: Post) -> Bool {
        post.role == role && post.body == body && post.place == place
    }
}
