package import Markup

package struct Choice: Sendable {
    package let value: String
    package let label: String
    package let detail: String?
    package let icon: Icon?
    package let isChosen: Bool

    package init(
        _ value: String, label: String, detail: String? = nil, icon: Icon? = nil,
        isChosen: Bool = false
    ) {
        self.value = value
        self.label = label
        self.detail = detail
        self.icon = icon
        self.isChosen = isChosen
    }
}

/// One of many. `emptyWords` is the first line when nothing is chosen yet.
package func selectField(_ field: Field, choices: [Choice], emptyWords: String? = nil) -> HTML {
    let options = HTML.each(choices, selectOption)
    let empty = HTML.when(emptyWords) { "<option value=\"\">\($0)</option>" }
    return labelled(
        field, "<select class=\"input\"\(field.attributes())>\(empty)\(options)</select>")
}

/// Choices under a heading of their own, in a list that is long.
package struct ChoiceGroup: Sendable {
    package let label: String?
    package var choices: [Choice]

    package init(label: String?, choices: [Choice]) {
        self.label = label
        self.choices = choices
    }
}

/// One of many, under headings.
package func groupedSelect(
    _ field: Field, groups: [ChoiceGroup], emptyWords: String? = nil
) -> HTML {
    let drawn = HTML.each(groups) { group in
        let options = HTML.each(group.choices, selectOption)
        return group.label.map { "<optgroup label=\"\($0)\">\(options)</optgroup>" } ?? options
    }
    let empty = HTML.when(emptyWords) { "<option value=\"\">\($0)</option>" }
    return labelled(
        field, "<select class=\"input\"\(field.attributes())>\(empty)\(drawn)</select>")
}

private func selectOption(_ choice: Choice) -> HTML {
    """
    <option value="\(choice.value)"\(flag: "selected", choice.isChosen)>\
    \(choice.label)</option>
    """
}

/// One of a few, each a large card that a thumb can meet.
package func radioCards(_ field: Field, choices: [Choice]) -> HTML {
    choiceGroup(field, choices: choices, type: "radio")
}

/// Any of a few, as the same large cards.
package func checkCards(_ field: Field, choices: [Choice]) -> HTML {
    choiceGroup(field, choices: choices, type: "checkbox")
}

private func choiceGroup(_ field: Field, choices: [Choice], type: StaticString) -> HTML {
    let isRadio = type.description == "radio"
    let cards = HTML.each(choices.enumerated()) { index, choice in
        choiceCard(
            choice, field: field, id: index == 0 ? field.id : "\(field.id)-\(index)",
            type: HTML(stringLiteral: type), isRequired: isRadio && field.isRequired)
    }
    return """
        <fieldset class="field\(HTML.when(field.problem != nil, " has-problem"))"\
        \(attribute: "aria-describedby", field.explainedBy())><legend>\(field.label)\
        \(fieldMark(field))</legend>\(fieldNotes(field))<div class="cards">\(cards)</div></fieldset>
        """
}

private func choiceCard(
    _ choice: Choice, field: Field, id: String, type: HTML, isRequired: Bool
) -> HTML {
    """
    <label class="card-choice" for="\(id)"><input type="\(type)" id="\(id)" name="\(field.name)" \
    value="\(choice.value)"\(flag: "checked", choice.isChosen)\(flag: "required", isRequired)>\
    \(HTML.when(choice.icon) { icon($0, large: true) })<span class="card-words">\(choice.label)\
    \(HTML.when(choice.detail) { "<small>\($0)</small>" })</span></label>
    """
}

package func checkbox(_ field: Field, value: String = "yes", isChecked: Bool = false) -> HTML {
    """
    <div class="field field-check\(HTML.when(field.problem != nil, " has-problem"))">\
    <label class="check" for="\(field.id)"><input type="checkbox" value="\(value)"\
    \(field.attributes())\(flag: "checked", isChecked)><span>\(field.label)\(fieldMark(field))\
    </span></label>\(fieldNotes(field))</div>
    """
}

/// Stands above a form that was refused: every problem, each a way to its field.
package func problemSummary(title: String, problems: [(name: String, words: String)]) -> HTML {
    if problems.isEmpty { return .empty }
    let rows = HTML.each(problems) {
        "<li><a href=\"\(Link(here: "field-" + $0.name))\">\($0.words)</a></li>"
    }
    return alertMessage(title, detail: "<ul>\(rows)</ul>")
}

/// A long list that most people leave alone, behind a line that opens it.
package func folded(_ words: String, isOpen: Bool = false, content: HTML) -> HTML {
    """
    <details class="fold"\(flag: "open", isOpen)><summary>\(words)</summary>\(content)</details>
    """
}
