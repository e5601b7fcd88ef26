import Foundation
import Kernel
import Outgoing
import SQL
import Storage

/// Fetches tickets from the centres that have an address for it, and brings them what happened.
///
/// The place where each goes on is kept only once what was fetched is stored, and what was brought
/// was taken: cut off anywhere, the same is fetched or brought again under the same numbers.
package struct CallCentres: Sendable {
    package init() {}

    /// How many answers one round fetches from one centre, and how many steps one call brings.
    private static let pagesMax = 20
    private static let broughtMax = 50
    private static let problemMax = 300
    private static let retryMinutesMax: Int64 = 60

    /// - Returns: how many calls were made.
    @discardableResult
    package func run(in installation: Installation) async throws -> Int {
        var calls = 0
        let realms = try await installation.database.read { try Realms.all($0) }
        for realm in realms {
            let book = try await installation.rulebook(of: realm)
            for exchange in book.profile.exchanges where exchange.isCalled {
                let (state, secret) = try await installation.database.read { db in
                    (
                        try ExchangeStates.find(exchange.id, in: realm.id, db),
                        try ExchangeStates.secret(
                            of: exchange.id, in: realm.id, vault: installation.vault, db)
                    )
                }
                let call = CentreCall(
                    installation: installation, realm: realm, exchange: exchange, secret: secret)
                let now = installation.now()
                if let pull = exchange.pull, state.pull.dueAt <= now {
                    calls += try await fetch(by: call, pull, state)
                }
                if let push = exchange.push, state.push.dueAt <= now {
                    calls += try await bring(by: call, to: push, state)
                }
            }
        }
        return calls
    }

    private func fetch(
        by call: CentreCall, _ pull: Exchange.Pull, _ state: ExchangeState
    ) async throws -> Int {
        var cursor = state.pullCursor
        for page in 1...Self.pagesMax {
            let next: String?
            do {
                next = try await call.fetch(pull, after: cursor)
            } catch let trouble as CentreCall.Trouble {
                try await call.keep(
                    pull: Self.failed(state.pull, trouble, at: call.now), cursor: cursor)
                return page
            }
            let isLast = next == nil || next == cursor || page == Self.pagesMax
            cursor = next ?? cursor
            let due = isLast ? call.now.adding(minutes: Int64(pull.minutes)) : call.now
            try await call.keep(
                pull: ExchangeState.Way(dueAt: due, doneAt: call.now), cursor: cursor)
            if isLast { return page }
        }
        return Self.pagesMax
    }

    private func bring(
        by call: CentreCall, to address: String, _ state: ExchangeState
    ) async throws -> Int {
        var sequence = state.pushSequence
        var calls = 0
        while calls < Self.pagesMax {
            let page = try await call.installation.ticketReturns(
                of: call.exchange, in: call.realm, after: sequence, limit: Self.broughtMax)
            guard page.cursor > sequence else { break }
            if !page.returns.isEmpty {
                calls += 1
                do {
                    try await call.bring(page.returns, to: address)
                } catch let trouble as CentreCall.Trouble {
                    try await call.keep(
                        push: Self.failed(state.push, trouble, at: call.now), sequence: sequence)
                    return calls
                }
            }
            sequence = page.cursor
            try await call.keep(
                push: ExchangeState.Way(dueAt: call.now, doneAt: call.now), sequence: sequence)
            guard page.isFull else { break }
        }
        return calls
    }

    /// Each time that it fails it waits twice as long, up to an hour.
    private static func failed(
        _ way: ExchangeState.Way, _ trouble: CentreCall.Trouble, at now: Instant
    ) -> ExchangeState.Way {
        let minutes = min(retryMinutesMax, 1 << min(way.fails, 6))
        return ExchangeState.Way(
            dueAt: now.adding(minutes: minutes), doneAt: way.doneAt, fails: way.fails + 1,
            problem: String(trouble.words.prefix(problemMax)))
    }
}

extension Exchange {
    fileprivate var isCalled: Bool { pull != nil || push != nil }
}

/// The calls of one exchange.
struct CentreCall: Sendable {
    /// Why a call came to nothing, for whoever runs the program.
    struct Trouble: Error {
        let words: String
    }

    let installation: Installation
    let realm: Realm
    let exchange: Exchange
    let secret: String?

    private static let answerBytesMax = 4 * 1_024 * 1_024

    var now: Instant { installation.now() }

    /// - Returns: where the next answer begins; nil at the end.
    func fetch(_ pull: Exchange.Pull, after cursor: String) async throws -> String? {
        let written = cursor.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let answer = try await send(
            .get, pull.address.replacing("{cursor}", with: written), headers: [], body: [])
        let sent: SentTickets
        do {
            sent = try SentTickets(answer.body, by: exchange)
        } catch {
            throw Trouble(words: "The answer holds no tickets: \(error)")
        }
        _ = try await TakeTickets(realm: realm, exchange: exchange, tickets: sent.tickets)
            .run(in: installation)
        return sent.tickets.isEmpty ? nil : sent.next
    }

    func bring(_ steps: [TicketReturn], to address: String) async throws {
        let text = ReturnText(exchange)
        var body = Array("{\"changes\":[".utf8)
        for (index, step) in steps.enumerated() {
            if index > 0 { body.append(UInt8(ascii: ",")) }
            body += text.json(of: step)
        }
        body += "]}".utf8
        let (first, last) = (steps.first?.sequence ?? 0, steps.last?.sequence ?? 0)
        _ = try await send(
            .post, address,
            headers: [
                (name: "Content-Type", value: "application/json; charset=utf-8"),
                (name: "Idempotency-Key", value: "\(exchange.id)-\(first)-\(last)"),
            ], body: body)
    }

    private func send(
        _ method: OutgoingRequest.Method, _ address: String,
        headers: [(name: String, value: String)], body: [UInt8]
    ) async throws -> OutgoingAnswer {
        let proof = secret.map { [(name: "Authorization", value: "Bearer \($0)")] } ?? []
        let request = OutgoingRequest(
            method, address, headers: headers + proof, body: body, timeoutSeconds: 30,
            answerBytesMax: Self.answerBytesMax)
        let answer: OutgoingAnswer
        do {
            answer = try await installation.outgoing.send(request)
        } catch {
            throw Trouble(words: "\(error)")
        }
        guard answer.isSuccess else {
            throw Trouble(words: "The centre answered with the status \(answer.status).")
        }
        return answer
    }

    func keep(pull way: ExchangeState.Way, cursor: String) async throws {
        try await installation.database.write { db in
            try ExchangeStates.keep(
                pull: way, cursor: cursor, of: exchange.id, in: realm.id, db)
        }
    }

    func keep(push way: ExchangeState.Way, sequence: Int64) async throws {
        try await installation.database.write { db in
            try ExchangeStates.keep(
                push: way, sequence: sequence, of: exchange.id, in: realm.id, db)
        }
    }
}
