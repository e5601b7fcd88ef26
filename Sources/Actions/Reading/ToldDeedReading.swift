package import Kernel
import SQL
import Storage

/// Something that was done to a matter, as its reporter may know it.
package struct ToldDeed: Sendable {
    package let sequence: Int64
    package let at: Instant
    package let reference: Reference
    package let matter: Matter.ID
    package let procedure: Procedure
    package let action: Procedure.Action
    /// Where the matter stood after it.
    package let state: Procedure.State
    /// The message to the reporter, where the action sends one.
    package let message: String?
    /// What came of it, where the action says so and the reporter may read it.
    package let result: String?

    package var hasEnded: Bool { state.ending != nil }
}

extension Installation {
    /// A deed as its reporter may know it; nil for what is not for them.
    func told(_ deed: ToldDeeds.Deed, under book: Rulebook) -> ToldDeed? {
        guard let procedure = book.profile.procedure(deed.procedure),
            let action = procedure.action(deed.action), action.isShownToReporter,
            let state = deed.to.flatMap(procedure.state)
        else { return nil }
        func said(_ id: Procedure.Field.ID) -> String? {
            guard case .text(let text)? = deed.answers[id], let field = procedure.field(id),
                field.personal == nil,
                !field.visibility.isDisjoint(with: [.reporter, .everyone])
            else { return nil }
            return text
        }
        return ToldDeed(
            sequence: deed.sequence, at: deed.at, reference: deed.reference, matter: deed.matter,
            procedure: procedure, action: action, state: state,
            message: action.tells ? said("message") : nil, result: said("result"))
    }

    /// What happened in a span of time to the matters that came in with a key, oldest first.
    ///
    /// - Parameter reference: one matter alone, whenever it was.
    package func toldDeeds(
        with key: AccessKey, in realm: Realm, from: Instant, until: Instant,
        of reference: Reference? = nil, limit: Int
    ) async throws -> [ToldDeed] {
        let now = now()
        return try await database.glance { db in
            var matter: Matter.ID?
            if let reference {
                guard let found = try Matters.find(reference, in: realm.id, db) else { return [] }
                matter = found.id
            }
            return try ToldDeeds.with(
                key.id, in: realm.id, from: from, before: until.adding(milliseconds: 1),
                of: matter, limit: limit, vault: vault, db
            ).compactMap { deed in
                let book = try rulebooks.find(realm, version: deed.profileVersion, at: now, db)
                return told(deed, under: book)
            }
        }
    }
}

extension Procedure.Action {
    /// Whether whoever raised the matter may know that it happened.
    package var isShownToReporter: Bool { !shown.isDisjoint(with: [.reporter, .everyone]) }
}
