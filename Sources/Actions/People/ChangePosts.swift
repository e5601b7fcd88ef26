package import Kernel
import SQL
import Storage

/// Gives a person a further post (交叉任职).
///
/// Nobody gives themselves one: whoever manages people could otherwise take any power alone.
package struct AddPost: Sendable {
    package let person: Person
    package let changer: Changer
    package let wish: PostWish

    package init(person: Person, by changer: Changer = .operator, wish: PostWish) {
        self.person = person
        self.changer = changer
        self.wish = wish
    }

    /// - Throws: `ActionError.notFound` for a role, body or place that the realm does not have;
    ///   `.invalid` for a post to oneself, one that is held already, or a day out of range;
    ///   `.conflict` when the person holds as many posts as one may.
    package func run(in installation: Installation) async throws {
        let now = installation.now()
        try await installation.database.write { db in
            let book = try installation.book(of: person, at: now, db)
            guard book.profile.role(wish.role) != nil else { throw ActionError.notFound }
            try store(today: book.day(of: now), at: now, installation, db)
        }
    }

    @discardableResult
    func store(
        today: Day, at now: Instant, _ installation: Installation, _ db: any Writer
    ) throws -> Post {
        try changer.must(.manage, in: person.realm)
        guard changer.person != person.id else {
            throw ActionError.invalid(["role": .init("post.self")])
        }
        guard let body = try Bodies.find(wish.body, in: person.realm, db),
            let place = try Places.find(wish.place, in: person.realm, db)
        else { throw ActionError.notFound }
        guard body.exists(on: today) else {
            throw ActionError.invalid(["body": .init("answer.notAChoice")])
        }
        guard place.exists(on: today) else {
            throw ActionError.invalid(["place": .init("answer.notAChoice")])
        }
        guard (wish.duty?.count ?? 0) <= PostWish.dutyCharactersMax,
            !(wish.duty?.contains("\0") ?? false)
        else {
            throw ActionError.invalid([
                "duty": .init(
                    "answer.tooLong",
                    [
                        "max": String(PostWish.dutyCharactersMax),
                        "count": String(wish.duty?.count ?? 0),
                    ])
            ])
        }
        let day = try ChangeDay.beginning(wish.from, today: today)
        let held = try Posts.held(by: person.id, on: day, db)
        guard held.count < Posts.perPersonMax else { throw ActionError.conflict }
        guard
            !held.contains(where: {
                $0.role == wish.role && $0.body == body.id && $0.place == place.id
            })
        else { throw ActionError.invalid(["role": .init("post.held")]) }
        let post = Post(
            id: installation.newID(), realm: person.realm, person: person.id, role: wish.role,
            body: body.id, place: place.id, reach: place.path, duty: wish.duty, from: day)
        try Posts.insert(post, db)
        try installation.note(
            "addPost", on: "person", person.id.rawValue, in: person.realm, by: changer, at: now,
            post.payload, db)
        return post
    }
}

/// Ends a post: from a day on it grants nothing more.
package struct EndPost: Sendable {
    package let person: Person
    package let changer: Changer
    package let post: Post
    /// The first day on which it is no longer held, as 2026-11-21; nil is today.
    package let until: String?

    package init(
        person: Person, by changer: Changer = .operator, post: Post, until: String? = nil
    ) {
        self.person = person
        self.changer = changer
        self.post = post
        self.until = until
    }

    /// - Throws: `ActionError.notFound` when the person does not hold the post; `.invalid` for a
    ///   day in the past, and for the last post that manages people.
    package func run(in installation: Installation) async throws {
        let now = installation.now()
        try await installation.database.write { db in
            try changer.must(.manage, in: person.realm)
            let book = try installation.book(of: person, at: now, db)
            let today = book.day(of: now)
            guard let post = try Posts.find(post.id, in: person.realm, db),
                post.person == person.id, post.until.map({ today < $0 }) ?? true
            else { throw ActionError.notFound }
            let day = try ChangeDay.end(until, today: today, from: nil)
            // The operator alone may take it: the command line gives the next.
            if !changer.isOperator {
                try LastManaging.mustRemain(without: [post.id], of: book, on: today, db)
            }
            try Posts.end(post.id, on: day, db)
            // A session may act in the post still; it must choose anew.
            if day == today { try Sessions.deleteAll(of: person.id, db) }
            var payload = post.payload
            payload["until"] = .text("\(day)")
            try installation.note(
                "endPost", on: "person", person.id.rawValue, in: person.realm, by: changer,
                at: now, payload, db)
        }
    }
}

/// A realm keeps at least one post that manages people: nobody else could give the next.
enum LastManaging {
    /// - Throws: `ActionError.invalid` when these are the last posts that manage people.
    static func mustRemain(
        without posts: Set<Post.ID>, of book: Rulebook, on day: Day, _ db: any Reader
    ) throws {
        let roles = book.profile.roles.filter { $0.verbs.contains(.manage) }.map(\.id)
        let holders = try Posts.holders(of: roles, in: book.realm.id, on: day, db)
        guard holders.contains(where: { posts.contains($0.post) }) else { return }
        guard holders.contains(where: { !posts.contains($0.post) }) else {
            throw ActionError.invalid(["until": .init("post.lastManager")])
        }
    }
}

extension Post {
    /// The post as the record keeps it.
    var payload: [String: Payload] {
        var members: [String: Payload] = [
            "post": .text(id.description), "role": .text(role), "body": .text(body.description),
            "place": .text(place.description),
        ]
        members["from"] = from.map { .text("\($0)") }
        members["duty"] = duty.map(Payload.text)
        return members
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
