package import Kernel
import SQL
import Storage

/// What became of one ticket that was sent.
package struct TicketOutcome: Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// It became a matter.
        case taken
        /// It came before, and says nothing new.
        case known
        /// What the centre added was added to its matter.
        case addedTo
        /// It had ended at the centre before it was ever taken.
        case passedOver
        case failed
    }

    package let number: String?
    package let kind: Kind
    package let reference: Reference?
    package let problem: TicketProblem?
}

/// Takes tickets of another system: each becomes a matter by its number once, and what comes later
/// under the same number is added to it, where its rules have a step for that.
///
/// Each ticket is a transaction of its own, so that a sending which was cut off is sent again and
/// goes on; what cannot be taken is kept with its reason and tried again from the desk.
package struct TakeTickets: Sendable {
    package let realm: Realm
    package let exchange: Exchange
    package let tickets: [SentTicket]
    package let limit: Limit.Counted?
    package let progress: @Sendable (Int, Int) -> Void

    package init(
        realm: Realm, exchange: Exchange, tickets: [SentTicket], limit: Limit.Counted? = nil,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) {
        self.realm = realm
        self.exchange = exchange
        self.tickets = tickets
        self.limit = limit
        self.progress = progress
    }

    private static let progressTickets = 50

    /// - Returns: what became of each, in their order.
    /// - Throws: `.notFound` where the realm has no such exchange any more; `.tooOften`.
    package func run(in installation: Installation) async throws -> [TicketOutcome] {
        let book = try await installation.rulebook(of: realm)
        guard let procedure = book.profile.procedure(exchange.procedure),
            let opening = procedure.action(exchange.opening)
        else { throw ActionError.notFound }
        let taking = TicketTaking(
            installation: installation, book: book, exchange: exchange, procedure: procedure,
            opening: opening, limit: limit)
        var outcomes: [TicketOutcome] = []
        outcomes.reserveCapacity(tickets.count)
        for (index, ticket) in tickets.enumerated() {
            try Task.checkCancellation()
            outcomes.append(try await taking.take(ticket))
            if (index + 1).isMultiple(of: Self.progressTickets) {
                progress(index + 1, tickets.count)
            }
        }
        let addedTo = outcomes.count { $0.kind == .addedTo }
        let now = installation.now()
        try await installation.database.write { db in
            try ExchangeStates.noteReceived(
                exchange.id, in: realm.id, taken: 0, addedTo: addedTo, at: now, db)
            try ExchangeFailures.trim(exchange.id, in: realm.id, db)
        }
        return outcomes
    }
}

/// The taking of one ticket after another.
struct TicketTaking: Sendable {
    let installation: Installation
    let book: Rulebook
    let exchange: Exchange
    let procedure: Procedure
    let opening: Procedure.Action
    let limit: Limit.Counted?

    var realm: Realm { book.realm }

    func take(_ sent: SentTicket) async throws -> TicketOutcome {
        let number = sent[exchange.ticket.number]
        do {
            let ticket = try TicketReader(exchange).read(sent)
            let known = try await installation.database.glance { db in
                try ExchangeTickets.find(number, of: exchange.id, in: realm.id, db)
            }
            if let known { return try await follow(ticket, sent, known) }
            if ticket.isEnded {
                return TicketOutcome(
                    number: number, kind: .passedOver, reference: nil, problem: nil)
            }
            return try await open(ticket, sent)
        } catch let problem as TicketProblem {
            try await keep(sent, problem)
            return TicketOutcome(
                number: number.isEmpty ? nil : number, kind: .failed, reference: nil,
                problem: problem)
        }
    }

    // MARK: - The first time

    private func open(_ ticket: Ticket, _ sent: SentTicket) async throws -> TicketOutcome {
        let now = installation.now()
        let place = try await place(of: ticket)
        let opener = OpenMatter(
            realm: realm, procedure: exchange.procedure, action: exchange.opening, acting: .clock,
            channel: exchange.channel, form: AnswerForm(texts: texts(of: ticket, at: place)),
            limit: limit, clocks: clocks(of: ticket, at: now))
        var generator = SystemRandomNumberGenerator()
        let word = CheckWord(from: &generator)
        do {
            let prepared = try await installation.database.glance { db in
                try opener.prepare(word, in: installation, at: now, db)
            }
            let change = try await installation.database.write { db -> Change? in
                // Another sending of the same may have been quicker.
                guard
                    try ExchangeTickets.find(
                        ticket.number, of: exchange.id, in: realm.id, db) == nil
                else { return nil }
                let change = try opener.open(prepared, in: installation, at: now, db)
                let matter = change.after.id
                try ExchangeTickets.insert(
                    ticket.number, of: exchange.id, in: realm.id, as: matter,
                    parts: parts(of: sent, ticket), at: now, db)
                try ExchangeReturns.note(Records.lastSequence(db), of: matter, at: now, db)
                try ExchangeFailures.remove(
                    ticket.number, of: exchange.id, in: realm.id, db)
                try ExchangeStates.noteReceived(
                    exchange.id, in: realm.id, taken: 1, addedTo: 0, at: now, db)
                return change
            }
            guard let change else {
                return TicketOutcome(
                    number: ticket.number, kind: .known, reference: nil, problem: nil)
            }
            installation.tell(of: change, isNew: true)
            return TicketOutcome(
                number: ticket.number, kind: .taken, reference: change.after.reference,
                problem: nil)
        } catch ActionError.refused(let refusal, _, _) {
            throw problem(refusal)
        }
    }

