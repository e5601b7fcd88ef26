package import Kernel
import SQL
package import Storage

/// A pairing with what its page shows to whoever has to do with it.
package struct PairingFile: Sendable {
    package let pairing: Pairing
    /// Whether the reader answers for it.
    package let isKeeper: Bool
    /// The reader as a supporter.
    package let supporter: Supporter?
    package let placeLine: [Place]
    package let names: SupporterNames
    /// The posts of the keeper, the witness and whoever visited.
    package let posts: [Post.ID: PostLine]
    package let visits: [LightVisits.Line]
    /// Who read what is personal; told to the keeper.
    package let readings: [ReadingLog.Line]
    package let story: [PairingStories.Line]
    /// The sentence of a card.
    package let card: String?
    /// What was put on the list of needs after visits.
    package let followUps: [MatterLine]
    /// Whether something personal is kept still.
    package let isHeld: Bool
}

/// The names of supporters.
package struct SupporterNames: Sendable {
    package let people: [Person.ID: String]
    package let bodies: [Body.ID: Body]

    package init(people: [Person.ID: String], bodies: [Body.ID: Body]) {
        self.people = people
        self.bodies = bodies
    }
}

/// What a helper's own page shows.
package struct HelpedList: Sendable {
    package let asked: [Pairing]
    package let accepted: [Pairing]
    package let visits: [Pairing.ID: (count: Int, last: Instant)]
    package let cards: [Pairing.ID: String]
    package let places: [Place.ID: Place]
    package let pledge: Pledge?
    package let bodyPledge: Pledge?
}

/// What a worker's page shows: their own pairings, and counts of all in their reach.
package struct KeptList: Sendable {
    package let pairings: [Pairing]
    package let numbers: Pairings.Numbers
    package let places: [Place.ID: Place]
    package let names: SupporterNames
    package let visits: [Pairing.ID: (count: Int, last: Instant)]
}

/// Those who declared that they help, with how many more they take on.
package struct PledgeLine: Sendable {
    package let pledge: Pledge
    package let load: Int

    package var room: Int { max(0, pledge.most - load) }
}

extension Installation {
    /// - Returns: nil unless the post answers for the pairing, is asked, or helps.
    package func pairingFile(
        _ id: Pairing.ID, in realm: Realm, for holding: Holding
    ) async throws -> PairingFile? {
        let now = now()
        return try await database.glance { db in
            guard let pairing = try Pairings.find(id, in: realm.id, db) else { return nil }
            let day = try book(of: realm, at: now, db).day(of: now)
            let isKeeper = try isKept(pairing, by: holding, on: day, db)
            let supporter = pairing.supporter(of: holding).flatMap { $0.isIn ? $0 : nil }
            guard isKeeper || supporter != nil else { return nil }
            let isInside = isKeeper || supporter?.state == .accepted
            let visits = isInside ? try LightVisits.of(id, db) : []
            var posts = Set(visits.map(\.post)).union([pairing.keeper])
            if isKeeper, case .oral(let witness)? = pairing.consent?.way { posts.insert(witness) }
            return PairingFile(
                pairing: pairing, isKeeper: isKeeper, supporter: supporter,
                placeLine: try Places.find(ids: pairing.placePath.ids, in: realm.id, db),
                names: try Self.names([pairing], in: realm.id, db),
                posts: try Posts.lines(withIDs: posts.sorted(), in: realm.id, db),
                visits: visits,
                readings: isKeeper ? try ReadingLog.ofPairings.lines(of: id, limit: 50, db) : [],
                story: isKeeper ? try PairingStories.of(id, db) : [],
                card: try PairingSecrets.cards(of: [id], vault: vault, db)[id],
                followUps: isInside ? try FollowUps.of(id, db) : [],
                isHeld: try PairingSecrets.isHeld(of: id, db))
        }
    }

    package func helpedList(in realm: Realm, for holding: Holding) async throws -> HelpedList {
        try await database.glance { db in
            let asked = try Pairings.helped(by: holding, as: .asked, db)
            let accepted = try Pairings.helped(by: holding, as: .accepted, db)
            let all = asked + accepted
            let cards = all.filter { $0.kind == .card }.map(\.id)
            let post = holding.post
            return HelpedList(
                asked: asked, accepted: accepted,
                visits: try LightVisits.counts(of: accepted.map(\.id), db),
                cards: try PairingSecrets.cards(of: cards, vault: vault, db),
                places: try Self.places(all, in: realm.id, db),
                pledge: try Pledges.of(.person(post.person), in: realm.id, db),
                bodyPledge: try Pledges.of(.body(post.body), in: realm.id, db))
        }
    }

    package func keptList(
        _ view: Pairings.View, in realm: Realm, for holding: Holding
    ) async throws -> KeptList {
        let now = now()
        return try await database.glance { db in
            let day = try book(of: realm, at: now, db).day(of: now)
            let keepers = try Pairings.keepers(for: holding.post, on: day, db)
            let reach = holding.post.reach
            let pairings = try Pairings.kept(by: keepers, view, under: reach, on: day, db)
            return KeptList(
                pairings: pairings,
                numbers: try Pairings.numbers(under: reach, in: realm.id, on: day, db),
                places: try Self.places(pairings, in: realm.id, db),
                names: try Self.names(pairings, in: realm.id, db),
                visits: try LightVisits.counts(of: pairings.map(\.id), db))
        }
    }

    /// Who may be asked: everyone who declared that they help, near a place.
    package func pledges(
        near path: PlacePath, in realm: Realm
    ) async throws -> (lines: [PledgeLine], people: [Person.ID: String]) {
        try await database.glance { db in
            let pledges = try Pledges.near(path, in: realm.id, db)
            let loads = try Pledges.loads(pledges.map(\.who), db)
            let people = try People.names(
                of: pledges.compactMap(\.who.person), in: realm.id, db)
            return (
                pledges.map { PledgeLine(pledge: $0, load: loads[$0.who] ?? 0) }, people
            )
        }
    }

    /// Colleagues before whom a consent may be given: posts at a place or above it, now held.
    package func witnesses(
        over path: PlacePath, in realm: Realm, without person: Person.ID
    ) async throws -> [PostLine] {
        let now = now()
        return try await database.glance { db in
            let day = try book(of: realm, at: now, db).day(of: now)
            return try Posts.lines(over: path.ids, in: realm.id, db)
                .filter { $0.post.isHeld(on: day) && $0.post.person != person }
        }
    }

    // MARK: - Parts

    private static func names(
        _ pairings: [Pairing], in realm: Realm.ID, _ db: any Reader
    ) throws -> SupporterNames {
        let supporters = pairings.flatMap(\.supporters).map(\.who)
        return SupporterNames(
            people: try People.names(
                of: Set(supporters.compactMap(\.person)).sorted(), in: realm, db),
            bodies: try Bodies.find(
                ids: Set(supporters.compactMap(\.body)).sorted(), in: realm, db))
    }

    private static func places(
        _ pairings: [Pairing], in realm: Realm.ID, _ db: any Reader
    ) throws -> [Place.ID: Place] {
        let ids = Set(pairings.flatMap { $0.placePath.ids.suffix(2) }).sorted()
        return Dictionary(
            try Places.find(ids: ids, in: realm, db).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first })
    }
}
