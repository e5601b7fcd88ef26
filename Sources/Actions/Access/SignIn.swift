package import Kernel
import SQL
import Secrets
import Storage

/// Signs a person in with a name and password; posts that manage also need a one-time password.
package struct SignIn: Sendable {
    package let name: String
    package let password: String
    package let address: String

    package init(name: String, password: String, address: String) {
        self.name = name
        self.password = password
        self.address = address
    }

    /// What the browser keeps: shown once, stored only as a digest.
    package struct Token: Sendable {
        package let text: String
        package let expiresAt: Instant
        package let person: Person
    }

    /// A working day with its evening.
    package static let sessionHours: Int64 = 12

    /// - Throws: `.invalid` without telling whether name or password was wrong; `.tooOften`.
    package func run(in installation: Installation) async throws -> Token {
        let name = name.trimmingCharacters().lowercased()
        try await Limit.signInsByAddress.count(subject: address, in: installation)
        try await Limit.signIns.count(subject: name, in: installation)
        let found = try await installation.database.read { db -> (Person, String)? in
            // No stored name holds a NUL, and no engine takes one.
            guard !name.contains("\0") else { return nil }
            return try People.find(signIn: name, db).flatMap { person in
                try Credentials.find(person.id, db).map { (person, $0.password) }
            }
        }
        let matches = try await installation.passwords.verify(password, against: found?.1)
        guard matches, let (person, _) = found else {
            throw ActionError.invalid(["password": .init("signIn.wrong")])
        }
        try await Limit.signIns.forget(subject: name, in: installation)
        try await Limit.signInsByAddress.giveBack(subject: address, in: installation)
        let now = installation.now()
        let token = Cipher.randomBytes(32).hex
        let until = now.adding(minutes: Self.sessionHours * 60)
        let digest = installation.vault.keyedDigest(token, use: "session")
        try await installation.database.write { db in
            try Sessions.deleteExpired(at: now, db)
            let zoneDay = try Installation.day(of: person, at: now, installation, db)
            guard person.maySignIn(on: zoneDay) else {
                throw ActionError.invalid(["password": .init("signIn.wrong")])
            }
            let first = try Posts.held(by: person.id, on: zoneDay, db).first
            try Sessions.insert(
                digest: digest, person: person.id, post: first?.id, confirmed: false, at: now,
                until: until, db)
            try Records.append(
                Records.Entry(
                    realm: person.realm, at: now, person: person.id, post: nil, action: "signIn",
                    subjectKind: "person", subject: person.id.rawValue, payload: .object([:])),
                id: installation.newID(), key: nil, vault: installation.vault, db)
        }
        return Token(text: token, expiresAt: until, person: person)
    }
}

extension Installation {
    /// The day that it is for a person, in their realm's zone.
    static func day(
        of person: Person, at now: Instant, _ installation: Installation, _ db: any Reader
    ) throws -> Day {
        guard let realm = try Realms.find(person.realm, db) else {
            throw ActionError.notFound
        }
        return try installation.rulebooks.find(
            realm, version: realm.profileVersion, at: now, db
        ).day(of: now)
    }
}
