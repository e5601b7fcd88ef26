package import Kernel
package import SQL

// The area tree, a level at a time. The plus before `realm_id` keeps the engine from walking all
// places of the realm instead of those under a parent.
extension Places {
    /// How many places one page draws at most.
    package static let pageMax = 200

    /// Where a list of places by name goes on.
    package struct Cursor: Hashable, Sendable {
        package let name: String
        package let id: Place.ID

        package init(name: String, id: Place.ID) {
            self.name = name
            self.id = id
        }

        package init(after place: Place) {
            self.init(name: place.name.zh, id: place.id)
        }
    }

    private static func exists(on day: Day) -> SQL {
        "(until_day IS NULL OR until_day > \(day))"
    }

    /// Everything directly under some places, parent by parent.
    package static func children(
        of parents: [Place.ID], in realm: Realm.ID, on day: Day, limit: Int, _ db: any Reader
    ) throws -> [Place] {
        try db.rows(
            """
            SELECT \(columns) FROM places
            WHERE parent_id IN \(list: parents) AND +realm_id = \(realm) AND \(exists(on: day))
            ORDER BY parent_id, name_zh, id LIMIT \(limit)
            """, decode)
    }

    /// What lies directly under one place, by name; those that were closed too when asked for.
    package static func children(
        of parent: Place.ID, in realm: Realm.ID, on day: Day, closed: Bool = false,
        after cursor: Cursor?, limit: Int, _ db: any Reader
    ) throws -> [Place] {
        let state: SQL = closed ? "until_day <= \(day)" : exists(on: day)
        let beyond: SQL =
            cursor.map { "(name_zh, id) > (\($0.name), \($0.id))" } ?? "1 = 1"
        return try db.rows(
            """
            SELECT \(columns) FROM places
            WHERE parent_id = \(parent) AND +realm_id = \(realm) AND \(state) AND \(beyond)
            ORDER BY name_zh, id LIMIT \(limit)
            """, decode)
    }

    /// How many places lie directly under each of some; those with none are left out.
    package static func childCounts(
        of parents: [Place.ID], on day: Day, _ db: any Reader
    ) throws -> [Place.ID: Int] {
        let counts = try db.rows(
            """
            SELECT parent_id, COUNT(*) FROM places
            WHERE parent_id IN \(list: parents) AND \(exists(on: day))
            GROUP BY parent_id ORDER BY parent_id LIMIT \(parents.count)
            """
        ) { (try $0.id(0) as Place.ID, Int(try $0.int(1))) }
        return Dictionary(counts, uniquingKeysWith: { first, _ in first })
    }

    /// Places whose Chinese or English name holds a text, by name.
    ///
    /// Reads one index of the realm's names from the cursor on, and stops at the limit: some tens
    /// of milliseconds where a million places hold no such name.
    package static func search(
        _ text: String, under paths: [PlacePath]? = nil, in realm: Realm.ID, after cursor: Cursor?,
        limit: Int, _ db: any Reader
    ) throws -> [Place] {
        let plain = text.lowercased().filter { !"%_".contains($0) }
        guard !plain.isEmpty else { return [] }
        let pattern = "%" + plain + "%"
        let beyond: SQL = cursor.map { "(name_zh, id) > (\($0.name), \($0.id))" } ?? "1 = 1"
        let within: SQL =
            paths.map { paths in
                let ranges = paths.map { "(path >= \($0) AND path < \($0.end))" as SQL }
                return ranges.isEmpty ? "1 = 0" : "(\(ranges.joined(separator: " OR ")))"
            } ?? "1 = 1"
        return try db.rows(
            """
            SELECT \(columns) FROM places
            WHERE realm_id = \(realm)
                AND (LOWER(name_zh) LIKE \(pattern) OR LOWER(name_en) LIKE \(pattern))
                AND \(beyond) AND \(within)
            ORDER BY name_zh, id LIMIT \(limit)
            """, decode)
    }

    /// Places whose code begins with some digits, in the order of their codes.
    package static func coded(
        _ digits: String, in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [Place] {
        try db.rows(
            """
            SELECT \(columns) FROM places
            WHERE realm_id = \(realm) AND code >= \(digits) AND code < \(digits + "~")
            ORDER BY code LIMIT \(limit)
            """, decode)
    }
}

// Changes, each asked for by one action.
extension Places {
    package static func setCode(_ id: Place.ID, to code: String?, _ db: any Writer) throws {
        try db.run("UPDATE places SET code = \(code) WHERE id = \(id)")
    }

    package static func close(_ id: Place.ID, on day: Day, _ db: any Writer) throws {
        try db.run("UPDATE places SET until_day = \(day) WHERE id = \(id)")
    }
}

extension Places {
    /// Some places of a realm in tree order, after one of them; for a file of the whole tree.
    package static func inOrder(
        in realm: Realm.ID, after path: PlacePath?, limit: Int, _ db: any Reader
    ) throws -> [Place] {
        let roots = try roots(in: realm, limit: 1_000, db)
        guard let first = roots.first, let last = roots.last else { return [] }
        let beyond: SQL = path.map { "path > \($0)" } ?? "path >= \(first.path)"
        return try db.rows(
            """
            SELECT \(columns) FROM places
            WHERE \(beyond) AND path < \(last.path.end) AND realm_id = \(realm)
            ORDER BY path LIMIT \(limit)
            """, decode)
    }
}
