import Actions
import Kernel
import Markup
import Storage

/// The forms that only a joint meeting has.
extension MeetingForms {
    /// Each member unit with a box, and a line for who came for it.
    func unitBoxes() -> HTML {
        let ticked = Set(sent(.opening).texts["present"] ?? [])
        let rows = HTML.each(file.units) { unit in
            let id = unit.body.description
            let field = OpenMeeting.field(of: unit.body)
            let isTicked =
                act == .opening ? ticked.contains(id) : unit.isPresent == true
            return """
                <div class="unit-row">\(checkbox(
                    Field(
                        "present", label: file.unitBodies[unit.body].map { words.name($0.name) }
                            ?? "–", isRequired: false, form: "opening-\(id)"),
                    value: id, isChecked: isTicked))\
                \(textField(
                    Field(
                        field, label: words("alliances.through"),
                        problem: act == .opening ? complaints[field] : nil, isRequired: false,
                        form: "opening"),
                    value: sent(.opening)[field] ?? unit.through ?? "",
                    lengthMax: UnitPresence.throughCharactersMax))</div>
                """
        }
        let problem = act == .opening ? complaints["present"] : nil
        return """
            \(hiddenField("units", value: "yes"))\
            <fieldset class="field\(HTML.when(problem != nil, " has-problem"))">\
            <legend>\(words("alliances.units.field"))</legend>\
            \(HTML.when(problem) { "<p class=\"problem\">\(icon(.warning))\($0.words)</p>" })\
            <p class="hint">\(words("alliances.units.hint"))</p>\(rows)</fieldset>
            """
    }

    /// What the meeting decides and hands out.
    func resolution() -> HTML {
        let values = sent(.resolutions)
        func own(_ name: String, isRequired: Bool = true) -> Field {
            Field(
                name, label: words("alliances.field.\(name)"),
                hint: words("alliances.field.\(name).hint"),
                problem: act == .resolutions ? complaints[name] : nil, isRequired: isRequired,
                mark: isRequired ? nil : words("form.optional"), form: "resolutions")
        }
        let content: HTML = """
            \(textField(
                own("title"), value: values["title"] ?? "",
                lengthMax: Meeting.resolutionCharactersMax))\
            \(selectField(
                own("lead"),
                choices: file.units.map { unit in
                    let id = unit.body.description
                    return Choice(
                        id, label: file.unitBodies[unit.body].map { words.name($0.name) } ?? "–",
                        isChosen: values["lead"] == id)
                }, emptyWords: words("form.choose")))\
            \(dateField(
                own("until"), value: values["until"] ?? "", earliest: frame.today.description))\
            \(textArea(
                own("account", isRequired: false), value: values["account"] ?? "", rows: 4,
                lengthMax: Meeting.resolutionAccountCharactersMax,
                lengthWords: words(
                    "form.length",
                    ["max": String(Meeting.resolutionAccountCharactersMax)]),
                leftWords: words("form.left")))\
            \(submitButton(words("alliances.resolve"), weight: .first))
            """
        return drawn(
            .resolutions, "alliances.resolve", hint: "alliances.resolve.hint", icon: .flag,
            weight: .first, content)
    }
}
