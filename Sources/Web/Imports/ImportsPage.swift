import Actions
import Kernel
import Markup

/// Where tables are sent, and what came of those that were.
struct ImportsView {
    let title: String
    let detail: String
    let sendTitle: String
    let said: HTML
    let form: HTML
    let kept: HTML
    let listTitle: String
    let list: HTML
}

func importsPage(_ view: ImportsView) -> HTML {
    """
    \(deskHead(title: view.title, detail: view.detail))<div class="story">\
    \(panel(view.sendTitle, content: "\(view.said)\(view.form)\(view.kept)"))\
    \(panel(view.listTitle, content: view.list))</div>
    """
}

extension ImportsView {
    static var example: ImportsView {
        ImportsView(
            title: "导入表格", detail: "…", sendTitle: "送一张表", said: .empty, form: "<p>…</p>",
            kept: .empty, listTitle: "送过的表", list: "<p>…</p>")
    }
}

extension DeskFrame {
    /// What the post may take in from tables.
    var importNouns: [SheetNoun] {
        SheetNoun.open(to: visit.holding.verbs, in: visit.book.profile)
    }

    func importsPage(_ sheets: [SheetImport], back: FormReturn?) -> Reply {
        let forms = OrganisationForms(words: words, back: back)
        let chosen = forms.value("noun", of: "send", now: importNouns.first?.rawValue ?? "")
        let view = ImportsView(
            title: words("imports.title"), detail: words("imports.detail"),
            sendTitle: words("imports.send"), said: refusedMessage(back),
            form: postForm(
                to: .imports, withFiles: true,
                content: """
                    \(radioCards(
                        forms.field("noun", of: "send", "imports.noun"),
                        choices: importNouns.map { noun in
                            Choice(
                                noun.rawValue, label: words("imports.noun.\(noun.rawValue)"),
                                detail: words("imports.noun.\(noun.rawValue).hint"),
                                isChosen: noun.rawValue == chosen)
                        }))\
                    \(fileField(
                        forms.field("file", of: "send", "imports.file", hint: "imports.file.hint"),
                        accept: ".xlsx,.csv,.txt,.tsv"))\
                    \(submitButton(words("imports.send.submit"), weight: .first, icon: .arrow))
                    """),
            kept: noteMessage("<p>\(words("imports.kept"))</p>"),
            listTitle: words("imports.list"),
            list: sheets.isEmpty
                ? emptyState(words("imports.none"), next: words("imports.none.next"))
                : dataTable(
                    caption: words("imports.list.caption"),
                    columns: ["noun", "rows", "state", "sent"].map {
                        TableColumn(words("imports.column.\($0)"), isNumber: $0 == "rows")
                    }, rows: sheets.map(line)))
        return page(view.title, current: .imports, content: Web.importsPage(view))
    }

    private func line(_ sheet: SheetImport) -> [HTML] {
        [
            """
            <a href="\(Link.tableImport(sheet.id))">\
            \(words("imports.noun.\(sheet.noun.rawValue)"))</a>
            """,
            "\(sheet.rows)", chip(words("imports.state.\(stateWord(of: sheet))"), tone: sheet.tone),
            """
            <time datetime="\(times.machine(sheet.sentAt))">\
            \(times.moment(sheet.sentAt))</time>
            """,
        ]
    }

    /// One that nobody accepted in time is dropped, whether or not that was noted yet.
    func stateWord(of sheet: SheetImport) -> String {
        sheet.state == .waiting && !sheet.waits(at: ask.now)
            ? SheetImport.State.dropped.rawValue : sheet.state.rawValue
    }
}

extension SheetImport {
    var tone: ChipTone {
        switch state {
        case .waiting, .taking, .undoing: .amber
        case .taken: .jade
        case .undone, .dropped: .plain
        }
    }
}
