package import Kernel
import SQL
package import Secrets
import Storage

/// Sets up one-time passwords for a person, in place of every second factor that there was; their
/// sessions end, since the telephone that is lost may hold one.
///
/// At the desk another administrator does it; one's own is set up on one's own page.
package struct EnrolOneTimePassword: Sendable {
    package let person: Person
    package let changer: Changer

    package init(person: Person, by changer: Changer = .operator) {
        self.person = person
        self.changer = changer
    }

    /// - Returns: what an authenticator scans, shown once.
    /// - Throws: `.forbidden`; `.invalid` for oneself.
    package func run(in installation: Installation) async throws -> OneTimePassword {
        try changer.must(.manage, in: person.realm)
        guard changer.person != person.id else {
            throw ActionError.invalid(["oneTime": .init("person.oneTime.self")])
        }
        var generator = SystemRandomNumberGenerator()
        let password = OneTimePassword(using: &generator)
        let sealed = try installation.vault.sealOwn(
            password.secret, context: "one-time \(person.id)")
        let now = installation.now()
        try await installation.database.write { db in
            try SecondFactors.removeAll(of: person.id, at: now, db)
            try Credentials.set(secret: sealed, of: person.id, at: now, db)
            try installation.note(
                "setOneTime", on: "person", person.id.rawValue, in: person.realm, by: changer,
                at: now, [:], db)
        }
        try await Limit.forgetTries(of: person, in: installation)
        return password
    }
}

/// Takes every second factor of a person away: the way in for somebody whose telephone is gone and
/// who has nothing to scan a new code with.
package struct ResetSecondFactors: Sendable {
    package let person: Person
    package let changer: Changer

    package init(person: Person, by changer: Changer = .operator) {
        self.person = person
        self.changer = changer
    }

    /// - Throws: `.forbidden`; `.invalid` for oneself.
    package func run(in installation: Installation) async throws {
        try changer.must(.manage, in: person.realm)
        guard changer.person != person.id else {
            throw ActionError.invalid(["oneTime": .init("person.oneTime.self")])
        }
        let now = installation.now()
        try await installation.database.write { db in
            try SecondFactors.removeAll(of: person.id, at: now, db)
            try installation.note(
                "resetSecondFactors", on: "person", person.id.rawValue, in: person.realm,
                by: changer, at: now, [:], db)
        }
        try await Limit.forgetTries(of: person, in: installation)
    }
}

/// What a person can confirm a session with.
enum SecondFactors {
    /// Takes all of them away, and ends every session.
    static func removeAll(of person: Person.ID, at now: Instant, _ db: any Writer) throws {
        try Credentials.set(secret: nil, of: person, at: now, db)
        try RecoveryCodes.replace([], of: person, db)
        try Passkeys.deleteAll(of: person, db)
        try ProviderLinks.deleteAll(of: person, db)
        try Sessions.deleteAll(of: person, db)
    }
}

extension Installation {
    /// - Returns: what an authenticator scans, shown once.
    package func enrolOneTimePassword(of person: Person) async throws -> OneTimePassword {
        try await EnrolOneTimePassword(person: person).run(in: self)
    }
}
