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

    package init(role: Role.ID, body: Body.ID, place: Place.ID, duty: String? = nil) {
        self.role = role
        self.body = body
        self.place = place
        self.duty = duty
    }
}

/// Adds someone who signs in, with a first post.
package struct AddPerson: Sendable {
    package let realm: Realm
    package let name: String
    package let signIn: String
    package let password: String
    package let post: PostWish

    package init(realm: Realm, name: String, signIn: String, password: String, post: PostWish) {
        self.realm = realm
        self.name = name
        self.signIn = signIn
        self.password = password
        self.post = post
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
    }

    /// - Throws: `Problem`, `Password.Problem`, or `ActionError.notFound` for a role, body or place
    ///   that the realm does not have.
    @discardableResult
    package func run(in installation: Installation) async throws -> Person {
        let name = name.trimmingCharacters()
        guard (1...40).contains(name.count), !name.contains("\0") else { throw Problem.badName }
        guard Self.isSignIn(signIn) else { throw Problem.badSignIn(signIn) }
        let book = try await installation.rulebook(of: realm)
        guard book.profile.role(post.role) != nil else { throw ActionError.notFound }
        let verifier = try await installation.passwords.hash(password)
        let now = installation.now()
        let person = Person(
            id: installation.newID(), realm: realm.id, name: name, signIn: signIn)
        try await installation.database.write { db in
            guard try People.find(signIn: signIn, db) == nil else { throw Problem.taken(signIn) }
            try People.insert(person, db)
            try Credentials.set(password: verifier, of: person.id, at: now, db)
            try Records.append(
                Records.Entry(
                    realm: realm.id, at: now, person: nil, post: nil, action: "addPerson",
                    subjectKind: "person", subject: person.id.rawValue,
                    payload: .object(["signIn": .text(signIn)])),
                id: installation.newID(), key: nil, vault: installation.vault, db)
            try AddPost(person: person, wish: post).store(
                from: book.day(of: now), at: now, installation, db)
        }
        return person
    }

    private static func isSignIn(_ text: String) -> Bool {
        (2...40).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (97...122).contains($0) || (48...57).contains($0) || [45, 46, 95].contains($0)
            }
    }
}
