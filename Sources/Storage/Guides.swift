package import Kernel
package import SQL

/// Rows of guides.
package enum Guides {
    private static let columns: SQL = """
        id, realm_id, place_id, place_path, kind, category, title_zh, title_en, text_zh, text_en,
        bring_zh, bring_en, source, body_id, review_on, reviewed_on, ended_on, version
        """

    /// How many guides a realm may have that hold: a page looks through all of them.
    package static let countMax = 500

    /// Those that hold on a day, by kind and title.
    package static func all(
        in realm: Realm.ID, on day: Day, _ db: any Reader
    ) throws -> [Guide] {
        try whole(
            db.rows(
                """
                SELECT \(columns) FROM guides
                WHERE realm_id = \(realm) AND (ended_on IS NULL OR ended_on > \(day))
                ORDER BY kind, title_zh, id LIMIT \(countMax)
                """, decode), db)
    }

    package static func find(
        _ id: Guide.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> Guide? {
        try whole(
            db.rows(
                "SELECT \(columns) FROM guides WHERE id = \(id) AND realm_id = \(realm)", decode),
            db
        ).first
    }

    /// Of a body's guides, those that were to be looked at by a day.
    package static func due(
        of body: Body.ID, by day: Day, limit: Int, _ db: any Reader
    ) throws -> [Guide] {
        try db.rows(
            """
            SELECT \(columns) FROM guides
            WHERE body_id = \(body) AND review_on <= \(day) AND ended_on IS NULL
            ORDER BY review_on, id LIMIT \(limit)
            """, decode)
    }

    /// What is done at the window of a venue, as far as it holds on a day.
    package static func at(
        _ venue: Venue.ID, in realm: Realm.ID, on day: Day, _ db: any Reader
    ) throws -> [Guide] {
        try whole(
            db.rows(
                """
                SELECT \(columns) FROM guides
                WHERE id IN (SELECT guide_id FROM guide_windows WHERE venue_id = \(venue))
                    AND realm_id = \(realm) AND (ended_on IS NULL OR ended_on > \(day))
                ORDER BY kind, title_zh, id LIMIT \(perVenueMax)
                """, decode), db)
    }

    /// How many guides the page of a venue lists.
    package static let perVenueMax = 50

    package static func insert(_ guide: Guide, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO guides (\(columns))
            VALUES (\(guide.id), \(guide.realm), \(guide.place), \(guide.placePath),
                \(guide.kind.rawValue), \(guide.category), \(guide.title.zh), \(guide.title.en),
                \(guide.text.zh), \(guide.text.en), \(guide.bring.zh), \(guide.bring.en),
                \(guide.source), \(guide.body), \(guide.reviewOn), \(guide.reviewedOn),
                \(guide.endedOn), \(guide.version))
            """)
        try keepWindows(guide, db)
    }

    /// - Returns: false when someone else changed it since `before` was read.
    package static func update(
        _ guide: Guide, from before: Guide, _ db: any Writer
    ) throws -> Bool {
        let changed = try db.run(
            """
            UPDATE guides SET kind = \(guide.kind.rawValue), category = \(guide.category),
                title_zh = \(guide.title.zh), title_en = \(guide.title.en),
                text_zh = \(guide.text.zh), text_en = \(guide.text.en),
                bring_zh = \(guide.bring.zh), bring_en = \(guide.bring.en),
                source = \(guide.source), review_on = \(guide.reviewOn),
                reviewed_on = \(guide.reviewedOn), ended_on = \(guide.endedOn),
                version = \(before.version + 1)
            WHERE id = \(guide.id) AND realm_id = \(guide.realm) AND version = \(before.version)
            """)
        guard changed == 1 else { return false }
        try db.run("DELETE FROM guide_windows WHERE guide_id = \(guide.id)")
        try keepWindows(guide, db)
        return true
    }

    private static func keepWindows(_ guide: Guide, _ db: any Writer) throws {
        for venue in guide.windows {
            try db.run(
                """
                INSERT INTO guide_windows (guide_id, venue_id) VALUES (\(guide.id), \(venue))
                """)
        }
    }

    private static func whole(_ guides: [Guide], _ db: any Reader) throws -> [Guide] {
        if guides.isEmpty { return [] }
        let rows = try db.rows(
            """
            SELECT guide_id, venue_id FROM guide_windows
            WHERE guide_id IN \(list: guides.map(\.id))
            ORDER BY guide_id, venue_id LIMIT \(guides.count * Guide.windowsMax)
            """
        ) { (try $0.id(0) as Guide.ID, try $0.id(1) as Venue.ID) }
        let windows = Dictionary(grouping: rows, by: \.0)
        return guides.map { guide in
            var guide = guide
            guide.windows = windows[guide.id]?.map(\.1) ?? []
            return guide
        }
    }

    private static func decode(_ row: any Row) throws -> Guide {
        Guide(
            id: try row.id(0), realm: try row.id(1), place: try row.id(2),
            placePath: try row.path(3), kind: try row.member(4, of: Guide.Kind.self),
            category: try row.textOrNil(5), title: try row.localName(6),
            text: try row.localName(8), bring: try row.localName(10), source: try row.text(12),
            body: try row.id(13), reviewOn: try Day(parsing: row.text(14)),
            reviewedOn: try Day(parsing: row.text(15)), endedOn: try row.dayOrNil(16),
            version: Int(try row.int(17)))
    }
}

/// Rows of what is known of places.
package enum PlaceFacts {
    private static let columns: SQL = """
        id, realm_id, place_id, kind, said, is_rough, as_of, source, post_id, at, replaces_id
        """

    /// What holds of some places now.
    package static func current(
        of places: [Place.ID], _ db: any Reader
    ) throws -> [Place.ID: [PlaceFact]] {
        if places.isEmpty { return [:] }
        let facts = try db.rows(
            """
            SELECT \(columns) FROM place_facts
            WHERE place_id IN \(list: places) AND is_current = 1
            ORDER BY place_id, id LIMIT \(places.count * PlaceFact.Kind.allCases.count)
            """, decode)
        let order = PlaceFact.Kind.allCases
        return Dictionary(grouping: facts, by: \.place).mapValues { facts in
            facts.sorted {
                (order.firstIndex(of: $0.kind) ?? 0) < (order.firstIndex(of: $1.kind) ?? 0)
            }
        }
    }

    package static func current(
        _ kind: PlaceFact.Kind, of place: Place.ID, _ db: any Reader
    ) throws -> PlaceFact? {
        try db.first(
            """
            SELECT \(columns) FROM place_facts
            WHERE place_id = \(place) AND kind = \(kind.rawValue) AND is_current = 1
            """, decode)
    }

    /// All that was ever said of a place, the newest first.
    package static func history(
        of place: Place.ID, limit: Int, _ db: any Reader
    ) throws -> [PlaceFact] {
        try db.rows(
            """
            SELECT \(columns) FROM place_facts WHERE place_id = \(place)
            ORDER BY id DESC LIMIT \(limit)
            """, decode)
    }

    /// Writes a fact in the place of what was known before.
    package static func keep(_ fact: PlaceFact, _ db: any Writer) throws {
        if let replaced = fact.replaces {
            try db.run("UPDATE place_facts SET is_current = 0 WHERE id = \(replaced)")
        }
        try db.run(
            """
            INSERT INTO place_facts (\(columns), is_current)
            VALUES (\(fact.id), \(fact.realm), \(fact.place), \(fact.kind.rawValue), \(fact.said),
                \(fact.isRough ? 1 : 0), \(fact.asOf), \(fact.source), \(fact.post), \(fact.at),
                \(fact.replaces), 1)
            """)
    }

    private static func decode(_ row: any Row) throws -> PlaceFact {
        PlaceFact(
            id: try row.id(0), realm: try row.id(1), place: try row.id(2),
            kind: try row.member(3, of: PlaceFact.Kind.self), said: try row.text(4),
            isRough: try row.bool(5), asOf: try Day(parsing: row.text(6)),
            source: try row.text(7), post: try row.idOrNil(8), at: try row.instant(9),
            replaces: try row.idOrNil(10))
    }
}
