import Actions
import Kernel
import Storage

// Exchanges with other systems: how each stands, and the tickets that could not be taken.
extension DeskEndpoint {
    private static let failuresMax = 50

    static let ticketQueueEndpoints: [DeskEndpoint] = [
        .whole(
            "/exchanges", "listExchanges", "How each exchange of the realm stands", verb: .enter,
            of: Shapes.exchangeSheet
        ) { call in try await call.installation.exchangeSheets(of: call.realm) },
        .one(
            "/exchanges/:exchange/matter", "getTicketMatter",
            "The matter that a ticket of the other system became", verb: .enter,
            query: [Parameter("number", .line(80), "Of the ticket, as the other system has it.")],
            shape: Shapes.ticketMatter
        ) { call in
            guard let number = call.query["number"],
                let found = try await call.installation.matter(
                    ofTicket: number, of: call.exchange, in: call.realm)
            else { throw Problem(.notFound) }
            return found
        },
        .list(
            "/exchanges/:exchange/failures", "listFailedTickets",
            "Tickets that could not be taken, tried last first", verb: .enter,
            query: [
                Parameter(
                    "state", .choice(["waiting", "aside"]),
                    "`waiting` unless said; `aside` are dealt with otherwise.")
            ], most: failuresMax, of: Shapes.failedTicket
        ) { call in
            let limit = call.limit(failuresMax)
            let found = try await call.installation.exchangeFailures(
                of: try call.exchange, isSetAside: call.query["state"] == "aside", in: call.realm,
                before: try call.cursor().map {
                    (Instant(milliseconds: $0.first), ExchangeFailure.ID($0.second))
                }, limit: limit + 1)
            let shown = Array(found.prefix(limit))
            return Listing(
                shown,
                next: found.count > limit
                    ? shown.last.map {
                        DeskCall.cursor($0.lastAt.milliseconds, $0.id.rawValue)
                    } : nil)
        },
        .act(
            "/exchanges/:exchange/retry", "retryTickets",
            "Tries a ticket that could not be taken once more, or up to \(RetryTickets.countMax) "
                + "of those that wait",
            verb: .enter,
            body: .named("TicketRetry", .object([.maybe("failure", .id, "One of them.")])),
            shape: Shapes.ticketOutcomes, problems: [.conflict]
        ) { call in
            try await RetryTickets(
                realm: call.realm, by: .holding(call.holding), exchange: try call.exchange,
                failure: call.bodyID("failure")
            ).run(in: call.installation)
        },
        .act(
            "/exchanges/:exchange/aside", "setTicketAside",
            "Says that a ticket is dealt with otherwise, so that it waits no longer", verb: .enter,
            body: .named("TicketAside", .object([.text("failure", .id)])),
            shape: Shapes.setAside
        ) { call in
            guard let failure: ExchangeFailure.ID = call.bodyID("failure") else {
                throw Problem(.notFound)
            }
            try await SetTicketAside(
                realm: call.realm, holding: call.holding, exchange: try call.exchange,
                failure: failure
            ).run(in: call.installation)
            return failure
        },
    ]
}

extension DeskCall {
    /// The exchange that the address names.
    fileprivate var exchange: Exchange.Name {
        get throws {
            let name = try parameter("exchange")
            guard book.profile.exchange(name) != nil else { throw Problem(.notFound) }
            return name
        }
    }
}

extension Shapes {
    static let exchangeSheet = Shape<ExchangeSheet>(
        "Exchange",
        [
            .text("exchange", .word) { sheet, _ in sheet.exchange.id },
            .name("name") { $0.exchange.name },
            .number("taken") { sheet, _ in sheet.state.taken },
            .number("addedTo") { sheet, _ in sheet.state.addedTo },
            .maybeTime("receivedAt") { $0.state.receivedAt },
            .maybeTime("takenAt") { $0.state.takenAt },
            .maybeOne("pull", exchangeWay) { sheet, _ in
                sheet.exchange.pull == nil ? nil : sheet.state.pull
            },
            .maybeOne("push", exchangeWay) { sheet, _ in
                sheet.exchange.push == nil ? nil : sheet.state.push
            },
            .number(
                "waiting", about: "To go back; at most \(ExchangeSheet.waitingMax) are counted."
            ) {
                sheet, _ in sheet.waiting
            },
            .many("failures", failureKind, about: "How many tickets wait, and why.") {
                sheet, _ in sheet.failures
            },
        ])

    static let exchangeWay = Shape<ExchangeState.Way>(
        "ExchangeWay",
        [
            .maybeTime("doneAt") { $0.doneAt }, .number("fails") { way, _ in way.fails },
            .maybe("problem") { way, _ in way.problem },
        ])

    static let failureKind = Shape<(problem: TicketProblem, count: Int)>(
        "FailureKind",
        ticketProblem.members { $0.problem } + [.number("count") { pair, _ in pair.count }])

    static let ticketProblem = Shape<TicketProblem>(
        "TicketProblem",
        [
            .text("reason", .choice(TicketProblem.Reason.allCases.map(\.rawValue))) {
                problem, _ in problem.reason.rawValue
            },
            .text("field", about: "The part of the ticket; several with commas.") { problem, _ in
                problem.field
            },
            .maybe("value", about: "What stood there, where that is nothing personal.") {
                problem, _ in problem.value
            },
        ])

    static let failedTicket = Shape<ExchangeFailure>(
        "FailedTicket",
        [
            .id("id") { $0.id }, .maybe("number") { failure, _ in failure.number },
            .one("problem", ticketProblem) { failure, _ in failure.problem },
            .time("firstAt") { $0.firstAt }, .time("lastAt") { $0.lastAt },
            .number("tries") { failure, _ in failure.tries },
            .maybeTime("setAsideAt") { $0.setAsideAt },
        ])

    static let ticketOutcomes = Shape<[TicketOutcome]>(
        "TicketOutcomes", [.many("outcomes", ticketOutcome) { outcomes, _ in outcomes }])

    static let ticketOutcome = Shape<TicketOutcome>(
        "TicketOutcome",
        [
            .maybe("number") { outcome, _ in outcome.number },
            .text("outcome", .choice(TicketOutcome.Kind.allCases.map(\.rawValue))) {
                outcome, _ in outcome.kind.rawValue
            },
            .maybe("reference", .reference) { outcome, _ in outcome.reference?.description },
            .maybeOne("problem", ticketProblem) { outcome, _ in outcome.problem },
        ])

    static let ticketMatter = Shape<Reference>(
        "TicketMatter", [.text("reference", .reference) { reference, _ in reference.description }])

    static let setAside = Shape<ExchangeFailure.ID>("TicketSetAside", [.id("failure") { $0 }])
}
