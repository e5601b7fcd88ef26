package import Kernel
import SQL
import Secrets
import Storage

/// Adds a place under another (区域).
package struct AddPlace: Sendable {
    package let realm: Realm
    package let changer: Changer
    package let parent: Place.ID
    package let level: String
    package let name: String
    package let nameEnglish: String?
    package let code: String?
    /// The first day, as 2026-11-21; nil is today.
    package let from: String?

    package init(
        realm: Realm, by changer: Changer, under parent: Place.ID, level: String, name: String,
        nameEnglish: String? = nil, code: String? = nil, from: String? = nil
    ) {
        self.realm = realm
        self.changer = changer
        self.parent = parent
        self.level = level
        self.name = name
        self.nameEnglish = nameEnglish
        self.code = code
        self.from = from
    }

    /// - Throws: `.notFound` for an unknown parent, `.forbidden`, `.invalid` by field.
    @discardableResult
    package func run(in installation: Installation) async throws -> Place {
        let now = installation.now()
        return try await installation.reorganising { db in
            try store(at: now, installation, db)
        }
    }

    func store(
        at now: Instant, _ installation: Installation, _ db: any Writer
    ) throws -> Place {
        guard let parent = try Places.find(parent, in: realm.id, db) else {
            throw ActionError.notFound
        }
        try changer.must(.editPlaces, at: parent.path, in: realm.id)
        let book = try installation.book(of: realm, at: now, db)
        let today = book.day(of: now)
        guard parent.exists(on: today) else {
            throw ActionError.invalid(["level": .init("place.add.closed")])
        }
        guard Self.levels(under: parent.level, of: book.profile).contains(level) else {
            throw ActionError.invalid(["level": .init("answer.notAChoice")])
        }
        let name = try LocalName.checked(name, english: nameEnglish)
        let code = try PlaceCode.checked(code, of: nil, in: realm.id, db)
        let from = try ChangeDay.beginning(from, today: today)
        let twins = try Places.called(name.zh, under: parent.id, db)
        guard !twins.contains(where: { $0.exists(on: today) }) else {
            throw ActionError.invalid(["name": .init("place.add.twin", ["name": name.zh])])
        }
        let id: Place.ID = installation.newID()
        let place = Place(
            id: id, realm: realm.id, parent: parent.id, path: parent.path.appending(id),
            code: code, level: level, name: name, from: from)
        try Places.insert(place, poster: Cipher.randomBytes(9).hex, db)
        var payload: [String: Payload] = [
            "parent": .text(parent.id.description), "level": .text(level),
            "name": name.payload, "from": .text("\(from)"),
        ]
        if let code { payload["code"] = .text(code) }
        try installation.note(
            "addPlace", on: "place", id.rawValue, in: realm.id, by: changer, at: now, payload,
            db)
        return place
    }

    /// The levels that may lie under one, from the top down.
    package static func levels(under level: String, of profile: Profile) -> [String] {
        guard let index = profile.levels.firstIndex(of: level) else { return profile.levels }
        return Array(profile.levels[(index + 1)...])
    }
}

/// Gives a place another name. The old one stays readable in its history.
package struct RenamePlace: Sendable {
    package let realm: Realm
    package let changer: Changer
    package let place: Place.ID
    package let name: String
    package let nameEnglish: String?

    package init(
        realm: Realm, by changer: Changer, place: Place.ID, name: String, nameEnglish: String?
    ) {
        self.realm = realm
        self.changer = changer
        self.place = place
        self.name = name
        self.nameEnglish = nameEnglish
    }

    package func run(in installation: Installation) async throws {
        let now = installation.now()
        try await installation.reorganising { db in
            let place = try changer.changeable(place, in: realm.id, db)
            let name = try LocalName.checked(name, english: nameEnglish)
            guard name != place.name else {
                throw ActionError.invalid(["name": .init("org.name.same")])
            }
            try Places.rename(place.id, to: name, db)
            try installation.note(
                "renamePlace", on: "place", place.id.rawValue, in: realm.id, by: changer, at: now,
                ["before": place.name.payload, "after": name.payload], db)
        }
    }
}

