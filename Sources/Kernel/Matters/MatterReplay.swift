package import Foundation

/// Does to a matter once more what its record says was done, and compares what comes of it with
/// the row that is stored.
///
/// What the record does not hold is taken from the row: how an ordered or an imported matter was
/// drafted, and the title that was made from the first words.
package struct MatterReplay: Sendable {
    private let row: Matter
    private let procedure: Procedure
    private let steps: [RecordedStep]
    /// The matters that the row is linked with by what was done to it.
    private let links: Set<Matter.ID>
    /// The zone in which days were agreed on.
    private let zone: TimeZone
    /// The urgency that a category begins with.
    private let urgency: @Sendable (Category.ID) -> String?

    package private(set) var problems: [Problem] = []

    /// - Parameters:
    ///   - steps: all moves of the matter, oldest first.
    ///   - links: the matters that it is linked with, where it made the link itself.
    ///   - zone: where the wall clocks hang by which agreed days end.
    ///   - urgency: how urgent a matter of a category is before anybody looks at it.
    package init(
        of row: Matter, under procedure: Procedure, told steps: [RecordedStep],
        links: Set<Matter.ID> = [], in zone: TimeZone,
        urgency: @escaping @Sendable (Category.ID) -> String?
    ) {
        self.row = row
        self.procedure = procedure
        self.steps = steps
        self.links = links
        self.zone = zone
        self.urgency = urgency
        replay()
    }

    private mutating func replay() {
        guard let opening = steps.first, let declared = procedure.action(opening.action),
            declared.opens, opening.from == nil
        else {
            problems.append(.noOpening(first: steps.first.map { $0.sequence }))
            return
        }
        var matter = draft(opening)
        var isUnbroken = true
        var told: Set<Matter.ID> = []
        for (place, step) in steps.enumerated() {
            if let lead = step.rehomedLead {
                isUnbroken = checkRehoming(step, after: matter) && isUnbroken
                matter = matter.rehomed(to: lead)
                continue
            }
            guard let action = procedure.action(step.action) else {
                problems.append(.unknownAction(step.sequence, step.action))
                return
            }
            isUnbroken = check(step, action, after: matter, isFirst: place == 0) && isUnbroken
            let now = place == 0 ? momentOfOpening(step) : step.at
            let answers = step.answers(under: procedure, paths: path)
            let before = matter
            matter = procedure.moved(
                before, by: action, person: step.person, with: answers, at: now, in: zone)
            join(&told, by: action, with: answers)
            told.formUnion(step.opened)
        }
        if isUnbroken {
            compare(with: matter)
            compareHidden("links", links, told)
        }
    }

    /// The matters that it is linked with after a step.
    private func join(
        _ links: inout Set<Matter.ID>, by action: Procedure.Action, with answers: Answers
    ) {
        guard let other = procedure.named(by: action, in: answers)?.other.id else { return }
        for effect in action.effects {
            switch effect {
            case .link: links.insert(other)
            case .unlink: links.remove(other)
            default: break
            }
        }
    }

    /// What one step says of itself against the rules and the step before it.
    private mutating func check(
        _ step: RecordedStep, _ action: Procedure.Action, after matter: Matter, isFirst: Bool
    ) -> Bool {
        var found: [Problem] = []
        if !isFirst {
            if step.from != matter.state {
                found.append(.broken(step.sequence, from: step.from, stood: matter.state))
            }
            if action.opens || !action.from.contains(step.from ?? "") {
                found.append(.notFrom(step.sequence, step.action, step.from))
            }
        }
        if step.to != action.to ?? step.from {
            found.append(.notTo(step.sequence, step.action, step.to))
        }
        let version = matter.version + (isFirst ? 0 : 1)
        if step.version != version {
            found.append(.version(step.sequence, step.version, expected: version))
        }
        if step.reference != row.reference.description {
            found.append(.otherReference(step.sequence, step.reference))
        }
        problems += found
        return found.isEmpty
    }

    /// A new plan of grids leaves a matter where it stands.
    private mutating func checkRehoming(_ step: RecordedStep, after matter: Matter) -> Bool {
        var found: [Problem] = []
        if step.from != matter.state {
            found.append(.broken(step.sequence, from: step.from, stood: matter.state))
        }
        if step.to != matter.state {
            found.append(.notTo(step.sequence, step.action, step.to))
        }
        if step.version != matter.version + 1 {
            found.append(.version(step.sequence, step.version, expected: matter.version + 1))
        }
        if step.reference != row.reference.description {
            found.append(.otherReference(step.sequence, step.reference))
        }
        problems += found
        return found.isEmpty
    }

    // MARK: - How it began

    private var isOrdered: Bool { row.channel == .procedure }
    /// The clock opened it and no other matter ordered it.
    private var isImported: Bool {
        !isOrdered && steps.first.flatMap { procedure.action($0.action) }?.isTimed ?? false
    }

    /// The matter as it was raised, standing nowhere yet.
    private func draft(_ opening: RecordedStep) -> Matter {
        var draft = row
        draft.state = ""
        draft.version = 1
        draft.lead = isOrdered || isImported ? row.firstReceiver : nil
        draft.firstReceiver = nil
        draft.taker = nil
        draft.mergedInto = nil
        if sets(.parent) { draft.parent = nil }
        draft.assists = []
        draft.petitions = []
        draft.endedAt = nil
        draft.ending = nil
        if !sets(.triage) { draft.triage = nil }
        if !sets(.language) { draft.language = nil }
        if !sets(.supervision) { draft.supervision = nil }
        draft.clocks = isImported ? row.clocks.compactMap(\.asImported) : []
        if case .text(let category)? = opening.answers["category"] { draft.category = category }
        if !isOrdered, !isImported, let urgency = urgency(draft.category) {
            draft.urgency = urgency
        }
        if case .text(let text)? = opening.answers["place"], let place = Place.ID(text) {
            draft.place = place
        }
        return draft
    }

    /// Imported matters open at the time that their source names.
    private func momentOfOpening(_ opening: RecordedStep) -> Instant {
        guard isImported else { return opening.at }
        let ends = procedure.state(opening.to)?.ending != nil
        return ends ? row.endedAt ?? row.openedAt : row.openedAt
    }

    private func path(of place: Place.ID) -> PlacePath { row.placePath }

    /// Whether some step said what this part of the matter is.
    private func sets(_ part: Procedure.Part) -> Bool {
        steps.contains { step in
            step.answers.keys.contains { procedure.field($0)?.sets == part }
        }
    }

    // MARK: - What came of it

    private mutating func compare(with told: Matter) {
        compare("state", row.state, told.state)
        compare("version", "\(row.version)", "\(told.version)")
        compare("ending", row.ending?.rawValue, told.ending?.rawValue)
        compare("end", row.endedAt?.iso8601, told.endedAt?.iso8601)
        compare("place", "\(row.place)", "\(told.place)")
        compare("category", row.category, told.category)
        compare("urgency", row.urgency, told.urgency)
        compare("triage", row.triage, told.triage)
        compare("language", row.language, told.language)
        compare("supervision", row.supervision, told.supervision)
        compare("lead", row.lead, told.lead)
        compare("first receiver", row.firstReceiver, told.firstReceiver)
        compare("taker", row.taker, told.taker)
        compare("parent", row.parent, told.parent)
        compare("merging", row.mergedInto, told.mergedInto)
        compareHidden("title", row.title, told.title)
        compareHidden("account", row.account, told.account)
        compareHidden("spot", row.spot, told.spot)
        compareHidden("assisting bodies", Set(row.assists), Set(told.assists))
        compareHidden("requests for approval", Set(row.petitions), Set(told.petitions))
        compareClocks(with: told)
    }

    private mutating func compareClocks(with told: Matter) {
        let names = Set(row.clocks.map(\.name)).union(told.clocks.map(\.name))
        for name in names.sorted() {
            let (stored, expected) = (row.clock(name), told.clock(name))
            // How urgent an ordered or imported matter was at first is not on the record.
            let knowsLimit = !(isOrdered || isImported) || expected?.isAgreed == true
            let same =
                knowsLimit
                ? stored == expected : stored?.withoutBudget == expected?.withoutBudget
            if !same { problems.append(.clock(name)) }
        }
    }

    private mutating func compare(_ part: String, _ stored: String?, _ told: String?) {
        if stored != told { problems.append(.differs(part, stored: stored, told: told)) }
    }

    private mutating func compare<Noun>(
        _ part: String, _ stored: Identifier<Noun>?, _ told: Identifier<Noun>?
    ) {
        compare(part, stored?.description, told?.description)
    }

    /// For words that a report must not show.
    private mutating func compareHidden<Value: Equatable>(
        _ part: String, _ stored: Value, _ told: Value
    ) {
        if stored != told { problems.append(.differsInWords(part)) }
    }
}

extension Clock {
    /// The clock as an import began it; nil for one that a later action started.
    fileprivate var asImported: Clock? {
        guard case .until = budget else { return nil }
        return Clock(name: name, budget: budget, startedAt: startedAt)
    }

    /// Whether it runs to a day that somebody named, which the record holds.
    fileprivate var isAgreed: Bool { if case .until = budget { true } else { false } }

    fileprivate var withoutBudget: Clock {
        Clock(
            name: name, budget: .until(startedAt), startedAt: startedAt, suspensions: suspensions,
            extensions: extensions, stoppedAt: stoppedAt)
    }
}
