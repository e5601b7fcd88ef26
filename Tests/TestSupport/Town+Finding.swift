package import Actions
package import Kernel
package import SQL
package import Storage

extension Town {
    /// A place by its name, or by its parent's name and its own: `半山尚小区1号楼`.
    package func place(_ name: String) throws -> Place {
        let parents = Dictionary(
            places.map { ($0.id, $0.name.zh) }, uniquingKeysWith: { first, _ in first })
        let found = places.first { place in
            place.name.zh == name
                || place.parent.flatMap { parents[$0] }.map { $0 + place.name.zh } == name
        }
        guard let found else { throw Missing.place(name) }
        return found
    }

    /// A body by the key that the profile gives it: `property-banshan`.
    package func body(_ key: String) throws -> Body {
        guard let name = bodyNames[key], let body = bodies.first(where: { $0.name.zh == name })
        else { throw Missing.body(key) }
        return body
    }

    package func rulebook() async throws -> Rulebook {
        try await installation.rulebook(of: realm)
    }

    /// Someone of the cast by sign-in, acting in the post of that place in the list of theirs.
    package func colleague(
        _ signIn: String, post: Int = 0, of other: Realm? = nil
    ) async throws -> Colleague {
        let home = other ?? realm
        let book = try await installation.rulebook(of: home)
        let day = book.day(of: clock.now)
        let (person, posts) = try await database.read { db in
            guard let person = try People.find(signIn: signIn, db) else {
                throw Missing.person(signIn)
            }
            return (person, try Posts.held(by: person.id, on: day, db))
        }
        guard posts.indices.contains(post), let role = book.profile.role(posts[post].role) else {
            throw Missing.post(signIn)
        }
        return Colleague(
            town: self, signIn: signIn, person: person, realm: home,
            holding: Holding(post: posts[post], verbs: role.verbs))
    }

    /// Everyone of Checheng Road who signs in, each in every post.
    package func everyone() async throws -> [Colleague] {
        let people = try await installation.people(in: realm, after: nil, limit: 100)
        var all: [Colleague] = []
        for person in people {
            all.append(try await colleague(person.signIn))
            if let second = try? await colleague(person.signIn, post: 1) { all.append(second) }
        }
        return all
    }
}

// The cast of Checheng Road, by sign-in. Most are at 半山尚小区 in 岩岭社区.
extension Town {
    /// Grid worker of 半山尚小区.
    package var grid: Colleague { get async throws { try await colleague("grid") } }
    /// Grid worker of another community.
    package var otherGrid: Colleague { get async throws { try await colleague("grid2") } }
    /// Community worker of 岩岭社区.
    package var community: Colleague { get async throws { try await colleague("community") } }
    /// Community worker of 工艺新村社区.
    package var otherCommunity: Colleague {
        get async throws { try await colleague("community2") }
    }
    /// Party secretary of 岩岭社区: accepts, dispatches, approves and checks there.
    package var secretary: Colleague { get async throws { try await colleague("secretary") } }
    /// Dispatcher of the whole street.
    package var dispatcher: Colleague { get async throws { try await colleague("dispatcher") } }
    package var checker: Colleague { get async throws { try await colleague("checker") } }
    package var callBack: Colleague { get async throws { try await colleague("callback") } }
    package var supervisor: Colleague { get async throws { try await colleague("supervisor") } }
    /// Handler of the street's office for cleanliness and green.
    package var department: Colleague { get async throws { try await colleague("department") } }
    /// Manager of the property company of 半山尚小区.
    package var property: Colleague { get async throws { try await colleague("property") } }
    /// Manager of the property company of 蓝山郡.
    package var otherProperty: Colleague {
        get async throws { try await colleague("property2") }
    }
    package var admin: Colleague { get async throws { try await colleague("admin") } }
    /// Dispatcher in the other realm.
    package var bostonian: Colleague {
        get async throws { try await colleague("boston", of: boston) }
    }
    package var resident: Resident { Resident(town: self, realm: realm) }
}

extension Town {
    /// A matter as it stands now.
    package func matter(_ id: Matter.ID) async throws -> Matter {
        let realms = [realm.id, boston.id]
        let found = try await database.read { db in
            try realms.compactMap { try Matters.find(id, in: $0, db) }.first
        }
        guard let found else { throw Missing.matter }
        return found
    }

    package func matter(_ reference: Reference) async throws -> Matter {
        let id = realm.id
        let found = try await database.read { db in try Matters.find(reference, in: id, db) }
        guard let found else { throw Missing.matter }
        return found
    }

    /// The names of what was done to a matter, oldest first.
    package func story(of matter: Matter) async throws -> [String] {
        try await lines(of: matter).map(\.action)
    }

    package func lines(of matter: Matter) async throws -> [Stories.Line] {
        let vault = installation.vault
        return try await database.read { db in
            try Matters.stored(matter.id, in: matter.realm, db).map {
                try Stories.of(
                    matter.id, keys: $0.keys, vault: vault, names: TownNames(of: matter.realm), db)
            } ?? []
        }
    }

    /// The child tasks of a matter, oldest first.
    package func children(of matter: Matter) async throws -> [Matter] {
        let realm = matter.realm
        return try await database.read { db in
            try db.rows(
                "SELECT id FROM matters WHERE parent_id = \(matter.id) ORDER BY id LIMIT 50"
            ) { try $0.id(0) as Matter.ID }.compactMap { try Matters.find($0, in: realm, db) }
        }
    }

    /// How one of a matter's clocks stands now.
    package func light(_ clock: String, of matter: Matter) async throws -> Light? {
        let keeper = try await rulebook().keeper
        let now = self.clock.now
        return matter.clock(clock).map {
            $0.light(at: now, deadline: $0.deadline(by: keeper).at)
        }
    }

    /// One number that a query answers.
    package func count(_ query: SQL) async throws -> Int {
        try await database.read { db in Int(try db.int(query) ?? 0) }
    }
}
