import Actions
import Kernel
import Markup
import Media

/// `A`, `B` … as spreadsheets name their columns.
func columnLetters(_ index: Int) -> String { columnName(index) }

/// The form that says what each column becomes, and what holds for all rows.
struct ImportMapping {
    let frame: DeskFrame
    let file: TableFile
    let back: FormReturn?

    private var words: Words { frame.words }
    private var sheet: SheetImport { file.sheet }

    var html: HTML {
        postForm(
            to: .tableImport(sheet.id, "mapping"),
            hidden: hiddenField("version", value: String(sheet.version)),
            content: """
                <p>\(words("imports.mapping.lead"))</p>\
                \(dataTable(
                    caption: words("imports.mapping.caption"),
                    columns: ["letter", "header", "samples", "becomes"].map {
                        TableColumn(words("imports.mapping.\($0)"))
                    }, rows: sheet.columns.map(row)))\
                \(forAllFields)\
                \(submitButton(words("imports.mapping.submit"), weight: .second, icon: .search))
                """)
    }

    private func row(_ column: SheetImport.Column) -> [HTML] {
        let samples = (file.samples[column.index] ?? []).joined(separator: "、")
        return [
            "\(columnLetters(column.index))", "\(column.header)",
            "<span class=\"hint\">\(samples)</span>", becomes(column),
        ]
    }

    private func becomes(_ column: SheetImport.Column) -> HTML {
        var chosen = ""
        switch column.use {
        case .forbidden(let reason):
            return chip(words("imports.forbidden.\(reason)"), tone: .amber, icon: .shield)
        case .field(let name): chosen = name
        case .leftAside: break
        }
        let name = "column-\(column.index)"
        if let back, back.form == "mapping" { chosen = back.sent.texts[name]?.first ?? "" }
        let options = HTML.each(sheet.noun.fields) { field in
            """
            <option value="\(field.name)"\(flag: "selected", field.name == chosen)>\
            \(words("imports.field.\(field.name)"))\(HTML.when(field.isNeeded, " *"))</option>
            """
        }
        let label = words(
            "imports.mapping.label",
            ["header": column.header.isEmpty ? columnLetters(column.index) : column.header])
        let problem = back?.form == "mapping" ? back?.complaints[name] : nil
        return """
            <select class="input" name="\(name)" id="field-\(name)" aria-label="\(label)">\
            <option value="">\(words("imports.mapping.aside"))</option>\(options)</select>\
            \(HTML.when(problem) { "<p class=\"problem\">\(words.trouble($0).words)</p>" })
            """
    }

    // MARK: - What holds for all rows

    /// Fields that no column has.
    private var forAllFields: HTML {
        let fields = sheet.noun.fields.filter {
            $0.isForAll && sheet.column(of: $0.name) == nil
        }
        if fields.isEmpty { return .empty }
        return """
            <fieldset class="field"><legend>\(words("imports.all"))</legend>\
            <p class="hint">\(words("imports.all.hint"))</p>\(HTML.each(fields, forAll))</fieldset>
            """
    }

    private func forAll(_ field: SheetField) -> HTML {
        let name = "all-" + field.name
        let complaint = back?.form == "mapping" ? back?.complaints[name] : nil
        let drawn = Field(
            name, label: words("imports.field.\(field.name)"),
            problem: complaint.map(words.trouble), isRequired: false,
            mark: field.isNeeded ? nil : words("form.optional"))
        let value =
            back?.form == "mapping"
            ? back?.sent.texts[name]?.first ?? "" : sheet.forAll[field.name] ?? ""
        if let choices = choices(of: field) {
            return selectField(
                drawn,
                choices: choices.map {
                    Choice($0.id, label: $0.words, isChosen: $0.id == value)
                }, emptyWords: words("form.choose"))
        }
        if ["from", "asOf"].contains(field.name) { return dateField(drawn, value: value) }
        return textField(
            drawn, value: value, autocomplete: "off",
            lengthMax: SheetImport.valueCharactersMax)
    }

    private func choices(of field: SheetField) -> [(id: String, words: String)]? {
        let profile = frame.visit.book.profile
        func named(_ ids: [String], _ key: (String) -> String) -> [(id: String, words: String)] {
            ids.map { ($0, words(key($0))) }
        }
        switch field.name {
        case "role": return named(profile.roles.map(\.id)) { "role.\($0)" }
        case "level": return named(profile.levels) { "level.\($0)" }
        case "kind": return named(profile.bodyKinds) { "bodyKind.\($0)" }
        case "category":
            return named(
                profile.categories(of: sheet.noun.procedure ?? "").map(\.id)
            ) { "category.\($0)" }
        case "onBehalf":
            guard let procedure = sheet.noun.procedure,
                case .choice(let options)? = profile.procedure(procedure)?.field("onBehalf")?.type
            else { return nil }
            return named(options) { "\(procedure).field.onBehalf.\($0)" }
        default: return nil
        }
    }
}
