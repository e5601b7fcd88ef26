import Actions
import Kernel
import Markup

/// One table: what its columns become, what its rows come to, and what came of it.
struct ImportView {
    let title: String
    let detail: String
    let notes: [HTML]
    let parts: [(title: String, content: HTML)]
}

func importPage(_ view: ImportView) -> HTML {
    """
    \(deskHead(title: view.title, detail: view.detail))\(HTML.joined(view.notes))\
    <div class="story">\(HTML.each(view.parts) { panel($0.title, content: $0.content) })</div>
    """
}

extension ImportView {
    static var example: ImportView {
        ImportView(
            title: "导入人员", detail: "118 行", notes: [], parts: [("每一列变成什么", "<p>…</p>")])
    }
}

extension DeskFrame {
    func importPage(_ file: TableFile, back: FormReturn?) -> Reply {
        let sheet = file.sheet
        let noun = words("imports.noun.\(sheet.noun.rawValue)")
        let parts: [(title: String, content: HTML)] =
            if let plan = file.plan {
                [
                    (
                        words("imports.mapping"),
                        ImportMapping(frame: self, file: file, back: back).html
                    ),
                    (
                        words("imports.preview"),
                        ImportPreview(frame: self, file: file, plan: plan).html
                    ),
                ]
            } else {
                ImportOutcome(frame: self, file: file).parts
            }
        let view = ImportView(
            title: words("imports.one.title", ["noun": noun]),
            detail: words(
                "imports.one.detail",
                [
                    "rows": String(sheet.rows), "encoding": sheet.encoding,
                    "time": times.moment(sheet.sentAt),
                ]),
            notes: importNotes(file, back), parts: parts)
        return page(view.title, current: .imports, content: Web.importPage(view))
    }

    private func importNotes(_ file: TableFile, _ back: FormReturn?) -> [HTML] {
        var notes: [HTML] = []
        if let back {
            notes.append(alertMessage(back.failure.title, detail: "<p>\(back.failure.detail)</p>"))
        }
        let said = ask.query["said"] ?? ""
        let news = ["mapped", "taken", "taking", "undone", "undoing", "dropped"]
        if back == nil, news.contains(said) {
            notes.append(statusMessage(words("imports.said.\(said)")))
        }
        if back == nil, said == "standing" {
            notes.append(alertMessage(words("imports.said.standing")))
        }
        let forbidden = file.sheet.columns.compactMap { column -> String? in
            guard case .forbidden(let reason) = column.use else { return nil }
            return words(
                "imports.forbidden.column",
                [
                    "header": column.header.isEmpty ? columnLetters(column.index) : column.header,
                    "reason": words("imports.forbidden.\(reason)"),
                ])
        }
        if !forbidden.isEmpty || file.sheet.emptied > 0 {
            let emptied =
                file.sheet.emptied > 0
                ? [words("imports.emptied", ["count": String(file.sheet.emptied)])] : []
            notes.append(
                noteMessage(
                    """
                    <p><strong>\(words("imports.forbidden"))</strong></p>\
                    <ul>\(HTML.each(forbidden + emptied) { "<li>\($0)</li>" })</ul>
                    """))
        }
        return notes
    }
}
