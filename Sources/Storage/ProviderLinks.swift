package import Kernel
package import SQL

/// Rows that say whom a provider means by a subject, and which posts follow from its claims.
package enum ProviderLinks {
    /// - Parameter subject: a keyed digest; the provider's own name for somebody is not kept.
    package static func person(
        of subject: String, at issuer: String, _ db: any Reader
    ) throws -> Person? {
        try db.first(
            """
            SELECT \(People.columns) FROM people WHERE id = (
                SELECT person_id FROM provider_links
                WHERE issuer = \(issuer) AND subject = \(subject))
            """, People.decode)
    }

    package static func isLinked(
        _ person: Person.ID, at issuer: String, _ db: any Reader
    ) throws -> Bool {
        try db.exists(
            """
            SELECT 1 FROM provider_links WHERE person_id = \(person) AND issuer = \(issuer)
            """)
    }

    package static func insert(
        _ subject: String, at issuer: String, of person: Person, at now: Instant,
        _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO provider_links (issuer, subject, realm_id, person_id, linked_at)
            VALUES (\(issuer), \(subject), \(person.realm), \(person.id), \(now))
            """)
    }

    package static func deleteAll(of person: Person.ID, _ db: any Writer) throws {
        try db.run("DELETE FROM provider_links WHERE person_id = \(person)")
    }

    /// Says that a post follows from what a provider claims.
    package static func mark(_ post: Post, from issuer: String, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO provided_posts (post_id, realm_id, issuer)
            VALUES (\(post.id), \(post.realm), \(issuer))
            ON CONFLICT (post_id) DO NOTHING
            """)
    }

    /// Those posts of a person that follow from what a provider claims, now and before.
    package static func posts(
        of person: Person.ID, from issuer: String, _ db: any Reader
    ) throws -> Set<Post.ID> {
        Set(
            try db.rows(
                """
                SELECT provided_posts.post_id FROM provided_posts
                    JOIN posts ON posts.id = provided_posts.post_id
                WHERE posts.person_id = \(person) AND provided_posts.issuer = \(issuer)
                ORDER BY provided_posts.post_id DESC LIMIT \(Posts.perPersonMax * 4)
                """
            ) { try $0.id(0) })
    }
}
