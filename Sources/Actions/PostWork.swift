import Kernel
import SQL

/// What a post does in one transaction, and all that it stands on: an action opens one, and its
/// functions read, decide and store.
protocol PostWork: SendableMetatype {
    init(
        installation: Installation, realm: Realm, holding: Holding, now: Instant, db: any Writer)
}

extension Installation {
    /// Does a piece of work in one transaction.
    ///
    /// - Throws: `.forbidden` for a post of another realm; what the work throws, and then nothing
    ///   of it is stored.
    func doing<Work: PostWork, T: Sendable>(
        _ realm: Realm, _ holding: Holding, _ work: @escaping @Sendable (Work) throws -> T
    ) async throws -> T {
        guard holding.post.realm == realm.id else { throw ActionError.forbidden }
        let now = now()
        return try await database.write { db in
            try work(
                Work(installation: self, realm: realm, holding: holding, now: now, db: db))
        }
    }
}
