package import Kernel
import SQL
import Storage

/// Gives the invented people of a demonstration a past: a place that was renamed, a post that was
/// held and ended, so that histories have something to tell. Real actions, each at its own time.
package struct PlayPosts: Sendable {
    package let realm: Realm

    package init(realm: Realm) {
        self.realm = realm
    }

    private struct Cast {
        let admin: Holding
        let dispatcher: Holding
        let helper: Person
        let grid: Post
        let estate: Place?
    }

    /// Does nothing where the cast of the built-in demonstration is not there.
    package func run(in installation: Installation) async throws {
        let now = installation.now()
        let book = try await installation.rulebook(of: realm)
        let realm = realm
        let day = book.day(of: now)
        let cast = try await installation.database.read { db -> Cast? in
            let cast = try DemoCast(
                signIns: ["admin", "dispatcher", "community", "grid"], book: book, on: day, db)
            guard let helper = try People.find(signIn: "community", db) else { return nil }
            return Cast(
                admin: try cast.holding(of: "admin", granting: [.manage]),
                dispatcher: try cast.holding(of: "dispatcher", granting: [.editPlaces]),
                helper: helper,
                grid: try cast.holding(of: "grid", granting: [Verb("handle")]).post,
                estate: try Places.called("半山尚小区", in: realm.id, limit: 1, db).first)
        }
        guard let cast else { return }
        // Each at ten in the morning, when an office works.
        func past(days: Int) -> Installation {
            let then = day.adding(days: -days).start(in: book.profile.zone).adding(minutes: 600)
            return installation.past(of: .posts) { then }
        }
        try await AddPost(
            person: cast.helper, by: .holding(cast.admin),
            wish: PostWish(
                role: cast.grid.role, body: cast.grid.body, place: cast.grid.place,
                duty: "网格员休假期间代管")
        ).run(in: past(days: 40))
        let held = try await installation.database.read { db in
            try Posts.held(by: cast.helper.id, on: day, db).first { $0.role == cast.grid.role }
        }
        if let held {
            try await EndPost(person: cast.helper, by: .holding(cast.admin), post: held)
                .run(in: past(days: 12))
        }
        guard let estate = cast.estate else { return }
        let changer = Changer.holding(cast.dispatcher)
        let gate = try await AddPlace(
            realm: realm, by: changer, under: estate.id, level: "building", name: "南门岗亭"
        ).run(in: past(days: 30))
        try await RenamePlace(
            realm: realm, by: changer, place: gate.id, name: "南门便民点", nameEnglish: "South Gate Desk"
        ).run(in: past(days: 9))
    }
}
