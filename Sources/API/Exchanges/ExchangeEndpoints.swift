import Actions
import HTTPTypes
import Kernel

// Tickets of other systems, such as the centre of a hotline: in, and what became of them back.
extension Doors {
    static let exchangeEndpoints: [Endpoint] = [
        .post("/api/exchange/:realm/:exchange", .key(.exchange), takes: .json) {
            try await $0.exchange { try await $0.take() }
        },
        .get("/api/exchange/:realm/:exchange/changes", .key(.exchange)) {
            try await $0.exchange { try await $0.changes() }
        },
    ]
}

extension Call {
    /// Finds the exchange that the address names, for whoever has a key for it.
    func exchange(_ work: (ExchangeCall) async throws -> Answer) async throws -> Answer {
        let sent = headers[.authorization] ?? ""
        guard sent.hasPrefix("Bearer "),
            let key = try await installation.accessKey(
                String(sent.dropFirst(7)), for: .exchange, from: address)
        else {
            var refused = Answer.problem(
                .unauthorized,
                "Send a key with the scope “exchange” as Authorization: Bearer. See: linli key add")
            refused.headers[.wwwAuthenticate] = "Bearer"
            return refused
        }
        guard let realm = try await installation.realm(slug: try parameter("realm")),
            realm.id == key.realm
        else { throw Complaint.notFound }
        let book = try await installation.rulebook(of: realm)
        guard let exchange = book.profile.exchange(try parameter("exchange")) else {
            throw Complaint.notFound
        }
        return try await work(
            ExchangeCall(call: self, key: key, realm: realm, exchange: exchange))
    }
}

/// One call of a centre.
struct ExchangeCall {
    let call: Call
    let key: AccessKey
    let realm: Realm
    let exchange: Exchange

    /// Takes tickets and says of each what became of it.
    func take() async throws -> Answer {
        let tickets: [SentTicket]
        do {
            tickets = try SentTickets(call.body, by: exchange).tickets
        } catch {
            throw Complaint.bad(error.description)
        }
        let outcomes = try await TakeTickets(
            realm: realm, exchange: exchange, tickets: tickets,
            limit: Limit.Counted(.keyedTickets, of: key.id.description)
        ).run(in: call.installation)
        let counts = TicketOutcome.Kind.allCases.map { kind in
            (kind.rawValue, JSON.number(String(outcomes.count { $0.kind == kind })))
        }
        return .json(.object(counts + [("tickets", .list(outcomes.map(Self.json)))]))
    }

    private static func json(_ outcome: TicketOutcome) -> JSON {
        var members: [(String, JSON)] = [
            ("number", .optional(outcome.number)), ("outcome", .text(outcome.kind.rawValue)),
            ("reference", .optional(outcome.reference?.description)),
        ]
        if let problem = outcome.problem {
            members += [
                ("reason", .text(problem.reason.rawValue)), ("field", .text(problem.field)),
                ("value", .optional(problem.value)),
            ]
        }
        return .object(members)
    }

    /// What happened since, in the centre's own names.
    func changes() async throws -> Answer {
        func number(_ name: String, _ range: ClosedRange<Int64>, usual: Int64) throws -> Int64 {
            guard let text = call.query[name] else { return usual }
            guard let number = Int64(text), range.contains(number) else {
                throw Complaint.bad(
                    "\(name) is a whole number from \(range.lowerBound) to \(range.upperBound).")
            }
            return number
        }
        let after = try number("after", 0...Int64.max, usual: 0)
        let most = Int64(TicketReturns.limitMax)
        let limit = Int(try number("limit", 1...most, usual: 100))
        let page = try await call.installation.ticketReturns(
            of: exchange, in: realm, after: after, limit: limit)
        let text = ReturnText(exchange)
        let changes = page.returns.map { step in
            JSON.object(text.members(of: step).map { ($0.name, JSON.optional($0.value)) })
        }
        return .json([
            "changes": .list(changes), "next": .text(String(page.cursor)),
            "more": .bool(page.isFull),
        ])
    }
}
