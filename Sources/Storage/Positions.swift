package import Kernel
package import SQL

/// Rows of where places are.
package enum Positions {
    package static func find(_ place: Place.ID, _ db: any Reader) throws -> Position? {
        try of([place], db)[place]
    }

    package static func of(
        _ places: [Place.ID], _ db: any Reader
    ) throws -> [Place.ID: Position] {
        let rows = try db.rows(
            """
            SELECT place_id, latitude, longitude FROM place_positions
            WHERE place_id IN \(list: places) ORDER BY place_id LIMIT \(places.count)
            """
        ) { row in
            (
                try row.id(0) as Place.ID,
                try Position(latitude: Int(try row.int(1)), longitude: Int(try row.int(2)))
            )
        }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// Keeps where a place is, with all that is found by it.
    ///
    /// - Parameter position: nil takes it away.
    package static func keep(
        _ position: Position?, of place: Place.ID, _ db: any Writer
    ) throws {
        if let position {
            try db.run(
                """
                INSERT INTO place_positions (place_id, latitude, longitude)
                VALUES (\(place), \(position.latitude), \(position.longitude))
                ON CONFLICT (place_id) DO UPDATE SET latitude = excluded.latitude,
                    longitude = excluded.longitude
                """)
        } else {
            try db.run("DELETE FROM place_positions WHERE place_id = \(place)")
        }
        try Outlines.measure(place, db)
        try PublicMatters.move(place, to: position, db)
    }
}
