import Actions
import Kernel
import Markup
import Storage

/// Draws the parts of a report's page for one post.
struct ReportParts {
    let frame: DeskFrame
    let file: ReportFile
    var refused: ActionError?

    private var words: Words { frame.words }
    private var report: Report { file.report }
    private var complaints: [String: String] {
        refused.map(frame.complaints)?.mapValues(\.words) ?? [:]
    }
    private var isOpen: Bool { report.state != .frozen }
    private var link: FiguresLink { FiguresLink(place: report.place, period: report.period) }

    private var document: ReportDocument {
        ReportDocument(
            content: file.content, texts: frame.ask.site.words.texts, language: words.language,
            link: { link.figure($0) },
            field: isOpen && file.mayDraw ? { cell($1, in: $0) } : nil)
    }

    var view: ReportView {
        let document = document
        return ReportView(
            title: document.title, lead: document.lead, tools: tools, stages: stages,
            notes: notes(document), body: isOpen ? .empty : document.body,
            cells: isOpen ? form(document) : .empty,
            definitions: (document.text("reports.definitions"), document.definitions),
            actions: actions, actionsLabel: words("reports.next"),
            numbers: (
                words("reports.numbers"),
                words(isOpen ? "reports.numbers.hint" : "reports.numbers.frozen"), numbers
            ), versions: versions)
    }

    // MARK: - Head

    private var tools: [HTML] {
        [buttonLink(words("reports.all"), to: .reports(), icon: .back)]
            + (isOpen
                ? []
                : [
                    buttonLink(
                        words("reports.paper"), to: .reportPart(report.id, "paper"), icon: .print),
                    buttonLink("XLSX", to: .reportFile(report.id, "xlsx"), icon: .list),
                    buttonLink("CSV", to: .reportFile(report.id, "csv"), icon: .list),
                ]
                    + (file.proof == nil
                        ? []
                        : [
                            buttonLink(
                                words("reports.sealed"), to: .reportFile(report.id, "html"),
                                icon: .seal)
                        ]))
    }

    private func who(_ hand: Report.Hand?) -> String? {
        hand.map { hand in
            let person = file.posts[hand.post]?.personName ?? "–"
            return person + " · " + frame.times.moment(hand.at)
        }
    }

    private var stages: HTML {
        let frozen = report.frozen.map { freezing in
            who(freezing.hand)
                ?? words("reports.operator") + " · " + frame.times.moment(freezing.at)
        }
        let state = report.state
        return stageStrip(
            label: words("reports.stages"),
            [
                Stage(
                    words("reports.stage.drawn"), state == .draft ? .now : .reached,
                    when: who(report.drawn)),
                Stage(
                    words("reports.stage.checked"),
                    state == .draft ? .ahead : state == .checked ? .now : .reached,
                    when: who(report.checked)),
                Stage(
                    words("reports.stage.frozen"), state == .frozen ? .reached : .ahead,
                    when: frozen),
            ]
        ) { words("stage.\($0.rawValue)") }
    }

