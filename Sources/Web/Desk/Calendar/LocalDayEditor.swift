import Actions
import HTTPTypes
import Kernel
import Markup
import Storage

/// A change of the local layer as an address or a form asks for it.
struct LocalDayForm {
    let day: String
    let kind: String
    let name: String

    init(_ form: SentForm) {
        day = form["day"].map { String($0.prefix(10)) } ?? ""
        kind = form["kind"] ?? "off"
        name = form["name"] ?? ""
    }

    /// - Throws: `.invalid` when the day is no day or the kind no kind.
    var edit: EditLocalDay.Edit {
        get throws {
            guard let day = try? Day(parsing: day) else {
                throw ActionError.invalid(["day": .init("answer.notADay")])
            }
            switch kind {
            case "off": return .set(day, isWorked: false, name: name)
            case "work": return .set(day, isWorked: true, name: name)
            case "remove": return .remove(day)
            default: throw ActionError.invalid(["kind": .init("answer.notAChoice")])
            }
        }
    }
}

extension CalendarWriter {
    /// The form, what it would do, and the local days of the year.
    func editor(_ form: LocalDayForm, preview: PreviewLocalDay.Report?, problem: Failure?) -> HTML {
        let words = frame.words
        let told = HTML.when(problem) { alertMessage($0.title, detail: "<p>\($0.detail)</p>") }
        let ask: HTML = """
            <form class="form sum-form" method="get" action="\(page.link())#preview">\
            \(hiddenField("year", value: String(reading.year)))\
            \(dateField(Field("day", label: words("calendar.local.day")), value: form.day))\
            \(selectField(
                Field("kind", label: words("calendar.local.kind")),
                choices: ["off", "work"].map {
                    Choice($0, label: words("calendar.local.kind.\($0)"), isChosen: $0 == form.kind)
                }))\
            \(textField(
                Field("name", label: words("calendar.local.name")), value: form.name,
                lengthMax: EditLocalDay.nameCharactersMax))\
            \(submitButton(words("calendar.local.preview"), weight: .second))</form>
            """
        return """
            \(panel(
                words("calendar.local.edit"),
                content: "<p class=\"hint\">\(words("calendar.local.lead"))</p>\(told)\(ask)"))\
            \(HTML.when(preview) { self.preview($0, form) })\(localDays())
            """
    }

    private func preview(_ report: PreviewLocalDay.Report, _ form: LocalDayForm) -> HTML {
        let words = frame.words
        let day = frame.times.day(report.edit.day)
        let what =
            switch report.edit {
            case .set(_, let isWorked, let name):
                words(
                    isWorked ? "calendar.preview.work" : "calendar.preview.off",
                    ["day": day, "name": name])
            case .remove: words("calendar.preview.remove", ["day": day])
            }
        let count = words(
            report.isCut ? "calendar.preview.cut" : "calendar.preview.count",
            ["moved": String(report.moves.count), "matters": String(report.matters)])
        let rows = report.moves.prefix(Self.movesShown).map { move -> [HTML] in
            [
                "\(move.reference.description)",
                "\(words("\(move.procedure).clock.\(move.clock)"))",
                "\(frame.times.moment(move.before))", "\(frame.times.moment(move.after))",
            ]
        }
        let table =
            rows.isEmpty
            ? HTML.empty
            : dataTable(
                caption: words("calendar.preview.first", ["count": String(rows.count)]),
                columns: ["matter", "clock", "before", "after"].map {
                    TableColumn(words("calendar.column.\($0)"))
                }, rows: Array(rows))
        return """
            <section class="panel" id="preview"><h2 class="panel-title">\
            \(words("calendar.preview"))</h2><p><strong>\(what)</strong></p><p>\(count)</p>\
            \(table)\(postForm(
                to: page.link(year: reading.year),
                hidden: """
                    \(hiddenField("day", value: form.day))\(hiddenField("kind", value: form.kind))\
                    \(hiddenField("name", value: form.name))
                    """,
                content: submitButton(words("calendar.preview.confirm"), weight: .first)))\
            </section>
            """
    }

    private static let movesShown = 20

    private func localDays() -> HTML {
        let words = frame.words
        let local = reading.listed.filter(\.isLocal)
        if local.isEmpty {
            return emptyState(
                words("calendar.local.none", ["year": String(reading.year)]),
                next: words("calendar.local.none.next"))
        }
        return dataTable(
            caption: words("calendar.local.list", ["year": String(reading.year)]),
            columns: ["day", "kind", "name", "edit"].map {
                TableColumn(words("calendar.column.\($0)"))
            },
            rows: local.map { listed in
                [
                    "\(frame.times.day(listed.day))",
                    "\(words("calendar.local.kind.\(listed.kind.rawValue)"))", "\(listed.name)",
                    buttonLink(
                        words("calendar.local.remove"),
                        to: page.link(
                            year: reading.year, day: listed.day, kind: "remove"),
                        weight: .quiet),
                ]
            })
    }
}
