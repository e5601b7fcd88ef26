package import Actions
package import Kernel
package import SQL
import SQLiteDriver
import Storage

/// A small town for tests: an installation in memory with the built-in realms `checheng-road` and
/// `boston`, a clock that only the test moves, and a cast of people with their posts.
package struct Town: Sendable {
    package let installation: Installation
    package let database: any Database
    package let clock: TownClock
    /// Checheng Road street, where the cast works.
    package let realm: Realm
    /// Another realm of the same installation, whose people must see nothing of the first.
    package let boston: Realm
    package let places: [Place]
    package let bodies: [Body]
    let bodyNames: [String: String]

    /// The password of every demonstration person of both realms.
    package static let password = TownTemplate.password

    /// What a test asked the town for and the profile does not have: a mistake in the test.
    package enum Missing: Error {
        case realm(String)
        case place(String)
        case body(String)
        case person(String)
        case post(String)
        case matter
        case action(String)
        case answer(String, to: String)
        case wayTo(String)
    }

    package init() async throws {
        let template = try await TownTemplate.shared
        let clock = TownClock()
        let database = try await template.copy()
        let realms = try await database.read { db in try Realms.all(db) }
        guard let realm = realms.first(where: { $0.slug == "checheng-road" }),
            let boston = realms.first(where: { $0.slug == "boston" })
        else { throw Missing.realm("checheng-road and boston") }
        let (places, bodies) = try await database.read { db in
            (
                try Places.under(.root, in: realm.id, limit: 2_000, db),
                try Bodies.all(in: realm.id, db)
            )
        }
        self.installation = Installation(
            database: database, vault: try Vault(key: TownTemplate.vaultKey),
            rulebooks: Rulebooks(profilesOf: template.rulebooks), now: { clock.now })
        self.database = database
        self.clock = clock
        self.realm = realm
        self.boston = boston
        self.places = places
        self.bodies = bodies
        self.bodyNames = template.bodyNames
    }
}

/// Runs a test in a town of its own, and closes it afterwards.
package func withTown<T: Sendable>(
    _ body: @Sendable (Town) async throws -> T
) async throws -> T {
    let town = try await Town()
    let result: T
    do {
        result = try await body(town)
    } catch {
        try await TownHall.close(town.database)
        throw error
    }
    try await TownHall.close(town.database)
    return result
}
