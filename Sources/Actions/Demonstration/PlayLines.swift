package import Kernel
import SQL
import Storage

/// Puts a few invented matters and activities of a demonstration under the place's lines of work.
package struct PlayLines: Sendable {
    package let realm: Realm

    package init(realm: Realm) {
        self.realm = realm
    }

    /// Does nothing where no lines are declared.
    package func run(in installation: Installation) async throws {
        let book = try await installation.rulebook(of: realm)
        let lines = book.profile.lines
        guard !lines.isEmpty else { return }
        let (realm, now) = (realm, installation.now())
        let today = book.day(of: now)
        let names = installation.names(in: realm, at: now)
        let found = try await installation.database.read { db in
            let cast = try DemoCast(signIns: ["secretary"], book: book, on: today, db)
            let holding = try cast.holding(of: "secretary", granting: [.organise])
            var subjects: [WorkLine.Subject] = []
            for procedure in ["works", "deliberation", "programme", "resolution"] {
                subjects += try Inbox.page(
                    InboxQuery(scope: .places, procedure: procedure, limit: 3), for: holding,
                    awaited: book.awaited(by: holding), at: now, kept: installation.keptLines,
                    names: names, db
                ).lines.map { .matter($0.id) }
            }
            subjects += try Activities.between(
                now.adding(fullDays: -30), and: now.adding(fullDays: 30), in: realm.id, limit: 6,
                db
            ).filter { holding.post.reach.contains($0.placePath) }.map { .activity($0.id) }
            return (holding, subjects)
        }
        for (index, subject) in found.1.enumerated() {
            try await SetWorkLines(
                realm: realm, holding: found.0, subject: subject,
                lines: [lines[index % lines.count]]
            ).run(in: installation)
        }
    }
}
