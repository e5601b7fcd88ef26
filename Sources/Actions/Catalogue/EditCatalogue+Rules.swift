import Kernel
import SQL
import Storage

// The rules of the draft: each edit is checked, done and recorded.
extension EditCatalogue {
    func add(
        _ rule: AddedRule, in installation: Installation, _ db: any Writer
    ) throws {
        let rule = try checked(rule, in: installation, db)
        let version = try openDraft(in: installation, db)
        let entries = try Catalogues.entries(version: version, of: realm.id, db)
        guard entries.count < Catalogues.rulesMax else {
            throw ActionError.invalid([
                "basis": .init("catalogue.full", ["max": String(Catalogues.rulesMax)])
            ])
        }
        let ordinal = (entries.last?.ordinal ?? 0) + 1
        try insert(rule, at: ordinal, version, installation, db)
        try record("add", ordinal, version, installation, db)
    }

    func replace(
        _ ordinal: Int, by rule: AddedRule, in installation: Installation, _ db: any Writer
    ) throws {
        let rule = try checked(rule, in: installation, db)
        let version = try openDraft(in: installation, db)
        try take(ordinal, outOf: version, db)
        try insert(rule, at: ordinal, version, installation, db)
        try record("replace", ordinal, version, installation, db)
    }

    func remove(
        _ ordinal: Int, in installation: Installation, _ db: any Writer
    ) throws {
        let version = try openDraft(in: installation, db)
        try take(ordinal, outOf: version, db)
        try record("remove", ordinal, version, installation, db)
    }

    func move(
        _ ordinal: Int, earlier: Bool, in installation: Installation, _ db: any Writer
    ) throws {
        let version = try openDraft(in: installation, db)
        let ordinals = try Catalogues.entries(version: version, of: realm.id, db).map(\.ordinal)
        guard let place = ordinals.firstIndex(of: ordinal) else { throw ActionError.notFound }
        let other = earlier ? place - 1 : place + 1
        // The first one stays first, the last one last.
        guard ordinals.indices.contains(other) else { return }
        try Catalogues.swap(
            ordinal, with: ordinals[other], version: version, of: realm.id, db)
        try record("move", ordinal, version, installation, db)
    }

    private func take(_ ordinal: Int, outOf version: Int, _ db: any Writer) throws {
        let entry = try Catalogues.entries(version: version, of: realm.id, db)
            .first { $0.ordinal == ordinal }
        guard let entry, try Catalogues.delete(entry.id, version: version, of: realm.id, db) else {
            throw ActionError.notFound
        }
    }

    private func insert(
        _ rule: AddedRule, at ordinal: Int, _ version: Int, _ installation: Installation,
        _ db: any Writer
    ) throws {
        try Catalogues.insert(
            Catalogues.Entry(
                id: installation.newID(), ordinal: ordinal, place: rule.place,
                category: rule.category, lead: rule.lead, assists: rule.assists,
                basis: rule.basis),
            version: version, of: realm.id, db)
    }

    private func record(
        _ edit: String, _ ordinal: Int, _ version: Int, _ installation: Installation,
        _ db: any Writer
    ) throws {
        try record(
            "editCatalogue", of: version, ["edit": .text(edit), "rule": .int(Int64(ordinal))],
            in: installation, db)
    }

    /// How many bodies one rule names as assisting.
    package static let assistsMax = 20

    /// The rule as it may be written down: with a ground, and with things of this realm alone.
    private func checked(
        _ rule: AddedRule, in installation: Installation, _ db: any Reader
    ) throws -> AddedRule {
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
        let assists = Set(rule.assists).subtracting([rule.lead]).sorted()
        guard assists.count <= Self.assistsMax else {
            throw ActionError.invalid([
                "assists": .init("answer.tooMany", ["max": String(Self.assistsMax)])
            ])
        }
        return AddedRule(
            place: rule.place, category: rule.category, lead: rule.lead, assists: assists,
            basis: basis)
    }
}
