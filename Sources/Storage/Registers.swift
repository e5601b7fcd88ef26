package import Kernel
package import SQL

/// How much stands on a register on a day.
package enum Registers {
    /// Counted no further: one million and one says "over a million".
    package static let countMax: Int64 = 1_000_001

    package static func count(
        _ register: Figure.Register, under place: PlacePath, on day: Day, in realm: Realm.ID,
        _ db: any Reader
    ) throws -> Int64 {
        try db.int(counting(register, under: place, on: day, in: realm)) ?? 0
    }

    /// The query for one count.
    package static func counting(
        _ register: Figure.Register, under place: PlacePath, on day: Day, in realm: Realm.ID
    ) -> SQL {
        let found: SQL =
            switch register {
            case .places(let level):
                """
                places WHERE realm_id = \(realm) AND level = \(level)
                    AND path >= \(place) AND path < \(place.end) AND \(stands("places", on: day))
                """
            case .bodies(let kind):
                """
                bodies WHERE realm_id = \(realm) AND kind = \(kind)
                    AND \(stands("bodies", on: day)) AND \(lies("bodies", under: place))
                """
            case .posts(let role):
                """
                posts WHERE realm_id = \(realm) AND role = \(role)
                    AND \(stands("posts", on: day)) AND \(lies("posts", under: place))
                """
            case .grids(let kind):
                // A grid belongs to every place that holds all of it.
                """
                grids WHERE kind = \(kind)
                    AND home_path >= \(place) AND home_path < \(place.end)
                    AND plan_id = (SELECT id FROM grid_plans
                        WHERE realm_id = \(realm) AND state = 'approved' AND from_day <= \(day)
                        ORDER BY from_day DESC LIMIT 1)
                """
            case .enrolments(let kind):
                """
                enrolments WHERE realm_id = \(realm) AND kind = \(kind.rawValue)
                    AND place_path >= \(place) AND place_path < \(place.end)
                    AND confirmed_on <= \(day) AND (ended_on IS NULL OR ended_on > \(day))
                """
            }
        return "SELECT COUNT(*) FROM (SELECT 1 FROM \(found) LIMIT \(countMax)) AS found"
    }

    /// The place of each row is looked up by its key: as a join, an engine that knows no values
    /// would rather walk through all of both.
    private static func lies(_ table: StaticString, under place: PlacePath) -> SQL {
        """
        (SELECT places.path >= \(place) AND places.path < \(place.end) FROM places
            WHERE places.id = \(identifier: table).place_id)
        """
    }

    /// `until_day` is the first day on which a row no longer holds.
    private static func stands(_ table: StaticString, on day: Day) -> SQL {
        """
        (\(identifier: table).from_day IS NULL OR \(identifier: table).from_day <= \(day))
            AND (\(identifier: table).until_day IS NULL OR \(identifier: table).until_day > \(day))
        """
    }
}
