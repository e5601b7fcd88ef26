package import Identity
import Kernel
import SQL
import Secrets
package import Storage

/// What a browser needs to make a passkey, or to sign with one.
package struct PasskeyQuestion: Sendable {
    package let challenge: String
    package let host: String
    /// Those that the device must not make again, or of which it shall use one; empty for any.
    package let known: [String]
    /// What the device calls the person: a digest, the sign-in and the name.
    package let person: (handle: String, signIn: String, name: String)?
    /// Whether the device must make sure who touches it.
    package let wantsVerified: Bool
}

/// Begins to add a passkey. The password is asked for again.
package struct BeginPasskey: Sendable {
    package let visit: Visit
    package let password: String
    package let house: House

    package init(visit: Visit, password: String, house: House) {
        self.visit = visit
        self.password = password
        self.house = house
    }

    /// - Throws: `.forbidden` where `visit.maySetSecondFactor` is false; `.invalid` for `current`,
    ///   also when there are as many as one may have.
    package func run(in installation: Installation) async throws -> PasskeyQuestion {
        guard visit.maySetSecondFactor else { throw ActionError.forbidden }
        try await installation.mustKnow(password, visit)
        let person = visit.person
        let held = try await installation.database.read { db in
            try Passkeys.all(of: person.id, db)
        }
        guard held.count < Passkeys.perPersonMax else {
            throw ActionError.invalid([
                "current": .init("passkey.tooMany", ["max": String(Passkeys.perPersonMax)])
            ])
        }
        let challenge = try await installation.begin(.registration, of: visit.sessionDigest)
        // Of the person nothing but this is told to the device.
        let handle = installation.vault.keyedDigest(person.id.description, use: "passkey handle")
        return PasskeyQuestion(
            challenge: challenge, host: house.host, known: held.map(\.credential),
            person: (Base64URL.encode(Array(handle.utf8)), person.signIn, person.name),
            wantsVerified: false)
    }
}

/// Adds the passkey that a device made. The session counts as confirmed and gets another token.
package struct AddPasskey: Sendable {
    package let visit: Visit
    package let name: String
    package let house: House
    package let clientData: [UInt8]
    package let authenticatorData: [UInt8]

    package init(
        visit: Visit, name: String, house: House, clientData: [UInt8], authenticatorData: [UInt8]
    ) {
        self.visit = visit
        self.name = name.trimmingCharacters()
        self.house = house
        self.clientData = clientData
        self.authenticatorData = authenticatorData
    }

    package static let nameCharactersMax = 40

    /// - Returns: the new token, and recovery codes where it is the person's first second factor.
    /// - Throws: `.forbidden`; `.invalid` for `name` or `passkey`.
    package func run(
        in installation: Installation
    ) async throws -> (token: SignIn.Token, recoveryCodes: [String]) {
        guard visit.maySetSecondFactor else { throw ActionError.forbidden }
        guard (1...Self.nameCharactersMax).contains(name.count), !name.contains("\0") else {
            throw ActionError.invalid(["name": .init("passkey.name.length")])
        }
        let challenge = try await installation.take(.registration, of: visit.sessionDigest)
        let made: NewPasskey
        do {
            made = try PasskeyProof.registered(
                clientData: clientData, authenticatorData: authenticatorData,
                challenge: challenge, house: house)
        } catch {
            throw error.refusal
        }
        let (person, now) = (visit.person, installation.now())
        let key = Passkey(
            id: installation.newID(), realm: person.realm, person: person.id,
            credential: Base64URL.encode(made.credential), host: house.host,
            algorithm: made.algorithm, publicKey: made.publicKey, counter: made.counter,
            name: name, addedAt: now)
        return try await installation.database.write { db in
            guard try Passkeys.all(of: person.id, db).count < Passkeys.perPersonMax,
                try Passkeys.find(credential: key.credential, db) == nil
            else { throw PasskeyProblem.malformed.refusal }
            try Passkeys.insert(key, db)
            let codes =
                visit.hasSecondFactor ? [] : try installation.freshRecoveryCodes(of: person.id, db)
            if !visit.hasSecondFactor {
                try Sessions.deleteAll(of: person.id, but: visit.sessionDigest, db)
            }
            try installation.note(
                "addPasskey", on: "person", person.id.rawValue, in: person.realm,
                by: .holding(visit.holding), at: now, ["passkey": .text(key.id.description)], db)
            return (try installation.renewed(visit, confirmed: true, db), codes)
        }
    }
}

/// Takes one of one's own passkeys away; recovery codes go with the last second factor.
package struct RemovePasskey: Sendable {
    package let visit: Visit
    package let key: Passkey.ID
    package let password: String

    package init(visit: Visit, key: Passkey.ID, password: String) {
        self.visit = visit
        self.key = key
        self.password = password
    }

    /// - Throws: `.forbidden`; `.notFound`; `.invalid` for `current`, also where a post of the
    ///   person's needs a second factor and none would be left.
    package func run(in installation: Installation) async throws {
        guard visit.maySetSecondFactor else { throw ActionError.forbidden }
        try await installation.mustKnow(password, visit)
        let (person, now) = (visit.person, installation.now())
        try await installation.database.write { db in
            guard try Passkeys.delete(key, of: person.id, db) else { throw ActionError.notFound }
            let secret = try Credentials.find(person.id, db)?.secret
            let isLast = try secret == nil && Passkeys.all(of: person.id, db).isEmpty
            guard !isLast || !visit.somePostNeedsSecondFactor else {
                throw ActionError.invalid(["current": .init("factor.needed")])
            }
            if isLast { try RecoveryCodes.replace([], of: person.id, db) }
            try installation.note(
                "removePasskey", on: "person", person.id.rawValue, in: person.realm,
                by: .holding(visit.holding), at: now, ["passkey": .text(key.description)], db)
        }
    }
}
