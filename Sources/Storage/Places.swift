package import Kernel
package import SQL

/// Rows of the area tree.
package enum Places {
    static let columns: SQL = """
        id, realm_id, parent_id, path, code, level, name_zh, name_en, from_day, until_day
        """

    package static func find(_ id: Place.ID, in realm: Realm.ID, _ db: any Reader) throws -> Place?
    {
        try db.first(
            "SELECT \(columns) FROM places WHERE id = \(id) AND realm_id = \(realm)", decode)
    }

    package static func find(
        code: String, in realm: Realm.ID, _ db: any Reader
    ) throws -> Place? {
        try db.first(
            "SELECT \(columns) FROM places WHERE realm_id = \(realm) AND code = \(code)", decode)
    }

    package static func find(poster: String, _ db: any Reader) throws -> Place? {
        try db.first("SELECT \(columns) FROM places WHERE poster = \(poster)", decode)
    }

    package static func find(
        ids: [Place.ID], in realm: Realm.ID, _ db: any Reader
    ) throws -> [Place] {
        try db.rows(
            """
            SELECT \(columns) FROM places WHERE id IN \(list: ids) AND realm_id = \(realm)
            ORDER BY path LIMIT \(ids.count)
            """, decode)
    }

    /// The roots of the realm's tree: usually one.
    package static func roots(in realm: Realm.ID, limit: Int, _ db: any Reader) throws -> [Place] {
        try db.rows(
            """
            SELECT \(columns) FROM places
            WHERE realm_id = \(realm) AND parent_id IS NULL ORDER BY path LIMIT \(limit)
            """, decode)
    }

    package static func children(
        of parent: Place.ID, limit: Int, _ db: any Reader
    ) throws -> [Place] {
        try db.rows(
            """
            SELECT \(columns) FROM places WHERE parent_id = \(parent)
            ORDER BY name_zh, id LIMIT \(limit)
            """, decode)
    }

    /// Everything from a place down, in tree order.
    package static func under(
        _ path: PlacePath, in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [Place] {
        try db.rows(
            """
            SELECT \(columns) FROM places
            WHERE path >= \(path) AND path < \(path.end) AND realm_id = \(realm)
            ORDER BY path LIMIT \(limit)
            """, decode)
    }

    /// Places whose name holds a text, nearest the root first.
    package static func named(
        _ text: String, in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [Place] {
        let pattern = "%" + text.replacing("%", with: "").replacing("_", with: "") + "%"
        return try db.rows(
            """
            SELECT \(columns) FROM places
            WHERE realm_id = \(realm) AND name_zh LIKE \(pattern)
            ORDER BY LENGTH(path), name_zh, id LIMIT \(limit)
            """, decode)
    }

    package static func insert(_ place: Place, poster: String?, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO places
                (id, realm_id, parent_id, path, code, level, name_zh, name_en, poster, from_day,
                until_day)
            VALUES (\(place.id), \(place.realm), \(place.parent), \(place.path), \(place.code),
                \(place.level), \(place.name.zh), \(place.name.en), \(poster), \(place.from),
                \(place.until))
            """)
    }

    package static func rename(_ id: Place.ID, to name: LocalName, _ db: any Writer) throws {
        try db.run(
            "UPDATE places SET name_zh = \(name.zh), name_en = \(name.en) WHERE id = \(id)")
    }

    /// The secret word in the address of the place's QR code, if it has one.
    package static func poster(of id: Place.ID, _ db: any Reader) throws -> String? {
        try db.text("SELECT poster FROM places WHERE id = \(id)")
    }

    static func decode(_ row: any Row) throws -> Place {
        Place(
            id: try row.id(0), realm: try row.id(1), parent: try row.idOrNil(2),
            path: try row.path(3), code: try row.textOrNil(4), level: try row.text(5),
            name: try row.localName(6), from: try row.dayOrNil(8), until: try row.dayOrNil(9))
    }
}
