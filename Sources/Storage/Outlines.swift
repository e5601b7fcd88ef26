package import Kernel
package import SQL

/// Rows of the boundaries of places, and the boxes around positions and boundaries.
package enum Outlines {
    package static func of(
        _ places: [Place.ID], _ db: any Reader
    ) throws -> [Place.ID: Outline] {
        guard !places.isEmpty else { return [:] }
        let rows = try db.rows(
            """
            SELECT place_id, outline FROM place_outlines
            WHERE place_id IN \(list: places) ORDER BY place_id LIMIT \(places.count)
            """
        ) { row in
            (
                try row.id(0) as Place.ID,
                try Outline(stored: try row.text(1)).orThrow("an outline")
            )
        }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// Keeps a boundary; a place without a position gets the one inside it.
    ///
    /// - Parameter outline: nil takes it away.
    package static func keep(
        _ outline: Outline?, of place: Place.ID, from source: String, at now: Instant,
        _ db: any Writer
    ) throws {
        if let outline {
            try db.run(
                """
                INSERT INTO place_outlines (place_id, outline, source, taken_at)
                VALUES (\(place), \(outline.text), \(source), \(now))
                ON CONFLICT (place_id) DO UPDATE SET outline = excluded.outline,
                    source = excluded.source, taken_at = excluded.taken_at
                """)
            if try Positions.find(place, db) == nil {
                return try Positions.keep(outline.inner, of: place, db)
            }
        } else {
            try db.run("DELETE FROM place_outlines WHERE place_id = \(place)")
        }
        try measure(place, db)
    }

    /// Works out the box around a place anew.
    static func measure(_ place: Place.ID, _ db: any Writer) throws {
        let bounds =
            try of([place], db)[place]?.bounds
            ?? Positions.find(place, db).map { Bounds(of: $0) }
        guard let bounds else {
            try db.run("DELETE FROM place_extents WHERE place_id = \(place)")
            return
        }
        try db.run(
            """
            INSERT INTO place_extents (place_id, realm_id, west, south, east, north, map_key)
            SELECT id, realm_id, \(bounds.west), \(bounds.south), \(bounds.east),
                \(bounds.north), \(MapKey.extent(bounds))
            FROM places WHERE id = \(place)
            ON CONFLICT (place_id) DO UPDATE SET west = excluded.west, south = excluded.south,
                east = excluded.east, north = excluded.north, map_key = excluded.map_key
            """)
    }

    /// How many boxes make the frame of a realm.
    private static let framedMax = 5_000

    /// The box around a realm's places; nil where none is on the map.
    package static func frame(of realm: Realm.ID, _ db: any Reader) throws -> Bounds? {
        try db.first(
            """
            SELECT MIN(west), MIN(south), MAX(east), MAX(north)
            FROM (SELECT west, south, east, north FROM place_extents
                WHERE realm_id = \(realm) ORDER BY map_key, place_id LIMIT \(framedMax)) AS framed
            """
        ) { row -> Bounds? in
            guard let west = try row.intOrNil(0) else { return nil }
            return try Bounds(
                west: Int(west), south: Int(try row.int(1)), east: Int(try row.int(2)),
                north: Int(try row.int(3)))
        } ?? nil
    }

    /// Where a walk through a box goes on.
    package struct Cursor: Hashable, Sendable {
        package let key: Int64
        package let id: Int64

        package init(key: Int64, id: Int64) {
            self.key = key
            self.id = id
        }
    }

    /// The places of a realm whose boxes touch one of some boxes, in the order of the index; of the
    /// whole realm where there is none.
    ///
    /// At most `readMax` rows are read; what lies beside the boxes is left out, so that a page may
    /// be short and still go on.
    ///
    /// - Parameter levels: those of the places that are looked for; nil for all.
    package static func touching(
        _ boxes: [Bounds], in realm: Realm.ID, levels: [String]? = nil, after cursor: Cursor?,
        limit: Int, readMax: Int,
        _ db: any Reader
    ) throws -> (places: [Place.ID], next: Cursor?) {
        let ranges =
            boxes.isEmpty
            ? [0...Int64.max]
            : boxes.flatMap { MapKey.ranges(touching: $0) }.sorted { $0.lowerBound < $1.lowerBound }
        var walk = KeyWalk(ranges: ranges, after: cursor, limit: limit, readMax: readMax)
        let wanted: SQL = levels.map { "AND places.level IN \(list: $0)" } ?? ""
        while let step = walk.next() {
            let most = min(step.limit, limit + 64)
            let rows = try db.rows(
                """
                SELECT map_key, place_id, west, south, east, north
                FROM place_extents JOIN places ON places.id = place_extents.place_id
                WHERE place_extents.realm_id = \(realm) AND map_key <= \(step.last)
                    AND (map_key, place_id) > (\(step.after.key), \(step.after.id)) \(wanted)
                ORDER BY map_key, place_id LIMIT \(most)
                """
            ) { row in
                let bounds = try Bounds(
                    west: Int(try row.int(2)), south: Int(try row.int(3)),
                    east: Int(try row.int(4)), north: Int(try row.int(5)))
                return KeyWalk.Found(
                    at: Cursor(key: try row.int(0), id: try row.int(1)),
                    isWanted: boxes.isEmpty || boxes.contains { $0.touches(bounds) })
            }
            walk.take(rows, isWhole: rows.count < most)
        }
        return (walk.found.map { Place.ID($0) }, walk.rest)
    }
}

/// Reads an index range by range, and stops after so many rows or so many finds.
struct KeyWalk {
    struct Found {
        let at: Outlines.Cursor
        let isWanted: Bool
    }

    struct Step {
        let after: Outlines.Cursor
        let last: Int64
        let limit: Int
    }

    private let ranges: [ClosedRange<Int64>]
    private let limit: Int
    private var left: Int
    private var place = 0
    private var after: Outlines.Cursor
    private(set) var found: [Int64] = []
    /// Where to go on; nil at the end.
    private(set) var rest: Outlines.Cursor?

    init(ranges: [ClosedRange<Int64>], after: Outlines.Cursor?, limit: Int, readMax: Int) {
        self.ranges = ranges
        self.limit = limit
        left = readMax
        self.after = after ?? Outlines.Cursor(key: -1, id: 0)
    }

    mutating func next() -> Step? {
        while place < ranges.count, ranges[place].upperBound < after.key { place += 1 }
        guard place < ranges.count, rest == nil else { return nil }
        let start = Outlines.Cursor(key: ranges[place].lowerBound - 1, id: .max)
        if after.key < start.key { after = start }
        return Step(after: after, last: ranges[place].upperBound, limit: left + 1)
    }

    /// - Parameter isWhole: whether the range holds no more.
    mutating func take(_ rows: [Found], isWhole: Bool) {
        for row in rows {
            guard left > 0, found.count < limit else {
                rest = after
                return
            }
            left -= 1
            after = row.at
            if row.isWanted { found.append(row.at.id) }
        }
        if isWhole { place += 1 }
    }
}
