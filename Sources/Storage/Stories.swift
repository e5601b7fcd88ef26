package import Kernel
package import SQL

/// What happened to a matter, line by line, read from the record.
package enum Stories {
    package struct Line: Sendable {
        package let sequence: Int64
        package let at: Instant
        package let action: Procedure.Action.ID
        package let person: Person.ID?
        package let personName: String?
        package let body: Body.ID?
        package let bodyName: LocalName?
        package let role: Role.ID?
        /// What was said; nil once the story's words have been erased.
        package let payload: Payload?

        /// What rules ask of it.
        package var deed: Deed { Deed(action: action, person: person, body: body, at: at) }
    }

    /// How long a story may become on one page.
    package static let linesMax = 500

    /// What is asked for a story, to be expected.
    ///
    /// - Parameter first: the number of the record with which it begins, where that is known: no
    ///   month before is looked into.
    package static func query(of matter: Matter.ID, since first: Int64 = 0) -> SQL {
        """
        SELECT sequence, id, at, action, person_id, post_id, body FROM records
        WHERE subject_kind = 'matter' AND subject_id = \(matter) AND sequence >= \(first)
        ORDER BY sequence LIMIT \(linesMax)
        """
    }

    package static func of(
        _ matter: Matter.ID, since first: Int64 = 0, keys: WrappedKeys, vault: Vault,
        names: any NameBook, _ db: any Reader
    ) throws -> [Line] {
        let key = try keys.key(.story, of: matter, vault: vault)
        let found = try db.rows(query(of: matter, since: first)) { row in
            let sealed = try row.blob(6)
            let plain = try key.map { key in
                try vault.open(sealed, under: key, context: Records.context(try row.id(1)))
            }
            return Unnamed(
                sequence: try row.int(0), at: try row.instant(2), action: try row.text(3),
                person: try row.idOrNil(4), post: try row.idOrNil(5),
                payload: try plain.map(Payload.init(parsing:)))
        }
        return try named(found, by: names, db)
    }

    /// A line before whoever acted has a name.
    private struct Unnamed {
        let sequence: Int64
        let at: Instant
        let action: Procedure.Action.ID
        let person: Person.ID?
        let post: Post.ID?
        let payload: Payload?
    }

    private static func named(
        _ found: [Unnamed], by names: any NameBook, _ db: any Reader
    ) throws -> [Line] {
        let people = try names.people(Set(found.compactMap(\.person)).sorted(), db)
        let posts = try names.posts(Set(found.compactMap(\.post)).sorted(), db)
        let bodies = try names.bodies(Set(posts.values.map(\.body)).sorted(), db)
        return found.map { line in
            let post = line.post.flatMap { posts[$0] }
            return Line(
                sequence: line.sequence, at: line.at, action: line.action, person: line.person,
                personName: line.person.flatMap { people[$0] }, body: post?.body,
                bodyName: post.flatMap { bodies[$0.body]?.name }, role: post?.role,
                payload: line.payload)
        }
    }
}