    /// A place by the word of the map; else the narrowest whose name stands in what was said of it.
    private func place(of ticket: Ticket) async throws -> Place {
        let form = exchange.ticket
        if let word = ticket.place {
            if let found = try await installation.place(named: word, in: realm) { return found }
            if form.place.words.contains(word) {
                throw TicketProblem(.unknownPlace, "place", value: word)
            }
        }
        if let elsewhere = form.elsewhere {
            guard let found = try await installation.place(named: elsewhere, in: realm) else {
                throw TicketProblem(.unknownPlace, "elsewhere", value: elsewhere)
            }
            let said = [ticket.place, ticket.address].compactMap(\.self).joined(separator: " ")
            let nearer = try await installation.place(addressed: said, in: realm)
            return nearer.flatMap { found.path.contains($0.path) ? $0 : nil } ?? found
        }
        let said = [ticket.place, ticket.address].compactMap(\.self).joined(separator: " ")
        guard let found = try await installation.place(addressed: said, in: realm) else {
            throw TicketProblem(.unknownPlace, "place", value: ticket.place)
        }
        return found
    }

    private func clocks(of ticket: Ticket, at now: Instant) -> [Clock] {
        guard let name = exchange.ticket.clock, let due = ticket.due else { return [] }
        return [Clock(name: name, budget: .until(due), startedAt: now)]
    }

    private func problem(_ refusal: Refusal) -> TicketProblem {
        switch refusal {
        case .answers(let problems):
            let fields = problems.keys.map(part).sorted().joined(separator: ", ")
            let isLong = problems.values.contains {
                if case .tooLong = $0 { true } else { false }
            }
            return TicketProblem(isLong ? .tooLong : .refused, fields)
        case .moved(let state): return TicketProblem(.notNow, "number", value: state)
        default: return TicketProblem(.notNow, "number")
        }
    }

    /// What the map calls the part of a ticket that a field holds.
    private func part(_ field: Procedure.Field.ID) -> String {
        switch procedure.field(field)?.sets {
        case .account: "account"
        case .category: "category"
        case .place: "place"
        case .spot: "address"
        case .title: "title"
        default: procedure.field(field)?.type == .phone ? "phone" : field
        }
    }

    // MARK: - Later

    private func follow(
        _ ticket: Ticket, _ sent: SentTicket, _ known: ExchangeTickets.Taken
    ) async throws -> TicketOutcome {
        let now = installation.now()
        let parts = parts(of: sent, ticket)
        let changed = Set(parts.filter { known.parts[$0.key] != $0.value }.keys)
        let (matter, left, change): (Matter?, Set<String>, Change?)
        do {
            (matter, left, change) = try await installation.database.write { db in
                let matter = try Matters.find(known.matter, in: realm.id, db)
                guard let matter, !changed.isEmpty else {
                    try ExchangeFailures.remove(
                        ticket.number, of: exchange.id, in: realm.id, db)
                    return (matter, [], nil)
                }
                let (left, change) = try TicketFollowing(taking: self, matter: matter, now: now)
                    .follow(ticket, changed, db)
                try ExchangeTickets.keep(
                    parts: known.parts.merging(parts.filter { !left.contains($0.key) }) { $1 },
                    of: ticket.number, of: exchange.id, in: realm.id, db)
                if left.isEmpty {
                    try ExchangeFailures.remove(
                        ticket.number, of: exchange.id, in: realm.id, db)
                }
                return (matter, left, change)
            }
        } catch ActionError.refused(let refusal, _, _) {
            throw problem(refusal)
        }
        if let change { installation.tell(of: change) }
        if !left.isEmpty {
            throw TicketProblem(.changed, left.sorted().joined(separator: ", "))
        }
        return TicketOutcome(
            number: ticket.number, kind: change == nil ? .known : .addedTo,
            reference: matter?.reference, problem: nil)
    }

    // MARK: - What could not be taken

    private func keep(_ sent: SentTicket, _ problem: TicketProblem) async throws {
        let now = installation.now()
        let vault = installation.vault
        let plain = sent.payload.canonicalBytes
        let digest = vault.keyedDigest(sent.payload.canonicalText, use: "exchange ticket")
        let number = sent[exchange.ticket.number]
        let isNumbered = !number.isEmpty && number.count <= TicketReader.numberMax
        let id = installation.newID() as ExchangeFailure.ID
        try await installation.database.write { db in
            try ExchangeFailures.keep(
                id, of: isNumbered ? number : "#" + digest, number: isNumbered ? number : nil,
                digest: digest, sealing: plain, problem, exchange: exchange.id, in: realm.id,
                at: now, vault: vault, db)
        }
    }
}
