package import Kernel
package import SQL

/// Rows of profiles that are edited at the desk.
package enum ProfileDrafts {
    private static let columns: SQL =
        "id, realm_id, origin, started_post_id, started_at, effective_on, ended_at, version"

    /// The one that is edited or waits for its day.
    package static func open(in realm: Realm.ID, _ db: any Reader) throws -> ProfileDraft? {
        try db.first(
            """
            SELECT \(columns) FROM profile_drafts
            WHERE realm_id = \(realm) AND ended_at IS NULL
            """, decode)
    }

    /// The newest first.
    package static func history(
        in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [ProfileDraft] {
        try db.rows(
            """
            SELECT \(columns) FROM profile_drafts WHERE realm_id = \(realm)
            ORDER BY id DESC LIMIT \(limit)
            """, decode)
    }

    /// Those that wait for a day up to this one, of any realm.
    package static func due(on day: Day, _ db: any Reader) throws -> [ProfileDraft] {
        try db.rows(
            """
            SELECT \(columns) FROM profile_drafts
            WHERE ended_at IS NULL AND effective_on <= \(day)
            ORDER BY id LIMIT \(Realms.countMax)
            """, decode)
    }

    package static func files(
        of draft: ProfileDraft.ID, _ db: any Reader
    ) throws -> [String: String] {
        let rows = try db.rows(
            """
            SELECT path, text FROM profile_draft_files WHERE draft_id = \(draft)
            ORDER BY path LIMIT 1000
            """
        ) { (try $0.text(0), try $0.text(1)) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    package static func insert(
        _ draft: ProfileDraft, files: [String: String], _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO profile_drafts (id, realm_id, origin, started_post_id, started_at)
            VALUES (\(draft.id), \(draft.realm), \(draft.origin), \(draft.startedBy),
                \(draft.startedAt))
            """)
        for (path, text) in files.sorted(by: { $0.key < $1.key }) {
            try set(path, to: text, of: draft.id, db)
        }
    }

    package static func set(
        _ path: String, to text: String, of draft: ProfileDraft.ID, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO profile_draft_files (draft_id, path, text)
            VALUES (\(draft), \(path), \(text))
            ON CONFLICT (draft_id, path) DO UPDATE SET text = excluded.text
            """)
    }

    package static func remove(
        _ path: String, of draft: ProfileDraft.ID, _ db: any Writer
    ) throws {
        try db.run(
            "DELETE FROM profile_draft_files WHERE draft_id = \(draft) AND path = \(path)")
    }

    package static func schedule(
        _ draft: ProfileDraft.ID, on day: Day?, _ db: any Writer
    ) throws {
        try db.run("UPDATE profile_drafts SET effective_on = \(day) WHERE id = \(draft)")
    }

    /// Ends it; its files are kept with the version that it became.
    package static func end(
        _ draft: ProfileDraft.ID, as version: Int?, at now: Instant, _ db: any Writer
    ) throws {
        try db.run(
            """
            UPDATE profile_drafts SET ended_at = \(now), version = \(version.map { Int64($0) })
            WHERE id = \(draft)
            """)
        try db.run("DELETE FROM profile_draft_files WHERE draft_id = \(draft)")
    }

    private static func decode(_ row: any Row) throws -> ProfileDraft {
        ProfileDraft(
            id: try row.id(0), realm: try row.id(1), origin: try row.text(2),
            startedBy: try row.id(3), startedAt: try row.instant(4),
            effectiveOn: try row.dayOrNil(5), endedAt: try row.instantOrNil(6),
            version: try row.intOrNil(7).map { Int($0) })
    }
}
