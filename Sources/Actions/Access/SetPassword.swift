package import Kernel
import SQL
import Secrets
import Storage

/// Gives a person a password, ends their sessions and the keys of their programs, and forgets the
/// tries that locked them out.
package struct SetPassword: Sendable {
    package let person: Person
    package let changer: Changer
    package let password: String
    /// Whether the person must choose one of their own at the next sign-in.
    package let isTemporary: Bool

    package init(
        person: Person, by changer: Changer = .operator, password: String,
        isTemporary: Bool = false
    ) {
        self.person = person
        self.changer = changer
        self.password = password
        self.isTemporary = isTemporary
    }

    /// - Throws: `Password.Problem` when it is too short or too long; `.forbidden`.
    package func run(in installation: Installation) async throws {
        try changer.must(.manage, in: person.realm)
        let verifier = try await installation.passwords.hash(password)
        let now = installation.now()
        try await installation.database.write { db in
            try Credentials.set(
                password: verifier, of: person.id, isTemporary: isTemporary, at: now, db)
            try Sessions.deleteAll(of: person.id, db)
            try ProgramKeys.revokeAll(of: person.id, at: now, db)
            try installation.note(
                "setPassword", on: "person", person.id.rawValue, in: person.realm, by: changer,
                at: now, [:], db)
        }
        try await Limit.forgetTries(of: person, in: installation)
    }
}

/// Changes one's own password; other sessions of the same person end, and this one gets another
/// token.
package struct ChangeOwnPassword: Sendable {
    package let visit: Visit
    package let current: String
    package let new: String

    package init(visit: Visit, current: String, new: String) {
        self.visit = visit
        self.current = current
        self.new = new
    }

    /// - Throws: `.invalid` by field: `current` is wrong, or `new` is no good; `.tooOften`.
    @discardableResult
    package func run(in installation: Installation) async throws -> SignIn.Token {
        guard !visit.mustConfirmFirst else { throw ActionError.forbidden }
        let person = visit.person
        try await installation.mustKnow(current, visit)
        guard new != current else {
            throw ActionError.invalid(["new": .init("password.same")])
        }
        let verifier: String
        do {
            verifier = try await installation.passwords.hash(new)
        } catch Password.Problem.tooShort(_, let least) {
            throw ActionError.invalid(["new": .init("password.short", ["min": String(least)])])
        } catch Password.Problem.tooLong(_, let most) {
            throw ActionError.invalid(["new": .init("password.long", ["max": String(most)])])
        }
        let now = installation.now()
        return try await installation.database.write { db in
            try Credentials.set(password: verifier, of: person.id, at: now, db)
            try Sessions.deleteAll(of: person.id, but: visit.sessionDigest, db)
            try installation.note(
                "changePassword", on: "person", person.id.rawValue, in: person.realm,
                by: .holding(visit.holding), at: now, [:], db)
            return try installation.renewed(visit, db)
        }
    }
}

extension Installation {
    /// Asks somebody who is signed in for their password once more.
    ///
    /// - Throws: `.invalid` for `current`; `.tooOften`.
    func mustKnow(_ password: String, _ visit: Visit) async throws {
        let person = visit.person.id
        try await Limit.ownPassword.count(subject: person.description, in: self)
        let known = try await database.read { db in try Credentials.find(person, db)?.password }
        guard try await passwords.verify(password, against: known) else {
            throw ActionError.invalid(["current": .init("password.wrong")])
        }
        try await Limit.ownPassword.forget(subject: person.description, in: self)
    }
}

extension Limit {
    /// Tries of one's own password when changing it.
    static let ownPassword = Limit(kind: "own password", triesMax: 10, windowSeconds: 900)
}
