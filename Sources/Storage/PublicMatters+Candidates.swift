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
        /// The row as it stands.
        package let stored: Row?
    }

    /// Matters of a realm in the order of their references, beginning behind one of them.
    package static func candidates(
        in realm: Realm.ID, after reference: String, limit: Int, _ db: any Reader
    ) throws -> [Candidate] {
        try db.rows(
            """
            SELECT matters.id, matters.reference, matters.procedure, matters.profile_version,
                matters.state, matters.place_path, matters.opened_at, public_matters.place_id,
                public_matters.opened_at, public_matters.map_key
            FROM matters LEFT JOIN public_matters ON public_matters.matter_id = matters.id
            WHERE matters.realm_id = \(realm) AND matters.reference > \(reference)
            ORDER BY matters.reference LIMIT \(limit)
            """
        ) { row in
            Candidate(
                id: try row.id(0), reference: try row.text(1),
                procedure: try row.text(2), profileVersion: Int(try row.int(3)),
                state: try row.text(4), path: try row.path(5), openedAt: try row.instant(6),
                stored: try row.intOrNil(7).map {
                    Row(
                        place: Place.ID($0), openedAt: try row.instant(8), key: try row.intOrNil(9))
                })
        }
    }
}
