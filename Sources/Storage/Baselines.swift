package import Kernel
package import SQL

/// Rows of numbers that were reported and are not counted.
package enum Baselines {
    private static let columns: SQL =
        "id, realm_id, figure, place_id, period, number, said, source, post_id, entered_at"

    /// How many of one figure at one place are read, the newest first.
    package static let readMax = 60

    /// Those of one figure, the newest first.
    package static func page(_ query: SQL, _ db: any Reader) throws -> [Baseline] {
        try db.rows(query, decode)
    }

    /// What `page` asks for a figure at a place, which may be expected before.
    package static func pageQuery(
        of figure: Figure.ID, at place: Place.ID, in realm: Realm.ID
    ) -> SQL {
        """
        SELECT \(columns) FROM baselines
        WHERE realm_id = \(realm) AND place_id = \(place) AND figure = \(figure)
        ORDER BY id DESC LIMIT \(readMax)
        """
    }

    /// Those of a place, the newest first.
    package static func all(
        at place: Place.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> [Baseline] {
        try db.rows(
            """
            SELECT \(columns) FROM baselines
            WHERE realm_id = \(realm) AND place_id = \(place)
            ORDER BY figure, id DESC LIMIT \(readMax * 10)
            """, decode)
    }

    package static func insert(_ baseline: Baseline, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO baselines (id, realm_id, figure, place_id, period, number, said, source,
                post_id, entered_at)
            VALUES (\(baseline.id), \(baseline.realm), \(baseline.figure), \(baseline.place),
                \(baseline.period.description), \(baseline.number), \(baseline.said),
                \(baseline.source), \(baseline.post), \(baseline.at))
            """)
    }

    private static func decode(_ row: any Row) throws -> Baseline {
        Baseline(
            id: try row.id(0), realm: try row.id(1), figure: try row.text(2),
            place: try row.id(3),
            period: try Period(parsing: try row.text(4)).orThrow("a period"),
            number: try row.int(5), said: try row.text(6), source: try row.text(7),
            post: try row.id(8), at: try row.instant(9))
    }
}
