package import Kernel
import SQL
import Storage

/// What a form says of a body.
package struct BodyWish: Sendable {
    package let name: String
    package let nameEnglish: String?
    package let phone: String?
    package let parent: Body.ID?
    package let place: Place.ID?

    package init(
        name: String, nameEnglish: String? = nil, phone: String? = nil, parent: Body.ID? = nil,
        place: Place.ID? = nil
    ) {
        self.name = name
        self.nameEnglish = nameEnglish
        self.phone = phone
        self.parent = parent
        self.place = place
    }

    /// How long an office telephone may be.
    package static let phoneCharactersMax = 30

    /// The office telephone.
    ///
    /// - Throws: `ActionError.invalid` for `phone`; a mobile number is a person's, not an office's.
    func checkedPhone() throws -> String? {
        let phone = (phone ?? "").trimmingCharacters().halfWidth
        guard !phone.isEmpty else { return nil }
        let digits = phone.filter(\.isNumber).count
        let allowed = phone.allSatisfy { $0.isASCII && ($0.isNumber || " -+()".contains($0)) }
        guard allowed, digits >= 3, phone.count <= Self.phoneCharactersMax else {
            throw ActionError.invalid(["phone": .init("answer.notAPhone")])
        }
        guard PersonalData.findings(in: phone).isEmpty else {
            throw ActionError.invalid(["phone": .init("body.phone.private")])
        }
        return phone
    }

    /// The place where it is responsible, which the changer must reach: the whole realm when nil.
    func checkedPlace(
        in realm: Realm.ID, by changer: Changer, on day: Day, _ db: any Reader
    ) throws {
        guard let place else { return try changer.mustReachAll(in: realm) }
        guard let found = try Places.find(place, in: realm, db), found.exists(on: day) else {
            throw ActionError.invalid(["place": .init("answer.notAChoice")])
        }
        try changer.must(.editBodies, at: found.path, in: realm)
    }

    func checkedParent(
        of body: Body.ID?, in realm: Realm.ID, on day: Day, _ db: any Reader
    ) throws {
        guard let parent else { return }
        let all = try Bodies.all(in: realm, db)
        guard let found = all.first(where: { $0.id == parent }), found.exists(on: day) else {
            throw ActionError.invalid(["parent": .init("answer.notAChoice")])
        }
        guard let body else { return }
        let parents = Dictionary(
            all.compactMap { body in body.parent.map { (body.id, $0) } },
            uniquingKeysWith: { first, _ in first })
        guard !Body.stands(parent, under: body, parents: parents) else {
            throw ActionError.invalid([
                "parent": .init("body.parent.circle", ["body": found.name.zh])
            ])
        }
    }
}

extension Changer {
    /// A body without a place is responsible for the whole realm: only a post over a root of the
    /// area tree reaches that far.
    func mustReachAll(in realm: Realm.ID) throws {
        try must(.editBodies, in: realm)
        guard case .holding(let holding) = self else { return }
        guard holding.post.reach.depth <= 1 else { throw ActionError.forbidden }
    }

    /// The changer must reach where a body is responsible today.
    func mustReach(_ body: Body, _ db: any Reader) throws {
        guard let place = body.place, let found = try Places.find(place, in: body.realm, db) else {
            return try mustReachAll(in: body.realm)
        }
        try must(.editBodies, at: found.path, in: body.realm)
    }

    /// A body that the changer may change.
    ///
    /// - Throws: `.notFound` for one of another realm; `.forbidden`.
    func changeable(_ id: Body.ID, in realm: Realm.ID, _ db: any Reader) throws -> Body {
        guard let body = try Bodies.find(id, in: realm, db) else { throw ActionError.notFound }
        try mustReach(body, db)
        return body
    }
}

