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
