package import Kernel
package import SQL

/// Rows of people and of the posts that they hold.
package enum People {
    static let columns: SQL = "id, realm_id, name, sign_in, until_day"

    package static func find(signIn: String, _ db: any Reader) throws -> Person? {
        try db.first(
            "SELECT \(columns) FROM people WHERE sign_in = \(signIn)", decode)
    }

    package static func find(
        _ id: Person.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> Person? {
        try db.first(
            """
            SELECT \(columns) FROM people
            WHERE id = \(id) AND realm_id = \(realm)
            """, decode)
    }

    package static func names(
        of ids: [Person.ID], in realm: Realm.ID, _ db: any Reader
    ) throws -> [Person.ID: String] {
        let rows = try db.rows(
            """
            SELECT id, name FROM people WHERE id IN \(list: ids) AND realm_id = \(realm)
            ORDER BY id LIMIT \(ids.count)
            """
        ) { (try $0.id(0) as Person.ID, try $0.text(1)) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    package static func all(
        in realm: Realm.ID, after: String?, limit: Int, _ db: any Reader
    ) throws -> [Person] {
        try db.rows(
            """
            SELECT \(columns) FROM people
            WHERE realm_id = \(realm) AND sign_in > \(after ?? "")
            ORDER BY sign_in LIMIT \(limit)
            """, decode)
    }

    /// People of a name; a few are enough to know that it is not one alone.
    package static func called(
        _ name: String, in realm: Realm.ID, _ db: any Reader
    ) throws -> [Person] {
        try db.rows(
            """
            SELECT \(columns) FROM people WHERE realm_id = \(realm) AND name = \(name)
            ORDER BY id LIMIT 10
            """, decode)
    }

    /// Of each of some names a few people, as `called` has them.
    package static func called(
        anyOf names: [String], in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [Person] {
        try db.rows(
            """
            SELECT \(columns) FROM people WHERE realm_id = \(realm) AND name IN \(list: names)
            ORDER BY name, id LIMIT \(limit)
            """, decode)
    }

    package static func find(signIns: [String], _ db: any Reader) throws -> [Person] {
        try db.rows(
            """
            SELECT \(columns) FROM people WHERE sign_in IN \(list: signIns)
            ORDER BY sign_in LIMIT \(signIns.count)
            """, decode)
    }

    package static func insert(_ person: Person, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO people (id, realm_id, name, sign_in)
            VALUES (\(person.id), \(person.realm), \(person.name), \(person.signIn))
            """)
    }

    static func decode(_ row: any Row) throws -> Person {
        Person(
            id: try row.id(0), realm: try row.id(1), name: try row.text(2),
            signIn: try row.text(3), until: try row.dayOrNil(4))
    }
}

/// Rows of posts.
package enum Posts {
    static let columns: SQL = """
        posts.id, posts.realm_id, posts.person_id, posts.role, posts.body_id, posts.place_id,
        places.path, posts.duty, posts.from_day, posts.until_day
        """

    /// How many posts one person holds at most at one time.
    package static let perPersonMax = 50

    /// The posts that a person holds on a day.
    package static func held(
        by person: Person.ID, on day: Day, _ db: any Reader
    ) throws -> [Post] {
        try db.rows(
            """
            SELECT \(columns) FROM posts JOIN places ON places.id = posts.place_id
            WHERE posts.person_id = \(person)
                AND (posts.from_day IS NULL OR posts.from_day <= \(day))
                AND (posts.until_day IS NULL OR posts.until_day > \(day))
            ORDER BY posts.id LIMIT \(perPersonMax)
            """, decode)
    }

    /// The posts that some people hold on a day.
    package static func held(
        by people: [Person.ID], on day: Day, _ db: any Reader
    ) throws -> [Person.ID: [Post]] {
        let posts = try db.rows(
            """
            SELECT \(columns) FROM posts JOIN places ON places.id = posts.place_id
            WHERE posts.person_id IN \(list: people)
                AND (posts.from_day IS NULL OR posts.from_day <= \(day))
                AND (posts.until_day IS NULL OR posts.until_day > \(day))
            ORDER BY posts.person_id, posts.id LIMIT \(people.count * perPersonMax)
            """, decode)
        return Dictionary(grouping: posts, by: \.person)
    }

    package static func insert(_ post: Post, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO posts
                (id, realm_id, person_id, role, body_id, place_id, duty, from_day, until_day)
            VALUES (\(post.id), \(post.realm), \(post.person), \(post.role), \(post.body),
                \(post.place), \(post.duty), \(post.from), \(post.until))
            """)
    }

    package static func end(_ id: Post.ID, on day: Day, _ db: any Writer) throws {
        try db.run("UPDATE posts SET until_day = \(day) WHERE id = \(id)")
    }

    static func decode(_ row: any Row) throws -> Post {
        Post(
            id: try row.id(0), realm: try row.id(1), person: try row.id(2),
            role: try row.text(3), body: try row.id(4), place: try row.id(5),
            reach: try row.path(6), duty: try row.textOrNil(7), from: try row.dayOrNil(8),
            until: try row.dayOrNil(9))
    }
}
