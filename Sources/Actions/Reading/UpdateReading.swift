package import Kernel
import SQL
import Storage

/// Something that happened to a public matter and that everyone may know of.
package struct PublicUpdate: Sendable {
    package let sequence: Int64
    package let at: Instant
    package let reference: Reference
    package let procedure: Procedure
    package let action: Procedure.Action

    /// Whether the matter had ended with it; nil where the action leaves it where it stood.
    package var ends: Bool? {
        action.to.map { procedure.state($0)?.ending != nil }
    }
}

extension Installation {
    /// What everyone may know to have happened to public matters in a span of time, oldest first.
    ///
    /// - Parameter reference: one matter alone, whenever it was.
    package func publicUpdates(
        in realm: Realm, from: Instant, until: Instant, of reference: Reference? = nil, limit: Int
    ) async throws -> [PublicUpdate] {
        let now = now()
        return try await database.glance { db in
            var matter: Matter.ID?
            if let reference {
                guard let found = try Matters.find(reference, in: realm.id, db) else { return [] }
                matter = found.id
            }
            return try PublicMatters.deeds(
                in: realm.id, from: from, before: until.adding(milliseconds: 1), of: matter,
                limit: limit, db
            ).compactMap { deed in
                let book = try rulebooks.find(
                    realm, version: deed.profileVersion, at: now, db)
                guard let procedure = book.profile.procedure(deed.procedure),
                    let action = procedure.action(deed.action), action.shown.contains(.everyone)
                else { return nil }
                return PublicUpdate(
                    sequence: deed.sequence, at: deed.at, reference: deed.reference,
                    procedure: procedure, action: action)
            }
        }
    }
}
