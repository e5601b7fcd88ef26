package import Kernel
import SQL
import Secrets
import Storage

/// A post as it is asked for: the role, the body and the place where it holds.
package struct PostWish: Sendable {
    package let role: Role.ID
    package let body: Body.ID
    package let place: Place.ID
    package let duty: String?
    /// The first day, as 2026-11-21; nil is today.
    package let from: String?

    package init(
        role: Role.ID, body: Body.ID, place: Place.ID, duty: String? = nil, from: String? = nil
    ) {
        self.role = role
        self.body = body
        self.place = place
        self.duty = duty.flatMap { $0.isEmpty ? nil : $0 }
        self.from = from
    }

    /// How long the words of a duty may be.
    package static let dutyCharactersMax = 100
}

/// Adds someone who signs in, with a first post.
package struct AddPerson: Sendable {
    package let realm: Realm
    package let changer: Changer
    package let name: String
    package let signIn: String
    package let password: String
    /// Whether the person must choose a password of their own at the first sign-in.
    package let isTemporary: Bool
    package let post: PostWish
    /// The hash of the password, where many invented people share one and it is made already.
    let verifier: String?

    package init(
        realm: Realm, by changer: Changer = .operator, name: String, signIn: String,
        password: String, isTemporary: Bool = false, post: PostWish, verifier: String? = nil
    ) {
        self.realm = realm
        self.changer = changer
        self.name = name
        self.signIn = signIn
        self.password = password
        self.isTemporary = isTemporary
        self.post = post
        self.verifier = verifier
    }

    /// Why a person cannot be added.
    package enum Problem: Error, CustomStringConvertible {
        case badName
        case badSignIn(String)
        case taken(String)

        package var description: String {
            switch self {
            case .badName: "A person's name has 1 to 40 characters."
            case .badSignIn(let text):
                "“\(text)” cannot be a sign-in. Use 2 to 40 small letters, digits, dots and "
                    + "dashes, "
                    + "such as wang.li."
            case .taken(let text): "Somebody signs in as “\(text)” already. Choose another sign-in."
            }
        }

        /// The field of a form that it speaks of, and the sentence.
        package var complaint: (field: String, words: ActionError.Complaint) {
            switch self {
            case .badName: ("name", .init("person.name.length"))
            case .badSignIn: ("signIn", .init("person.signIn.malformed"))
            case .taken(let text): ("signIn", .init("person.signIn.taken", ["signIn": text]))
            }
        }
    }

    /// - Throws: `Problem`, `Password.Problem`, `.forbidden`, or `ActionError.notFound` for a role,
    ///   body or place that the realm does not have.
    @discardableResult
    package func run(in installation: Installation) async throws -> Person {
        try changer.must(.manage, in: realm.id)
        _ = try checkedName()
        let book = try await installation.rulebook(of: realm)
        guard book.profile.role(post.role) != nil else { throw ActionError.notFound }
        var verifier = verifier
        if verifier == nil { verifier = try await installation.passwords.hash(password) }
        let kept = verifier ?? ""
        let now = installation.now()
        return try await installation.database.write { db in
            let person = try store(verifier: kept, at: now, installation, db)
            try AddPost(person: person, by: changer, wish: post).store(
                today: book.day(of: now), at: now, installation, db)
            return person
        }
    }

    private func checkedName() throws -> String {
        let name = name.trimmingCharacters()
        guard (1...40).contains(name.count), !name.contains("\0") else { throw Problem.badName }
        guard Self.isSignIn(signIn) else { throw Problem.badSignIn(signIn) }
        return name
    }

    /// Stores the person without a post.
    ///
    /// - Parameter verifier: nil for somebody who gets a password later and cannot sign in before.
    func store(
        verifier: String?, at now: Instant, _ installation: Installation, _ db: any Writer
    ) throws -> Person {
        try changer.must(.manage, in: realm.id)
        let person = Person(
            id: installation.newID(), realm: realm.id, name: try checkedName(), signIn: signIn)
        guard try People.find(signIn: signIn, db) == nil else { throw Problem.taken(signIn) }
        try People.insert(person, db)
        if let verifier {
            try Credentials.set(
                password: verifier, of: person.id, isTemporary: isTemporary, at: now, db)
        }
        try installation.note(
            "addPerson", on: "person", person.id.rawValue, in: realm.id, by: changer, at: now,
            ["signIn": .text(signIn)], db)
        return person
    }

    static func isSignIn(_ text: String) -> Bool {
        (2...40).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (97...122).contains($0) || (48...57).contains($0) || [45, 46, 95].contains($0)
            }
    }
}
