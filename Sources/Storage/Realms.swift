package import Kernel
package import SQL

/// Rows of realms, and the versions of their profiles.
package enum Realms {
    private static let columns: SQL = "id, slug, name_zh, name_en, profile, profile_version"

    /// How many realms one installation hosts at most, a district's streets many times over.
    package static let countMax = 500

    package static func all(_ db: any Reader) throws -> [Realm] {
        try db.rows("SELECT \(columns) FROM realms ORDER BY slug LIMIT \(countMax)", decode)
    }

    package static func publicOnes(_ db: any Reader) throws -> [Realm] {
        try db.rows(
            """
            SELECT \(columns) FROM realms WHERE is_public = 1 ORDER BY slug LIMIT \(countMax)
            """, decode)
    }

    package static func find(slug: String, _ db: any Reader) throws -> Realm? {
        try db.first("SELECT \(columns) FROM realms WHERE slug = \(slug)", decode)
    }

    package static func find(_ id: Realm.ID, _ db: any Reader) throws -> Realm? {
        try db.first("SELECT \(columns) FROM realms WHERE id = \(id)", decode)
    }

    package static func insert(
        _ realm: Realm, isPublic: Bool, at now: Instant, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO realms
                (id, slug, name_zh, name_en, profile, profile_version, is_public, founded_at)
            VALUES (\(realm.id), \(realm.slug), \(realm.name.zh), \(realm.name.en),
                \(realm.profile), \(realm.profileVersion), \(isPublic), \(now))
            """)
    }

    package static func setProfileVersion(
        _ version: Int, of realm: Realm.ID, _ db: any Writer
    ) throws {
        try db.run("UPDATE realms SET profile_version = \(version) WHERE id = \(realm)")
    }

    package static func insertProfile(
        files: [String: String], version: Int, of realm: Realm.ID, _ db: any Writer
    ) throws {
        for (path, text) in files.sorted(by: { $0.key < $1.key }) {
            try db.run(
                """
                INSERT INTO profile_files (realm_id, version, path, text)
                VALUES (\(realm), \(version), \(path), \(text))
                """)
        }
    }

    package static func profileFiles(
        of realm: Realm.ID, version: Int, _ db: any Reader
    ) throws -> [String: String] {
        let rows = try db.rows(
            """
            SELECT path, text FROM profile_files
            WHERE realm_id = \(realm) AND version = \(version) ORDER BY path
            """
        ) { (try $0.text(0), try $0.text(1)) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// The next number of a kind in a realm, counted from 1, and the sequence of the installation's
    /// last record, so that whoever writes the next one in the same transaction need not ask.
    package static func next(
        _ counter: String, in realm: Realm.ID, _ db: any Writer
    ) throws -> (value: Int, lastSequence: Int64) {
        let next = try db.first(counting(counter, in: realm)) {
            (value: Int(try $0.int(0)), lastSequence: try $0.intOrNil(1) ?? 0)
        }
        return try next.orThrow("a counter")
    }

    /// The statement of `next`, for `Database.write(ahead:)`.
    package static func counting(_ counter: String, in realm: Realm.ID) -> SQL {
        """
        INSERT INTO counters (realm_id, name, value) VALUES (\(realm), \(counter), 1)
        ON CONFLICT (realm_id, name) DO UPDATE SET value = counters.value + 1
        RETURNING value, (SELECT MAX(sequence) FROM records)
        """
    }

    /// The numbers that were given last, by kind.
    package static func counters(
        in realm: Realm.ID, _ db: any Reader
    ) throws -> [String: Int] {
        let rows = try db.rows(
            "SELECT name, value FROM counters WHERE realm_id = \(realm) ORDER BY name LIMIT 1000"
        ) { (try $0.text(0), Int(try $0.int(1))) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// Says that numbers of a kind were given up to one.
    package static func setCounter(
        _ counter: String, to value: Int, in realm: Realm.ID, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO counters (realm_id, name, value) VALUES (\(realm), \(counter), \(value))
            ON CONFLICT (realm_id, name) DO UPDATE SET value = excluded.value
            """)
    }

    private static func decode(_ row: any Row) throws -> Realm {
        Realm(
            id: try row.id(0), slug: try row.text(1), name: try row.localName(2),
            profile: try row.text(4), profileVersion: Int(try row.int(5)))
    }
}

/// Named values of the installation as a whole.
package enum Settings {
    package static func value(_ name: String, _ db: any Reader) throws -> String? {
        try db.text("SELECT value FROM settings WHERE name = \(name)")
    }

    /// Values whose names begin so, at most one for each realm.
    package static func beginning(
        with start: String, _ db: any Reader
    ) throws -> [(name: String, value: String)] {
        try db.rows(
            """
            SELECT name, value FROM settings WHERE name >= \(start) AND name < \(start + "~")
            ORDER BY name LIMIT \(Realms.countMax)
            """
        ) { (try $0.text(0), try $0.text(1)) }
    }

    package static func remove(_ name: String, _ db: any Writer) throws {
        try db.run("DELETE FROM settings WHERE name = \(name)")
    }

    package static func set(_ name: String, to value: String, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO settings (name, value) VALUES (\(name), \(value))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """)
    }
}
