import Kernel
import SQL
import Storage

/// Writes what a decision changed: rows, record and derived standing, in the caller's transaction.
struct Journal {
    let installation: Installation
    let book: Rulebook
    let db: any Writer
    let now: Instant

    /// Stores a newly opened matter with its keys and first record.
    @discardableResult
    func open(
        _ change: Change, under procedure: Procedure, by acting: Acting,
        keys made: DataKeys.Fresh? = nil, personal: [String: String], wordDigest: String?,
        after last: Int64? = nil, at instant: Instant
    ) throws -> WrappedKeys {
        let matter = change.after
        let keys =
            try made
            ?? DataKeys.Fresh(
                for: matter.id, isPersonal: !personal.isEmpty, vault: installation.vault)
        try Matters.insert(
            matter, standing: Standing(of: matter, under: procedure, by: book.keeper),
            profileVersion: book.profile.version, opener: acting.person, keys: keys,
            wordDigest: wordDigest, by: book.keeper, at: instant, db)
        try publish(matter, before: nil, under: procedure)
        if let key = keys.person {
            try keep(personal, of: matter.id, under: procedure, key: key, at: instant)
        }
        try record(change, by: acting, key: keys.story, after: last, at: instant)
        try attachPhotographs(of: change)
        try openChildren(of: change, by: acting)
        try join(change, before: nil, under: procedure, by: acting, at: instant)
        return keys.wrapped
    }

    /// Keeps personal answers apart from the story, under the key that is erased first.
    private func keep(
        _ personal: [String: String], of matter: Matter.ID, under procedure: Procedure,
        key: Vault.Key, at instant: Instant
    ) throws {
        let given = personal.compactMap { field, value in
            procedure.field(field)?.personal.map {
                PersonalFields.Given(field: field, value: value, rule: $0)
            }
        }
        try PersonalFields.insert(
            given, of: matter, key: key, vault: installation.vault, at: instant, db)
    }

    /// Stores a changed matter; throws `conflict` when someone else was first, and `notFound` when
    /// its words have been erased: what came after would have no key to be kept under.
    ///
    /// - Parameters:
    ///   - last: the sequence of the last record, where it was read in this transaction.
    ///   - read: the same, where the matter was read before this transaction began.
    func store(
        _ change: Change, from before: Matter, keys: WrappedKeys, after last: Int64? = nil,
        read: Int64? = nil, under procedure: Procedure, by acting: Acting,
        personal: [String: String],
        at instant: Instant
    ) throws {
        let matter = change.after
        let vault = installation.vault
        guard let key = try keys.key(.story, of: matter.id, vault: vault) else {
            throw ActionError.notFound
        }
        let stored = try Matters.update(
            matter, from: before, read: read,
            standing: Standing(of: matter, under: procedure, by: book.keeper),
            toucher: acting.person, by: book.keeper, at: instant, db)
        guard stored else { throw ActionError.conflict }
        try publish(matter, before: before, under: procedure)
        if !personal.isEmpty {
            let personKey =
                try keys.key(.person, of: matter.id, vault: vault)
                ?? DataKeys.addPerson(to: matter.id, vault: vault, db)
            try keep(personal, of: matter.id, under: procedure, key: personKey, at: instant)
        }
        let opened = try change.openings.map { try open($0, at: matter, by: acting) }
        try record(
            change, by: acting, key: key, after: opened.isEmpty ? last : nil,
            opened: opened.map(\.id), at: instant)
        try attachPhotographs(of: change)
        try openChildren(of: change, by: acting)
        try join(
            change, with: opened, before: before, under: procedure, by: acting, at: instant)
    }

    private func record(
        _ change: Change, by acting: Acting, key: Vault.Key?, after last: Int64? = nil,
        opened: [Matter.ID] = [], at instant: Instant
    ) throws {
        let answers = change.answers.values.filter { !$0.value.isEmpty }.mapValues(\.payload)
        var payload: [String: Payload] = [
            "from": change.from.map { .text($0) } ?? .null,
            "to": .text(change.after.state),
            "reference": .text(change.after.reference.description),
            "version": .int(Int64(change.after.version)),
            "answers": .object(answers),
        ]
        if !opened.isEmpty { payload["opened"] = .list(opened.map { .text($0.description) }) }
        let sequence = try Records.append(
            Records.Entry(
                realm: change.after.realm, at: instant, person: acting.person,
                post: acting.holding?.post.id, action: change.action.id, subjectKind: "matter",
                subject: change.after.id.rawValue, payload: .object(payload)),
            id: installation.newID(), key: key, vault: installation.vault, after: last, db)
        if change.from != nil, Exchange.channels.contains(change.after.channel),
            change.action.isShownToReporter
        {
            try ExchangeReturns.note(sequence, of: change.after.id, at: instant, db)
        }
    }

    private func attachPhotographs(of change: Change) throws {
        for case .photos(let ids) in change.answers.values.values {
            try Photographs.attach(ids, to: change.after.id, in: change.after.realm, db)
        }
    }

    private func openChildren(of change: Change, by acting: Acting) throws {
        for order in change.children {
            guard let procedure = book.profile.procedure(order.kind.procedure),
                let opening = procedure.opening(for: order.kind)
            else { continue }
            let parent = change.after
            let asked = order.account ?? change.answers["instruction"]?.text ?? parent.account
            let draft = Matter(
                id: installation.newID(), realm: parent.realm,
                reference: try nextReference().reference, procedure: procedure.key,
                channel: .procedure,
                openedAt: now, state: "", title: order.title ?? parent.title, account: asked,
                place: parent.place, placePath: parent.placePath, spot: parent.spot,
                category: parent.category, urgency: parent.urgency, lead: order.body,
                parent: parent.id)
            let child = try procedure.open(
                opening.id, draft: draft, by: .clock, with: Answers(),
                in: Situation(now: now, timekeeper: book.keeper))
            try open(
                child, under: procedure, by: .clock, personal: [:], wordDigest: nil, at: now)
        }
    }

    /// What counts the matters of a year.
    static func counter(_ year: Int) -> String { "matters-\(year)" }

    /// The next reference of the realm's present year.
    func nextReference() throws -> (reference: Reference, lastSequence: Int64) {
        let year = book.day(of: now).year
        let next = try Realms.next(Self.counter(year), in: book.realm.id, db)
        return (Reference(year: year, serial: next.value), next.lastSequence)
    }
}
