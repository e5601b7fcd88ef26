import Kernel
import SQL
package import Storage

extension Installation {
    /// What a person is told of, by the actions of its records. Not the sign-in itself: a list of
    /// when people come in would be an attendance record.
    private static let warned: Set<String> = [
        "addPasskey", "removePasskey", "copiedPasskey", "setOwnOneTime", "removeOwnOneTime",
        "reusedCode", "renewRecoveryCodes", "useRecoveryCode", "setOneTime", "resetSecondFactors",
        "changePassword", "setPassword", "issueProgramKey",
    ]

    /// Puts down for a person that something about their sign-in changed, where that is such an
    /// action.
    func warn(
        _ person: Person.ID, of action: String, in realm: Realm.ID, by changer: Changer,
        at now: Instant, _ db: any Writer
    ) throws {
        guard Self.warned.contains(action) else { return }
        try SignInWarnings.insert(
            SignInWarning(
                id: newID(), realm: realm, person: person, action: action, at: now,
                isOwn: changer.person == person), db)
    }

    /// Writes down what only a thief of a second factor does, in a transaction of its own: the
    /// sign-in is refused.
    func noteTheft(
        _ action: String, of person: Person.ID, in realm: Realm.ID,
        saying payload: [String: Payload] = [:], _ db: any Writer
    ) throws {
        try note(
            action, on: "person", person.rawValue, in: realm, by: .unnamed, at: now(),
            payload.merging(["by": .text("program")]) { first, _ in first }, db)
    }
}

/// Takes away what a person has read of their own sign-in.
package struct ReadSignInWarnings: Sendable {
    package let visit: Visit
    /// The newest that was on the page.
    package let last: SignInWarning.ID

    package init(visit: Visit, last: SignInWarning.ID) {
        self.visit = visit
        self.last = last
    }

    /// - Throws: `.forbidden` in a session that waits for its second factor.
    package func run(in installation: Installation) async throws {
        guard !visit.mustConfirmFirst else { throw ActionError.forbidden }
        try await installation.database.write { db in
            try SignInWarnings.delete(of: visit.person.id, through: last, db)
        }
    }
}