/// Sets or takes away the official code of a place.
package struct CodePlace: Sendable {
    package let realm: Realm
    package let changer: Changer
    package let place: Place.ID
    package let code: String?

    package init(realm: Realm, by changer: Changer, place: Place.ID, code: String?) {
        self.realm = realm
        self.changer = changer
        self.place = place
        self.code = code
    }

    package func run(in installation: Installation) async throws {
        let now = installation.now()
        try await installation.reorganising { db in
            let place = try changer.changeable(place, in: realm.id, db)
            let code = try PlaceCode.checked(code, of: place.id, in: realm.id, db)
            guard code != place.code else {
                throw ActionError.invalid(["code": .init("place.code.same")])
            }
            try Places.setCode(place.id, to: code, db)
            try installation.note(
                "codePlace", on: "place", place.id.rawValue, in: realm.id, by: changer, at: now,
                [
                    "before": place.code.map(Payload.text) ?? .null,
                    "after": code.map(Payload.text) ?? .null,
                ], db)
        }
    }
}

/// Closes a place on a day: from then on nothing new happens there. What hangs on it must be
/// settled first.
package struct ClosePlace: Sendable {
    package let realm: Realm
    package let changer: Changer
    package let place: Place.ID
    /// The first day on which the place no longer exists, as 2026-11-21; nil is today.
    package let until: String?

    package init(realm: Realm, by changer: Changer, place: Place.ID, until: String?) {
        self.realm = realm
        self.changer = changer
        self.place = place
        self.until = until
    }

    package func run(in installation: Installation) async throws {
        let now = installation.now()
        try await installation.reorganising { db in
            let place = try changer.changeable(place, in: realm.id, db)
            let today = try installation.book(of: realm, at: now, db).day(of: now)
            guard place.until == nil else {
                throw ActionError.invalid(["until": .init("place.close.already")])
            }
            let until = try ChangeDay.end(until, today: today, from: place.from)
            let ties = try Ties.of(place, on: today, db)
            guard ties.isEmpty else {
                throw ActionError.invalid(["until": ties.complaint("place.close.tied")])
            }
            try Places.close(place.id, on: until, db)
            try installation.note(
                "closePlace", on: "place", place.id.rawValue, in: realm.id, by: changer, at: now,
                ["until": .text("\(until)")], db)
        }
    }
}

extension Ties {
    /// What hangs there, in numbers.
    func complaint(_ key: String) -> ActionError.Complaint {
        .init(
            key,
            [
                "matters": String(matters), "children": String(children), "posts": String(posts),
                "bodies": String(bodies), "rules": String(rules), "pairings": String(pairings),
                "memberships": String(memberships),
            ])
    }
}

/// The official code of a place (GB/T 2260 and what follows it); its length is never assumed.
enum PlaceCode {
    static let charactersMax = 30

    /// - Throws: `ActionError.invalid` for `code`: malformed, or another place's.
    static func checked(
        _ text: String?, of place: Place.ID?, in realm: Realm.ID, _ db: any Reader
    ) throws -> String? {
        let code = (text ?? "").trimmingCharacters().halfWidth
        guard !code.isEmpty else { return nil }
        let allowed = code.utf8.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || $0 == 45
        }
        guard allowed, (2...charactersMax).contains(code.utf8.count) else {
            throw ActionError.invalid([
                "code": .init("place.code.malformed", ["max": String(charactersMax)])
            ])
        }
        if let other = try Places.find(code: code, in: realm, db), other.id != place {
            throw ActionError.invalid(["code": .init("place.code.taken", ["place": other.name.zh])])
        }
        return code
    }
}

extension Changer {
    /// A place that the changer may change.
    ///
    /// - Throws: `.notFound` for one of another realm; `.forbidden`.
    func changeable(_ id: Place.ID, in realm: Realm.ID, _ db: any Reader) throws -> Place {
        guard let place = try Places.find(id, in: realm, db) else { throw ActionError.notFound }
        try must(.editPlaces, at: place.path, in: realm)
        return place
    }
}
