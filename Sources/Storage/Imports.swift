package import Kernel
package import SQL

/// Which row of a source became which matter.
package enum Imports {
    /// Which of these outside numbers have been imported before.
    package static func known(
        _ externalIDs: [String], source: String, realm: Realm.ID, _ db: any Reader
    ) throws -> Set<String> {
        Set(
            try db.rows(
                """
                SELECT external_id FROM imports
                WHERE realm_id = \(realm) AND source = \(source)
                    AND external_id IN \(list: externalIDs)
                ORDER BY external_id LIMIT \(externalIDs.count)
                """
            ) { try $0.text(0) })
    }

    package static func insert(
        _ externalID: String, source: String, realm: Realm.ID, matter: Matter.ID,
        _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO imports (realm_id, source, external_id, matter_id)
            VALUES (\(realm), \(source), \(externalID), \(matter))
            """)
    }
}
