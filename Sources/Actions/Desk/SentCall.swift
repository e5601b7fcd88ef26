package import Kernel
import SQL
import Storage
import Synchronization

/// A call of a program under a key of its own: done once, and answered the same when it comes
/// again within a week.
///
/// The row that says so is written in the transaction that does what the call asks. The answer is
/// added to it, sealed, after that: where the program dies in between, the call is not done again,
/// and whoever sends it again is told to look.
package struct SentCall: Sendable {
    /// The same call is under way, or was done and its answer was lost.
    package struct Unanswered: Error, Sendable {}

    private let digest: String
    private let written: String
    private let realm: Realm.ID

    /// - Parameter written: the method, the address and the body.
    package init(_ sending: Sending, in realm: Realm, _ installation: Installation) {
        let sent = sending.sent(to: "call", vault: installation.vault)
        digest = sent.digest
        written = sent.written ?? ""
        self.realm = realm.id
    }

    private var context: String { "answer \(digest)" }

    /// What was answered when it came before; nil when it never did.
    ///
    /// - Throws: `SentForms.OtherWords` when the key stood over another call before, `Unanswered`.
    package func answer(in installation: Installation) async throws -> Payload? {
        let found = try await installation.database.read { db in
            try SentCalls.find(digest, db)
        }
        guard let found else { return nil }
        guard found.written == written else { throw SentForms.OtherWords() }
        guard let sealed = found.answer else { throw Unanswered() }
        return try Payload(
            parsing: try installation.vault.openOwn(sealed, context: context))
    }

    /// Does the work with an installation whose first write takes the call down.
    ///
    /// - Returns: what the work returns, and what of it is to be answered again.
    package func doing<T: Sendable>(
        in installation: Installation,
        _ work: @Sendable (Installation) async throws -> (T, Payload)
    ) async throws -> T {
        let once = OnceDatabase(
            inner: installation.database, digest: digest, written: written, realm: realm,
            now: installation.now)
        var own = installation
        own.database = once
        do {
            let (value, answer) = try await work(own)
            let sealed = try installation.vault.sealOwn(
                Array(answer.canonicalText.utf8), context: context)
            if once.isTaken.load(ordering: .relaxed) {
                try await installation.database.write { db in
                    try SentCalls.keep(sealed, of: digest, db)
                }
            }
            return value
        } catch {
            // What was refused after its first write may be tried again under the same key; what
            // the store could not go on with was done in part, or even whole.
            if once.isTaken.load(ordering: .relaxed), StoreTrouble(error) == nil {
                try await installation.database.write { db in try SentCalls.delete(digest, db) }
            }
            throw error
        }
    }
}

/// A database whose first write that is kept takes a call down. A class, because it remembers
/// whether that has happened: the flag turns once, after the transaction is durable.
private final class OnceDatabase: DatabaseAround {
    let inner: any Database
    let digest: String
    let written: String
    let realm: Realm.ID
    let now: @Sendable () -> Instant
    let isTaken = Atomic(false)

    init(
        inner: any Database, digest: String, written: String, realm: Realm.ID,
        now: @escaping @Sendable () -> Instant
    ) {
        self.inner = inner
        self.digest = digest
        self.written = written
        self.realm = realm
        self.now = now
    }

    func write<T: Sendable>(
        ahead: [SQL], _ body: @escaping @Sendable (any Writer) throws -> T
    ) async throws -> T {
        if isTaken.load(ordering: .relaxed) { return try await inner.write(ahead: ahead, body) }
        let (digest, written, realm, now) = (digest, written, realm, now())
        do {
            let value = try await inner.write(ahead: ahead) { db in
                try SentCalls.insert(digest, written: written, in: realm, at: now, db)
                return try body(db)
            }
            isTaken.store(true, ordering: .relaxed)
            return value
        } catch SQLError.constraint(kind: .unique, SentCalls.taken) {
            throw SentCall.Unanswered()
        }
    }
}
