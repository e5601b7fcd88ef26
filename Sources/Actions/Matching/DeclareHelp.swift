package import Kernel
import SQL
import Storage

/// Says what one can help with oneself, in place of what one said before. Nobody says it of
/// another.
package struct DeclareHelp: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let place: Place.ID
    package let kinds: Set<Category.ID>
    package let times: FreeTimes
    /// How many one takes on in thirty days.
    package let most: Int
    package let languages: Set<String>

    package init(
        realm: Realm, holding: Holding, place: Place.ID, kinds: Set<Category.ID>,
        times: FreeTimes, most: Int, languages: Set<String> = []
    ) {
        self.realm = realm
        self.holding = holding
        self.place = place
        self.kinds = kinds
        self.times = times
        self.most = most
        self.languages = languages
    }

    @discardableResult
    package func run(in installation: Installation) async throws -> AidOffer {
        guard holding.post.realm == realm.id else { throw ActionError.forbidden }
        let now = installation.now()
        return try await installation.database.write { db in
            let book = try installation.book(of: realm, at: now, db)
            guard let place = try Places.find(place, in: realm.id, db) else {
                throw ActionError.invalid(["place": .init("answer.missing")])
            }
            var complaints: [String: ActionError.Complaint] = [:]
            let known = Set(book.profile.helpable(by: holding).map(\.id))
            if kinds.isEmpty { complaints["kinds"] = .init("answer.missing") }
            if !kinds.isSubset(of: known) { complaints["kinds"] = .init("answer.notAChoice") }
            if !languages.isSubset(of: book.profile.languages) {
                complaints["languages"] = .init("answer.notAChoice")
            }
            if times.isEmpty { complaints["times"] = .init("answer.missing") }
            if !AidOffer.mostRange.contains(most) {
                complaints["most"] = .init(
                    "answer.outOfRange",
                    [
                        "min": String(AidOffer.mostRange.lowerBound),
                        "max": String(AidOffer.mostRange.upperBound),
                    ])
            }
            guard complaints.isEmpty else { throw ActionError.invalid(complaints) }
            let helper = AidOffer(
                person: holding.post.person, realm: realm.id, place: place.id,
                placePath: place.path, kinds: kinds, times: times, most: most,
                languages: languages)
            try AidOffers.keep(helper, db)
            try installation.note(
                "declareHelp", on: "person", holding.post.person.rawValue, in: realm.id,
                by: .holding(holding), at: now, [:], db)
            return helper
        }
    }
}

/// Takes back what one said of oneself; nobody is proposed without it.
package struct TakeHelpBack: Sendable {
    package let realm: Realm
    package let holding: Holding

    package init(realm: Realm, holding: Holding) {
        self.realm = realm
        self.holding = holding
    }

    package func run(in installation: Installation) async throws {
        guard holding.post.realm == realm.id else { throw ActionError.forbidden }
        let now = installation.now()
        try await installation.database.write { db in
            try AidOffers.remove(holding.post.person, db)
            try installation.note(
                "takeHelpBack", on: "person", holding.post.person.rawValue, in: realm.id,
                by: .holding(holding), at: now, [:], db)
        }
    }
}

extension Profile {
    /// The states of each procedure from which somebody may take a matter on.
    package var pools: [Procedure.Name: Set<Procedure.State.ID>] {
        var pools: [Procedure.Name: Set<Procedure.State.ID>] = [:]
        for procedure in procedures {
            let states = procedure.actions.filter { $0.effects.contains(.take) }
                .reduce(into: Set<Procedure.State.ID>()) { $0.formUnion($1.from) }
            if !states.isEmpty { pools[procedure.key.name] = states }
        }
        return pools
    }

    /// The verbs of each procedure with which somebody may take a matter on.
    package var takingVerbs: [Procedure.Name: Set<Verb>] {
        let verbs = procedures.map { procedure in
            let taking = procedure.actions.filter { $0.effects.contains(.take) }
            return (procedure.key.name, Set(taking.flatMap { $0.by.compactMap(\.verb) }))
        }
        return Dictionary(verbs, uniquingKeysWith: { first, _ in first })
            .filter { !$0.value.isEmpty }
    }

    /// The categories of what a post may take on.
    package func helpable(by holding: Holding) -> [Category] {
        let taking = takingVerbs
        return categories.filter { category in
            taking[category.procedure].map { !$0.isDisjoint(with: holding.verbs) } ?? false
        }
    }
}
