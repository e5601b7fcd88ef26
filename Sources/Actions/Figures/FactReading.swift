import Kernel
import SQL
import Storage

/// Works out the facts of what a realm's records are about.
struct FactReading {
    let realm: Realm
    let rulebooks: Rulebooks
    let vault: Vault
    let now: Instant
    let db: any Reader

    private static let matter = "matter"

    /// Whether records about such a subject can change what is counted.
    static func counts(_ subjectKind: String) -> Bool {
        subjectKind == matter || Fact.Noun(rawValue: subjectKind) != nil
    }

    /// - Parameter kept: what is kept of them now.
    func facts(
        of subjectKind: String, _ subjects: [Int64], kept: Set<Fact>
    ) throws -> [Fact] {
        if let noun = Fact.Noun(rawValue: subjectKind) {
            let book = try rulebooks.find(realm, version: realm.profileVersion, at: now, db)
            return try FactSources.facts(of: noun, subjects, zone: book.profile.zone, db)
        }
        guard subjectKind == Self.matter else { return [] }
        let ids = subjects.map { Matter.ID($0) }
        let standings = try MatterStanding.find(ids, db)
        return try ids.flatMap { id in
            try standings[id].map { try facts(of: id, $0, kept: kept) } ?? []
        }
    }

    private func facts(
        of id: Matter.ID, _ standing: MatterStanding, kept: Set<Fact>
    ) throws -> [Fact] {
        let book = try rulebooks.find(
            realm, version: standing.profileVersion, at: now, db)
        guard let stored = try Matters.stored(id, in: realm.id, db),
            let procedure = book.profile.procedure(stored.matter.procedure.name)
        else { return [] }
        let matter = stored.matter
        let reading = MatterFacts(
            of: matter, under: procedure, deadlines: standing.deadlines, isLate: standing.isLate,
            zone: book.profile.zone)
        let key = try stored.keys.key(.story, of: id, vault: vault)
        guard !standing.isErased, let key else {
            // What its record told was counted while it could be read.
            let told = kept.filter { $0.subject == id.rawValue && $0.sequence > 0 }
            return reading.facts(told: nil) + told
        }
        let steps = try RecordedSteps.of(
            id, key: key, vault: vault, db, unreadable: { _ in })
        return reading.facts(told: steps)
    }
}