    private func notes(_ document: ReportDocument) -> [HTML] {
        var notes: [HTML] = []
        if let replaces = document.replaces { notes.append("<p class=\"hint\">\(replaces)</p>") }
        if let newest = file.versions.first, newest.version > report.version {
            notes.append(
                noteMessage(
                    """
                    \(words("reports.superseded", ["version": String(newest.version)])) \
                    <a href="\(Link.report(newest.id))">\(words("reports.superseded.open"))</a>
                    """, icon: .flag))
        }
        if isOpen, !file.changed.isEmpty, report.checked != nil {
            notes.append(
                alertMessage(
                    words(
                        "reports.changed", ["count": String(file.changed.count)]),
                    detail: "<p>\(words("reports.changed.next"))</p>"))
        }
        if let refused {
            let failure = frame.ask.failure(of: refused, words)
            notes.append(
                problemSummary(
                    title: failure.title,
                    problems: complaints.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
        }
        if let frozen = report.frozen {
            let seal = file.proof.map {
                words(
                    "reports.seal",
                    [
                        "record": String(frozen.record), "seal": String($0.proof.seal.number),
                        "digest": String($0.proof.seal.digest.hex.prefix(16)),
                    ])
            }
            notes.append(
                noteMessage(
                    "\(seal ?? words("reports.seal.none", ["record": String(frozen.record)]))",
                    icon: .seal))
        }
        return notes
    }

    // MARK: - What is typed

    private func form(_ document: ReportDocument) -> HTML {
        let asks = file.mayDraw && document.asks
        guard asks else { return document.body }
        return postForm(
            to: .reportPart(report.id, "cells"), draft: frame.draft("report-\(report.id)"),
            content: """
                \(document.body)<div class="report-source">\(textField(
                    Field(
                        "source", label: words("reports.field.source"),
                        hint: words("reports.field.source.hint"), problem: complaints["source"],
                        isRequired: false),
                    value: frame.ask.form["source"] ?? "",
                    lengthMax: FillReport.sourceCharactersMax))\
                \(submitButton(words("reports.fill"), weight: .second))</div>
                """)
    }

    private func cell(_ cell: ReportContent.Cell, in row: ReportContent.Row) -> HTML {
        let (key, value, note, kind): (String, String, String?, ReportLayout.Column.Kind)
        switch cell {
        case .figure(_, let value): return "\(value.text)"
        case .missing(let asked, let asking): (key, value, note, kind) = (asked, "", nil, asking)
        case .typed(let asked, let text, let source, let person, let asking):
            (key, value, kind) = (asked, text, asking)
            note = words("reports.typed.note", ["source": source, "person": person])
        }
        let name = FillReport.Entry.field(row.place, key)
        let problem = complaints[name]
        let sent = frame.ask.form.texts[name]?.first ?? value
        return """
            <span class="report-cell"><input class="input" id="field-\(name)" name="\(name)" \
            type="text"\(attribute: "inputmode", kind == .number ? "numeric" : nil) \
            value="\(sent)" aria-label="\(words("reports.cell", ["place": words.name(row.name)]))"\
            \(attribute: "aria-invalid", problem == nil ? nil : "true")>\
            \(HTML.when(problem ?? note) { "<small>\($0)</small>" })</span>
            """
    }

    // MARK: - What comes next

    private var actions: HTML {
        guard isOpen else { return again }
        return HTML.joined([check, freeze, drop])
    }

    private var check: HTML {
        guard file.mayDraw, report.state == .draft || !file.changed.isEmpty else { return .empty }
        return actionPanel(
            words("reports.check"), hint: words("reports.check.hint"), icon: .check,
            weight: .first, id: "field-check", isOpen: complaints["check"] != nil,
            form: postForm(
                to: .reportPart(report.id, "check"),
                hidden: hiddenField("seen", value: file.content.mark),
                content: """
                    <p>\(words("reports.check.detail"))</p>\
                    \(submitButton(words("reports.check.submit"), weight: .first))
                    """))
    }

    private var freeze: HTML {
        guard file.mayFreeze, report.state == .checked, file.changed.isEmpty else { return .empty }
        let own = frame.visit.person.id
        if own == report.drawn.person || own == report.checked?.person {
            return "<p class=\"hint\">\(words("reports.freeze.other"))</p>"
        }
        return actionPanel(
            words("reports.freeze"), hint: words("reports.freeze.hint"), icon: .seal,
            weight: .first, id: "field-freeze", isOpen: complaints["freeze"] != nil,
            form: postForm(
                to: .reportPart(report.id, "freeze"),
                content: """
                    <p>\(words("reports.freeze.detail"))</p>\
                    \(submitButton(words("reports.freeze.submit"), weight: .grave))
                    """))
    }

    private var drop: HTML {
        guard file.mayDraw else { return .empty }
        return actionPanel(
            words("reports.drop"), icon: .back, id: "field-drop",
            form: postForm(
                to: .reportPart(report.id, "withdrawal"),
                content: submitButton(words("reports.drop.submit"), weight: .grave)))
    }

    /// A new version, with a reason.
    private var again: HTML {
        guard file.mayDraw, file.versions.first?.id == report.id else { return .empty }
        return actionPanel(
            words("reports.again"), hint: words("reports.again.hint"), icon: .reply,
            id: "field-reason", isOpen: complaints["reason"] != nil,
            form: postForm(
                to: .reports(),
                hidden: """
                    \(hiddenField("layout", value: report.layout))\
                    \(hiddenField("place", value: report.place.description))\
                    \(hiddenField("period", value: report.period.description))
                    """,
                content: """
                    \(textField(
                        Field(
                            "reason", label: words("reports.field.reason"),
                            problem: complaints["reason"]),
                        value: frame.ask.form["reason"] ?? "",
                        lengthMax: Report.reasonCharactersMax))\
                    \(submitButton(words("reports.again.submit"), weight: .first))
                    """))
    }

    // MARK: - Beside it

    private var numbers: HTML {
        let lines = HTML.each(file.content.lines) { line in
            """
            <li><a href="\(link.figure(line.id))">\(words.name(line.name))</a>\
            <strong>\(line.value.text)</strong>\(HTML.when(
                file.changed.contains(line.id) && report.checked != nil,
                " \(chip(words("reports.number.changed"), tone: .amber))"))</li>
            """
        }
        return "<ul class=\"report-numbers\">\(lines)</ul>"
    }

    private var versions: HTML {
        guard file.versions.count > 1 else { return .empty }
        let lines = HTML.each(file.versions) { version in
            """
            <li><a href="\(Link.report(version.id))"\
            \(attribute: "aria-current", version.id == report.id ? "page" : nil)>\
            \(words("reports.version", ["version": String(version.version)]))</a> \
            \(words("reports.state.\(version.state.rawValue)"))\
            \(HTML.when(version.reason) { "<small>\($0)</small>" })</li>
            """
        }
        return panel(
            words("reports.versions"), content: "<ul class=\"report-versions\">\(lines)</ul>")
    }
}
