import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// Tickets of other systems at the desk: how each exchange stands, and what could not be taken.
    static let exchangeRoutes: [Route] = [
        .get("/desk/exchanges", .post(.enter)) { try await DeskFrame($0).exchangesReply() },
        .get("/desk/exchanges/:exchange", .post(.enter)) {
            try await DeskFrame($0).exchangeReply()
        },
        .post("/desk/exchanges/:exchange/retry", .post(.enter), retryTickets),
        .post("/desk/exchanges/:exchange/aside", .post(.enter), setTicketAside),
    ]

    private static func retryTickets(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        let id = try ask.parameter("exchange")
        let outcomes = try await RetryTickets(
            realm: visit.realm, by: .holding(visit.holding), exchange: id,
            failure: ask.form["failure"].flatMap(ExchangeFailure.ID.init)
        ).run(in: ask.installation)
        let failed = outcomes.count { $0.kind == .failed }
        return .see(.exchange(id, taken: outcomes.count - failed, failed: failed))
    }

    private static func setTicketAside(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        let id = try ask.parameter("exchange")
        guard let failure = ask.form["failure"].flatMap(ExchangeFailure.ID.init) else {
            throw ActionError.notFound
        }
        try await SetTicketAside(
            realm: visit.realm, holding: visit.holding, exchange: id, failure: failure
        ).run(in: ask.installation)
        return .see(.exchange(id))
    }
}

extension DeskFrame {
    /// How each exchange stands; with a number, the way to its matter.
    func exchangesReply() async throws -> Reply {
        let number = ask.query["number"].map { String($0.prefix(80)) } ?? ""
        if !number.isEmpty, let id = ask.query["exchange"],
            let found = try await ask.installation.matter(
                ofTicket: number, of: id, in: visit.realm)
        {
            return .see(.matter(found))
        }
        let sheets = try await ask.installation.exchangeSheets(of: visit.realm)
        let unknown =
            number.isEmpty
            ? HTML.empty : alertMessage(words("exchanges.find.none", ["number": number]))
        let panels = HTML.each(sheets) { panel(words.name($0.exchange.name), content: sheet($0)) }
        let content =
            sheets.isEmpty
            ? emptyState(words("exchanges.none"), next: words("exchanges.none.next")) : panels
        return page(
            words("exchanges.title"), current: .exchanges,
            content: """
                \(unknown)\(deskHead(
                    title: words("exchanges.title"), detail: words("exchanges.detail")))\
                <div class="story">\(content)</div>
                """)
    }

    private func sheet(_ sheet: ExchangeSheet) -> HTML {
        let state = sheet.state
        var facts: [(term: String, value: HTML)] = [
            (words("exchanges.taken"), "\(state.taken)"),
            (words("exchanges.addedTo"), "\(state.addedTo)"),
            (words("exchanges.received"), moment(state.receivedAt)),
            (words("exchanges.takenAt"), moment(state.takenAt)),
        ]
        if sheet.exchange.pull != nil {
            facts.append((words("exchanges.pulled"), way(state.pull)))
        }
        if sheet.exchange.push != nil {
            facts.append((words("exchanges.pushed"), way(state.push)))
            facts.append((words("exchanges.waiting"), "\(sheet.waiting)"))
        }
        let id = sheet.exchange.id
        return """
            \(definitionList(facts))\
            <form class="form sum-form" method="get" action="\(Link.exchanges)">\
            \(hiddenField("exchange", value: id))\
            \(textField(
                Field("number", label: words("exchanges.find"), form: id), kind: .search,
                autocomplete: "off", lengthMax: 80))\
            \(submitButton(words("exchanges.find.submit"), weight: .second, icon: .search))</form>\
            \(failures(sheet))
            """
    }

    private func failures(_ sheet: ExchangeSheet) -> HTML {
        let id = sheet.exchange.id
        if sheet.failures.isEmpty {
            return """
                <p>\(icon(.check)) \(words("exchanges.failures.none"))</p>\
                \(buttonRow([buttonLink(words("exchanges.queue"), to: .exchange(id))]))
                """
        }
        return """
            \(dataTable(
                caption: words(
                    "exchanges.failures", ["count": String(sheet.failureCount)]),
                columns: [
                    TableColumn(words("exchanges.column.reason")),
                    TableColumn(words("exchanges.column.count"), isNumber: true),
                ],
                rows: sheet.failures.map { ["\(sentence($0.problem))", "\($0.count)"] }))\
            \(buttonRow([
                buttonLink(words("exchanges.queue"), to: .exchange(id), weight: .first)
            ]))
            """
    }

    private func moment(_ instant: Instant?) -> HTML {
        guard let instant else { return "\(words("exchanges.never"))" }
        return "\(times.moment(instant))"
    }

    private func way(_ way: ExchangeState.Way) -> HTML {
        guard let problem = way.problem else { return moment(way.doneAt) }
        return """
            \(chip(words("exchanges.way.failed", ["times": String(way.fails)]), tone: .cinnabar)) \
            <span lang="en">\(problem)</span>
            """
    }

    /// Why a ticket was not taken: `事发社区：没有这个地方“某某社区”`.
    func sentence(_ problem: TicketProblem) -> String {
        let fields = problem.field.split(separator: ",").map { part in
            let name = part.trimmingPrefix(" ")
            return words.optional("exchanges.part.\(name)") ?? String(name)
        }
        return words(
            "exchanges.reason.\(problem.reason.rawValue)",
            ["field": fields.joined(separator: words("page.comma"))])
    }
}

extension Link {
    static let exchanges = Link("desk", "exchanges")

    static func exchange(
        _ id: Exchange.Name, isSetAside: Bool = false, before: String? = nil, taken: Int? = nil,
        failed: Int? = nil
    ) -> Link {
        Link(
            ["desk", "exchanges", id],
            query: [
                "aside": isSetAside ? "1" : nil, "before": before, "taken": taken.map(String.init),
                "failed": failed.map(String.init),
            ])
    }

    static func exchangeRetry(_ id: Exchange.Name) -> Link {
        Link("desk", "exchanges", id, "retry")
    }

    static func exchangeAside(_ id: Exchange.Name) -> Link {
        Link("desk", "exchanges", id, "aside")
    }
}
