package import Kernel
package import SQL

// What the walk reads that works the rows out once more.
extension PublicMatters {
    /// A matter that may be public, with what decides whether it is.
    package struct Candidate: Sendable {
        /// Where the walk goes on.
        package struct Cursor: Hashable, Sendable {
            package let touchedAt: Instant
            package let id: Matter.ID
        }

        package let at: Cursor
        package let procedure: Procedure.Name
        package let profileVersion: Int
        package let state: Procedure.State.ID
        package let path: PlacePath
        package let openedAt: Instant
    }

    /// Matters of a realm from the one touched longest ago on: whatever is touched meanwhile only
    /// comes later.
    package static func candidates(
        in realm: Realm.ID, after cursor: Candidate.Cursor?, limit: Int, _ db: any Reader
    ) throws -> [Candidate] {
        let beyond: SQL =
            cursor.map { "AND (touched_at, id) > (\($0.touchedAt), \($0.id))" } ?? ""
        return try db.rows(
            """
            SELECT touched_at, id, procedure, profile_version, state, place_path, opened_at
            FROM matters WHERE realm_id = \(realm) \(beyond)
            ORDER BY touched_at, id LIMIT \(limit)
            """
        ) { row in
            Candidate(
                at: Candidate.Cursor(touchedAt: try row.instant(0), id: try row.id(1)),
                procedure: try row.text(2), profileVersion: Int(try row.int(3)),
                state: try row.text(4), path: try row.path(5), openedAt: try row.instant(6))
        }
    }
}
