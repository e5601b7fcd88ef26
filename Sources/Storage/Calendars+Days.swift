package import Kernel
package import SQL

extension Calendars {
    /// A day that a layer lists, with the name that its notice gave it.
    package struct ListedDay: Hashable, Sendable {
        package let day: Day
        package let kind: WorkingCalendar.Kind
        package let name: String
        /// Whether the realm's own layer lists it; that layer wins.
        package let isLocal: Bool
    }

    /// A year of the national layer.
    package struct LoadedYear: Hashable, Sendable {
        package let year: Int
        package let loadedAt: Instant
        /// `builtIn`, or the name of the file that was imported; nil where it was not noted.
        package let source: String?
    }

    /// How many days of both layers one reading tells at most: more than two years have.
    package static let listedMax = 1_500

    /// The listed days from one through another, in their order; for a day that both layers list
    /// the national one comes first.
    package static func listed(
        from: Day, through to: Day, for realm: Realm.ID, _ db: any Reader
    ) throws -> [ListedDay] {
        try db.rows(
            """
            SELECT day, kind, name, realm_id FROM calendar_days
            WHERE realm_id IN \(list: [0, realm.rawValue]) AND day >= \(from) AND day <= \(to)
            ORDER BY day, realm_id LIMIT \(listedMax)
            """
        ) { row in
            ListedDay(
                day: try Day(parsing: row.text(0)),
                kind: try row.member(1, of: WorkingCalendar.Kind.self), name: try row.text(2),
                isLocal: try row.int(3) != 0)
        }
    }

    /// The loaded years, the latest first.
    package static func years(limit: Int, _ db: any Reader) throws -> [LoadedYear] {
        try db.rows(
            """
            SELECT year, loaded_at, source FROM calendar_years
            ORDER BY year DESC LIMIT \(limit)
            """
        ) { row in
            LoadedYear(
                year: Int(try row.int(0)), loadedAt: try row.instant(1),
                source: try row.textOrNil(2))
        }
    }

    /// One day of a realm's own layer; nil when it is not listed there.
    package static func local(
        _ day: Day, of realm: Realm.ID, _ db: any Reader
    ) throws -> ListedDay? {
        try listed(from: day, through: day, for: realm, db).first(where: \.isLocal)
    }

    /// Writes one day of a realm's own layer.
    package static func setLocal(
        _ day: Day, kind: WorkingCalendar.Kind, name: String, of realm: Realm.ID,
        _ db: any Writer
    ) throws {
        try set((day: day, kind: kind, name: name), realm.rawValue, db)
    }

    /// Takes one day out of a realm's own layer.
    ///
    /// - Returns: false when it was not listed there.
    package static func removeLocal(
        _ day: Day, of realm: Realm.ID, _ db: any Writer
    ) throws -> Bool {
        try db.run("DELETE FROM calendar_days WHERE realm_id = \(realm) AND day = \(day)") == 1
    }
}
