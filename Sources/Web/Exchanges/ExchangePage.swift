import Actions
import Kernel
import Markup
import Storage

extension DeskFrame {
    private static let failuresOnPage = 30

    /// The tickets of an exchange that could not be taken, tried last first.
    func exchangeReply() async throws -> Reply {
        let id = try ask.parameter("exchange")
        guard let exchange = visit.book.profile.exchange(id) else { throw ActionError.notFound }
        let isSetAside = ask.query["aside"] != nil
        let cursor = ask.query["before"].flatMap { StartCursor<ExchangeFailure>($0) }
        let found = try await ask.installation.exchangeFailures(
            of: id, isSetAside: isSetAside, in: visit.realm,
            before: cursor.map { ($0.startsAt, $0.id) }, limit: Self.failuresOnPage + 1)
        let shown = found.prefix(Self.failuresOnPage)
        let older =
            found.count > Self.failuresOnPage
            ? shown.last.map { last in
                NavItem(
                    words("page.older"),
                    .exchange(
                        id, isSetAside: isSetAside,
                        before: StartCursor<ExchangeFailure>(
                            startsAt: last.lastAt, id: last.id
                        ).text))
            } : nil
        let list =
            shown.isEmpty
            ? emptyState(
                words("exchanges.queue.none"), next: words("exchanges.queue.none.next"))
            : table(Array(shown), of: id, isSetAside: isSetAside)
        return page(
            words.name(exchange.name), current: .exchanges,
            content: """
                \(retried())\(deskHead(
                    title: words.name(exchange.name), detail: words("exchanges.queue.detail"),
                    actions: buttonRow(
                        [buttonLink(words("exchanges.title"), to: .exchanges, icon: .back)]
                            + (shown.isEmpty || isSetAside ? [] : [retryAll(id)]))))\
                \(filterBar(
                    label: words("exchanges.queue"),
                    [false, true].map { aside in
                        NavItem(
                            words(aside ? "exchanges.aside" : "exchanges.open"),
                            .exchange(id, isSetAside: aside), isCurrent: aside == isSetAside)
                    }))\
                \(list)\(pager(label: words("exchanges.queue"), newer: nil, older: older))\
                \(exportLinks(
                    .tickets,
                    like: Link(
                        "desk", "exchanges",
                        query: ["exchange": id, "aside": isSetAside ? "1" : nil])))
                """)
    }

    private func retryAll(_ id: Exchange.Name) -> HTML {
        postForm(
            to: .exchangeRetry(id),
            content: submitButton(words("exchanges.retry.all"), weight: .second))
    }

    private func retried() -> HTML {
        guard let taken = ask.query["taken"].flatMap({ Int($0) }),
            let failed = ask.query["failed"].flatMap({ Int($0) })
        else { return .empty }
        return statusMessage(
            words(
                "exchanges.retried", ["taken": String(taken), "failed": String(failed)]))
    }

    private func table(
        _ failures: [ExchangeFailure], of id: Exchange.Name, isSetAside: Bool
    ) -> HTML {
        let columns = ["number", "reason", "tries", "last"] + (isSetAside ? [] : ["do"])
        return dataTable(
            caption: words("exchanges.queue"),
            columns: columns.map {
                TableColumn(words("exchanges.column.\($0)"), isNumber: $0 == "tries")
            },
            rows: failures.map { failure in
                var cells: [HTML] = [
                    number(failure), reason(failure.problem), "\(failure.tries)",
                    "\(times.moment(failure.setAsideAt ?? failure.lastAt))",
                ]
                if !isSetAside { cells.append(ways(failure, of: id)) }
                return cells
            })
    }

    private func number(_ failure: ExchangeFailure) -> HTML {
        guard let number = failure.number else {
            return "<span class=\"hint\">\(words("exchanges.numberless"))</span>"
        }
        return "<code>\(number)</code>"
    }

    private func reason(_ problem: TicketProblem) -> HTML {
        """
        \(sentence(problem))\
        \(HTML.when(problem.value) { " <q>\($0)</q>" })
        """
    }

    private func ways(_ failure: ExchangeFailure, of id: Exchange.Name) -> HTML {
        let hidden = hiddenField("failure", value: failure.id.description)
        let again = postForm(
            to: .exchangeRetry(id), hidden: hidden,
            content: submitButton(words("exchanges.retry"), weight: .second))
        let aside = postForm(
            to: .exchangeAside(id), hidden: hidden,
            content: submitButton(words("exchanges.setAside"), weight: .quiet))
        return "<div class=\"row-actions\">\(again)\(aside)</div>"
    }
}
