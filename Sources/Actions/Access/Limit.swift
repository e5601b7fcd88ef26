import Kernel
import SQL
import Storage

/// How often something may be tried in a window of time, counted in the database.
package struct Limit: Sendable {
    package let kind: String
    package let triesMax: Int
    package let windowSeconds: Int

    /// Tries to sign in with one name: ten in a quarter of an hour.
    static let signIns = Limit(kind: "sign-in", triesMax: 10, windowSeconds: 900)
    /// Tries to sign in from one address that failed: an office shares one, and its morning is no
    /// attack.
    static let signInsByAddress = Limit(kind: "sign-in address", triesMax: 60, windowSeconds: 900)
    /// Tries of a one-time password for one person.
    static let oneTimePasswords = Limit(kind: "one-time", triesMax: 6, windowSeconds: 900)
    /// Tries of a recovery code for one person, or under one name.
    static let recoveryCodes = Limit(kind: "recovery", triesMax: 6, windowSeconds: 900)
    /// Passkeys and providers asked for from one address, before anybody is known.
    static let ceremonies = Limit(kind: "ceremony", triesMax: 120, windowSeconds: 900)
    /// Tries of one receipt from one address, and of all receipts.
    static let receiptTries = Limit(kind: "receipt", triesMax: 8, windowSeconds: 900)
    static let receiptTriesByAddress = Limit(
        kind: "receipt address", triesMax: 40, windowSeconds: 900)
    /// Requests raised without an account from one address: a family, or a shared connection.
    package static let reports = Limit(kind: "report", triesMax: 30, windowSeconds: 3_600)
    /// What anyone says to a public matter, from one address: a family, or a shared connection.
    package static let voices = Limit(kind: "voice", triesMax: 60, windowSeconds: 3_600)
    /// The same said to the same matter from one address in a day.
    package static let sameVoices = Limit(kind: "same voice", triesMax: 5, windowSeconds: 86_400)
    /// Bookings made from one address: a family, or the screen at a station.
    package static let bookings = Limit(kind: "booking", triesMax: 20, windowSeconds: 3_600)
    /// Photographs sent from one address.
    package static let photographs = Limit(kind: "photographs", triesMax: 120, windowSeconds: 3_600)
    /// Photographs that one of the staff sends: a walk through the grid, and much more.
    package static let staffPhotographs = Limit(
        kind: "staff photographs", triesMax: 300, windowSeconds: 3_600)

    /// Keys of other systems that are none, from one address.
    package static let keyTries = Limit(kind: "key", triesMax: 60, windowSeconds: 900)
    /// What one key raises in an hour: a hotline on a bad day.
    package static let keyedReports = Limit(
        kind: "keyed report", triesMax: 1_200, windowSeconds: 3_600)

    /// Tests that are sent to one outlet.
    static let outletTries = Limit(kind: "outlet", triesMax: 20, windowSeconds: 900)

    /// Tickets that become matters with one key in an hour: a centre that was down for a day.
    package static let keyedTickets = Limit(
        kind: "keyed ticket", triesMax: 6_000, windowSeconds: 3_600)

    /// A limit with the one whose tries it counts.
    package struct Counted: Sendable {
        package let limit: Limit
        package let subject: String

        package init(_ limit: Limit, of subject: String) {
            self.limit = limit
            self.subject = subject
        }

        /// The try as the database counts it.
        func attempt(_ vault: Vault) -> Attempt {
            Attempt(limit: limit, digest: vault.keyedDigest(subject, use: limit.kind))
        }
    }

    /// A try of somebody whom the database knows only by a digest.
    struct Attempt: Sendable {
        let limit: Limit
        let digest: String

        /// What counting asks, for `Database.write(ahead:)`.
        func counting(at now: Instant) -> SQL {
            Attempts.counting(kind: limit.kind, subject: digest, window: limit.window(at: now))
        }

        /// Counts it inside a transaction; where that is undone, so is the count.
        func count(at now: Instant, _ db: any Writer) throws {
            let window = limit.window(at: now)
            let tries = try Attempts.count(
                kind: limit.kind, subject: digest, window: window, db)
            try limit.refuse(tries, in: window, at: now)
        }
    }

    /// Counts one try.
    ///
    /// - Throws: `ActionError.tooOften` with the seconds until the window ends.
    package func count(subject: String, in installation: Installation) async throws {
        let now = installation.now()
        let window = window(at: now)
        let digest = installation.vault.keyedDigest(subject, use: kind)
        let tries = try await installation.database.write { db in
            try Attempts.count(kind: kind, subject: digest, window: window, db)
        }
        try refuse(tries, in: window, at: now)
    }

    /// Takes back one try of a subject, after one that succeeded; others that failed stay counted.
    func giveBack(subject: String, in installation: Installation) async throws {
        let digest = installation.vault.keyedDigest(subject, use: kind)
        let window = window(at: installation.now())
        try await installation.database.write { db in
            try Attempts.giveBack(kind: kind, subject: digest, window: window, db)
        }
    }

    private var milliseconds: Int64 { Int64(windowSeconds) * 1_000 }

    private func window(at now: Instant) -> Instant {
        Instant(milliseconds: now.milliseconds / milliseconds * milliseconds)
    }

    private func refuse(_ tries: Int, in window: Instant, at now: Instant) throws {
        guard tries > triesMax else { return }
        let end = window.adding(milliseconds: milliseconds)
        throw ActionError.tooOften(seconds: Int(end.seconds(since: now)) + 1)
    }

    /// Forgets the tries of a subject, after one that succeeded.
    func forget(subject: String, in installation: Installation) async throws {
        let digest = installation.vault.keyedDigest(subject, use: kind)
        try await installation.database.write { db in
            try Attempts.forget(kind: kind, subject: digest, db)
        }
    }

    /// Forgets every try that can lock a person out: somebody who may has let them in anew.
    static func forgetTries(of person: Person, in installation: Installation) async throws {
        let (vault, id) = (installation.vault, person.id.description)
        let counted = [
            Counted(.signIns, of: person.signIn), Counted(.recoveryCodes, of: person.signIn),
            Counted(.recoveryCodes, of: id), Counted(.oneTimePasswords, of: id),
            Counted(.ownPassword, of: id),
        ]
        try await installation.database.write { db in
            for one in counted {
                try Attempts.forget(
                    kind: one.limit.kind, subject: one.attempt(vault).digest, db)
            }
        }
    }
}
