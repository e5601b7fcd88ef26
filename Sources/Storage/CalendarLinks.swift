package import Kernel
package import SQL

/// Rows of the secret addresses of people's calendars.
package enum CalendarLinks {
    /// Whose calendar an address opens, and over which places their posts of today are.
    package struct Holder: Sendable {
        package let person: Person.ID
        package let realm: Realm.ID
        package let posts: [Post.ID]
        package let reaches: [PlacePath]
    }

    /// A new address makes the one before worthless.
    package static func keep(
        _ digest: String, of person: Person.ID, at now: Instant, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO calendar_links (person_id, digest, made_at)
            VALUES (\(person), \(digest), \(now))
            ON CONFLICT (person_id) DO UPDATE SET digest = excluded.digest,
                made_at = excluded.made_at
            """)
    }

    package static func remove(of person: Person.ID, _ db: any Writer) throws {
        try db.run("DELETE FROM calendar_links WHERE person_id = \(person)")
    }

    package static func exists(of person: Person.ID, _ db: any Reader) throws -> Bool {
        try db.exists("SELECT 1 FROM calendar_links WHERE person_id = \(person)")
    }

    /// How many posts of one person count.
    private static let postsMax = 50

    /// Nil for an address that is none, or of somebody who holds no post on the day.
    package static func holder(
        of digest: String, on day: Day, _ db: any Reader
    ) throws -> Holder? {
        let rows = try db.rows(
            """
            SELECT people.id, people.realm_id, places.path, posts.id
            FROM calendar_links JOIN people ON people.id = calendar_links.person_id
                JOIN posts ON posts.person_id = people.id
                JOIN places ON places.id = posts.place_id
            WHERE calendar_links.digest = \(digest)
                AND (people.until_day IS NULL OR people.until_day > \(day))
                AND (posts.from_day IS NULL OR posts.from_day <= \(day))
                AND (posts.until_day IS NULL OR posts.until_day > \(day))
            ORDER BY posts.id LIMIT \(postsMax)
            """
        ) { row in
            (
                person: try row.id(0) as Person.ID, realm: try row.id(1) as Realm.ID,
                reach: try row.path(2), post: try row.id(3) as Post.ID
            )
        }
        return rows.first.map {
            Holder(
                person: $0.person, realm: $0.realm, posts: rows.map(\.post),
                reaches: rows.map(\.reach))
        }
    }
}
