package import Kernel
package import SQL

/// The working calendar as stored: a national layer, and a local one for each realm.
package enum Calendars {
    /// The realm number of the national layer.
    static let national: Int64 = 0

    package static func load(for realm: Realm.ID?, _ db: any Reader) throws -> WorkingCalendar {
        let years = try db.rows("SELECT year FROM calendar_years ORDER BY year LIMIT 500") {
            Int(try $0.int(0))
        }
        return WorkingCalendar(
            national: try days(of: national, db),
            local: try realm.map { try days(of: $0.rawValue, db) } ?? [:],
            coveredYears: Set(years))
    }

    private static func days(
        of realm: Int64, _ db: any Reader
    ) throws -> [Day: WorkingCalendar.Kind] {
        let rows = try db.rows(
            """
            SELECT day, kind FROM calendar_days WHERE realm_id = \(realm)
            ORDER BY day LIMIT 20000
            """
        ) {
            (try Day(parsing: $0.text(0)), try $0.member(1, of: WorkingCalendar.Kind.self))
        }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// Replaces whole years of a layer. A day outside these years replaces that day alone, so that
    /// one unsure day can be settled, or a notice reach back into December, and the rest stays.
    ///
    /// - Parameters:
    ///   - realm: nil for the national layer, which alone marks years as covered.
    ///   - source: where the days came from, `builtIn` or the name of a file.
    package static func replace(
        _ days: [(day: Day, kind: WorkingCalendar.Kind, name: String)], years: Set<Int>,
        realm: Realm.ID?, source: String?, at now: Instant, _ db: any Writer
    ) throws {
        let layer = realm?.rawValue ?? national
        for year in years.sorted() {
            try db.run(
                """
                DELETE FROM calendar_days
                WHERE realm_id = \(layer) AND day >= \("\(year)-01-01")
                    AND day <= \("\(year)-12-31")
                """)
            guard realm == nil else { continue }
            try db.run(
                """
                INSERT INTO calendar_years (year, loaded_at, source)
                VALUES (\(year), \(now), \(source))
                ON CONFLICT (year) DO UPDATE
                SET loaded_at = excluded.loaded_at, source = excluded.source
                """)
        }
        for entry in days { try set(entry, layer, db) }
    }

    static func set(
        _ entry: (day: Day, kind: WorkingCalendar.Kind, name: String), _ layer: Int64,
        _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO calendar_days (realm_id, day, kind, name)
            VALUES (\(layer), \(entry.day), \(entry.kind.rawValue), \(entry.name))
            ON CONFLICT (realm_id, day) DO UPDATE
            SET kind = excluded.kind, name = excluded.name
            """)
    }
}
