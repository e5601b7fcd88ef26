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
        return try facts(of: subjects.map { Matter.ID($0) }, kept: kept)
    }

    private func facts(of ids: [Matter.ID], kept: Set<Fact>) throws -> [Fact] {
        let standings = try MatterStanding.find(ids, db)
        let stored = try Matters.stored(ids, in: realm.id, db)
        // What its record told of an erased one was counted while it could be read.
        let keys = try stored.filter { standings[$0.key]?.isErased == false }
            .compactMapValues { try $0.keys.key(.story, of: $0.matter.id, vault: vault) }
        let steps = try RecordedSteps.of(keys, vault: vault, db, unreadable: { _ in })
        return try ids.flatMap { id -> [Fact] in
            guard let standing = standings[id], let matter = stored[id]?.matter else { return [] }
            let book = try rulebooks.find(realm, version: standing.profileVersion, at: now, db)
            guard let procedure = book.profile.procedure(matter.procedure.name) else { return [] }
            let reading = MatterFacts(
                of: matter, under: procedure, deadlines: standing.deadlines,
                isLate: standing.isLate, zone: book.profile.zone)
            guard keys[id] != nil else {
                let told = kept.filter { $0.subject == id.rawValue && $0.sequence > 0 }
                return reading.facts(told: nil) + told
            }
            return reading.facts(told: steps[id] ?? [])
        }
    }
}
