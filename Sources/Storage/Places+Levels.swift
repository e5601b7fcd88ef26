package import Kernel
package import SQL

extension Places {
    /// The places of some levels under a place, in tree order: what a list is filtered by.
    package static func atLevels(
        _ levels: [String], under path: PlacePath, in realm: Realm.ID, limit: Int,
        _ db: any Reader
    ) throws -> [Place] {
        try db.rows(
            """
            SELECT \(columns) FROM places
            WHERE realm_id = \(realm) AND level IN \(list: levels)
                AND path >= \(path) AND path < \(path.end)
            ORDER BY path LIMIT \(limit)
            """, decode)
    }
}
