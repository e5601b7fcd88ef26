package import Kernel
import SQL
package import Storage

/// Everything that the page of one body shows.
package struct BodyFile: Sendable {
    package let body: Body
    package let place: Place?
    package let clauses: [DutyClause]
    /// Posts of the body, now and before, the newest first.
    package let posts: [PostLine]
    /// What else the people of this body hold today, by person (交叉任职).
    package let elsewhere: [Person.ID: [PostLine]]
    package let matters: [MatterLine]
    package let ties: Ties
    /// What belongs to it, where its kind has members; what it belongs to, otherwise.
    package let memberships: [Membership]
    /// When it chairs, from this month on.
    package let turns: [ChairTurns.Of]
    package let history: [Histories.Line]
    /// Names of places that the history speaks of.
    package let placeNames: [Place.ID: LocalName]
}

/// Everything that the page of one person shows.
package struct PersonFile: Sendable {
    package let person: Person
    /// Every post, now and before, the newest first.
    package let posts: [PostLine]
    package let hasOneTimePassword: Bool
    /// How many passkeys they have.
    package let passkeys: Int
    package let passwordIsTemporary: Bool
    package let history: [Histories.Line]
    package let placeNames: [Place.ID: LocalName]

    package var hasSecondFactor: Bool { hasOneTimePassword || passkeys > 0 }
}

/// A person of a list, with what they hold today.
package struct PersonLine: Sendable {
    package let person: Person
    package let posts: [PostLine]
}

extension Installation {
    /// How many matters the page of a body or place lists before it points to the inbox.
    package static let mattersOnPage = 8

    /// The page of a body; nil when the realm has no such body.
    ///
    /// - Parameter holding: whose right to read decides which matters are listed.
    package func bodyFile(
        _ id: Body.ID, in realm: Realm, for holding: Holding, before: Int64?
    ) async throws -> BodyFile? {
        let book = try await rulebook(of: realm)
        let today = book.day(of: now())
        return try await database.glance { db in
            guard let body = try Bodies.find(id, in: realm.id, db) else { return nil }
            let isAlliance = book.profile.allianceKinds.contains(body.kind)
            let hasAlliances = !book.profile.allianceKinds.isEmpty
            let posts = try Posts.lines(at: id, in: realm.id, db)
            let here = Set(posts.filter { $0.post.isHeld(on: today) }.map(\.post.person))
            let all = try Posts.lines(of: here.sorted(), in: realm.id, on: today, db)
            let history = try Histories.page(
                of: "body", id.rawValue, in: realm.id, before: before, db)
            let places = try Places.find(
                ids: Self.places(in: history), in: realm.id, db)
            return BodyFile(
                body: body, place: try body.place.flatMap { try Places.find($0, in: realm.id, db) },
                clauses: try Bodies.clauses(of: id, db), posts: posts,
                elsewhere: Dictionary(
                    grouping: all.filter { $0.post.body != id }, by: \.post.person),
                matters: holding.verbs.contains(.read)
                    ? try Inbox.led(
                        by: id, for: holding, limit: Self.mattersOnPage, db) : [],
                ties: try Ties.of(body, on: today, db),
                memberships: isAlliance
                    ? try Alliances.memberships(of: id, db)
                    : hasAlliances ? try Alliances.memberships(ofMember: id, db) : [],
                turns: hasAlliances
                    ? try ChairTurns.ahead(of: id, from: Month(of: today), db) : [],
                history: history,
                placeNames: Dictionary(
                    places.map { ($0.id, $0.name) }, uniquingKeysWith: { a, _ in a }))
        }
    }

    /// People by a part of their name or sign-in, with their posts of today.
    package func people(
        matching text: String, in realm: Realm, after: String?, limit: Int
    ) async throws -> [PersonLine] {
        let today = try await rulebook(of: realm).day(of: now())
        return try await database.glance { db in
            let text = text.trimmingCharacters().filter { $0 != "\0" }
            let people =
                text.isEmpty
                ? try People.all(in: realm.id, after: after, limit: limit, db)
                : try People.search(text, in: realm.id, after: after, limit: limit, db)
            let posts = Dictionary(
                grouping: try Posts.lines(of: people.map(\.id), in: realm.id, on: today, db),
                by: \.post.person)
            return people.map { PersonLine(person: $0, posts: (posts[$0.id] ?? []).reversed()) }
        }
    }

    /// The page of a person; nil when the realm has no such person.
    package func personFile(
        _ id: Person.ID, in realm: Realm, before: Int64?
    ) async throws -> PersonFile? {
        try await database.glance { db in
            guard let person = try People.find(id, in: realm.id, db) else { return nil }
            let history = try Histories.page(
                of: "person", id.rawValue, in: realm.id, before: before, db)
            let places = try Places.find(ids: Self.places(in: history), in: realm.id, db)
            let credential = try Credentials.find(id, db)
            return PersonFile(
                person: person, posts: try Posts.lines(of: id, in: realm.id, db),
                hasOneTimePassword: credential?.secret != nil,
                passkeys: try Passkeys.all(of: id, db).count,
                passwordIsTemporary: credential?.isTemporary ?? false, history: history,
                placeNames: Dictionary(
                    places.map { ($0.id, $0.name) }, uniquingKeysWith: { a, _ in a }))
        }
    }

    package func person(_ id: Person.ID, in realm: Realm) async throws -> Person? {
        try await database.glance { db in try People.find(id, in: realm.id, db) }
    }

    package func post(_ id: Post.ID, in realm: Realm) async throws -> Post? {
        try await database.glance { db in try Posts.find(id, in: realm.id, db) }
    }

    /// The places that a history names by their ids.
    private static func places(in history: [Histories.Line]) -> [Place.ID] {
        let found = history.flatMap { line in
            [line.payload, line.payload?["before"], line.payload?["after"]].flatMap { part in
                ["place", "parent"].compactMap { key in
                    if case .text(let id)? = part?[key] { Place.ID(id) } else { nil }
                }
            }
        }
        return Set(found).sorted()
    }
}
