package import Kernel
import SQL
package import Storage

/// A matter with everything that its page shows to one viewer, read in one snapshot.
package struct MatterFile: Sendable {
    package let matter: Matter
    package let procedure: Procedure
    package let book: Rulebook
    package let story: [Stories.Line]
    package let place: Place
    /// The place and what holds it, from the root down.
    package let placeLine: [Place]
    package let bodies: [Body.ID: Body]
    /// The duty clauses that the story cites.
    package let clauses: [DutyClause.ID: DutyClause]
    package let related: [MatterLine]
    /// The matters that it is linked with and that the viewer may read.
    package let linked: [MatterLine]
    package let available: [Procedure.Action]
    /// The usual next steps that wait for a rule to hold.
    package let waiting: [(action: Procedure.Action, rule: Procedure.Guard)]
    package let held: [HeldField]
    /// Who read the personal fields, the newest first: for whoever follows the matter, and at the
    /// desk for those who may read them too.
    package let readings: [ReadingLog.Line]
    /// The seals that cover the story so far, oldest first.
    package let seals: [Seal]
    package let acting: Acting
    /// The grid in which it lies by the present plan; once it has ended, by the plan of then.
    package let grid: Grid?
    /// What it has of each kind of money; nil before its first line, or where it keeps none.
    package let funds: [FundSum]?
    /// The lines of work that it belongs to.
    package let lines: Set<WorkLine.Name>

    /// A personal field that is held, without its value.
    package struct HeldField: Sendable {
        package let field: Procedure.Field.ID
        package let purpose: String
        package let basis: String
        package let keepDays: Int
        /// Whether the viewer may read it, which is logged.
        package let isReadable: Bool
    }
}

extension Profile {
    /// The states in which everyone reads the matters of each procedure.
    var openStates: [(procedure: Procedure.Name, states: [Procedure.State.ID])] {
        procedures.map { procedure in
            (procedure.key.name, procedure.states.filter(\.isPublic).map(\.id))
        }
    }
}

extension MatterFile {
    /// The lines of the story that a seal covers.
    package var sealedLines: [Stories.Line] {
        let last = seals.last?.last ?? 0
        return story.filter { $0.sequence <= last }
    }

    /// Whether the viewer may read a part of the matter.
    package func shows(_ part: Procedure.Part) -> Bool {
        procedure.shows(part, of: matter, to: acting)
    }

    /// Whether there may be meetings on the matter, or one that decided it.
    package var hasMeetings: Bool {
        procedure.asksForMeetings || procedure.key.name == Resolution.procedure
    }

    /// Whether the viewer keeps its money.
    package var isFundKept: Bool {
        matter.isOpen && acting.holding.map(matter.isMoneyKept) ?? false
    }

    /// Where the matter is, from the root down, no nearer than the viewer may know.
    package var shownPlaces: [Place] {
        shows(.place) ? placeLine : placeLine.filter { book.profile.isPublic(level: $0.level) }
    }
}

extension Installation {
    /// The file of a matter as one viewer may see it; nil when there is none for them.
    package func file(
        of reference: Reference, in realm: Realm, for acting: Acting
    ) async throws -> MatterFile? {
        let now = now()
        return try await database.glance { db in
            guard let known = stories.find(reference, in: realm.id) else {
                return try Matters.stored(reference, in: realm.id, db).flatMap { stored in
                    try file(of: stored, in: realm, for: acting, at: now, db)
                }
            }
            try db.expect(
                [Matters.query(of: known.matter, in: realm.id)] + known.expected)
            return try Matters.stored(known.matter, in: realm.id, db).flatMap { stored in
                try file(of: stored, since: known, in: realm, for: acting, at: now, db)
            }
        }
    }

