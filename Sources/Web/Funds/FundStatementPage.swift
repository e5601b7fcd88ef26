import Actions
import Kernel
import Markup
import Storage

/// What one kind of money did within a span of days, over all projects in reach.
struct FundStatementView {
    let title: String
    let detail: String
    let tools: [HTML]
    let span: HTML
    let figures: [HTML]
    let lines: HTML
    let older: NavItem?
}

func fundStatementPage(_ view: FundStatementView) -> HTML {
    """
    \(deskHead(title: view.title, detail: view.detail, actions: buttonRow(view.tools)))\
    <div class="story">\(view.span)\(figureRow(view.figures))\(view.lines)\
    \(pager(label: view.title, newer: nil, older: view.older))</div>
    """
}

extension FundStatementView {
    static var example: FundStatementView {
        FundStatementView(
            title: "捐赠", detail: "11月1日到11月30日", tools: [], span: .empty,
            figures: [figureTile("期末结余", value: "3,000.00")], lines: "<p>…</p>", older: nil)
    }
}

extension Site {
    /// Every source with what all projects in reach have of it.
    static func fundSources(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        guard frame.hasFunds else { throw ActionError.notFound }
        let sums = try await ask.installation.fundSums(
            in: frame.visit.realm, for: frame.visit.holding)
        let tables = FundTables(words: words, times: frame.times)
        let title = words("funds.sources")
        let table = dataTable(
            caption: words("funds.sums"), columns: tables.columns(words("funds.column.source")),
            rows: sums.map { sum in
                tables.row(
                    """
                    <a href="\(Link.fundStatement(sum.source))">\
                    \(words("funds.source.\(sum.source.rawValue)"))</a>
                    """, sum)
            })
        return frame.page(
            title, current: .funds,
            content: """
                \(deskHead(title: title, detail: words("funds.sources.detail")))\(table)\
                <p class="hint">\(words("funds.sources.hint"))</p>\
                \(frame.exportLinks(.funds, like: .funds))
                """)
    }

    static func fundStatement(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        let statement = try await frame.statement(limit: fundLinesMax)
        let source = words("funds.source.\(statement.source.rawValue)")
        let view = FundStatementView(
            title: words("funds.statement", ["source": source]),
            detail: frame.span(of: statement),
            tools: [
                buttonLink(words("funds.sources"), to: .funds, icon: .back),
                buttonLink(
                    words("funds.paper"),
                    to: .fundStatementPaper(
                        statement.source, from: statement.from, until: statement.until),
                    icon: .print),
            ], span: frame.spanForm(statement), figures: frame.figures(of: statement),
            lines: statement.lines.isEmpty
                ? emptyState(
                    words("funds.statement.none"), next: words("funds.statement.none.next"))
                : frame.table(of: statement),
            older: statement.next.map {
                NavItem(
                    words("funds.statement.more"),
                    .fundStatement(
                        statement.source, from: statement.from, until: statement.until, after: $0))
            })
        let exported = Link(
            "desk", "funds",
            query: [
                "source": statement.source.rawValue, "from": statement.from.description,
                "until": statement.until.description,
            ])
        return frame.page(
            view.title, current: .funds,
            content: """
                \(fundStatementPage(view))\(frame.exportLinks(.fundLines, like: exported))
                """)
    }

    /// How many lines one sheet holds beside its head.
    private static let paperLinesMax = 60

    static func fundStatementPaper(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        let statement = try await frame.statement(limit: paperLinesMax)
        let source = words("funds.source.\(statement.source.rawValue)")
        let tables = FundTables(words: words, times: frame.times)
        let paper = Paper(
            realm: words.name(frame.visit.realm.name),
            heading: words("funds.statement", ["source": source]),
            lead: frame.span(of: statement),
            facts: [
                (words("funds.before"), "\(tables.yuan(statement.before))"),
                (words("funds.after"), "\(tables.yuan(statement.after))"),
            ],
            parts: [
                (
                    words("funds.paper.lines"),
                    """
                    \(frame.table(of: statement))\
                    \(HTML.when(
                        statement.next != nil,
                        paragraphs([words("funds.paper.more", ["count": String(paperLinesMax)])])))
                    """
                )
            ], signatures: [words("funds.signature.keeper"), words("funds.signature.checker")],
            footer: words("funds.paper.footer", ["when": frame.times.moment(ask.now)]))
        return sheet(
            paper, words("funds.statement", ["source": source]), frame,
            back: .fundStatement(statement.source, from: statement.from, until: statement.until))
    }

