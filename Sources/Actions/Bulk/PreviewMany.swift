import Kernel
import SQL
import Storage

extension Installation {
    /// Works out what an action would make of each chosen matter, in one snapshot; nothing changes.
    package func preview(
        _ order: BulkOrder, for visit: Visit, filling: @escaping MessageFilling
    ) async throws -> BulkPreview {
        let now = now()
        return try await database.read { db in
            let trial = ManyTrial(
                installation: self, order: order, visit: visit, filling: filling, now: now,
                catalogue: try Catalogues.current(of: visit.realm.id, db), db: db)
            return try trial.run()
        }
    }
}

/// Tries an action on each of many matters.
private struct ManyTrial {
    let installation: Installation
    let order: BulkOrder
    let visit: Visit
    let filling: MessageFilling
    let now: Instant
    let catalogue: Catalogue
    let db: any Reader

    private typealias Found = (reference: Reference, matter: Matter?)

    func run() throws -> BulkPreview {
        let found = try order.references.map { reference in
            let matter = try Matters.find(reference, in: visit.realm.id, db)
            return (
                reference: reference,
                matter: matter.flatMap { $0.isReadable(by: visit.holding) ? $0 : nil }
            )
        }
        let places = try Places.find(
            ids: Array(Set(found.compactMap { $0.matter?.place })), in: visit.realm.id, db)
        let byID = Dictionary(places.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        let target = target(among: found.compactMap(\.matter))
        return BulkPreview(
            lines: try found.map { reference, matter in
                let rule = matter.flatMap {
                    catalogue.route(place: $0.placePath, category: $0.category).chosen
                }
                return BulkPreview.Line(
                    reference: reference, matter: matter,
                    place: matter.flatMap { byID[$0.place] }, suggestion: rule,
                    catalogueVersion: catalogue.version,
                    outcome: try outcome(for: matter, target, rule))
            })
    }

    /// The matter that the others are merged into: the chosen one, or else the first that was
    /// raised.
    private func target(among matters: [Matter]) -> Matter? {
        let open = matters.filter(\.isOpen)
        return open.first { $0.reference == order.target } ?? open.min { $0.id < $1.id }
    }

    private func outcome(
        for matter: Matter?, _ target: Matter?, _ rule: Catalogue.Rule?
    ) throws -> BulkPreview.Outcome {
        guard let matter else { return .refused(.notFound) }
        let book = try installation.rulebooks.find(
            visit.realm, version: try Matters.profileVersion(of: matter.id, db), at: now, db)
        guard matter.procedure.name == order.procedure,
            let procedure = book.profile.procedure(order.procedure),
            let action = procedure.action(order.action), procedure.suitsMany(action)
        else { return refused(.unknownAction(order.action), matter) }
        let merges = action.asks.contains { procedure.manyAnswer(to: $0.field) == .target }
        if merges, matter.id == target?.id { return .stays }
        let situation = Situation(
            now: now, timekeeper: book.keeper, history: try Matters.history(of: matter.id, db),
            children: try Matters.children(of: matter.id, db))
        do {
            try procedure.admit(action, on: matter, by: .holding(visit.holding), in: situation)
            if let seen = order.seen[matter.reference], seen != matter.version {
                throw Refusal.changedMeanwhile(seen: seen, now: matter.version)
            }
            let texts = texts(for: matter, action, procedure, target, rule)
            return .moves(try move(matter, action, procedure, texts, book, situation))
        } catch let refusal as Refusal {
            return refused(refusal, matter)
        } catch let error as ActionError {
            return .refused(error)
        }
    }

    private func refused(_ refusal: Refusal, _ matter: Matter) -> BulkPreview.Outcome {
        .refused(.refused(refusal, state: matter.state, procedure: matter.procedure.name))
    }

    /// What is sent for one matter: its own facts, what was answered once, what is suggested.
    private func texts(
        for matter: Matter, _ action: Procedure.Action, _ procedure: Procedure,
        _ target: Matter?, _ rule: Catalogue.Rule?
    ) -> [String: [String]] {
        var texts: [String: [String]] = [:]
        for ask in action.asks {
            switch procedure.manyAnswer(to: ask.field) {
            case .kept:
                texts[ask.field] = procedure.field(ask.field)?.sets.flatMap(matter.text).map {
                    [$0]
                }
            case .suggested:
                let lead = order.leads[matter.reference] ?? rule?.lead.description
                texts[ask.field] = lead.map { [$0] }
            case .target: texts[ask.field] = target.map { [$0.reference.description] }
            case .once: texts[ask.field] = order.shared[ask.field]
            case .left: break
            }
        }
        return texts
    }

    private func move(
        _ matter: Matter, _ action: Procedure.Action, _ procedure: Procedure,
        _ texts: [String: [String]], _ book: Rulebook, _ situation: Situation
    ) throws -> BulkPreview.Move {
        var read = try AnswerForm(texts: texts).read(
            for: action, of: procedure, body: visit.holding.post.body, book,
            in: installation, at: now, db
        ).answers
        let problems = read.problems(for: action, of: procedure)
        if let wrong = problems.first(where: { $0.value != .missing }) {
            throw Refusal.answers([wrong.key: wrong.value])
        }
        let missing = Set(problems.keys)
        for id in missing { read[id] = procedure.field(id).flatMap { $0.type.standIn } }
        let change = try procedure.decide(
            action.id, on: matter, by: .holding(visit.holding), with: read, in: situation)
        let message = texts["message"]?.first.map {
            filling($0, change.after, change.after.promised(by: action, procedure, book.keeper))
        }
        var filled = texts
        if let message { filled["message"] = [message] }
        return BulkPreview.Move(
            to: change.after.state,
            due: procedure.state(change.after.state)?.limit.flatMap(change.after.clock)?
                .deadline(by: book.keeper).at,
            lead: change.after.lead, message: message, missing: missing,
            form: AnswerForm(texts: filled))
    }
}

extension Matter {
    /// A fact of the matter as a form would send it.
    fileprivate func text(_ part: Procedure.Part) -> String? {
        switch part {
        case .title: title
        case .account: account
        case .place: place.description
        case .spot: spot
        case .category: category
        case .urgency: urgency
        default: nil
        }
    }

    /// The deadline that a message about an action names.
    fileprivate func promised(
        by action: Procedure.Action, _ procedure: Procedure, _ keeper: Timekeeper
    ) -> Instant? {
        let asks = procedure.clock("answer")?.starts.contains(action.id) ?? false
        return clock(asks ? "answer" : "finish")?.deadline(by: keeper).at
    }
}

extension Procedure.FieldType {
    /// An answer that stands in for a missing one while it is only worked out where a matter goes.
    fileprivate var standIn: Answer? {
        switch self {
        case .line, .paragraphs: .text("…")
        case .choice(let options): options.first.map { .text($0) }
        case .number(let range): .number(range.lowerBound)
        case .flag: .flag(false)
        default: nil
        }
    }
}
