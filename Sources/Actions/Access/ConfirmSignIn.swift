import Kernel
import SQL
import Secrets
import Storage

/// Confirms a session with the code of an authenticator (RFC 6238) or with a recovery code, each
/// good once. The session gets another token.
package struct ConfirmSignIn: Sendable {
    package let visit: Visit
    package let code: String

    package init(visit: Visit, code: String) {
        self.visit = visit
        self.code = code
    }

    /// - Throws: `.forbidden` for somebody who has no second factor; `.invalid` for `code`;
    ///   `.tooOften`.
    @discardableResult
    package func run(in installation: Installation) async throws -> SignIn.Token {
        let person = visit.person.id
        let recovery = RecoveryCode.normal(code)
        // Counted apart: whoever wears out the one is still let in by the other.
        let limit = recovery == nil ? Limit.oneTimePasswords : .recoveryCodes
        try await limit.count(subject: person.description, in: installation)
        let token: SignIn.Token
        do {
            token = try await confirm(recovery, in: installation)
        } catch is UsedCode {
            try await installation.database.write { db in
                try installation.noteTheft(
                    "reusedCode", of: person, in: visit.person.realm, db)
            }
            throw Self.wrong
        }
        try await limit.forget(subject: person.description, in: installation)
        return token
    }

    private func confirm(
        _ recovery: String?, in installation: Installation
    ) async throws -> SignIn.Token {
        let (person, now) = (visit.person.id, installation.now())
        return try await installation.database.write { db in
            if let recovery {
                let digest = installation.recoveryDigest(recovery, of: person)
                guard try RecoveryCodes.use(digest, of: person, db) else { throw Self.wrong }
                try installation.note(
                    "useRecoveryCode", on: "person", person.rawValue, in: visit.person.realm,
                    by: .holding(visit.holding), at: now, [:], db)
            } else {
                try Self.useCode(code, of: person, at: now, installation, db)
            }
            return try installation.renewed(visit, confirmed: true, db)
        }
    }

    /// The right code, which served before.
    private struct UsedCode: Error {}

    static let wrong = ActionError.invalid(["code": .init("signIn.wrongCode")])

    /// Uses up the code that an authenticator shows.
    private static func useCode(
        _ code: String, of person: Person.ID, at now: Instant, _ installation: Installation,
        _ db: any Writer
    ) throws {
        guard let credential = try Credentials.find(person, db),
            let sealed = credential.secret
        else { throw ActionError.forbidden }
        let secret = try installation.vault.openOwn(sealed, context: "one-time \(person)")
        let authenticator = try OneTimePassword(secret: secret)
        let (typed, seconds) = (code.halfWidth, now.milliseconds / 1_000)
        let step = authenticator.acceptedStep(
            typed, atSeconds: seconds, after: credential.stepUsed)
        guard let step, try Credentials.use(step: step, of: person, db) else {
            guard authenticator.acceptedStep(typed, atSeconds: seconds) == nil else {
                throw UsedCode()
            }
            throw wrong
        }
    }
}

/// Signs in with a name, a password and a recovery code at once: the way in for somebody whose name
/// others have locked by guessing, since it counts its own tries alone.
package struct RecoverSignIn: Sendable {
    package let name: String
    package let password: String
    package let code: String
    package let address: String
    package let browser: BrowserKind

    package init(
        name: String, password: String, code: String, address: String,
        browser: BrowserKind = .unknown
    ) {
        self.name = name.trimmingCharacters().lowercased()
        self.password = password
        self.code = code
        self.address = address
        self.browser = browser
    }

    /// - Throws: `.invalid` without telling what was wrong; `.tooOften`.
    package func run(in installation: Installation) async throws -> SignIn.Token {
        try await Limit.signInsByAddress.count(subject: address, in: installation)
        try await Limit.recoveryCodes.count(subject: name, in: installation)
        let found = try await SignIn.known(name, in: installation)
        let code = RecoveryCode.normal(code)
        let held = try await installation.database.read { db in
            guard let code, let person = found?.person.id else { return false }
            return try RecoveryCodes.holds(
                installation.recoveryDigest(code, of: person), of: person, db)
        }
        // Without a code that holds, no password is tried: this is no second door for guessing.
        let matches = try await installation.passwords.verify(
            password, against: held ? found?.password : nil)
        guard matches, let code, let person = found?.person else { throw Self.wrong }
        guard found?.isOver == false else { throw SignIn.over }
        let now = installation.now()
        let token = try await installation.database.write { db in
            let digest = installation.recoveryDigest(code, of: person.id)
            guard try RecoveryCodes.use(digest, of: person.id, db) else { throw Self.wrong }
            return try OpenSession(
                person: person, way: .recovery, browser: browser, confirmed: true
            ).run(at: now, installation, db)
        }
        try await Limit.forgetTries(of: person, in: installation)
        try await Limit.signInsByAddress.giveBack(subject: address, in: installation)
        return token
    }

    private static let wrong = ActionError.invalid(["code": .init("signIn.recovery.wrong")])
}
