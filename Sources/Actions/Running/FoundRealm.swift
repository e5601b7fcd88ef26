package import Kernel
package import Profiles
import SQL
import Secrets
import Storage

/// Sets up a realm from a profile: its files as version 1, and the places, bodies, catalogue and
/// notices that it starts with. The invented people of a profile come only to a demonstration.
package struct FoundRealm: Sendable {
    package let slug: String
    package let name: LocalName
    package let source: ProfileSource
    package let isPublic: Bool
    /// The password that every demonstration person signs in with; nil brings no such people.
    package let demoPassword: String?

    package init(
        slug: String, name: LocalName, source: ProfileSource, isPublic: Bool,
        demoPassword: String? = nil
    ) {
        self.slug = slug
        self.name = name
        self.source = source
        self.isPublic = isPublic
        self.demoPassword = demoPassword
    }

    /// Why a realm cannot be set up.
    package enum Problem: Error, CustomStringConvertible {
        case notASlug(String)
        case exists(String)

        package var description: String {
            switch self {
            case .notASlug(let text):
                "“\(text)” cannot name a realm in addresses. Use 2 to 40 small letters, digits and "
                    + "dashes, such as checheng-road."
            case .exists(let slug):
                "There is a realm \(slug) already. Choose another name with --realm, or go on with "
                    + "the one that is there."
            }
        }
    }

    @discardableResult
    package func run(in installation: Installation) async throws -> Realm {
        guard Realm.isSlug(slug) else { throw Problem.notASlug(slug) }
        let profile = try source.load()
        let setting = try source.setting(for: profile)
        let now = installation.now()
        let password = try await hashed(in: installation)
        let realm = Realm(
            id: installation.newID(), slug: slug, name: name, profile: profile.id,
            profileVersion: profile.version)
        try await installation.reorganising { db in
            guard try Realms.find(slug: slug, db) == nil else { throw Problem.exists(slug) }
            try Realms.insert(realm, isPublic: isPublic, at: now, db)
            try Realms.insertProfile(
                files: source.files, version: profile.version, of: realm.id, db)
            var founding = Founding(
                installation: installation, realm: realm, now: now,
                today: Day(of: now, in: profile.zone), password: password)
            try founding.store(setting, db)
            try Records.append(
                Records.Entry(
                    realm: realm.id, at: now, person: nil, post: nil, action: "foundRealm",
                    subjectKind: "realm", subject: realm.id.rawValue,
                    payload: .object([
                        "slug": .text(slug), "profile": .text(profile.id),
                        "version": .int(Int64(profile.version)),
                    ])),
                id: installation.newID(), db)
        }
        return realm
    }

    private func hashed(in installation: Installation) async throws -> String? {
        guard let demoPassword else { return nil }
        return try await installation.passwords.hash(demoPassword)
    }
}

/// Writes what a realm starts with, keeping which key became which row.
struct Founding {
    let installation: Installation
    let realm: Realm
    let now: Instant
    let today: Day
    let password: String?
    var places: [String: Place] = [:]
    var bodies: [String: Body.ID] = [:]

    mutating func store(_ setting: Setting, _ db: any Writer) throws {
        for entry in setting.places { try store(entry, db) }
        // Ids first, since a parent body may stand after its child in the file.
        for entry in setting.bodies { bodies[entry.key] = installation.newID() }
        for entry in Self.parentsFirst(setting.bodies) { try store(entry, db) }
        if password != nil { for entry in setting.people { try store(entry, db) } }
        try storeCatalogue(setting.catalogue, db)
        for entry in setting.notices { try store(entry, db) }
        for entry in setting.venues { try store(entry, db) }
        try store(setting.guides, db)
        for entry in setting.facts { try store(entry, db) }
    }

    private mutating func store(_ entry: Setting.PlaceEntry, _ db: any Writer) throws {
        let id: Place.ID = installation.newID()
        let parent = entry.parent.flatMap { places[$0] }
        let place = Place(
            id: id, realm: realm.id, parent: parent?.id,
            path: (parent?.path ?? .root).appending(id), code: entry.code, level: entry.level,
            name: entry.name)
        try Places.insert(place, poster: Cipher.randomBytes(9).hex, db)
        if let position = entry.position { try Positions.keep(position, of: id, db) }
        if let outline = entry.outline {
            try Outlines.keep(
                outline, of: id, from: "place/places.yml", at: now, db)
        }
        places[entry.key] = place
    }

    private static func parentsFirst(_ entries: [Setting.BodyEntry]) -> [Setting.BodyEntry] {
        var stored: Set<String> = []
        var waiting = entries
        var ordered: [Setting.BodyEntry] = []
        while !waiting.isEmpty {
            let ready = waiting.filter { $0.parent.map { stored.contains($0) } ?? true }
            guard !ready.isEmpty else { return ordered + waiting }
            ordered += ready
            stored.formUnion(ready.map(\.key))
            waiting.removeAll { stored.contains($0.key) }
        }
        return ordered
    }

    private func store(_ entry: Setting.BodyEntry, _ db: any Writer) throws {
        guard let id = bodies[entry.key] else { return }
        try Bodies.insert(
            Body(
                id: id, realm: realm.id, parent: entry.parent.flatMap { bodies[$0] },
                kind: entry.kind, name: entry.name, phone: entry.phone,
                place: entry.place.flatMap { places[$0]?.id }), db)
        for duty in entry.duties {
            try Bodies.insert(
                DutyClause(
                    id: installation.newID(), body: id, code: duty.code, text: duty.text,
                    stance: duty.stance), db)
        }
    }

    private func store(_ entry: Setting.PersonEntry, _ db: any Writer) throws {
        let person = Person(
            id: installation.newID(), realm: realm.id, name: entry.name, signIn: entry.signIn)
        try People.insert(person, db)
        if let password { try Credentials.set(password: password, of: person.id, at: now, db) }
        for post in entry.posts {
            guard let body = bodies[post.body], let place = places[post.place] else { continue }
            try Posts.insert(
                Post(
                    id: installation.newID(), realm: realm.id, person: person.id, role: post.role,
                    body: body, place: place.id, reach: place.path, duty: post.duty), db)
        }
    }

    private func storeCatalogue(_ entries: [Setting.CatalogueEntry], _ db: any Writer) throws {
        guard !entries.isEmpty else { return }
        try Catalogues.insertVersion(
            1, of: realm.id, publishedAt: now, by: nil, remark: "", db)
        for (index, entry) in entries.enumerated() {
            guard let place = places[entry.place], let lead = bodies[entry.lead] else { continue }
            try Catalogues.insert(
                Catalogues.Entry(
                    id: installation.newID(), ordinal: index + 1, place: place.id,
                    category: entry.category, lead: lead,
                    assists: entry.assists.compactMap { bodies[$0] }, basis: entry.basis),
                version: 1, of: realm.id, db)
        }
    }

    private func store(_ entry: Setting.NoticeEntry, _ db: any Writer) throws {
        let from = today.adding(days: entry.fromDays)
        try Notices.insert(
            Notice(
                id: installation.newID(), title: entry.title, text: entry.text, from: from,
                until: from.adding(days: entry.days)), realm: realm.id, by: nil, db)
    }
}
