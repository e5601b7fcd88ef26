package import Kernel
import SQL
package import Storage

/// Takes down a notice that a place was founded with. All others are publications, written by one
/// and released by another.
package struct EndNotice: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let notice: Notice.ID

    package init(realm: Realm, holding: Holding, notice: Notice.ID) {
        self.realm = realm
        self.holding = holding
        self.notice = notice
    }

    package func run(in installation: Installation) async throws {
        guard holding.verbs.contains(.publish), holding.post.realm == realm.id else {
            throw ActionError.forbidden
        }
        let now = installation.now()
        let today = try await installation.rulebook(of: realm).day(of: now)
        try await installation.database.write { db in
            guard try Notices.end(notice, in: realm.id, on: today, db) else {
                throw ActionError.notFound
            }
            try Records.append(
                Records.Entry(
                    realm: realm.id, at: now, person: holding.post.person, post: holding.post.id,
                    action: "endNotice", subjectKind: "notice", subject: notice.rawValue,
                    payload: .object([:])),
                id: installation.newID(), db)
        }
    }
}
