package import Kernel
import SQL
package import Storage

/// Units that are registered, as one post sees them.
package struct UnitList: Sendable {
    /// Those of the unit that the post speaks for.
    package let own: [UnitRegistration]
    /// Those in the reach of the post.
    package let kept: [UnitRegistration]
    package let bodies: [Body.ID: Body]
    package let places: [Place.ID: Place]
}

/// A unit's registration with everything that its page shows.
package struct UnitFile: Sendable {
    package let unit: UnitRegistration
    package let isOwn: Bool
    package let isKept: Bool
    package let body: Body?
    package let placeLine: [Place]
    package let notes: [UnitNotes.Line]
    package let posts: [Post.ID: PostLine]
    package let letters: [HomeLetter]
}

/// A letter with what is read anew each time: who agrees to be named.
package struct HomeLetterFile: Sendable {
    package let letter: HomeLetter
    package let unit: UnitRegistration
    package let body: Body?
    package let place: Place?
    package let named: [HomeLetters.Named]
}

extension Visit {
    /// Units are nobody's secret at the desk; who reads no place speaks for one at least.
    package var mayReadUnits: Bool {
        !holding.verbs.isDisjoint(with: [.offer, .read, .keepRegister])
    }
}

extension Installation {
    package func unitList(in realm: Realm, for holding: Holding) async throws -> UnitList {
        try await database.glance { db in
            let own =
                holding.verbs.contains(.offer)
                ? try UnitRegistrations.standing(of: holding.post.body, db) : []
            let mayRead = holding.verbs.contains(.read) || holding.verbs.contains(.keepRegister)
            let kept =
                mayRead
                ? try UnitRegistrations.standing(
                    under: holding.post.reach, in: realm.id, db) : []
            return UnitList(
                own: own, kept: kept,
                bodies: try Bodies.find(
                    ids: Set((own + kept).map(\.body)).sorted(), in: realm.id, db),
                places: try Self.registeredPlaces((own + kept).map(\.place), in: realm.id, db))
        }
    }

    /// - Returns: nil for a post that neither speaks for the unit nor reads its place.
    package func unitFile(
        _ id: UnitRegistration.ID, in realm: Realm, for holding: Holding
    ) async throws -> UnitFile? {
        try await database.glance { db in
            guard let unit = try UnitRegistrations.find(id, in: realm.id, db) else { return nil }
            let (isOwn, isKept) = (unit.isOwn(of: holding), unit.isKept(by: holding))
            guard isOwn || isKept || holding.grants(.read, at: unit.placePath, in: realm.id)
            else { return nil }
            // What the two write to each other, and the letters, are theirs alone.
            let notes = isOwn || isKept ? try UnitNotes.of(id, db) : []
            return UnitFile(
                unit: unit, isOwn: isOwn, isKept: isKept,
                body: try Bodies.find(unit.body, in: realm.id, db),
                placeLine: try Places.find(ids: unit.placePath.ids, in: realm.id, db),
                notes: notes,
                posts: try Posts.lines(
                    withIDs: Set(notes.map(\.post)).sorted(), in: realm.id, db),
                letters: isOwn || isKept ? try HomeLetters.of(id, limit: 20, db) : [])
        }
    }

    /// A letter to a unit, for a post of either side.
    package func homeLetter(
        _ code: String, to unit: UnitRegistration.ID, in realm: Realm, for holding: Holding
    ) async throws -> HomeLetterFile? {
        guard let file = try await homeLetter(code, in: realm), file.unit.id == unit,
            file.unit.isOwn(of: holding) || file.unit.isKept(by: holding)
        else { return nil }
        return file
    }

    /// A letter by its code, with the names of those who agree today.
    package func homeLetter(_ code: String, in realm: Realm) async throws -> HomeLetterFile? {
        let zone = try await rulebook(of: realm).profile.zone
        return try await database.glance { db in
            guard let letter = try HomeLetters.find(code, in: realm.id, db),
                let unit = try UnitRegistrations.find(letter.unit, in: realm.id, db)
            else { return nil }
            return HomeLetterFile(
                letter: letter, unit: unit, body: try Bodies.find(unit.body, in: realm.id, db),
                place: try Places.find(unit.place, in: realm.id, db),
                named: try HomeLetters.named(
                    of: unit, from: letter.from.start(in: zone),
                    until: letter.until.adding(days: 1).start(in: zone), db))
        }
    }
}
