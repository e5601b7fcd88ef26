import Actions
import Kernel
import Markup
import Storage

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
        case .taking, .undoing:
            return [(title: words("imports.outcome"), content: goingOn)] + stopping
        case .taken, .undone: break
        }
        var parts: [(title: String, content: HTML)] = [
            (words("imports.outcome"), "\(importTiles(sheet.counts, words))\(after)")
        ]
        if !file.leftOut.isEmpty { parts.append((words("imports.leftOut"), leftOut)) }
        if let undoing { parts.append((words("imports.undo"), undoing)) }
        return parts
    }

    private var goingOn: HTML { ImportProgress(words: words, sheet: sheet).html }

    /// Whatever was written already can be taken back before the rest is.
    private var stopping: [(title: String, content: HTML)] {
        guard sheet.state == .taking, let undoing else { return [] }
        return [(words("imports.undo"), undoing)]
    }

    private var after: HTML {
        let isNews = sheet.state == .taken && sheet.noun == .people && sheet.counts.created > 0
        let unread = words(
            "imports.after.unread",
            ["taken": String(sheet.taken), "rows": String(sheet.rows)])
        return """
            \(HTML.when(sheet.taken < sheet.rows, "<p>\(unread)</p>"))\
            \(HTML.when(isNews, "<p>\(words("imports.after.people"))</p>"))
            """
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
            sheet.undoing.standing > 0,
            dataTable(
                caption: words(
                    "imports.standing", ["count": String(sheet.undoing.standing)]),
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
