package import Kernel
package import SQL

/// Rows of venues, each read as a whole with its functions and hours.
package enum Venues {
    private static let columns: SQL = """
        id, realm_id, body_id, place_id, place_path, name_zh, name_en, model, spot, phone, about,
        rules, on_holidays, opened_on, closed_on, version
        """

    /// How many venues a realm's pages list.
    package static let countMax = 500

    package static func all(in realm: Realm.ID, _ db: any Reader) throws -> [Venue] {
        try whole(
            db.rows(
                """
                SELECT \(columns) FROM venues WHERE realm_id = \(realm)
                ORDER BY name_zh, id LIMIT \(countMax)
                """, decode), db)
    }

    package static func find(
        _ id: Venue.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> Venue? {
        try find(ids: [id], in: realm, db).first
    }

    package static func find(
        ids: [Venue.ID], in realm: Realm.ID, _ db: any Reader
    ) throws -> [Venue] {
        try whole(
            db.rows(
                """
                SELECT \(columns) FROM venues WHERE id IN \(list: ids) AND realm_id = \(realm)
                ORDER BY id LIMIT \(ids.count)
                """, decode), db)
    }

    package static func insert(_ venue: Venue, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO venues (\(columns))
            VALUES (\(venue.id), \(venue.realm), \(venue.body), \(venue.place),
                \(venue.placePath), \(venue.name.zh), \(venue.name.en), \(venue.model),
                \(venue.spot), \(venue.phone), \(venue.about), \(venue.rules),
                \(venue.hours.onHolidays.rawValue), \(venue.openedOn), \(venue.closedOn),
                \(venue.version))
            """)
        try keepParts(venue, db)
    }

    /// - Returns: false when someone else changed it since `before` was read.
    package static func update(
        _ venue: Venue, from before: Venue, _ db: any Writer
    ) throws -> Bool {
        let changed = try db.run(
            """
            UPDATE venues SET name_zh = \(venue.name.zh), name_en = \(venue.name.en),
                model = \(venue.model), spot = \(venue.spot), phone = \(venue.phone),
                about = \(venue.about), rules = \(venue.rules),
                on_holidays = \(venue.hours.onHolidays.rawValue), closed_on = \(venue.closedOn),
                version = \(before.version + 1)
            WHERE id = \(venue.id) AND realm_id = \(venue.realm)
                AND version = \(before.version)
            """)
        guard changed == 1 else { return false }
        try db.run("DELETE FROM venue_functions WHERE venue_id = \(venue.id)")
        try db.run("DELETE FROM venue_hours WHERE venue_id = \(venue.id)")
        try keepParts(venue, db)
        return true
    }

    private static func keepParts(_ venue: Venue, _ db: any Writer) throws {
        for (place, function) in venue.functions.enumerated() {
            try db.run(
                """
                INSERT INTO venue_functions (venue_id, ordinal, function)
                VALUES (\(venue.id), \(place + 1), \(function))
                """)
        }
        for (weekday, spans) in ([venue.quiet] + venue.hours.weekdays).enumerated() {
            for span in spans {
                try db.run(
                    """
                    INSERT INTO venue_hours (venue_id, weekday, from_minute, until_minute)
                    VALUES (\(venue.id), \(weekday), \(span.from), \(span.to))
                    """)
            }
        }
    }

    /// Adds functions and hours to the rows of a page: two statements, however many rows.
    private static func whole(_ rows: [Bare], _ db: any Reader) throws -> [Venue] {
        if rows.isEmpty { return [] }
        let ids = rows.map(\.venue.id)
        let functions = try db.rows(
            """
            SELECT venue_id, function FROM venue_functions WHERE venue_id IN \(list: ids)
            ORDER BY venue_id, ordinal LIMIT \(ids.count * Venue.functionsMax)
            """
        ) { (try $0.id(0) as Venue.ID, try $0.text(1)) }
        let spans = try db.rows(
            """
            SELECT venue_id, weekday, from_minute, until_minute FROM venue_hours
            WHERE venue_id IN \(list: ids)
            ORDER BY venue_id, weekday, from_minute LIMIT \(ids.count * spansMax)
            """
        ) { row in
            (
                venue: try row.id(0) as Venue.ID, weekday: Int(try row.int(1)),
                span: try OpeningHours.Span(minutes: Int(row.int(2)), to: Int(row.int(3)))
                    .orThrow("a span of a day")
            )
        }
        let functionsOf = Dictionary(grouping: functions, by: \.0)
        let spansOf = Dictionary(grouping: spans, by: \.venue)
        return rows.map { bare in
            var venue = bare.venue
            venue.functions = functionsOf[venue.id]?.map(\.1) ?? []
            let week = Dictionary(grouping: spansOf[venue.id] ?? [], by: \.weekday)
            venue.quiet = week[0]?.map(\.span) ?? []
            venue.hours = OpeningHours(
                weekdays: (1...7).map { week[$0]?.map(\.span) ?? [] },
                onHolidays: bare.onHolidays)
            return venue
        }
    }

    /// How many spans a venue may have, quiet ones included.
    private static let spansMax = 48

    private struct Bare {
        let venue: Venue
        let onHolidays: OpeningHours.Holidays
    }

    private static func decode(_ row: any Row) throws -> Bare {
        let onHolidays = try row.member(12, of: OpeningHours.Holidays.self)
        let venue = Venue(
            id: try row.id(0), realm: try row.id(1), body: try row.id(2), place: try row.id(3),
            placePath: try row.path(4), openedOn: try Day(parsing: row.text(13)),
            name: try row.localName(5), model: try row.text(7), functions: [],
            spot: try row.text(8), phone: try row.textOrNil(9), about: try row.text(10),
            rules: try row.text(11),
            hours: OpeningHours(weekdays: [], onHolidays: onHolidays),
            closedOn: try row.dayOrNil(14), version: Int(try row.int(15)))
        return Bare(venue: venue, onHolidays: onHolidays)
    }
}

/// Rows of days on which other hours hold, or none.
package enum VenueDays {
    /// - Parameter days: from the first day to before the last.
    package static func of(
        _ venues: [Venue.ID], from first: Day, before end: Day, _ db: any Reader
    ) throws -> [Venue.ID: [Day: OpeningHours.OpenDay]] {
        if venues.isEmpty { return [:] }
        let rows = try db.rows(
            """
            SELECT venue_id, day, from_minute, until_minute, reason FROM venue_days
            WHERE venue_id IN \(list: venues) AND day >= \(first) AND day < \(end)
            ORDER BY venue_id, day LIMIT \(venues.count * Venue.daysAheadMax)
            """
        ) { row in
            let day = try Day(parsing: row.text(1))
            let from = try row.intOrNil(2).map(Int.init)
            let span = try from.flatMap { from in
                try OpeningHours.Span(minutes: from, to: Int(row.int(3)))
            }
            return (
                try row.id(0) as Venue.ID,
                OpeningHours.OpenDay(
                    day: day, spans: [span].compactMap(\.self), reason: .said(try row.text(4)))
            )
        }
        return Dictionary(grouping: rows, by: \.0).mapValues { rows in
            Dictionary(rows.map { ($0.1.day, $0.1) }, uniquingKeysWith: { first, _ in first })
        }
    }

    package static func keep(
        _ day: Day, _ span: OpeningHours.Span?, _ reason: String, of venue: Venue.ID,
        _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO venue_days (venue_id, day, from_minute, until_minute, reason)
            VALUES (\(venue), \(day), \(span?.from), \(span?.to), \(reason))
            ON CONFLICT (venue_id, day) DO UPDATE SET from_minute = excluded.from_minute,
                until_minute = excluded.until_minute, reason = excluded.reason
            """)
    }

    /// - Returns: false where nothing was said about the day.
    package static func remove(
        _ day: Day, of venue: Venue.ID, _ db: any Writer
    ) throws -> Bool {
        try db.run("DELETE FROM venue_days WHERE venue_id = \(venue) AND day = \(day)") == 1
    }
}
