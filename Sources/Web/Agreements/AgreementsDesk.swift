import Actions
import Kernel
import Markup
import Storage

/// The rate of signing with both its numbers, and the list behind each.
struct AgreementsView {
    let title: String
    let detail: String
    let figures: [HTML]
    let filtersLabel: String
    let filters: [NavItem]
    let content: HTML
    let older: NavItem?
}

func agreementsPage(_ view: AgreementsView) -> HTML {
    """
    \(deskHead(title: view.title, detail: view.detail))\
    \(HTML.when(!view.figures.isEmpty, figureRow(view.figures)))\
    \(HTML.when(!view.filters.isEmpty, filterBar(label: view.filtersLabel, view.filters)))\
    \(view.content)\(pager(label: view.title, newer: nil, older: view.older))
    """
}

extension AgreementsView {
    static var example: AgreementsView {
        AgreementsView(
            title: "共建协议", detail: "签了多少、做了什么",
            figures: [figureTile("有协议的单位", value: "1", detail: "共 3 个单位")],
            filtersLabel: "单位", filters: [NavItem("已签", Link("a"), isCurrent: true)],
            content: "<p>…</p>", older: nil)
    }
}

extension DeskFrame {
    /// How many units one page lists.
    private static let unitsMax = 50

    func signing() async throws -> HTML {
        let isSigned = ask.query["show"] != "unsigned"
        let list = try await ask.installation.signing(
            isSigned: isSigned, in: visit.realm,
            after: ask.query["after"].flatMap { Body.ID($0) }, limit: Self.unitsMax)
        let open = list.registered - list.signed
        let none = emptyState(
            words(isSigned ? "agreements.signed.none" : "agreements.unsigned.none"),
            next: words(isSigned ? "agreements.signed.none.next" : "agreements.unsigned.none.next"))
        return agreementsPage(
            AgreementsView(
                title: words("agreements.title"), detail: words("agreements.detail"),
                figures: [
                    figureTile(
                        words("agreements.rate"), value: rate(list),
                        detail: words(
                            "agreements.rate.detail",
                            [
                                "signed": String(list.signed),
                                "registered": String(list.registered),
                            ])),
                    figureTile(
                        words("agreements.signed"), value: String(list.signed),
                        link: .agreements()),
                    figureTile(
                        words("agreements.unsigned"), value: String(open),
                        link: .agreements(isSigned: false)),
                ], filtersLabel: words("agreements.units"),
                filters: [
                    NavItem(words("agreements.signed"), .agreements(), isCurrent: isSigned),
                    NavItem(
                        words("agreements.unsigned"), .agreements(isSigned: false),
                        isCurrent: !isSigned),
                ], content: list.lines.isEmpty ? none : table(list.lines, isSigned: isSigned),
                older: list.next.map {
                    NavItem(words("page.older"), .agreements(isSigned: isSigned, after: $0))
                }))
    }

    /// A share in whole percent, rounded down so that it never says more than is; both numbers
    /// stand beside it.
    private func rate(_ list: SigningList) -> String {
        list.registered == 0 ? "–" : "\(list.signed * 100 / list.registered)%"
    }

    private func table(_ lines: [UnitLine], isSigned: Bool) -> HTML {
        let caption = words(isSigned ? "agreements.signed" : "agreements.unsigned")
        guard isSigned else {
            return dataTable(
                caption: caption,
                columns: [
                    TableColumn(words("agreements.column.unit")),
                    TableColumn(words("agreements.column.phone")),
                ],
                rows: lines.map { line in
                    [unitLink(line.unit), "\(line.unit.phone ?? "–")"]
                })
        }
        return dataTable(
            caption: caption,
            columns: [
                TableColumn(words("agreements.column.unit")),
                TableColumn(words("agreements.column.agreement")),
                TableColumn(words("agreements.column.projects"), isNumber: true),
                TableColumn(words("activities.figure.held"), isNumber: true),
                TableColumn(words("activities.figure.personTimes"), isNumber: true),
                TableColumn(words("activities.figure.hours"), isNumber: true),
            ],
            rows: lines.map { line in
                [
                    unitLink(line.unit), "\(HTML.each(line.agreements, agreementLink))",
                    "\(line.projects)", "\(line.counts.activities)",
                    "\(line.counts.personTimes)", "\(times.served(line.counts.minutes))",
                ]
            })
    }

    private func unitLink(_ unit: Body) -> HTML {
        visit.holding.verbs.contains(.readPlaces)
            ? "<a href=\"\(Link.body(unit.id))\">\(words.name(unit.name))</a>"
            : "\(words.name(unit.name))"
    }

    private func agreementLink(_ line: Agreements.Line) -> HTML {
        """
        <p class="agreement-line"><a href="\(Link.agreement(line.reference))">\(line.title)</a> \
        \(chip(
            words("agreement.state.\(line.state)"),
            tone: line.state == "running" ? .jade : .amber))</p>
        """
    }

    // MARK: - For the unit itself

    /// What one's own unit has agreed, with what was done under it.
    func ownAgreements() async throws -> HTML {
        let own = try await ask.installation.agreementsInForce(
            of: visit.holding.post.body, in: visit.realm)
        let cards = HTML.each(own) { agreement in
            panel(
                agreement.line.title,
                content: """
                    <p class="badges">\(chip(
                        words("agreement.state.\(agreement.line.state)"), tone: .jade))</p>\
                    \(figureRow(
                        figures(agreement.counts).map {
                            figureTile($0.words, value: $0.value, detail: $0.detail)
                        }))\
                    \(buttonLink(
                        words("agreements.open"), to: .agreement(agreement.line.reference),
                        weight: .first, icon: .arrow))
                    """)
        }
        return agreementsPage(
            AgreementsView(
                title: words("agreements.title"), detail: words("agreements.own.detail"),
                figures: [], filtersLabel: words("agreements.units"), filters: [],
                content: own.isEmpty
                    ? emptyState(
                        words("agreements.own.none"), next: words("agreements.own.none.next"))
                    : "<div class=\"story\">\(cards)</div>", older: nil))
    }
}
