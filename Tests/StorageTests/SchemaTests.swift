import Foundation
import SQL
import SQLiteDriver
import Storage
import Testing

/// The schema that the migrations build: the committed one, and nothing that must not be kept.
@Suite struct SchemaTests {
    private static let committed = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Sources/Storage/schema.sql")

    private static func built() async throws -> String {
        let database = try SQLiteDatabase.inMemory()
        try await Migrator(Schema.migrations(for: .sqlite)).migrate(database, now: 0)
        let text = try await database.read { db in try schemaText(db) }
        try await database.close()
        return text
    }

    /// `LINLI_WRITE_SCHEMA=1 swift test --filter SchemaTests` writes the file anew.
    @Test func theCommittedSchemaIsWhatTheMigrationsBuild() async throws {
        let built = try await Self.built()
        if ProcessInfo.processInfo.environment["LINLI_WRITE_SCHEMA"] == "1" {
            try built.write(to: Self.committed, atomically: true, encoding: .utf8)
        }
        let committed = try String(contentsOf: Self.committed, encoding: .utf8)
        #expect(
            committed == built,
            "Run LINLI_WRITE_SCHEMA=1 swift test --filter SchemaTests and read the difference.")
    }

    private struct Column {
        let table: String
        let name: String
        let type: String
    }

    private static func columns() async throws -> [Column] {
        let database = try SQLiteDatabase.inMemory()
        try await Migrator(Schema.migrations(for: .sqlite)).migrate(database, now: 0)
        let columns = try await database.read { db in
            try db.rows(
                """
                SELECT tables.name, columns.name, columns.type
                FROM pragma_table_list AS tables, pragma_table_info(tables.name) AS columns
                WHERE tables.schema = 'main' AND tables.name NOT LIKE 'sqlite_%'
                    AND tables.type <> 'shadow'
                ORDER BY tables.name, columns.cid
                """
            ) { Column(table: try $0.text(0), name: try $0.text(1), type: try $0.text(2)) }
        }
        try await database.close()
        return columns
    }

    /// What the analysis calls red lines (D.2), by the words that a column for it would have.
    private static let forbidden = [
        "ethnic", "nation", "race", "belief", "relig", "faith", "politic", "party_member",
        "petition", "score", "rating", "rank", "tag", "label", "blacklist", "watch", "face",
        "video", "biometric", "gps", "latitude", "longitude", "track", "id_card", "identity",
        "passport", "birthday", "birth", "health", "disab", "debt", "income",
    ]

    /// The table of approvals that are asked for: an extension or a suspension of a clock. It says
    /// nothing of petitions to the state; its columns are listed so that it cannot come to.
    private static let approvals: Set = ["matter_id", "kind", "days", "person_id", "asked_at"]

    /// Where a place is: an estate or a building, by whoever edits places. Nobody's own position is
    /// kept; the columns are listed so that none can come to be.
    private static let positions: Set = ["place_id", "latitude", "longitude"]
    /// A public matter is where its place is, and nowhere else.
    private static let publicMatters: Set = [
        "matter_id", "realm_id", "place_id", "opened_at", "map_key",
    ]

    @Test func noColumnHoldsWhatMustNotBeKept() async throws {
        let columns = try await Self.columns()
        #expect(columns.count > 100)
        let wrong = columns.filter { column in
            let words = "\(column.table).\(column.name)".replacing(".", with: "_").split(
                separator: "_")
            return !["petitions", "place_positions"].contains(column.table)
                && words.contains { word in Self.forbidden.contains { word.hasPrefix($0) } }
        }.map { "\($0.table).\($0.name)" }
        #expect(wrong == [])
        let found = Set(columns.filter { $0.table == "petitions" }.map(\.name))
        #expect(found == Self.approvals)
        let placed = Set(columns.filter { $0.table == "place_positions" }.map(\.name))
        #expect(placed == Self.positions)
        let shown = Set(columns.filter { $0.table == "public_matters" }.map(\.name))
        #expect(shown == Self.publicMatters)
    }

    @Test func noColumnIsAPlaceForAnything() async throws {
        let words = [
            "extra", "json", "data", "meta", "misc", "attributes", "properties", "payload",
        ]
        let wrong = try await Self.columns().filter { column in
            words.contains { column.name == $0 || column.name.hasSuffix("_\($0)") }
        }.map { "\($0.table).\($0.name)" }
        #expect(wrong == [])
    }

    @Test func peopleHaveNothingButANameASignInAndDates() async throws {
        let columns = try await Self.columns()
        #expect(
            columns.filter { $0.table == "people" }.map(\.name)
                == ["id", "realm_id", "name", "sign_in", "from_day", "until_day"])
        // Whatever else is about a person is a post, a sign-in, or who did something.
        let about = Set(columns.filter { $0.name == "person_id" }.map(\.table))
        #expect(
            about == [
                "credentials", "posts", "sessions", "recovery_codes", "passkeys", "provider_links",
                "catalogues",
                "petitions",
                "personal_readings", "records", "notices",
                // What happened to a person's own sign-in, until they have read it.
                "sign_in_warnings",
                // Who came to a meeting that calls its members by name.
                "meeting_roll",
                // Who typed a sheet in, appealed against one, or wrote a commendation; never whom
                // any of them is about.
                "appraisal_sheets", "appraisal_appeals", "appraisal_bulletins",
                // What a person sets for themselves alone, and what came of their last bulk action.
                "desk_settings", "saved_views", "bulk_outcomes", "calendar_links",
                // What a person signed up for themselves, and the certificates they asked for.
                "sign_ups", "certificates",
                // What a person said that they can help with, and what they were asked to.
                "help_offers", "help_kinds", "help_languages", "invitations",
                // Whom a community would like to thank in public: shown only by their own consent.
                "commendations",
                // Who declared that they help, and in which pairings: by their own word alone.
                "pledges", "pairing_supporters",
                // Who registered with a community: a row by their own consent, gone with it.
                "enrolments",
            ])
    }

    @Test func everyTableRefusesWrongTypes() async throws {
        let database = try SQLiteDatabase.inMemory()
        try await Migrator(Schema.migrations(for: .sqlite)).migrate(database, now: 0)
        let loose = try await database.read { db in
            try db.rows(
                """
                SELECT name FROM pragma_table_list
                WHERE schema = 'main' AND type = 'table' AND strict = 0
                    AND name NOT LIKE 'sqlite_%'
                ORDER BY name
                """
            ) { try $0.text(0) }
        }
        try await database.close()
        #expect(loose == [])
    }
}
