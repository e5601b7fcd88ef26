/// A post held (任职): a person in a role, for a body, over a place, for a time.
///
/// One person may hold many posts at once (交叉任职); each acts on its own.
package struct Post: Hashable, Sendable {
    package typealias ID = Identifier<Post>

    package let id: ID
    package let realm: Realm.ID
    package let person: Person.ID
    package let role: Role.ID
    package let body: Body.ID
    package let place: Place.ID
    /// The path of `place`: the post's grants hold here and below.
    package let reach: PlacePath
    package let duty: String?
    package let from: Day?
    package let until: Day?

    package init(
        id: ID, realm: Realm.ID, person: Person.ID, role: Role.ID, body: Body.ID, place: Place.ID,
        reach: PlacePath, duty: String? = nil, from: Day? = nil, until: Day? = nil
    ) {
        self.id = id
        self.realm = realm
        self.person = person
        self.role = role
        self.body = body
        self.place = place
        self.reach = reach
        self.duty = duty
        self.from = from
        self.until = until
    }

    /// Whether the post is held on a day; `until` is the first day on which it no longer is.
    package func isHeld(on day: Day) -> Bool {
        (from.map { $0 <= day } ?? true) && (until.map { day < $0 } ?? true)
    }
}

/// What a kind of post grants, declared in the profile (岗位).
package struct Role: Hashable, Sendable {
    package typealias ID = String

    package let id: ID
    package let verbs: Set<Verb>

    package init(id: ID, verbs: Set<Verb>) {
        self.id = id
        self.verbs = verbs.isDisjoint(with: Verb.seeingPlaces) ? verbs : verbs.union([.readPlaces])
    }
}

/// A post with what it grants: whoever acts at the desk acts as one of these.
package struct Holding: Hashable, Sendable {
    package let post: Post
    package let verbs: Set<Verb>

    package init(post: Post, verbs: Set<Verb>) {
        self.post = post
        self.verbs = verbs
    }

    /// Whether the post grants a verb on a place of its own realm.
    package func grants(_ verb: Verb, at place: PlacePath, in realm: Realm.ID) -> Bool {
        post.realm == realm && verbs.contains(verb) && post.reach.contains(place)
    }
}
