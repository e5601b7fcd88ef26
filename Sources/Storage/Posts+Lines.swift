package import Kernel
package import SQL

/// A post with the names that a list of posts shows.
package struct PostLine: Sendable {
    package let post: Post
    package let personName: String
    package let bodyName: LocalName
    package let placeName: LocalName
}

extension Posts {
    /// How many posts of one body or place a page lists at most.
    package static let linesMax = 200

    /// How many posts of a body are held on a day.
    package static func count(
        of body: Body.ID, in realm: Realm.ID, on day: Day, _ db: any Reader
    ) throws -> Int {
        Int(
            try db.int(
                """
                SELECT COUNT(*) FROM posts
                WHERE body_id = \(body) AND realm_id = \(realm)
                    AND (from_day IS NULL OR from_day <= \(day))
                    AND (until_day IS NULL OR until_day > \(day))
                """) ?? 0)
    }

    /// Every post of a person, now and before, the newest first.
    package static func lines(
        of person: Person.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> [PostLine] {
        try lines(where: "posts.person_id = \(person) AND posts.realm_id = \(realm)", db)
    }

    /// The posts of several people, the newest of each first.
    package static func lines(
        of people: [Person.ID], in realm: Realm.ID, on day: Day, _ db: any Reader
    ) throws -> [PostLine] {
        try lines(
            where: """
                posts.person_id IN \(list: people) AND posts.realm_id = \(realm)
                AND (posts.from_day IS NULL OR posts.from_day <= \(day))
                AND (posts.until_day IS NULL OR posts.until_day > \(day))
                """, limit: people.count * perPersonMax, db)
    }

    package static func lines(
        at body: Body.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> [PostLine] {
        try lines(where: "posts.body_id = \(body) AND posts.realm_id = \(realm)", db)
    }

    package static func lines(
        over places: [Place.ID], in realm: Realm.ID, _ db: any Reader
    ) throws -> [PostLine] {
        try lines(where: "posts.place_id IN \(list: places) AND posts.realm_id = \(realm)", db)
    }

    /// Where posts of some roles are held on a day: each place once.
    package static func places(
        of roles: [Role.ID], in realm: Realm.ID, on day: Day, _ db: any Reader
    ) throws -> [Place.ID] {
        try db.rows(
            """
            SELECT DISTINCT place_id FROM posts
            WHERE realm_id = \(realm) AND role IN \(list: roles)
                AND (from_day IS NULL OR from_day <= \(day))
                AND (until_day IS NULL OR until_day > \(day))
            ORDER BY place_id LIMIT \(linesMax)
            """
        ) { try $0.id(0) }
    }

    /// Some posts by their ids, whether still held or not.
    package static func lines(
        withIDs ids: [Post.ID], in realm: Realm.ID, _ db: any Reader
    ) throws -> [Post.ID: PostLine] {
        if ids.isEmpty { return [:] }
        let found = try lines(
            where: "posts.id IN \(list: ids) AND posts.realm_id = \(realm)", limit: ids.count,
            db)
        return Dictionary(found.map { ($0.post.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func lines(
        where condition: SQL, limit: Int = linesMax, _ db: any Reader
    ) throws -> [PostLine] {
        try db.rows(
            """
            SELECT \(columns), people.name, bodies.name_zh, bodies.name_en, places.name_zh,
                places.name_en
            FROM posts JOIN places ON places.id = posts.place_id
                JOIN people ON people.id = posts.person_id
                JOIN bodies ON bodies.id = posts.body_id
            WHERE \(condition)
            ORDER BY posts.id DESC LIMIT \(limit)
            """
        ) { row in
            PostLine(
                post: try decode(row), personName: try row.text(10),
                bodyName: try row.localName(11), placeName: try row.localName(13))
        }
    }

    package static func find(
        _ id: Post.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> Post? {
        try db.first(
            """
            SELECT \(columns) FROM posts JOIN places ON places.id = posts.place_id
            WHERE posts.id = \(id) AND posts.realm_id = \(realm)
            """, decode)
    }

    /// Who holds a post of one of these roles on a day, by post; people who may no longer sign in
    /// do not count.
    package static func holders(
        of roles: [Role.ID], in realm: Realm.ID, on day: Day, _ db: any Reader
    ) throws -> [(post: Post.ID, person: Person.ID)] {
        try db.rows(
            """
            SELECT posts.id, posts.person_id FROM posts
                JOIN people ON people.id = posts.person_id
            WHERE posts.realm_id = \(realm) AND posts.role IN \(list: roles)
                AND (posts.from_day IS NULL OR posts.from_day <= \(day))
                AND (posts.until_day IS NULL OR posts.until_day > \(day))
                AND (people.until_day IS NULL OR people.until_day > \(day))
            ORDER BY posts.id LIMIT \(linesMax)
            """
        ) { (post: try $0.id(0), person: try $0.id(1)) }
    }

    /// Ends every post that a person holds on a day or would hold later.
    package static func endAll(of person: Person.ID, on day: Day, _ db: any Writer) throws {
        try db.run(
            """
            UPDATE posts SET until_day = \(day)
            WHERE person_id = \(person) AND (until_day IS NULL OR until_day > \(day))
            """)
    }
}

extension People {
    /// People whose name or sign-in holds a text, by sign-in.
    package static func search(
        _ text: String, in realm: Realm.ID, after: String?, limit: Int, _ db: any Reader
    ) throws -> [Person] {
        let pattern = "%" + text.lowercased().filter { !"%_".contains($0) } + "%"
        return try db.rows(
            """
            SELECT \(columns) FROM people
            WHERE realm_id = \(realm) AND sign_in > \(after ?? "")
                AND (LOWER(name) LIKE \(pattern) OR sign_in LIKE \(pattern))
            ORDER BY sign_in LIMIT \(limit)
            """, decode)
    }

    package static func setUntil(_ day: Day?, of id: Person.ID, _ db: any Writer) throws {
        try db.run("UPDATE people SET until_day = \(day) WHERE id = \(id)")
    }
}
