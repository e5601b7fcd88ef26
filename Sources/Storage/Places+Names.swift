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

    /// Places that bear exactly this Chinese name, in tree order: of a whole table of names, where
    /// looking at English ones too would read all places each time.
    package static func calledInChinese(
        _ name: String, in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [Place] {
        try db.rows(
            """
            SELECT \(columns) FROM places WHERE realm_id = \(realm) AND name_zh = \(name)
            ORDER BY path LIMIT \(limit)
            """, decode)
    }

    /// Places that bear one of some Chinese names, in no order that matters.
    package static func calledInChinese(
        anyOf names: [String], in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [Place] {
        try db.rows(
            """
            SELECT \(columns) FROM places WHERE realm_id = \(realm) AND name_zh IN \(list: names)
            ORDER BY name_zh, id LIMIT \(limit)
            """, decode)
    }

    /// Places of a name right under another, ended ones included.
    package static func called(
        _ name: String, under parent: Place.ID, _ db: any Reader
    ) throws -> [Place] {
        try db.rows(
            """
            SELECT \(columns) FROM places WHERE parent_id = \(parent) AND name_zh = \(name)
            ORDER BY id LIMIT 100
            """, decode)
    }
}