    /// The money of one project on one sheet, its newest lines.
    static func fundPaper(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        let file = try await ask.fundFile(
            in: frame.visit.realm, for: .holding(frame.visit.holding), limit: paperLinesMax)
        let matter = file.file.matter
        let tables = FundTables(words: words, times: frame.times)
        let heading = words("funds.title", ["project": matter.title])
        let paper = Paper(
            realm: words.name(frame.visit.realm.name), heading: heading, lead: words("funds.lead"),
            facts: [(words("matter.reference"), "\(matter.reference.description)")],
            parts: [
                (words("funds.panel"), tables.sums(file.sums)),
                (
                    words("funds.paper.lines"),
                    """
                    \(tables.lines(file.lines) { line in
                        file.posts[line.post].map { words.name($0.bodyName) } ?? "–"
                    })\
                    \(HTML.when(
                        file.next != nil,
                        paragraphs([
                            words("funds.paper.newest", ["count": String(paperLinesMax)])
                        ])))
                    """
                ),
            ], signatures: [words("funds.signature.keeper"), words("funds.signature.checker")],
            footer: words("funds.paper.footer", ["when": frame.times.moment(ask.now)]))
        return sheet(paper, heading, frame, back: .fund(matter.reference))
    }

    private static func sheet(
        _ paper: Paper, _ title: String, _ frame: DeskFrame, back: Link
    ) -> Reply {
        .page(
            paperPage(
                frame.ask.frame(title, frame.words), paper,
                tools: buttonRow([
                    buttonLink(frame.words("page.back"), to: back, icon: .back),
                    printButton(frame.words("page.print")),
                ])))
    }
}

extension DeskFrame {
    /// Whether there are projects here that have money.
    var hasFunds: Bool { visit.book.profile.procedures.contains(where: \.keepsMoney) }

    /// The statement that the address asks for.
    fileprivate func statement(limit: Int) async throws -> FundStatement {
        guard let source = FundSource(rawValue: try ask.parameter("source")) else {
            throw ActionError.notFound
        }
        let span = try fundSpan()
        return try await ask.installation.fundStatement(
            of: source, from: span.from, until: span.until, in: visit.realm, for: visit.holding,
            after: ask.query["after"].flatMap(Funds.Cursor.init(written:)), limit: limit)
    }

    /// The days that the address asks for: of this year until today unless it says otherwise.
    ///
    /// - Throws: `.notFound` where no projects have money.
    func fundSpan() throws -> (from: Day, until: Day) {
        guard hasFunds else { throw ActionError.notFound }
        let today = Day(of: ask.now, in: times.zone)
        func day(_ name: String) -> Day? { ask.query[name].flatMap { try? Day(parsing: $0) } }
        let until = day("until") ?? today
        return (min(day("from") ?? Day.first(ofYear: until.year), until), until)
    }

    fileprivate func span(of statement: FundStatement) -> String {
        words(
            "funds.span",
            [
                "from": times.wholeDay(statement.from), "until": times.wholeDay(statement.until),
            ])
    }

    fileprivate func spanForm(_ statement: FundStatement) -> HTML {
        getForm(
            to: .fundStatement(statement.source),
            content: """
                <div class="filter-fields">\
                \(dateField(
                    Field("from", label: words("funds.from"), isRequired: false),
                    value: statement.from.description))\
                \(dateField(
                    Field("until", label: words("funds.until"), isRequired: false),
                    value: statement.until.description))</div>\
                \(buttonRow([submitButton(words("funds.show"), weight: .second)]))
                """)
    }

    fileprivate func figures(of statement: FundStatement) -> [HTML] {
        [
            figureTile(words("funds.before"), value: Yuan.text(fen: statement.before)),
            figureTile(words("funds.after"), value: Yuan.text(fen: statement.after)),
        ]
    }

    fileprivate func table(of statement: FundStatement) -> HTML {
        let tables = FundTables(words: words, times: times)
        return dataTable(
            caption: words("funds.lines"),
            columns: [
                TableColumn(words("funds.column.day")), TableColumn(words("funds.column.words")),
                TableColumn(words("funds.column.project")),
                TableColumn(words("funds.column.amount"), isNumber: true),
            ],
            rows: statement.lines.map { entry in
                [
                    "\(times.wholeDay(entry.line.line.day))", tables.said(entry.line),
                    "<a href=\"\(Link.fund(entry.reference))\">\(entry.title)</a>",
                    "\(tables.amount(entry.line.line))",
                ]
            })
    }
}

extension Funds.Cursor {
    /// Reads `2026-11-21.123`; nil for anything else.
    init?(written text: String) {
        let parts = text.split(separator: ".").map(String.init)
        guard parts.count == 2, let day = try? Day(parsing: parts[0]),
            let id = FundLine.ID(parts[1])
        else { return nil }
        self.init(day: day, id: id)
    }
}
