package import Kernel
package import SQL

/// Rows of photographs, already cleaned of their metadata.
package enum Photographs {
    package struct Image: Sendable {
        package let matter: Matter.ID?
        package let bytes: [UInt8]
        package let digest: String
    }

    package static func insert(
        _ id: Photograph.ID, realm: Realm.ID, width: Int, height: Int, image: [UInt8],
        thumbnail: [UInt8], digest: String, at now: Instant, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO photographs
                (id, realm_id, width, height, image, thumbnail, digest, added_at)
            VALUES (\(id), \(realm), \(width), \(height), \(image), \(thumbnail), \(digest),
                \(now))
            """)
    }

    /// Attaches photographs that no matter holds yet.
    package static func attach(
        _ ids: [Photograph.ID], to matter: Matter.ID, in realm: Realm.ID, _ db: any Writer
    ) throws {
        for id in ids {
            try db.run(
                """
                UPDATE photographs SET matter_id = \(matter)
                WHERE id = \(id) AND realm_id = \(realm) AND matter_id IS NULL
                """)
        }
    }

    package static func find(
        _ id: Photograph.ID, in realm: Realm.ID, small: Bool, _ db: any Reader
    ) throws -> Image? {
        let column: SQL = small ? "thumbnail" : "image"
        return try db.first(
            """
            SELECT matter_id, \(column), digest FROM photographs
            WHERE id = \(id) AND realm_id = \(realm)
            """
        ) { row in
            Image(matter: try row.idOrNil(0), bytes: try row.blob(1), digest: try row.text(2))
        }
    }

    package static func delete(of matter: Matter.ID, _ db: any Writer) throws {
        try db.run("DELETE FROM photographs WHERE matter_id = \(matter)")
    }

    /// Removes photographs whose action was never done.
    package static func deleteOrphans(
        before instant: Instant, limit: Int, _ db: any Writer
    ) throws -> Int {
        try db.run(
            """
            DELETE FROM photographs
            WHERE id IN (SELECT id FROM photographs
                WHERE matter_id IS NULL AND added_at < \(instant) ORDER BY id LIMIT \(limit))
            """)
    }
}
