import Kernel
import SQL
package import Secrets
import Storage

/// Begins to set up one's own authenticator: the secret is shown and waits for a first code.
///
/// The password is asked for again: whoever finds an open desk shall not keep it.
package struct BeginAuthenticator: Sendable {
    package let visit: Visit
    package let password: String

    package init(visit: Visit, password: String) {
        self.visit = visit
        self.password = password
    }

    /// - Throws: `.forbidden` where `visit.maySetSecondFactor` is false; `.invalid` for `current`.
    package func run(in installation: Installation) async throws {
        guard visit.maySetSecondFactor else { throw ActionError.forbidden }
        try await installation.mustKnow(password, visit)
        var generator = SystemRandomNumberGenerator()
        let fresh = OneTimePassword(using: &generator)
        let sealed = try installation.vault.sealOwn(
            fresh.secret, context: installation.pendingContext(visit))
        let now = installation.now()
        try await installation.database.write { db in
            try Ceremonies.begin(
                .authenticator, of: visit.sessionDigest, sealed: sealed, at: now, db)
        }
    }
}

extension Installation {
    func pendingContext(_ visit: Visit) -> String { "pending one-time \(visit.person.id)" }

    /// The secret that waits for its first code; nil when none does, or no longer.
    package func pendingAuthenticator(_ visit: Visit) async throws -> OneTimePassword? {
        let now = now()
        let sealed = try await database.glance { db in
            try Ceremonies.find(.authenticator, of: visit.sessionDigest, at: now, db)
        }
        return try sealed.map {
            try OneTimePassword(secret: vault.openOwn($0, context: pendingContext(visit)))
        }
    }
}

/// Takes an authenticator into use with its first code. The session counts as confirmed and gets
/// another token; the person gets ten recovery codes, shown once.
package struct ConfirmAuthenticator: Sendable {
    package let visit: Visit
    package let code: String

    package init(visit: Visit, code: String) {
        self.visit = visit
        self.code = code
    }

    /// - Throws: `.forbidden`; `.conflict` when the secret waits no longer; `.invalid` for `code`.
    package func run(
        in installation: Installation
    ) async throws -> (token: SignIn.Token, recoveryCodes: [String]) {
        guard visit.maySetSecondFactor else { throw ActionError.forbidden }
        let person = visit.person
        try await Limit.oneTimePasswords.count(
            subject: person.id.description, in: installation)
        guard let pending = try await installation.pendingAuthenticator(visit) else {
            throw ActionError.conflict
        }
        let now = installation.now()
        let step = pending.acceptedStep(code.halfWidth, atSeconds: now.milliseconds / 1_000)
        guard let step else { throw ConfirmSignIn.wrong }
        let sealed = try installation.vault.sealOwn(
            pending.secret, context: "one-time \(person.id)")
        let done = try await installation.database.write { db in
            _ = try Ceremonies.take(.authenticator, of: visit.sessionDigest, at: now, db)
            try Credentials.set(secret: sealed, of: person.id, at: now, db)
            _ = try Credentials.use(step: step, of: person.id, db)
            let codes = try installation.freshRecoveryCodes(of: person.id, db)
            try Sessions.deleteAll(of: person.id, but: visit.sessionDigest, db)
            try installation.note(
                "setOwnOneTime", on: "person", person.id.rawValue, in: person.realm,
                by: .holding(visit.holding), at: now, [:], db)
            return (try installation.renewed(visit, confirmed: true, db), codes)
        }
        try await Limit.oneTimePasswords.forget(
            subject: person.id.description, in: installation)
        return done
    }
}

/// Switches one's own authenticator off; recovery codes go with the last second factor.
package struct RemoveAuthenticator: Sendable {
    package let visit: Visit
    package let password: String

    package init(visit: Visit, password: String) {
        self.visit = visit
        self.password = password
    }

    /// - Throws: `.forbidden`; `.invalid` for `current`, also where a post of the person's needs a
    ///   second factor and no passkey is left.
    package func run(in installation: Installation) async throws {
        guard visit.maySetSecondFactor else { throw ActionError.forbidden }
        try await installation.mustKnow(password, visit)
        let person = visit.person
        let now = installation.now()
        try await installation.database.write { db in
            let hasPasskeys = try !Passkeys.all(of: person.id, db).isEmpty
            guard hasPasskeys || !visit.somePostNeedsSecondFactor else {
                throw ActionError.invalid(["current": .init("factor.needed")])
            }
            try Credentials.set(secret: nil, of: person.id, at: now, db)
            if !hasPasskeys { try RecoveryCodes.replace([], of: person.id, db) }
            try installation.note(
                "removeOwnOneTime", on: "person", person.id.rawValue, in: person.realm,
                by: .holding(visit.holding), at: now, [:], db)
        }
    }
}

/// Ten fresh recovery codes in place of those that are left; shown once.
package struct RenewRecoveryCodes: Sendable {
    package let visit: Visit
    package let password: String

    package init(visit: Visit, password: String) {
        self.visit = visit
        self.password = password
    }

    /// - Throws: `.forbidden` without a second factor or an unconfirmed session; `.invalid` for
    ///   `current`.
    package func run(in installation: Installation) async throws -> [String] {
        guard visit.hasSecondFactor, visit.confirmed else { throw ActionError.forbidden }
        try await installation.mustKnow(password, visit)
        let person = visit.person
        let now = installation.now()
        return try await installation.database.write { db in
            let codes = try installation.freshRecoveryCodes(of: person.id, db)
            try installation.note(
                "renewRecoveryCodes", on: "person", person.id.rawValue, in: person.realm,
                by: .holding(visit.holding), at: now, [:], db)
            return codes
        }
    }
}
