package import Identity
import Kernel
import SQL
import Secrets
import Storage

/// Asks for a passkey: of the person whose session waits for its second factor, or, before anybody
/// is known, of whoever has one here.
package struct BeginPasskeySignIn: Sendable {
    package let visit: Visit?
    package let house: House
    package let address: String

    package init(visit: Visit?, house: House, address: String) {
        self.visit = visit
        self.house = house
        self.address = address
    }

    /// - Returns: the question, and the secret that the browser keeps where it has no session.
    package func run(
        in installation: Installation
    ) async throws -> (question: PasskeyQuestion, browserSecret: String?) {
        if let visit {
            let known = try await installation.database.read { db in
                try Passkeys.all(of: visit.person.id, db).filter { $0.copiedAt == nil }
            }
            let challenge = try await installation.begin(.assertion, of: visit.sessionDigest)
            return (question(challenge, known.map(\.credential), wantsVerified: false), nil)
        }
        try await Limit.ceremonies.count(subject: address, in: installation)
        let secret = SignIn.freshToken()
        let challenge = try await installation.begin(
            .assertion, of: installation.ceremonyDigest(secret))
        return (question(challenge, [], wantsVerified: true), secret)
    }

    private func question(
        _ challenge: String, _ known: [String], wantsVerified: Bool
    ) -> PasskeyQuestion {
        PasskeyQuestion(
            challenge: challenge, host: house.host, known: known, person: nil,
            wantsVerified: wantsVerified)
    }
}

/// Takes the answer of a passkey: as the second factor of a session, or as the whole sign-in, for
/// which the device must have made sure who touched it.
package struct AnswerPasskey: Sendable {
    package let visit: Visit?
    package let browserSecret: String?
    package let house: House
    package let credential: String
    package let answer: PasskeyProof.Answer
    package let address: String
    package let browser: BrowserKind

    package init(
        visit: Visit?, browserSecret: String?, house: House, credential: String,
        answer: PasskeyProof.Answer, address: String, browser: BrowserKind
    ) {
        self.visit = visit
        self.browserSecret = browserSecret
        self.house = house
        self.credential = credential
        self.answer = answer
        self.address = address
        self.browser = browser
    }

    /// - Throws: `.invalid` for `passkey`; `.tooOften`.
    package func run(in installation: Installation) async throws -> SignIn.Token {
        try await Limit.signInsByAddress.count(subject: address, in: installation)
        let holder =
            visit?.sessionDigest ?? browserSecret.map(installation.ceremonyDigest) ?? ""
        let challenge = try await installation.take(.assertion, of: holder)
        let found = try await installation.database.read { db in
            try Passkeys.find(credential: credential, db)
        }
        guard let key = found, key.host == house.host,
            visit.map({ $0.person.id == key.person }) ?? true
        else { throw PasskeyProblem.notGenuine.refusal }
        let counter: Int64
        do {
            counter = try PasskeyProof.asserted(
                answer, challenge: challenge, house: house, algorithm: key.algorithm,
                publicKey: key.publicKey, counter: key.counter, wantsVerified: visit == nil)
        } catch {
            if error == .counterWentBack { try await close(key, in: installation) }
            throw error.refusal
        }
        // Told to whoever has the key, or its copy, and to nobody else.
        guard key.copiedAt == nil else { throw PasskeyProblem.counterWentBack.refusal }
        let now = installation.now()
        let token = try await installation.database.write { db in
            guard try Passkeys.use(key, counter: counter, at: now, db) else {
                throw PasskeyProblem.counterWentBack.refusal
            }
            if let visit { return try installation.renewed(visit, confirmed: true, db) }
            guard let person = try People.find(key.person, in: key.realm, db) else {
                throw PasskeyProblem.notGenuine.refusal
            }
            return try OpenSession(
                person: person, way: .passkey, browser: browser, confirmed: true
            ).run(at: now, installation, db)
        }
        try await Limit.signInsByAddress.giveBack(subject: address, in: installation)
        return token
    }

    /// Whoever has the other copy may be signed in already, so every session ends but the one that
    /// waits for its second factor here.
    private func close(_ key: Passkey, in installation: Installation) async throws {
        let now = installation.now()
        try await installation.database.write { db in
            guard try Passkeys.setCopied(key.id, at: now, db) else { return }
            try Sessions.deleteAll(of: key.person, but: visit?.sessionDigest ?? "", db)
            try installation.noteTheft(
                "copiedPasskey", of: key.person, in: key.realm,
                saying: ["passkey": .text(key.id.description)], db)
        }
    }
}

extension Installation {
    func ceremonyDigest(_ secret: String) -> String {
        vault.keyedDigest(secret, use: "ceremony")
    }

    /// Begins a ceremony with a fresh challenge.
    func begin(_ kind: Ceremonies.Kind, of holder: String) async throws -> String {
        let (challenge, now) = (Cipher.randomBytes(32), now())
        let sealed = try vault.sealOwn(challenge, context: "challenge \(holder)")
        try await database.write { db in
            try Ceremonies.begin(kind, of: holder, sealed: sealed, at: now, db)
        }
        return Base64URL.encode(challenge)
    }

    /// The challenge of a ceremony, which nobody answers again.
    ///
    /// - Throws: `.invalid` when there is none, or no longer.
    func take(_ kind: Ceremonies.Kind, of holder: String) async throws -> [UInt8] {
        let now = now()
        let sealed = try await database.write { db in
            try Ceremonies.take(kind, of: holder, at: now, db)
        }
        guard let sealed else { throw PasskeyProblem.wrongChallenge.refusal }
        return try vault.openOwn(sealed, context: "challenge \(holder)")
    }
}

extension PasskeyProblem {
    /// The same as people read it.
    var refusal: ActionError {
        let key =
            switch self {
            case .wrongChallenge: "passkey.tooLate"
            case .wrongOrigin, .wrongHost: "passkey.otherSite"
            case .notVerified, .notPresent: "passkey.notVerified"
            case .counterWentBack: "passkey.copied"
            case .malformed, .wrongType, .wrongAlgorithm, .notGenuine: "passkey.wrong"
            }
        return ActionError.invalid(["passkey": .init(key)])
    }
}
