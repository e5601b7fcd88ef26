package import Kernel
import SQL
import Storage

/// Gives a person a further post (交叉任职), from today on.
package struct AddPost: Sendable {
    package let person: Person
    package let wish: PostWish

    package init(person: Person, wish: PostWish) {
        self.person = person
        self.wish = wish
    }

    /// - Throws: `ActionError.notFound` for a role, body or place that the realm does not have;
    ///   `.conflict` when the person holds as many posts as one may.
    package func run(in installation: Installation) async throws {
        let now = installation.now()
        try await installation.database.write { db in
            let book = try installation.book(of: person, at: now, db)
            guard book.profile.role(wish.role) != nil else { throw ActionError.notFound }
            try store(from: book.day(of: now), at: now, installation, db)
        }
    }

    func store(
        from day: Day, at now: Instant, _ installation: Installation, _ db: any Writer
    ) throws {
        guard try Bodies.find(wish.body, in: person.realm, db) != nil,
            let place = try Places.find(wish.place, in: person.realm, db)
        else { throw ActionError.notFound }
        guard try Posts.held(by: person.id, on: day, db).count < Posts.perPersonMax else {
            throw ActionError.conflict
        }
        let post = Post(
            id: installation.newID(), realm: person.realm, person: person.id, role: wish.role,
            body: wish.body, place: place.id, reach: place.path, duty: wish.duty, from: day)
        try Posts.insert(post, db)
        try Records.append(
            Records.Entry(
                realm: person.realm, at: now, person: nil, post: nil, action: "addPost",
                subjectKind: "person", subject: person.id.rawValue,
                payload: .object([
                    "post": .text(post.id.description), "role": .text(post.role),
                    "body": .text(post.body.description), "place": .text(place.id.description),
                ])),
            id: installation.newID(), key: nil, vault: installation.vault, db)
    }
}

/// Ends a post: from today on it grants nothing more.
package struct EndPost: Sendable {
    package let person: Person
    package let post: Post

    package init(person: Person, post: Post) {
        self.person = person
        self.post = post
    }

    /// - Throws: `ActionError.notFound` when the person does not hold the post today.
    package func run(in installation: Installation) async throws {
        let now = installation.now()
        try await installation.database.write { db in
            let day = try installation.book(of: person, at: now, db).day(of: now)
            guard try Posts.held(by: person.id, on: day, db).contains(where: { $0.id == post.id })
            else { throw ActionError.notFound }
            try Posts.end(post.id, on: day, db)
            // A session may act in the post still; it must choose anew.
            try Sessions.deleteAll(of: person.id, db)
            try Records.append(
                Records.Entry(
                    realm: person.realm, at: now, person: nil, post: nil, action: "endPost",
                    subjectKind: "person", subject: person.id.rawValue,
                    payload: .object(["post": .text(post.id.description)])),
                id: installation.newID(), key: nil, vault: installation.vault, db)
        }
    }
}

extension Installation {
    /// The rules of a person's realm.
    func book(of person: Person, at now: Instant, _ db: any Reader) throws -> Rulebook {
        guard let realm = try Realms.find(person.realm, db) else {
            throw ActionError.notFound
        }
        return try rulebooks.find(realm, version: realm.profileVersion, at: now, db)
    }
}
