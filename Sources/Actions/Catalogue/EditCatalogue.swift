package import Kernel
import SQL
import Storage

/// Edits the draft of the responsibility catalogue; the first edit starts one from what is in
/// force.
package struct EditCatalogue: Sendable {
    package enum Edit: Sendable {
        case add(AddedRule)
        case remove(ordinal: Int)
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

    private static let basisCharactersMax = 200

    package func run(in installation: Installation) async throws {
        guard holding.verbs.contains(.editCatalogue), holding.post.realm == realm.id else {
            throw ActionError.forbidden
        }
        let now = installation.now()
        try await installation.database.write { db in
            switch edit {
            case .add(let rule): try add(rule, in: installation, db)
            case .remove(let ordinal): try remove(ordinal, in: installation, db)
            case .discard: try discard(db)
            case .publish(let remark): try publish(remark, in: installation, at: now, db)
            }
        }
    }

    private func add(
        _ rule: AddedRule, in installation: Installation, _ db: any Writer
    ) throws {
        let basis = rule.basis.trimmingCharacters()
        guard !basis.isEmpty, basis.count <= Self.basisCharactersMax, !basis.contains("\0") else {
            throw ActionError.invalid(["basis": .init("catalogue.basis.wanted")])
        }
        let profile = try installation.rulebooks.find(
            realm, version: realm.profileVersion, at: installation.now(), db
        ).profile
        // A rule names a category, or a wider part that holds some.
        if let wide = rule.category,
            !profile.categories.contains(where: { Kernel.Category.within($0.id, wide) })
        {
            throw ActionError.invalid(["category": .init("answer.notAChoice")])
        }
        guard try Places.find(rule.place, in: realm.id, db) != nil else {
            throw ActionError.invalid(["place": .init("answer.notAChoice")])
        }
        let bodies = [rule.lead] + rule.assists
        guard try Bodies.find(ids: bodies, in: realm.id, db).count == Set(bodies).count else {
            throw ActionError.invalid(["lead": .init("answer.notAChoice")])
        }
        let version = try openDraft(in: installation, db)
        let entries = try Catalogues.entries(version: version, of: realm.id, db)
        guard entries.count < Catalogues.rulesMax else {
            throw ActionError.invalid([
                "basis": .init("catalogue.full", ["max": String(Catalogues.rulesMax)])
            ])
        }
        try Catalogues.insert(
            Catalogues.Entry(
                id: installation.newID(), ordinal: (entries.last?.ordinal ?? 0) + 1,
                place: rule.place, category: rule.category, lead: rule.lead,
                assists: rule.assists.filter { $0 != rule.lead }, basis: basis),
            version: version, of: realm.id, db)
    }

    private func remove(
        _ ordinal: Int, in installation: Installation, _ db: any Writer
    ) throws {
        let version = try openDraft(in: installation, db)
        let entry = try Catalogues.entries(version: version, of: realm.id, db)
            .first { $0.ordinal == ordinal }
        guard let entry, try Catalogues.delete(entry.id, version: version, of: realm.id, db) else {
            throw ActionError.notFound
        }
    }

    private func discard(_ db: any Writer) throws {
        guard let draft = try Catalogues.draft(of: realm.id, db) else {
            throw ActionError.notFound
        }
        try Catalogues.discard(version: draft, of: realm.id, db)
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
        try Catalogues.publish(
            version: draft, of: realm.id, at: now, by: holding.post.person, remark: remark, db)
        try Records.append(
            Records.Entry(
                realm: realm.id, at: now, person: holding.post.person, post: holding.post.id,
                action: "publishCatalogue", subjectKind: "catalogue", subject: Int64(draft),
                payload: .object(["remark": .text(remark)])),
            id: installation.newID(), key: nil, vault: installation.vault, db)
    }

    /// The draft's version; a copy of the published one where there is no draft yet. Ordinals are
    /// kept, so that a form drawn before the draft began still names the right rule.
    private func openDraft(in installation: Installation, _ db: any Writer) throws -> Int {
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
