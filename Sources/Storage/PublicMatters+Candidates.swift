package import Kernel
package import SQL

// What the walk reads that works the rows out once more.
extension PublicMatters {
    /// A matter that may be public, with what decides whether it is.
    package struct Candidate: Sendable {
        package let id: Matter.ID
        package let reference: String
        package let procedure: Procedure.Name
        package let profileVersion: Int
        package let state: Procedure.State.ID
        package let path: PlacePath
        package let openedAt: Instant
    }

    /// Matters of a realm in the order of their references, beginning behind one of them.
    package static func candidates(
        in realm: Realm.ID, after reference: String, limit: Int, _ db: any Reader
    ) throws -> [Candidate] {
        try db.rows(
            """
            SELECT id, reference, procedure, profile_version, state, place_path, opened_at
            FROM matters WHERE realm_id = \(realm) AND reference > \(reference)
            ORDER BY reference LIMIT \(limit)
            """
        ) { row in
            Candidate(
                id: try row.id(0), reference: try row.text(1),
                procedure: try row.text(2), profileVersion: Int(try row.int(3)),
                state: try row.text(4), path: try row.path(5), openedAt: try row.instant(6))
        }
    }
}
