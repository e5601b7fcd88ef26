import Kernel
import SQL
package import Storage

/// Ends one of one's own sessions, or all but the one that one is in.
package struct EndSessions: Sendable {
    package enum Which: Hashable, Sendable {
        case others
        case one(String)
    }

    package let visit: Visit
    package let which: Which

    package init(visit: Visit, which: Which) {
        self.visit = visit
        self.which = which
    }

    /// - Throws: `.notFound` for a session that is not one's own, or over.
    package func run(in installation: Installation) async throws {
        let person = visit.person
        let now = installation.now()
        try await installation.database.write { db in
            switch which {
            case .others: try Sessions.deleteAll(of: person.id, but: visit.sessionDigest, db)
            case .one(let digest):
                guard try Sessions.delete(digest, of: person.id, db) else {
                    throw ActionError.notFound
                }
            }
            try installation.note(
                "endSession", on: "person", person.id.rawValue, in: person.realm,
                by: .holding(visit.holding), at: now, [:], db)
        }
    }
}

extension Installation {
    /// What a person sees of how they sign in.
    package func ownSignIn(_ visit: Visit) async throws -> OwnSignIn {
        let now = now()
        let person = visit.person.id
        return try await database.glance { db in
            OwnSignIn(
                hasAuthenticator: try Credentials.find(person, db)?.secret != nil,
                recoveryCodesLeft: try RecoveryCodes.count(of: person, db),
                passkeys: try Passkeys.all(of: person, db),
                warnings: visit.hasWarnings ? try SignInWarnings.of(person, db) : [],
                sessions: try Sessions.lines(
                    of: person, idleMinutes: self.sessions.idleMinutes, at: now, db))
        }
    }
}

/// How somebody signs in, as they see it themselves.
package struct OwnSignIn: Sendable {
    package let hasAuthenticator: Bool
    package let recoveryCodesLeft: Int
    package let passkeys: [Passkey]
    /// What changed of late and was not read yet, the newest first.
    package let warnings: [SignInWarning]
    package let sessions: [Sessions.Line]
}
