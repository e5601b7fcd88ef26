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
        let found: SQL =
            switch register {
            case .places(let level):
                """
                places WHERE realm_id = \(realm) AND level = \(level)
                    AND path >= \(place) AND path < \(place.end) AND \(stands("places", on: day))
                """
            case .bodies(let kind):
                """
                bodies JOIN places ON places.id = bodies.place_id
                WHERE bodies.realm_id = \(realm) AND bodies.kind = \(kind)
                    AND places.path >= \(place) AND places.path < \(place.end)
                    AND \(stands("bodies", on: day))
                """
            case .posts(let role):
                """
                posts JOIN places ON places.id = posts.place_id
                WHERE posts.realm_id = \(realm) AND posts.role = \(role)
                    AND places.path >= \(place) AND places.path < \(place.end)
                    AND \(stands("posts", on: day))
                """
            }
        return try db.int(
            "SELECT COUNT(*) FROM (SELECT 1 FROM \(found) LIMIT \(countMax)) AS found") ?? 0
    }

    /// `until_day` is the first day on which a row no longer holds.
    private static func stands(_ table: StaticString, on day: Day) -> SQL {
        """
        (\(identifier: table).from_day IS NULL OR \(identifier: table).from_day <= \(day))
            AND (\(identifier: table).until_day IS NULL OR \(identifier: table).until_day > \(day))
        """
    }
}
