package import Kernel
import SQL
import Storage

/// Edits the draft of the responsibility catalogue; the first edit starts one from what is in
/// force.
package struct EditCatalogue: Sendable {
    package enum Edit: Sendable {
        case add(AddedRule)
        /// Puts another rule in the stead of one, at its place in the order.
        case replace(ordinal: Int, AddedRule)
        case remove(ordinal: Int)
        /// Moves a rule before or after its neighbour: among equals the first one counts.
        case move(ordinal: Int, earlier: Bool)
        case discard
        case publish(remark: String)
    }

    /// A rule as the form gives it.
    package struct AddedRule: Sendable {
        package let place: Place.ID
        package let category: Category.ID?
        package let lead: Body.ID
        package let assists: [Body.ID]
        package let basis: String

        package init(
            place: Place.ID, category: Category.ID?, lead: Body.ID, assists: [Body.ID],
            basis: String
        ) {
            self.place = place
            self.category = category
            self.lead = lead
            self.assists = assists
            self.basis = basis
        }
    }

    package let realm: Realm
    package let holding: Holding
    package let edit: Edit

    package init(realm: Realm, holding: Holding, edit: Edit) {
        self.realm = realm
        self.holding = holding
        self.edit = edit
    }

    package static let basisCharactersMax = 200

    package func run(in installation: Installation) async throws {
        guard holding.verbs.contains(.editCatalogue), holding.post.realm == realm.id else {
            throw ActionError.forbidden
        }
        let now = installation.now()
        try await installation.reorganising { db in
            switch edit {
            case .add(let rule): try add(rule, in: installation, db)
            case .replace(let ordinal, let rule):
                try replace(ordinal, by: rule, in: installation, db)
            case .remove(let ordinal): try remove(ordinal, in: installation, db)
            case .move(let ordinal, let earlier):
                try move(ordinal, earlier: earlier, in: installation, db)
            case .discard: try discard(in: installation, db)
            case .publish(let remark): try publish(remark, in: installation, at: now, db)
            }
        }
    }

    private func discard(in installation: Installation, _ db: any Writer) throws {
        guard let draft = try Catalogues.draft(of: realm.id, db) else {
            throw ActionError.notFound
        }
        try Catalogues.discard(version: draft, of: realm.id, db)
        try record("discardCatalogue", of: draft, [:], in: installation, db)
    }

    private func publish(
        _ remark: String, in installation: Installation, at now: Instant, _ db: any Writer
    ) throws {
        guard let draft = try Catalogues.draft(of: realm.id, db) else {
            throw ActionError.notFound
        }
        let remark = remark.trimmingCharacters()
        guard !remark.isEmpty, remark.count <= Self.basisCharactersMax, !remark.contains("\0")
        else {
            throw ActionError.invalid(["remark": .init("answer.missing")])
        }
        let before = try Catalogues.current(of: realm.id, db)
        let changes = before.changes(to: try Catalogues.find(version: draft, of: realm.id, db))
        try Catalogues.publish(
            version: draft, of: realm.id, at: now, by: holding.post.person, remark: remark, db)
        try record(
            "publishCatalogue", of: draft,
            [
                "remark": .text(remark), "added": .int(Int64(changes.added.count)),
                "removed": .int(Int64(changes.removed.count)),
                "changed": .int(Int64(changes.changed.count)),
            ], in: installation, db)
    }

    func record(
        _ action: String, of version: Int, _ said: [String: Payload],
        in installation: Installation, _ db: any Writer
    ) throws {
        try Records.append(
            Records.Entry(
                realm: realm.id, at: installation.now(), person: holding.post.person,
                post: holding.post.id, action: action, subjectKind: "catalogue",
                subject: Int64(version), payload: .object(said)),
            id: installation.newID(), db)
    }

    /// The draft's version; a copy of the published one where there is no draft yet. Ordinals are
    /// kept, so that a form drawn before the draft began still names the right rule.
    func openDraft(in installation: Installation, _ db: any Writer) throws -> Int {
        if let draft = try Catalogues.draft(of: realm.id, db) { return draft }
        let published = try Catalogues.current(of: realm.id, db).version
        let version = published + 1
        try Catalogues.insertVersion(
            version, of: realm.id, publishedAt: nil, by: holding.post.person, remark: "", db)
        for entry in try Catalogues.entries(version: published, of: realm.id, db) {
            try Catalogues.insert(
                Catalogues.Entry(
                    id: installation.newID(), ordinal: entry.ordinal, place: entry.place,
                    category: entry.category, lead: entry.lead, assists: entry.assists,
                    basis: entry.basis),
                version: version, of: realm.id, db)
        }
        return version
    }
}
