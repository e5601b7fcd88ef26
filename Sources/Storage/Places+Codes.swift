package import Kernel
package import SQL

extension Places {
    /// How many places one realm holds at most: all of China down to its committees.
    package static let countMax = 1_000_000

    /// What an import compares of a place that has a code.
    package struct Coded: Hashable, Sendable {
        package let id: Place.ID
        package let parent: Place.ID?
        package let code: String
        package let level: String
        /// The Chinese name.
        package let name: String
    }

    /// Every place of a realm that has a code, one at a time, in the order of the codes.
    package static func forEachCoded(
        in realm: Realm.ID, _ db: any Reader, _ body: (Coded) throws -> Void
    ) throws {
        try db.forEach(
            """
            SELECT id, parent_id, code, level, name_zh FROM places
            WHERE realm_id = \(realm) AND code IS NOT NULL
            ORDER BY code LIMIT \(countMax)
            """
        ) { row in
            try body(
                Coded(
                    id: try row.id(0), parent: try row.idOrNil(1), code: try row.text(2),
                    level: try row.text(3), name: try row.text(4)))
        }
    }
}
