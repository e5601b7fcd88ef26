package import Kernel
import SQL
import Storage

/// Public thanks, a page of them.
package struct CommendationPage: Sendable {
    package let lines: [Commendation]
    /// The names of the people, for the desk alone.
    package let names: [Person.ID: String]
    package let next: Commendation.ID?
}

extension Installation {
    /// - Parameter published: only what the person agreed to; everyone reads that.
    package func commendations(
        published: Bool, in realm: Realm, before: Commendation.ID?, limit: Int
    ) async throws -> CommendationPage {
        try await database.glance { db in
            let found = try Commendations.page(
                published: published, in: realm.id, before: before, limit: limit + 1, db)
            let shown = Array(found.prefix(limit))
            return CommendationPage(
                lines: shown,
                names: published
                    ? [:]
                    : try People.names(
                        of: Set(shown.map(\.person)).sorted(), in: realm.id, db),
                next: found.count > limit ? shown.last?.id : nil)
        }
    }

    /// What a person was asked, or agreed to: the newest ten.
    package func commendations(
        of person: Person.ID, in realm: Realm
    ) async throws -> [Commendation] {
        try await database.glance { db in
            try Commendations.of(person, in: realm.id, limit: 10, db)
        }
    }
}