    /// - Parameter known: what of it was read before; its story is expected already.
    private func file(
        of stored: StoredMatter, since known: KeptStories.Story? = nil, in realm: Realm,
        for acting: Acting, at now: Instant, _ db: any Reader
    ) throws -> MatterFile? {
        let matter = stored.matter
        let book = try rulebooks.find(realm, version: stored.profileVersion, at: now, db)
        guard let procedure = book.profile.procedure(matter.procedure.name),
            procedure.lets(acting, read: matter),
            let place = try gazetteer.place(matter.place, in: realm.id, at: now, db)
        else { return nil }
        var kept = KeptStories.Story(
            matter: matter.id, first: known?.first ?? 0,
            hasPersonalFields: stored.hasPersonalFields, asksForLinks: procedure.asksForLinks)
        if known == nil { try db.expect(kept.expected) }
        let story = try Stories.of(
            matter.id, since: kept.first, keys: stored.keys, vault: vault,
            names: names(in: realm, at: now), db)
        kept.first = story.first?.sequence ?? 0
        stories.keep(kept, of: matter.reference, in: realm.id)
        let situation = Situation(
            now: now, timekeeper: book.keeper, history: story.map(\.deed),
            children: stored.hasChildren ? try Matters.children(of: matter.id, db) : [],
            meetings: procedure.asksForMeetings ? try Meetings.held(on: matter.id, db) : [],
            links: procedure.asksForLinks ? try MatterLinks.of(matter.id, db) : [])
        let held = try held(of: stored, under: procedure, for: acting, db)
        return MatterFile(
            matter: matter, procedure: procedure, book: book, story: story, place: place,
            placeLine: try gazetteer.places(matter.placePath.ids, in: realm.id, at: now, db),
            bodies: try gazetteer.bodies(
                Self.bodies(in: matter, and: story, under: procedure), in: realm.id, at: now, db),
            clauses: try Self.clauses(in: story, db),
            related: stored.isRelated
                ? try Inbox.related(
                    to: matter, for: acting.holding, isOpenToAll: procedure.isOpenToAll(matter), db)
                : [],
            linked: situation.links.isEmpty
                ? []
                : try Inbox.linked(
                    with: matter, for: acting.holding, open: book.profile.openStates, db),
            // Once its words are erased, a matter can only be looked at.
            available: story.contains { $0.payload != nil }
                ? procedure.available(for: matter, to: acting, in: situation) : [],
            waiting: procedure.waiting(for: matter, to: acting, in: situation),
            held: held,
            readings: acting.holding == nil || held.contains(where: \.isReadable)
                ? try ReadingLog.ofMatters.lines(of: matter.id, limit: 50, db) : [],
            seals: try seals.covering(story.map(\.sequence), db), acting: acting,
            grid: try grid(of: matter, book, at: now, db),
            funds: procedure.keepsMoney ? try Funds.begun(of: matter.id, db) : nil,
            lines: !stored.hasLines
                ? [] : Set(try WorkLines.of(.matter(matter.id), db).map(\.line)))
    }

    /// The personal fields of a matter that has a key for them.
    private func held(
        of stored: StoredMatter, under procedure: Procedure, for acting: Acting, _ db: any Reader
    ) throws -> [MatterFile.HeldField] {
        guard stored.hasPersonalFields else { return [] }
        return try PersonalFields.held(of: stored.matter.id, db).map {
            MatterFile.HeldField(
                field: $0.field, purpose: $0.purpose, basis: $0.basis, keepDays: $0.keepDays,
                isReadable: procedure.shows($0.field, of: stored.matter, to: acting))
        }
    }

    private func grid(
        of matter: Matter, _ book: Rulebook, at now: Instant, _ db: any Reader
    ) throws -> Grid? {
        guard !book.profile.gridKinds.isEmpty else { return nil }
        return try gazetteer.grid(
            at: matter.placePath, on: book.day(of: matter.endedAt ?? now), in: matter.realm,
            at: now, db)
    }

    /// The proofs of a matter's records, made only when somebody takes them.
    package func proofs(of matter: Matter.ID) async throws -> [Proof] {
        try await database.read { db in try ProveMatter.proofs(of: matter, db) }
    }

    /// Every body that the matter or its story names, so that one query finds their names.
    private static func bodies(
        in matter: Matter, and story: [Stories.Line], under procedure: Procedure
    ) -> [Body.ID] {
        var ids = Set(matter.assists + [matter.lead, matter.firstReceiver].compactMap { $0 })
        let naming = procedure.fields.filter { [.body, .bodies].contains($0.type) }.map(\.id)
        for line in story {
            guard case .object(let answers)? = line.payload?["answers"] else { continue }
            for (field, answer) in answers
            where naming.contains(field) {
                let texts: [Payload] = if case .list(let list) = answer { list } else { [answer] }
                for case .text(let text) in texts {
                    if let id = Body.ID(text) { ids.insert(id) }
                }
            }
        }
        return ids.sorted()
    }

    /// The clauses that objections cited: at most as many as objections are allowed.
    private static func clauses(
        in story: [Stories.Line], _ db: any Reader
    ) throws -> [DutyClause.ID: DutyClause] {
        var found: [DutyClause.ID: DutyClause] = [:]
        for line in story {
            guard case .text(let text)? = line.payload?["answers"]?["clause"],
                let id = DutyClause.ID(text), let clause = try Bodies.clause(id, db)
            else { continue }
            found[id] = clause
        }
        return found
    }

    /// The matter that a receipt's holder follows, and the one that it was merged into.
    package func matter(_ id: Matter.ID, in realm: Realm) async throws -> Matter? {
        try await database.glance { db in try Matters.find(id, in: realm.id, db) }
    }

    package func photograph(
        _ id: Photograph.ID, in realm: Realm, small: Bool
    ) async throws -> Photographs.Image? {
        try await database.glance { db in
            try Photographs.find(id, in: realm.id, small: small, db)
        }
    }
}
