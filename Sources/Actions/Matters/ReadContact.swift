package import Kernel
import SQL
import Storage

/// Reads the reporter's contact details: a logged act, which the reporter sees on the tracking
/// page.
package struct ReadContact: Sendable {
    package let realm: Realm
    package let matter: Matter.ID
    package let holding: Holding
    package let reason: String

    package init(realm: Realm, matter: Matter.ID, holding: Holding, reason: String) {
        self.realm = realm
        self.matter = matter
        self.holding = holding
        self.reason = reason
    }

    package static let reasonCharactersMax = 200

    /// - Returns: the fields held, by name; empty when none were given or they were erased.
    /// - Throws: `.forbidden` unless the procedure shows one of the fields to the post; `.invalid`
    ///   without a reason.
    package func run(in installation: Installation) async throws -> [Procedure.Field.ID: String] {
        let reason = reason.trimmingCharacters()
        guard !reason.isEmpty, reason.count <= Self.reasonCharactersMax, !reason.contains("\0")
        else {
            throw ActionError.invalid([
                "reason": reason.isEmpty
                    ? .init("answer.missing")
                    : .init(
                        "answer.tooLong",
                        [
                            "max": String(Self.reasonCharactersMax),
                            "count": String(reason.count),
                        ])
            ])
        }
        let now = installation.now()
        return try await installation.database.write { db in
            let acting = Acting.holding(holding)
            guard let found = try Matters.find(matter, in: realm.id, db),
                let procedure = try procedure(of: found, in: installation, at: now, db),
                procedure.lets(acting, read: found)
            else { throw ActionError.notFound }
            let shown = Set(
                procedure.fields.lazy.filter { $0.personal != nil }.map(\.id).filter {
                    procedure.shows($0, of: found, to: acting)
                })
            guard !shown.isEmpty else { throw ActionError.forbidden }
            let key = try DataKeys.find(.person, of: matter, vault: installation.vault, db)
            guard let key else { return [:] }
            let fields = try PersonalFields.open(
                of: matter, key: key, vault: installation.vault, db
            ).filter { shown.contains($0.key) }
            try PersonalReadings.insert(
                id: installation.newID(), realm: realm.id, matter: matter, post: holding.post,
                reason: reason, at: now, db)
            try Records.append(
                Records.Entry(
                    realm: realm.id, at: now, person: holding.post.person, post: holding.post.id,
                    action: "readContact", subjectKind: "contact", subject: matter.rawValue,
                    payload: .object(["fields": .list(fields.keys.sorted().map { .text($0) })])),
                id: installation.newID(), db)
            return fields
        }
    }

    private func procedure(
        of matter: Matter, in installation: Installation, at now: Instant, _ db: any Reader
    ) throws -> Procedure? {
        try installation.rulebooks.find(
            realm, version: Matters.profileVersion(of: matter.id, db), at: now, db
        ).profile.procedure(matter.procedure.name)
    }
}

/// Erases the reporter's contact details before their time, because the reporter asks for it.
///
/// Withdrawing must be as easy as giving was (PIPL articles 15 and 47); the matter goes on.
package struct EraseContact: Sendable {
    package let realm: Realm
    package let matter: Matter.ID
    package let holding: Holding

    package init(realm: Realm, matter: Matter.ID, holding: Holding) {
        self.realm = realm
        self.matter = matter
        self.holding = holding
    }

    /// - Throws: `.forbidden` unless the post may read contact details over the matter's place.
    package func run(in installation: Installation) async throws {
        let now = installation.now()
        try await installation.database.write { db in
            guard let found = try Matters.find(matter, in: realm.id, db),
                found.isReadable(by: holding)
            else { throw ActionError.notFound }
            guard holding.grants(.readContact, at: found.placePath, in: realm.id) else {
                throw ActionError.forbidden
            }
            try DataKeys.erase(.person, of: matter, db)
            try PersonalFields.delete(of: matter, db)
            try Records.append(
                Records.Entry(
                    realm: realm.id, at: now, person: holding.post.person, post: holding.post.id,
                    action: "eraseContact", subjectKind: "contact", subject: matter.rawValue,
                    payload: .object([:])),
                id: installation.newID(), db)
        }
    }
}
