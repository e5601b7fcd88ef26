package import Kernel
package import SQL

extension Places {
    /// How many places one realm holds at most: all of China down to its committees.
    package static let countMax = 1_000_000

    /// Every place of a realm that has a code, by code.
    package static func coded(in realm: Realm.ID, _ db: any Reader) throws -> [String: Place] {
        let found = try db.rows(
            """
            SELECT \(columns) FROM places WHERE realm_id = \(realm) AND code IS NOT NULL
            ORDER BY code LIMIT \(countMax)
            """, decode)
        return Dictionary(
            found.compactMap { place in place.code.map { ($0, place) } },
            uniquingKeysWith: { first, _ in first })
    }
}
