package import Kernel
import SQL
package import Secrets
import Storage

/// Sets up one-time passwords for a person, replacing what there was.
///
/// At the desk nobody does it for themselves: it would let whoever finds an open desk keep it.
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
            try Credentials.set(secret: sealed, of: person.id, at: now, db)
            try installation.note(
                "setOneTime", on: "person", person.id.rawValue, in: person.realm, by: changer,
                at: now, [:], db)
        }
        return password
    }
}

extension Installation {
    /// - Returns: what an authenticator scans, shown once.
    package func enrolOneTimePassword(of person: Person) async throws -> OneTimePassword {
        try await EnrolOneTimePassword(person: person).run(in: self)
    }
}
