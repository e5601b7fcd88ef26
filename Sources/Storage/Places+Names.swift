package import Kernel
package import SQL

extension Places {
    /// Places that bear exactly this name, Chinese or English, in tree order.
    package static func called(
        _ name: String, in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [Place] {
        try db.rows(
            """
            SELECT \(columns) FROM places
            WHERE realm_id = \(realm) AND (name_zh = \(name) OR name_en = \(name))
            ORDER BY path LIMIT \(limit)
            """, decode)
    }
}
