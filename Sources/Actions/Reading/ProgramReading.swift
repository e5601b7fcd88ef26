package import Kernel
import SQL
package import Storage

// What programs walk page by page where the pages of the desk show a whole.
extension Installation {
    /// Places of today: those without a parent, or what lies directly under one, by name.
    ///
    /// - Parameter last: the last place of the page before.
    /// - Throws: `.notFound` for a parent or a last place of another realm.
    package func places(
        under parent: Place.ID?, after last: Place.ID?, limit: Int, in realm: Realm
    ) async throws -> (places: [Place], next: Place.ID?) {
        let today = try await rulebook(of: realm).day(of: now())
        return try await database.glance { db in
            guard let parent else {
                let roots = try Places.roots(in: realm.id, limit: Places.pageMax, db)
                return (roots.filter { $0.exists(on: today) }, nil)
            }
            let known = try Places.find(ids: [parent] + (last.map { [$0] } ?? []), in: realm.id, db)
            guard known.contains(where: { $0.id == parent }) else { throw ActionError.notFound }
            let before = known.first { $0.id == last }
            if last != nil, before == nil { throw ActionError.notFound }
            let found = try Places.children(
                of: parent, in: realm.id, on: today, after: before.map(Places.Cursor.init(after:)),
                limit: limit + 1, db)
            let shown = Array(found.prefix(limit))
            return (shown, found.count > limit ? shown.last?.id : nil)
        }
    }

    /// The posts of a body that are held today, with the names of those who hold them.
    ///
    /// - Throws: `.notFound` for a body of another realm.
    package func posts(of body: Body.ID, in realm: Realm) async throws -> [PostLine] {
        let today = try await rulebook(of: realm).day(of: now())
        return try await database.glance { db in
            guard try Bodies.find(body, in: realm.id, db) != nil else { throw ActionError.notFound }
            return try Posts.lines(at: body, in: realm.id, db).filter { $0.post.isHeld(on: today) }
        }
    }
}
