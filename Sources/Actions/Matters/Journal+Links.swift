import Kernel
import SQL
import Storage

extension Journal {
    /// Makes and undoes the links of a change, tells the other matters' stories, and works out
    /// anew what is answered wherever this change may have altered it.
    func join(
        _ change: Change, with opened: [OtherMatter] = [], before: Matter?,
        under procedure: Procedure, by acting: Acting, at instant: Instant
    ) throws {
        guard procedure.asksForLinks else { return }
        let matter = change.after
        let begun = opened.map { Change.Joining(other: $0, stands: true) }
        for joining in change.joinings + begun {
            let other = joining.other.id
            if joining.stands {
                try MatterLinks.insert(from: matter.id, to: other, db)
            } else {
                try MatterLinks.delete(from: matter.id, to: other, db)
            }
            try tell(joining, of: matter, by: acting, at: instant)
            try match(other)
        }
        try match(matter.id)
        if let before, before.isOpen != matter.isOpen {
            for link in try MatterLinks.of(matter.id, db) { try match(link.other) }
        }
    }

    /// Opens a matter of its own at the place of another, told by whoever found it.
    ///
    /// - Throws: `.notFound` where the profile has no such opening.
    func open(
        _ opening: Change.Opening, at matter: Matter, by acting: Acting
    ) throws -> OtherMatter {
        try open(opening, at: matter.place, matter.placePath, by: acting)
    }

    func open(
        _ opening: Change.Opening, at place: Place.ID, _ path: PlacePath, by acting: Acting
    ) throws -> OtherMatter {
        guard let procedure = book.profile.procedure(opening.kind.procedure),
            let action = procedure.opening(for: opening.kind)
        else { throw ActionError.notFound }
        let draft = Matter(
            id: installation.newID(), realm: book.realm.id,
            reference: try nextReference().reference, procedure: procedure.key,
            channel: .procedure, openedAt: now, state: "", title: "", account: opening.account,
            place: place, placePath: path, spot: opening.spot, category: opening.category,
            urgency: book.profile.category(opening.category)?.urgency
                ?? book.profile.urgencies.first ?? "")
        let change = try procedure.open(
            action.id, draft: draft, by: .clock, with: opening.answers,
            in: Situation(now: now, timekeeper: book.keeper))
        try open(
            change, under: procedure, by: acting, personal: [:], wordDigest: nil, at: now)
        let opened = change.after
        return OtherMatter(
            id: opened.id, reference: opened.reference, procedure: procedure.key.name,
            isOpen: opened.isOpen)
    }

    /// A line in the other matter's story: what it became part of, or is no part of any more.
    private func tell(
        _ joining: Change.Joining, of matter: Matter, by acting: Acting, at instant: Instant
    ) throws {
        try tell(
            joining.other.id, joining.stands ? Self.linked : Self.parted, of: matter, by: acting,
            at: instant)
    }

    /// A line about one matter in the story of another, which lists and news then show.
    func tell(
        _ other: Matter.ID, _ action: String, of matter: Matter, by acting: Acting,
        at instant: Instant
    ) throws {
        guard let key = try DataKeys.find(.story, of: other, vault: installation.vault, db) else {
            // Its words are erased: there is no story left to add to.
            return
        }
        try Records.append(
            Records.Entry(
                realm: matter.realm, at: instant, person: acting.person,
                post: acting.holding?.post.id,
                action: action, subjectKind: "matter", subject: other.rawValue,
                payload: .object([
                    "procedure": .text(matter.procedure.name),
                    "other": .text(matter.id.description),
                    "otherReference": .text(matter.reference.description),
                ])),
            id: installation.newID(), key: key, vault: installation.vault, db)
        try MatterLinks.touch(other, by: acting.person, at: instant, db)
    }

    private func match(_ id: Matter.ID) throws {
        guard let matter = try Matters.find(id, in: book.realm.id, db) else { return }
        let procedure = book.profile.procedure(matter.procedure.name)
        try MatterLinks.match(id, isTaken: procedure?.isTaken(matter) ?? false, db)
    }

    /// What the record calls it when another matter linked itself with this one, and parted again.
    static let linked = "matter.linked"
    static let parted = "matter.parted"
    /// What the record of a matter calls it when another was opened under it.
    static let opened = "matter.opened"
}

extension Procedure {
    /// Whether the matter waits for whoever took it on, on a list that says what is answered.
    func isTaken(_ matter: Matter) -> Bool {
        asksForLinks && matter.taker != nil && state(matter.state)?.owner == .taker
    }
}

extension Change.Opening {
    /// What the opened matter's own first record says.
    fileprivate var answers: Answers {
        var answers = Answers(["category": .text(category), "account": .text(account)])
        if let spot { answers["spot"] = .text(spot) }
        return answers
    }
}
