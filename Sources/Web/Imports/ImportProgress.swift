import Kernel
import Markup

/// How far a long table came, and the way on where it stopped. Where scripts run it is fetched
/// again every two seconds, and the page itself once there is no more to wait for.
struct ImportProgress {
    let words: Words
    let sheet: SheetImport

    private var isUndoing: Bool { sheet.state == .undoing }
    private var isAtWork: Bool { sheet.worker != nil }

    /// The region and what it holds now.
    var html: HTML {
        """
        <div data-progress="\(Link.tableImport(sheet.id, "progress"))">\(part)</div>\(stopped)
        """
    }

    /// Empty once there is no more to wait for.
    var part: HTML {
        guard sheet.state == .taking || isUndoing else { return .empty }
        let said = isUndoing ? undoneWords : takenWords
        return """
            <p\(flag: "data-going", isAtWork)>\(said)</p>\
            \(HTML.when(isUndoing ? nil : sheet.taken) { taken in
                """
                <progress class="going" max="\(sheet.rows)" value="\(taken)" \
                aria-label="\(said)">\(taken)/\(sheet.rows)</progress>
                """
            })\
            \(HTML.when(isAtWork, going))
            """
    }

    private var takenWords: String {
        words(
            "imports.outcome.taking",
            ["taken": String(sheet.taken), "rows": String(sheet.rows)])
    }

    private var undoneWords: String {
        words(
            "imports.outcome.undoing",
            [
                "undone": String(sheet.undoing.undone),
                "standing": String(sheet.undoing.standing),
            ])
    }

    private var going: HTML {
        """
        <p class="hint">\(words("imports.going"))</p>\
        \(buttonLink(words("imports.going.look"), to: .tableImport(sheet.id)))
        """
    }

    /// Nobody goes on with it: the post that asked has ended or reaches less now, a step failed, or
    /// it was begun at the command line.
    private var stopped: HTML {
        if isAtWork { return .empty }
        return postForm(
            to: .tableImport(sheet.id, isUndoing ? "undoing" : "acceptance"),
            content: """
                <p>\(words("imports.stopped"))</p>\
                \(submitButton(
                    words(isUndoing ? "imports.continue.undo" : "imports.continue"),
                    weight: .first))
                """)
    }
}
