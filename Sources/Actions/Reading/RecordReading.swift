package import Kernel
import SQL
package import Storage

/// A page of the record, with the names of what it names by number.
package struct RecordReading: Sendable {
    package let found: Records.Found
    package let people: [Person.ID: String]
    package let posts: [Post.ID: RecordNames.NamedPost]
    package let matters: [Matter.ID: RecordNames.NamedMatter]
    /// The moment to which the copy had come that was asked; nil when it was the database itself.
    package var asOf: Instant?
}

/// What somebody looks for, as they typed it.
package struct RecordSearch: Sendable {
    package var query: RecordQuery
    /// A matter's number; nil is any.
    package var reference: Reference?
    /// A name or a sign-in; nil is anyone.
    package var person: String?

    package init(query: RecordQuery = RecordQuery()) {
        self.query = query
    }
}

extension Installation {
    package func records(_ search: RecordSearch, in realm: Realm) async throws -> RecordReading {
        var (reading, asOf) = try await lookBack { db in
            var query = search.query
            if let person = search.person {
                query.people = try RecordNames.people(named: person, in: realm.id, db)
            }
            if let reference = search.reference {
                guard let matter = try Matters.find(reference, in: realm.id, db) else {
                    let none = Records.Found(headers: [], next: nil, isCut: false)
                    return RecordReading(found: none, people: [:], posts: [:], matters: [:])
                }
                query.matter = matter.id
            }
            return try self.reading(try Records.search(query, of: realm.id, db), realm, db)
        }
        reading.asOf = asOf
        return reading
    }

    /// The actions and kinds of subject that a search may choose from.
    package func recordNames(
        in realm: Realm
    ) async throws -> [(action: String, kind: String)] {
        try await lookBack { db in try Records.recentNames(of: realm.id, db) }.answer
    }

    private func reading(
        _ found: Records.Found, _ realm: Realm, _ db: any Reader
    ) throws -> RecordReading {
        let people = Set(found.headers.compactMap { $0.person.map(Person.ID.init) })
        let posts = Set(found.headers.compactMap { $0.post.map(Post.ID.init) })
        let matters = Set(
            found.headers.filter { Records.matterKinds.contains($0.subjectKind) }
                .map { Matter.ID($0.subject) })
        return RecordReading(
            found: found, people: try People.names(of: people.sorted(), in: realm.id, db),
            posts: try RecordNames.posts(posts.sorted(), in: realm.id, db),
            matters: try RecordNames.matters(matters.sorted(), in: realm.id, db))
    }

    /// One record with what it says, as far as that lies open; nil when the realm has none.
    package func record(
        _ sequence: Int64, in realm: Realm
    ) async throws -> (reading: RecordReading, payload: Payload?, seal: Seal?)? {
        try await database.read { db in
            guard let stored = try Records.stored(sequence, of: realm.id, db) else { return nil }
            let found = Records.Found(headers: [stored.header], next: nil, isCut: false)
            // What is said about a matter lies under its key and is read on its own page alone.
            let isOpen = !Records.matterKinds.contains(stored.header.subjectKind)
            return (
                try reading(found, realm, db),
                isOpen ? try? Payload(parsing: stored.body) : nil,
                try Seals.covering(sequence, db)
            )
        }
    }

    /// A page of seals, the latest first.
    package func seals(before: Int64?, limit: Int) async throws -> [Seal] {
        try await database.read { db in try Seals.page(before: before, limit: limit, db) }
    }
}
