import Actions
import Kernel
import Profiles
import SQL
import SQLiteDriver
import Storage

/// Two founded realms as one SQL script, or as a database of a server, made once for all the tests
/// of a process: founding reads profiles and hashes a password, copying rows does not.
struct TownTemplate: Sendable {
    /// Empty where there is a database to copy.
    let script: String
    let database: String?
    /// Names of bodies by the key that the profile gives them.
    let bodyNames: [String: String]
    /// The parsed profiles of both realms.
    let rulebooks: Rulebooks

    static let vaultKey = [UInt8](repeating: 7, count: 32)
    static let password = "yanshi-linli-2026"

    /// The founding that is under way or done; every town of the process waits for the same one.
    private static let founding = Task { try await TownTemplate.found() }

    static var shared: TownTemplate {
        get async throws { try await founding.value }
    }

    private static func found() async throws -> TownTemplate {
        let founded = TownClock.start.adding(minutes: -60)
        let database = try await TownHall.database(after: nil)
        try await Installation.migrate(database, now: founded)
        try await database.write { db in try Installation.loadBuiltInCalendar(at: founded, db) }
        let installation = Installation(
            database: database, vault: try Vault(key: vaultKey), now: { founded })
        let source = try ProfileSource(builtIn: "checheng-road")
        let realm = try await FoundRealm(
            slug: "checheng-road", name: LocalName(zh: "车城路街道", en: "Checheng Road Street"),
            source: source, isPublic: true, demoPassword: password
        ).run(in: installation)
        let boston = try await FoundRealm(
            slug: "boston", name: LocalName(zh: "波士顿", en: "Boston"),
            source: try ProfileSource(builtIn: "boston"), isPublic: false, demoPassword: password
        ).run(in: installation)
        for founded in [realm, boston] { _ = try await installation.rulebook(of: founded) }
        let setting = try source.setting(for: source.load())
        let name = TownHall.name(of: database)
        let script = name == nil ? try await database.read { try SchemaScript.text($0) } : ""
        try await TownHall.close(database, keeping: true)
        return TownTemplate(
            script: script, database: name,
            bodyNames: Dictionary(
                setting.bodies.map { ($0.key, $0.name.zh) }, uniquingKeysWith: { a, _ in a }),
            rulebooks: installation.rulebooks)
    }
}

/// A database as one script: its schema, then its rows.
private enum SchemaScript {
    /// The tables that founding fills, parents before children. `SQL` takes no table name that was
    /// not written in the program, so they stand here.
    private static let tables: [(name: String, rows: SQL)] = [
        ("migrations", "SELECT * FROM migrations ORDER BY number"),
        ("settings", "SELECT * FROM settings ORDER BY name"),
        ("realms", "SELECT * FROM realms ORDER BY id"),
        ("profile_files", "SELECT * FROM profile_files ORDER BY realm_id, version, path"),
        ("counters", "SELECT * FROM counters ORDER BY realm_id, name"),
        ("places", "SELECT * FROM places ORDER BY path"),
        ("place_positions", "SELECT * FROM place_positions ORDER BY place_id"),
        ("place_outlines", "SELECT * FROM place_outlines ORDER BY place_id"),
        ("place_extents", "SELECT * FROM place_extents ORDER BY place_id"),
        ("bodies", "SELECT * FROM bodies ORDER BY parent_id IS NOT NULL, id"),
        ("duty_clauses", "SELECT * FROM duty_clauses ORDER BY id"),
        ("people", "SELECT * FROM people ORDER BY id"),
        ("credentials", "SELECT * FROM credentials ORDER BY person_id"),
        ("posts", "SELECT * FROM posts ORDER BY id"),
        ("catalogues", "SELECT * FROM catalogues ORDER BY realm_id, version"),
        ("catalogue_rules", "SELECT * FROM catalogue_rules ORDER BY id"),
        ("catalogue_assists", "SELECT * FROM catalogue_assists ORDER BY rule_id, body_id"),
        ("notices", "SELECT * FROM notices ORDER BY id"),
        ("venues", "SELECT * FROM venues ORDER BY id"),
        ("venue_functions", "SELECT * FROM venue_functions ORDER BY venue_id, ordinal"),
        (
            "venue_hours",
            "SELECT * FROM venue_hours ORDER BY venue_id, weekday, from_minute"
        ),
        ("rooms", "SELECT * FROM rooms ORDER BY id"),
        ("guides", "SELECT * FROM guides ORDER BY id"),
        ("guide_windows", "SELECT * FROM guide_windows ORDER BY guide_id, venue_id"),
        ("place_facts", "SELECT * FROM place_facts ORDER BY id"),
        ("calendar_years", "SELECT * FROM calendar_years ORDER BY year"),
        ("calendar_days", "SELECT * FROM calendar_days ORDER BY realm_id, day"),
        ("records", "SELECT * FROM records ORDER BY sequence"),
    ]

    static func text(_ db: any Reader) throws -> String {
        try tables.reduce(into: try schemaText(db)) { script, table in
            for row in try db.rows(table.rows, literals) {
                script += "INSERT INTO \(table.name) VALUES (\(row));\n"
            }
        }
    }

    private static func literals(_ row: any Row) throws -> String {
        try (0..<row.columnCount).map { try literal(row.value($0)) }.joined(separator: ", ")
    }

    private static func literal(_ value: SQLValue) -> String {
        switch value {
        case .null: "NULL"
        case .int(let number): String(number)
        case .real(let number): String(number)
        case .text(let text): "'" + text.replacing("'", with: "''") + "'"
        case .blob(let bytes):
            "x'" + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "'"
        }
    }
}
