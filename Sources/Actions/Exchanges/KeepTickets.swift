package import Kernel
import SQL
package import Storage

/// Tries tickets that could not be taken once more, by the map as it is now.
package struct RetryTickets: Sendable {
    package let realm: Realm
    package let changer: Changer
    package let exchange: Exchange.Name
    /// One of them; nil for all that wait, as many as one time takes.
    package let failure: ExchangeFailure.ID?

    /// How many one time takes.
    package static let countMax = 200

    package init(
        realm: Realm, by changer: Changer, exchange: Exchange.Name,
        failure: ExchangeFailure.ID? = nil
    ) {
        self.realm = realm
        self.changer = changer
        self.exchange = exchange
        self.failure = failure
    }

    /// - Throws: `.forbidden`; `.notFound` where there is no such exchange or ticket.
    package func run(in installation: Installation) async throws -> [TicketOutcome] {
        try changer.must(.enter, in: realm.id)
        let book = try await installation.rulebook(of: realm)
        guard let declared = book.profile.exchange(exchange) else { throw ActionError.notFound }
        let now = installation.now()
        let vault = installation.vault
        let tickets = try await installation.database.read { db -> [SentTicket] in
            let ids =
                try failure.map { [$0] }
                ?? ExchangeFailures.waiting(
                    of: exchange, in: realm.id, before: now, limit: Self.countMax, db)
            return try ids.compactMap { id in
                try ExchangeFailures.ticket(id, of: exchange, in: realm.id, vault: vault, db)
                    .flatMap { SentTicket(try Payload(parsing: $0)) }
            }
        }
        guard failure == nil || !tickets.isEmpty else { throw ActionError.notFound }
        return try await TakeTickets(realm: realm, exchange: declared, tickets: tickets)
            .run(in: installation)
    }
}

/// Says that a ticket is dealt with otherwise: it waits no longer, unless the centre changes it.
package struct SetTicketAside: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let exchange: Exchange.Name
    package let failure: ExchangeFailure.ID

    package init(
        realm: Realm, holding: Holding, exchange: Exchange.Name, failure: ExchangeFailure.ID
    ) {
        self.realm = realm
        self.holding = holding
        self.exchange = exchange
        self.failure = failure
    }

    /// - Throws: `.forbidden`; `.notFound` where none such waits.
    package func run(in installation: Installation) async throws {
        let now = installation.now()
        try Changer.holding(holding).must(.enter, in: realm.id)
        try await installation.database.write { db in
            guard
                try ExchangeFailures.setAside(
                    failure, of: exchange, in: realm.id, by: holding.post.id, at: now, db)
            else { throw ActionError.notFound }
            try installation.note(
                "setTicketAside", on: "realm", realm.id.rawValue, in: realm.id,
                by: .holding(holding), at: now,
                ["exchange": .text(exchange), "ticket": .text(failure.description)], db)
        }
    }
}

/// Keeps what this program proves itself with at a centre, sealed; nil takes it away.
package struct KeepExchangeSecret: Sendable {
    package let realm: Realm
    package let exchange: Exchange.Name
    package let secret: String?

    package static let secretMax = 1_000

    package init(realm: Realm, exchange: Exchange.Name, secret: String?) {
        self.realm = realm
        self.exchange = exchange
        self.secret = secret
    }

    /// By the operator alone, whom the machine itself admits.
    ///
    /// - Throws: `.notFound` where the realm declares no such exchange; `.invalid` for `secret`.
    package func run(in installation: Installation) async throws {
        let book = try await installation.rulebook(of: realm)
        guard book.profile.exchange(exchange) != nil else { throw ActionError.notFound }
        if let secret, secret.count > Self.secretMax || secret.contains(where: \.isNewline) {
            throw ActionError.invalid(["secret": .init("answer.tooLong")])
        }
        let (now, vault) = (installation.now(), installation.vault)
        try await installation.database.write { db in
            try ExchangeStates.keep(
                secret: secret, of: exchange, in: realm.id, vault: vault, db)
            try installation.note(
                "keepExchangeSecret", on: "realm", realm.id.rawValue, in: realm.id, by: .operator,
                at: now, ["exchange": .text(exchange), "kept": .bool(secret != nil)], db)
        }
    }
}

/// What goes back since the last file: the next file goes on behind it.
package struct WriteReturnFile: Sendable {
    package let realm: Realm
    package let exchange: Exchange
    /// From behind this record on; nil from where the last file ended.
    package let after: Int64?

    package init(realm: Realm, exchange: Exchange, after: Int64? = nil) {
        self.realm = realm
        self.exchange = exchange
        self.after = after
    }

    /// - Parameter write: hands on the bytes of the whole file; only once it returns is the place
    ///   kept from which the next file goes on.
    /// - Returns: how many steps were written.
    package func run(
        in installation: Installation, _ write: ([TicketReturn]) throws -> Void
    ) async throws -> Int {
        let start: Int64
        if let after {
            start = after
        } else {
            start = try await installation.database.read { db in
                try ExchangeStates.find(exchange.id, in: realm.id, db).fileSequence
            }
        }
        var found: [TicketReturn] = []
        var cursor = start
        while true {
            let page = try await installation.ticketReturns(
                of: exchange, in: realm, after: cursor)
            found += page.returns
            cursor = page.cursor
            guard page.isFull else { break }
        }
        try write(found)
        let last = cursor
        try await installation.database.write { db in
            try ExchangeStates.keep(fileSequence: last, of: exchange.id, in: realm.id, db)
        }
        return found.count
    }
}
