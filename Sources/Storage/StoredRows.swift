package import Kernel
package import SQL

/// What stands beside a matter in its rows and is derived: for comparing with what it must be.
package struct StoredRow: Sendable {
    package let profileVersion: Int
    package let stage: Procedure.Stage.ID
    package let dueAt: Instant?
    package let amberAt: Instant?
    package let dueClock: Procedure.ClockRule.ID?
    package let isSuspended: Bool
    package let isLate: Bool
    package let isErased: Bool
    /// Whether it is kept as answered, and whether it is linked with an open matter.
    package let isMatched: Bool
    package let hasOpenLink: Bool
    /// The matters that it linked itself with.
    package let links: Set<Matter.ID>
    /// The deadline of each clock as it is kept.
    package let deadlines: [Procedure.ClockRule.ID: Instant]
    /// What search holds of it: once, among the open or the ended ones; without the text where the
    /// index keeps none.
    package let searched: [(isOpen: Bool, grams: String?)]
    package let photographs: Set<Photograph.ID>
    /// Whether something of it lies in a table that it does not name.
    package let hasUntoldParts: Bool
}

/// Reads rows a page at a time for `linli verify --rows`.
package enum StoredRows {
    /// A matter, as far as every row of it can be named.
    package struct Name: Sendable {
        package let id: Matter.ID
        package let realm: Realm.ID
        package let reference: String
    }

    package static func names(
        after: Matter.ID?, limit: Int, _ db: any Reader
    ) throws -> [Name] {
        try db.rows(
            """
            SELECT id, realm_id, reference FROM matters WHERE id > \(after?.rawValue ?? 0)
            ORDER BY id LIMIT \(limit)
            """
        ) { Name(id: try $0.id(0), realm: try $0.id(1), reference: try $0.text(2)) }
    }

    package static func find(_ id: Matter.ID, _ db: any Reader) throws -> StoredRow? {
        let deadlines = try db.rows(
            "SELECT name, due_at FROM clocks WHERE matter_id = \(id) ORDER BY name LIMIT 50"
        ) { (try $0.text(0), try $0.instant(1)) }
        let photographs = try db.rows(
            "SELECT id FROM photographs WHERE matter_id = \(id) ORDER BY id LIMIT 10000"
        ) { try $0.id(0) as Photograph.ID }
        let search = try SearchIndex.held(of: id, db)
        let links = try MatterLinks.made(by: id, db)
        return try db.first(
            """
            SELECT profile_version, stage, due_at, amber_at, due_clock, suspended, late, erased_at,
                matched, CASE WHEN \(MatterLinks.hasOpenLink(id)) THEN 1 ELSE 0 END, parts,
                \(MatterParts.present)
            FROM matters WHERE id = \(id)
            """
        ) { row in
            StoredRow(
                profileVersion: Int(try row.int(0)), stage: try row.text(1),
                dueAt: try row.instantOrNil(2), amberAt: try row.instantOrNil(3),
                dueClock: try row.textOrNil(4), isSuspended: try row.bool(5),
                isLate: try row.bool(6), isErased: try row.instantOrNil(7) != nil,
                isMatched: try row.bool(8), hasOpenLink: try row.bool(9), links: links,
                deadlines: Dictionary(deadlines, uniquingKeysWith: { first, _ in first }),
                searched: search, photographs: Set(photographs),
                hasUntoldParts: !MatterParts(rawValue: try row.int(11)).isSubset(
                    of: MatterParts(rawValue: try row.int(10))))
        }
    }

    /// What search must hold of a matter.
    package static func grams(of matter: Matter) -> String {
        Grams.indexed(matter)
    }

    /// Records about matters that are not there, lowest first.
    package static func orphans(
        limit: Int, _ db: any Reader
    ) throws -> [(sequence: Int64, subject: Int64)] {
        try db.rows(
            """
            SELECT sequence, subject_id FROM records
            WHERE subject_kind = 'matter'
                AND NOT EXISTS (SELECT 1 FROM matters WHERE matters.id = records.subject_id)
            ORDER BY sequence LIMIT \(limit)
            """
        ) { (try $0.int(0), try $0.int(1)) }
    }

    /// The last serial that a realm gave in a year.
    package static func lastSerial(
        of year: Int, in realm: Realm.ID, _ db: any Reader
    ) throws -> Int {
        let name = "matters-\(year)"
        let value = try db.int(
            "SELECT value FROM counters WHERE realm_id = \(realm) AND name = \(name)")
        return Int(value ?? 0)
    }

    /// Whether the days of a realm were ever changed: what was due before was due by other days.
    package static func changedCalendar(of realm: Realm.ID, _ db: any Reader) throws -> Bool {
        try db.exists(
            """
            SELECT 1 FROM records WHERE subject_kind = 'calendar' AND realm_id = \(realm) LIMIT 1
            """)
    }
}
