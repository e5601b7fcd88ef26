import Actions
import Kernel
import Markup
import Media
import Storage

/// What the rows of a table come to, before anything is written.
struct ImportPreview {
    let frame: DeskFrame
    let file: TableFile
    let plan: TablePlan

    /// Problems that the page itself shows; the file has more.
    private static let shownMax = 100

    private var words: Words { frame.words }
    private var sheet: SheetImport { file.sheet }

    var html: HTML {
        "\(importTiles(plan.counts, words))\(problems)\(rows)\(decision)"
    }

    private var problems: HTML {
        if plan.problemCount == 0 { return .empty }
        let shown = plan.problems.prefix(Self.shownMax)
        let more = plan.problemCount - shown.count
        return """
            \(dataTable(
                caption: words("imports.problems", ["count": String(plan.problemCount)]),
                columns: ["cell", "column", "problem"].map {
                    TableColumn(words("imports.problems.\($0)"))
                },
                rows: shown.map { problem in
                    [
                        "<strong>\(problem.cell)</strong>",
                        "\(words.header(of: problem, in: sheet))",
                        "\(words.trouble(problem.complaint).words)",
                    ]
                }))\
            \(HTML.when(
                more > 0, "<p>\(words("imports.problems.more", ["count": String(more)]))</p>"))\
            \(buttonLink(
                words("imports.problems.file"), to: .tableImport(sheet.id, "problems"),
                weight: .quiet))
            """
    }

    private var rows: HTML {
        if plan.shown.isEmpty { return .empty }
        return dataTable(
            caption: words("imports.rows", ["count": String(plan.shown.count)]),
            columns: ["row", "name", "verdict"].map { TableColumn(words("imports.rows.\($0)")) },
            rows: plan.shown.map { row in
                [
                    "\(row.row)", "\(row.name)",
                    "\(words(row.verdict == .creates ? "imports.creates" : "imports.changes"))",
                ]
            })
    }

    private var decision: HTML {
        let count = plan.counts.created + plan.counts.changed
        let accept: HTML =
            count == 0
            ? "<p>\(words("imports.accept.nothing"))</p>"
            : postForm(
                to: .tableImport(sheet.id, "acceptance"),
                hidden: hiddenField("version", value: String(sheet.version)),
                content: """
                    <p>\(words("imports.accept.lead", [
                        "count": String(count), "left": String(plan.counts.leftOut),
                    ]))</p>\
                    \(submitButton(
                        words("imports.accept", ["count": String(count)]), weight: .first,
                        icon: .check))
                    """)
        return """
            \(accept)\
            \(postForm(
                to: .tableImport(sheet.id, "withdrawal"),
                content: submitButton(words("imports.drop"), weight: .quiet)))
            """
    }
}

/// The four numbers of a table.
func importTiles(_ counts: SheetImport.Counts, _ words: Words) -> HTML {
    let tiles = [
        ("created", counts.created), ("changed", counts.changed), ("same", counts.same),
        ("leftOut", counts.leftOut),
    ]
    return """
        <div class="figures">\(HTML.each(tiles) {
            figureTile(words("imports.count.\($0.0)"), value: String($0.1))
        })</div>
        """
}

/// What came of a table: its numbers, what was left out, and the way back.
struct ImportOutcome {
    let frame: DeskFrame
    let file: TableFile

    private var words: Words { frame.words }
    private var sheet: SheetImport { file.sheet }

    var parts: [(title: String, content: HTML)] {
        switch sheet.state {
        case .waiting, .dropped:
            return [(words("imports.outcome"), "<p>\(words("imports.outcome.dropped"))</p>")]
        case .taking: return [(words("imports.outcome"), goingOn)]
        case .taken, .undone: break
        }
        var parts: [(title: String, content: HTML)] = [
            (words("imports.outcome"), "\(importTiles(sheet.counts, words))\(after)")
        ]
        if !file.leftOut.isEmpty { parts.append((words("imports.leftOut"), leftOut)) }
        if let undoing { parts.append((words("imports.undo"), undoing)) }
        return parts
    }

    private var goingOn: HTML {
        """
        <p>\(words("imports.outcome.taking", [
            "taken": String(sheet.taken), "rows": String(sheet.rows),
        ]))</p>\
        \(postForm(
            to: .tableImport(sheet.id, "acceptance"),
            content: submitButton(words("imports.continue"), weight: .first)))
        """
    }

    private var after: HTML {
        let isNews = sheet.state == .taken && sheet.noun == .people && sheet.counts.created > 0
        return HTML.when(isNews, "<p>\(words("imports.after.people"))</p>")
    }

    private var leftOut: HTML {
        dataTable(
            caption: words("imports.leftOut.caption"),
            columns: ["cell", "problem"].map { TableColumn(words("imports.problems.\($0)")) },
            rows: file.leftOut.map { left in
                [
                    "<strong>\((left.cell.map(columnLetters) ?? "") + String(left.row))</strong>",
                    "\(words(left.complaint).replacing(/\{[a-zA-Z]+\}/, with: "…"))",
                ]
            })
    }

    private var undoing: HTML? {
        guard sheet.mayBeUndone(at: frame.ask.now), let acceptedAt = sheet.acceptedAt else {
            return nil
        }
        let last = frame.times.moment(acceptedAt.adding(fullDays: SheetImport.undoDays))
        let standing = HTML.when(
            frame.ask.query["said"] == "standing",
            dataTable(
                caption: words("imports.standing"),
                columns: ["row", "kind"].map { TableColumn(words("imports.standing.\($0)")) },
                rows: file.standing.map { ["\($0.row)", link(to: $0)] }))
        return """
            \(standing)\
            \(postForm(
                to: .tableImport(sheet.id, "undoing"),
                content: """
                    <p>\(words("imports.undo.lead", ["time": last]))</p>\
                    \(submitButton(words("imports.undo.submit"), weight: .grave, icon: .back))
                    """))
            """
    }

    private func link(to item: SheetImport.Item) -> HTML {
        let kind = words("imports.item.\(item.kind.rawValue)")
        let link: Link? =
            switch item.kind {
            case .person: .person(Person.ID(item.subject))
            case .place, .placeCode: .place(Place.ID(item.subject))
            case .body, .bodyPhone: .body(Body.ID(item.subject))
            case .post, .fact, .matter: nil
            }
        return link.map { "<a href=\"\($0)\">\(kind)</a>" } ?? "\(kind)"
    }
}
