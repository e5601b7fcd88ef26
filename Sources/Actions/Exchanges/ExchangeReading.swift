package import Kernel
import SQL
package import Storage

/// What goes back to a centre of one step of a ticket: facts by their names, ready to be written.
package struct TicketReturn: Sendable {
    package let sequence: Int64
    package let values: [Exchange.ReturnForm.Fact: String]
    package let hasEnded: Bool
}

/// A page of what goes back.
package struct TicketReturns: Sendable {
    package let returns: [TicketReturn]
    /// Where the next page begins; the same as before where nothing came.
    package let cursor: Int64
    /// Whether there may be more right now.
    package let isFull: Bool

    package static let limitMax = 500
}

/// An exchange as the desk shows it.
package struct ExchangeSheet: Sendable {
    package let exchange: Exchange
    package let state: ExchangeState
    /// How many tickets wait of each reason and field.
    package let failures: [(problem: TicketProblem, count: Int)]
    /// How much waits to go back where it is pushed.
    package let waiting: Int

    package static let failureKindsMax = 40
    package static let waitingMax = 1_000

    package var failureCount: Int { failures.reduce(0) { $0 + $1.count } }
}

extension Installation {
    package func exchangeSheets(of realm: Realm) async throws -> [ExchangeSheet] {
        let book = try await rulebook(of: realm)
        return try await database.glance { db in
            try book.profile.exchanges.map { exchange in
                let state = try ExchangeStates.find(exchange.id, in: realm.id, db)
                return ExchangeSheet(
                    exchange: exchange, state: state,
                    failures: try ExchangeFailures.counts(
                        of: exchange.id, in: realm.id, limit: ExchangeSheet.failureKindsMax, db),
                    waiting: exchange.push == nil
                        ? 0
                        : try ExchangeReturns.count(
                            after: state.pushSequence, of: exchange.id, in: realm.id,
                            limit: ExchangeSheet.waitingMax, db))
            }
        }
    }

    /// Tickets that could not be taken, tried last first.
    package func exchangeFailures(
        of exchange: Exchange.Name, isSetAside: Bool, in realm: Realm,
        before: (at: Instant, id: ExchangeFailure.ID)? = nil, limit: Int
    ) async throws -> [ExchangeFailure] {
        try await database.glance { db in
            try ExchangeFailures.page(
                of: exchange, isSetAside: isSetAside, in: realm.id, before: before, limit: limit,
                db)
        }
    }

    /// The matter that a ticket of the centre became.
    package func matter(
        ofTicket number: String, of exchange: Exchange.Name, in realm: Realm
    ) async throws -> Reference? {
        try await database.glance { db in
            guard
                let taken = try ExchangeTickets.find(
                    number.trimmingCharacters(), of: exchange, in: realm.id, db)
            else { return nil }
            return try Matters.find(taken.matter, in: realm.id, db)?.reference
        }
    }

    /// What happened to the tickets of an exchange after a record: what their reporters may know,
    /// in the centre's words.
    package func ticketReturns(
        of exchange: Exchange, in realm: Realm, after sequence: Int64,
        limit: Int = TicketReturns.limitMax
    ) async throws -> TicketReturns {
        let now = now()
        return try await database.glance { db in
            let (rows, last, count) = try ExchangeReturns.after(
                sequence, of: exchange.id, in: realm.id, limit: limit, vault: vault, db)
            let returns = try rows.compactMap { row -> TicketReturn? in
                let book = try rulebooks.find(
                    realm, version: row.deed.profileVersion, at: now, db)
                return told(row.deed, under: book).map {
                    TicketReturn($0, number: row.number, by: exchange, book)
                }
            }
            return TicketReturns(
                returns: returns, cursor: last ?? sequence,
                isFull: count == limit)
        }
    }
}

extension TicketReturn {
    init(_ deed: ToldDeed, number: String, by exchange: Exchange, _ book: Rulebook) {
        let texts = book.profile.texts
        let name = deed.procedure.key.name
        var values: [Exchange.ReturnForm.Fact: String] = [
            .id: String(deed.sequence), .number: number, .reference: deed.reference.description,
            .at: exchange.written(deed.at), .state: deed.state.id,
            .status: exchange.back.states[deed.state.id]
                ?? texts.text("\(name).state.\(deed.state.id)", in: .zh),
            .ended: deed.hasEnded ? "true" : "false",
        ]
        values[.message] = deed.message
        values[.result] = deed.result.map { result in
            texts.text("\(name).field.result.\(result)", in: .zh)
        }
        sequence = deed.sequence
        hasEnded = deed.hasEnded
        self.values = values
    }
}

extension Exchange {
    /// A time as the centre writes it.
    func written(_ instant: Instant) -> String {
        switch times {
        case .iso8601: instant.iso8601
        case .wall: instant.wall(in: zone)
        }
    }
}
