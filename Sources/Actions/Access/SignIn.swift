package import Kernel
import SQL
import Secrets
import Storage

/// Signs a person in with a name and password. Who has a second factor, or needs one, confirms the
/// session with it before it opens anything.
package struct SignIn: Sendable {
    package let name: String
    package let password: String
    package let address: String
    package let browser: BrowserKind

    package init(
        name: String, password: String, address: String, browser: BrowserKind = .unknown
    ) {
        self.name = name.trimmingCharacters().lowercased()
        self.password = password
        self.address = address
        self.browser = browser
    }

    /// What the browser keeps: shown once, stored only as a digest.
    package struct Token: Sendable {
        package let text: String
        package let expiresAt: Instant
        package let person: Person
    }

    static func freshToken() -> String { Cipher.randomBytes(32).hex }

    /// The same for a name that nobody has and for a wrong password.
    static let wrong = ActionError.invalid(["password": .init("signIn.wrong")])

    /// A password that somebody else gave too long ago; told to those who know it.
    static let over = ActionError.invalid(["password": .init("signIn.over")])

    /// - Throws: `.invalid` without telling whether name or password was wrong; `.tooOften`.
    package func run(in installation: Installation) async throws -> Token {
        try await Limit.signInsByAddress.count(subject: address, in: installation)
        try await Limit.signIns.count(subject: name, in: installation)
        let found = try await Self.known(name, in: installation)
        let matches = try await installation.passwords.verify(password, against: found?.password)
        guard matches, let person = found?.person else { throw Self.wrong }
        guard found?.isOver == false else { throw Self.over }
        try await Limit.signIns.forget(subject: name, in: installation)
        try await Limit.signInsByAddress.giveBack(subject: address, in: installation)
        let now = installation.now()
        return try await installation.database.write { db in
            try OpenSession(person: person, way: .password, browser: browser, confirmed: false)
                .run(at: now, installation, db)
        }
    }

    /// Who has a name, with the hash of their password, and whether that is good no longer.
    static func known(
        _ name: String, in installation: Installation
    ) async throws -> (person: Person, password: String, isOver: Bool)? {
        // No stored name holds a NUL, and no engine takes one.
        guard !name.contains("\0") else { return nil }
        let now = installation.now()
        return try await installation.database.read { db in
            try People.find(signIn: name, db).flatMap { person in
                try Credentials.find(person.id, db).map {
                    (person, $0.password, $0.isOver(at: now))
                }
            }
        }
    }
}