/// Adds a body (组织).
package struct AddBody: Sendable {
    package let realm: Realm
    package let changer: Changer
    package let kind: String
    package let wish: BodyWish
    /// The first day, as 2026-11-21; nil is today.
    package let from: String?

    package init(
        realm: Realm, by changer: Changer, kind: String, _ wish: BodyWish, from: String? = nil
    ) {
        self.realm = realm
        self.changer = changer
        self.kind = kind
        self.wish = wish
        self.from = from
    }

    @discardableResult
    package func run(in installation: Installation) async throws -> Body {
        let now = installation.now()
        return try await installation.reorganising { db in
            try store(at: now, installation, db)
        }
    }

    func store(
        at now: Instant, _ installation: Installation, _ db: any Writer
    ) throws -> Body {
        try changer.must(.editBodies, in: realm.id)
        let book = try installation.book(of: realm, at: now, db)
        let today = book.day(of: now)
        guard book.profile.bodyKinds.contains(kind) else {
            throw ActionError.invalid(["kind": .init("answer.notAChoice")])
        }
        let name = try LocalName.checked(wish.name, english: wish.nameEnglish)
        try wish.checkedPlace(in: realm.id, by: changer, on: today, db)
        try wish.checkedParent(of: nil, in: realm.id, on: today, db)
        guard try Bodies.count(in: realm.id, db) < Bodies.countMax else {
            throw ActionError.invalid([
                "name": .init("body.add.full", ["max": String(Bodies.countMax)])
            ])
        }
        let twins = try Bodies.called(name.zh, in: realm.id, db)
        guard !twins.contains(where: { $0.exists(on: today) }) else {
            throw ActionError.invalid(["name": .init("body.add.twin", ["name": name.zh])])
        }
        let body = Body(
            id: installation.newID(), realm: realm.id, parent: wish.parent, kind: kind,
            name: name, phone: try wish.checkedPhone(), place: wish.place,
            from: try ChangeDay.beginning(from, today: today))
        try Bodies.insert(body, db)
        var payload = body.changeable
        payload["kind"] = .text(kind)
        payload["from"] = body.from.map { .text("\($0)") }
        try installation.note(
            "addBody", on: "body", body.id.rawValue, in: realm.id, by: changer, at: now,
            payload, db)
        return body
    }
}

/// Changes the name, telephone, parent or place of a body. What it was before stays in its history.
package struct ChangeBody: Sendable {
    package let realm: Realm
    package let changer: Changer
    package let body: Body.ID
    package let wish: BodyWish

    package init(realm: Realm, by changer: Changer, body: Body.ID, to wish: BodyWish) {
        self.realm = realm
        self.changer = changer
        self.body = body
        self.wish = wish
    }

    package func run(in installation: Installation) async throws {
        let now = installation.now()
        try await installation.reorganising { db in try store(at: now, installation, db) }
    }

    func store(at now: Instant, _ installation: Installation, _ db: any Writer) throws {
        let body = try changer.changeable(body, in: realm.id, db)
        let today = try installation.book(of: realm, at: now, db).day(of: now)
        if wish.place != body.place {
            try wish.checkedPlace(in: realm.id, by: changer, on: today, db)
        }
        if wish.parent != body.parent {
            try wish.checkedParent(of: body.id, in: realm.id, on: today, db)
        }
        let changed = Body(
            id: body.id, realm: realm.id, parent: wish.parent, kind: body.kind,
            name: try LocalName.checked(wish.name, english: wish.nameEnglish),
            phone: try wish.checkedPhone(), place: wish.place, from: body.from,
            until: body.until)
        let (before, after) = (body.changeable, changed.changeable)
        let touched = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
        guard !touched.isEmpty else {
            throw ActionError.invalid(["name": .init("body.change.nothing")])
        }
        try Bodies.change(changed, db)
        func part(_ members: [String: Payload]) -> Payload {
            .object(
                Dictionary(uniqueKeysWithValues: touched.map { ($0, members[$0] ?? .null) }))
        }
        try installation.note(
            "changeBody", on: "body", body.id.rawValue, in: realm.id, by: changer, at: now,
            ["before": part(before), "after": part(after)], db)
    }
}

extension Body {
    /// What a change may touch, as the record keeps it.
    fileprivate var changeable: [String: Payload] {
        var members: [String: Payload] = ["name": name.payload]
        members["phone"] = phone.map(Payload.text)
        members["parent"] = parent.map { .text($0.description) }
        members["place"] = place.map { .text($0.description) }
        return members
    }
}

/// Ends a body on a day. What it still leads, who still holds its posts and which rules still name
/// it must be settled first.
package struct EndBody: Sendable {
    package let realm: Realm
    package let changer: Changer
    package let body: Body.ID
    /// The first day on which the body no longer exists, as 2026-11-21; nil is today.
    package let until: String?

    package init(realm: Realm, by changer: Changer, body: Body.ID, until: String?) {
        self.realm = realm
        self.changer = changer
        self.body = body
        self.until = until
    }

    package func run(in installation: Installation) async throws {
        let now = installation.now()
        try await installation.reorganising { db in
            let body = try changer.changeable(body, in: realm.id, db)
            let today = try installation.book(of: realm, at: now, db).day(of: now)
            guard body.until == nil else {
                throw ActionError.invalid(["until": .init("body.end.already")])
            }
            let until = try ChangeDay.end(until, today: today, from: body.from)
            let ties = try Ties.of(body, on: today, db)
            guard ties.isEmpty else {
                throw ActionError.invalid(["until": ties.complaint("body.end.tied")])
            }
            try Bodies.end(body.id, on: until, db)
            try installation.note(
                "endBody", on: "body", body.id.rawValue, in: realm.id, by: changer, at: now,
                ["until": .text("\(until)")], db)
        }
    }
}
