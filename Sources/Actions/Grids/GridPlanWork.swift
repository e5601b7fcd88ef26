import Kernel
import SQL
import Storage

/// What every change of a grid plan does around its decision.
struct GridPlanWork {
    let realm: Realm
    let changer: Changer
    let installation: Installation
    let now: Instant
    let db: any Writer

    func book() throws -> Rulebook { try installation.book(of: realm, at: now, db) }

    /// A plan cuts the whole realm: only a post that edits places over all of it may change one.
    ///
    /// - Throws: `.forbidden`; `.notFound` in a realm without kinds of grids.
    func admit() throws {
        try changer.must(.editPlaces, in: realm.id)
        if case .holding(let holding) = changer, holding.post.reach.depth > 1 {
            throw ActionError.forbidden
        }
        guard try !book().profile.gridKinds.isEmpty else { throw ActionError.notFound }
    }

    func plan(_ id: GridPlan.ID, seen version: Int) throws -> GridPlan {
        guard let plan = try GridPlans.find(id, in: realm.id, db) else {
            throw ActionError.notFound
        }
        guard plan.version == version else { throw ActionError.conflict }
        return plan
    }

    func draft(_ id: GridPlan.ID, seen version: Int) throws -> GridPlan {
        let plan = try plan(id, seen: version)
        guard plan.state == .draft else {
            throw ActionError.invalid(["name": .init("grids.problem.notDraft")])
        }
        return plan
    }

    static func name(_ text: String) throws -> String {
        let name = text.trimmingCharacters()
        guard (1...GridPlan.nameCharactersMax).contains(name.count), !name.contains("\0") else {
            throw ActionError.invalid([
                "name": .init(
                    "grids.problem.name", ["max": String(GridPlan.nameCharactersMax)])
            ])
        }
        return name
    }

    /// What the words of a table mean here, on a day.
    func meanings(on day: Day) throws -> GridTable.Meanings {
        let profile = try book().profile
        var kinds: [String: GridKind.ID] = [:]
        for kind in profile.gridKinds {
            kinds[kind.id] = kind.id
            for language in Language.allCases {
                let words = installation.words("gridKind.\(kind.id)", of: profile, in: language)
                kinds[words] = kind.id
            }
        }
        let places = try Places.under(.root, in: realm.id, limit: GridPlan.placesMax, db)
            .filter { $0.exists(on: day) }
        var bodies: [String: Body.ID] = [:]
        for body in try Bodies.all(in: realm.id, db) where body.exists(on: day) {
            bodies[body.name.zh] = body.id
            if let english = body.name.en { bodies[english] = body.id }
        }
        return GridTable.Meanings(kinds: kinds, places: PlaceNames(places), bodies: bodies)
    }

    func record(_ plan: GridPlan.ID, _ action: String, _ payload: [String: Payload]) throws {
        try installation.note(
            action, on: "gridPlan", plan.rawValue, in: realm.id, by: changer, at: now, payload, db)
    }
}

extension Installation {
    /// Runs a change of a grid plan in one transaction.
    func planning<T: Sendable>(
        _ realm: Realm, by changer: Changer,
        _ work: @escaping @Sendable (GridPlanWork) throws -> T
    ) async throws -> T {
        let now = now()
        return try await reorganising { db in
            let plan = GridPlanWork(
                realm: realm, changer: changer, installation: self, now: now, db: db)
            try plan.admit()
            return try work(plan)
        }
    }

    func words(_ key: String, of profile: Profile, in language: Language) -> String {
        profile.texts.text(key, in: language)
    }
}
