package import Markup

/// What every question of a form has: its name, its words, a hint, and what was wrong.
package struct Field: Sendable {
    package let name: String
    package let label: String
    package let hint: String?
    package let problem: (any FieldProblem)?
    package let isRequired: Bool
    /// Stands after the label, such as 选填.
    package let mark: String?
    /// Tells fields of the same name apart where a page has several forms.
    package let form: String?

    package init(
        _ name: String, label: String, hint: String? = nil, problem: (any FieldProblem)? = nil,
        isRequired: Bool = true, mark: String? = nil, form: String? = nil
    ) {
        self.form = form
        self.name = name
        self.label = label
        self.hint = hint
        self.problem = problem
        self.isRequired = isRequired
        self.mark = mark
    }

    var id: String { "field-" + (form.map { $0 + "-" } ?? "") + name }
    var hintID: String { id + "-hint" }
    var problemID: String { id + "-problem" }

    /// The ids of what explains the field; nil when nothing does.
    func explainedBy(also other: String? = nil) -> String? {
        let ids = [hint == nil ? nil : hintID, problem == nil ? nil : problemID, other]
        let known = ids.compactMap(\.self)
        return known.isEmpty ? nil : known.joined(separator: " ")
    }

    /// The attributes that every control of the field shares.
    func attributes(also other: String? = nil) -> HTML {
        """
         id="\(id)" name="\(name)"\(attribute: "aria-describedby", explainedBy(also: other))\
        \(attribute: "aria-invalid", problem == nil ? nil : "true")\(flag: "required", isRequired)
        """
    }
}

/// What is wrong with a field.
package protocol FieldProblem: Sendable {
    var problemWords: String { get }
    /// What the button says that covers what was found, and sends the form again; nil for none.
    var coverWords: String? { get }
}

extension String: FieldProblem {
    package var problemWords: String { self }
    package var coverWords: String? { nil }
}

/// What is wrong with a field that can be put right by covering a part of it.
struct Trouble: FieldProblem, Hashable {
    let words: String
    let coverWords: String?

    var problemWords: String { words }
}

package enum TextKind: String, Sendable {
    case text, password, tel, email, number, search, time
}

package func textField(
    _ field: Field, value: String = "", kind: TextKind = .text, autocomplete: String? = nil,
    lengthMax: Int? = nil, isNarrow: Bool = false
) -> HTML {
    labelled(
        field,
        """
        <input class="input\(HTML.when(isNarrow, " input-narrow"))" type="\(kind.rawValue)"\
        \(field.attributes()) value="\(value)"\(attribute: "autocomplete", autocomplete)\
        \(attribute: "maxlength", lengthMax?.description)>
        """)
}

/// Shows the passwords of the form that it stands in, where scripts run.
package func showPasswords(_ words: String) -> HTML {
    """
    <label class="check" data-show-passwords hidden><input type="checkbox">\
    <span>\(words)</span></label>
    """
}

/// A long text. `lengthWords` says the limit; `leftWords`, with `{left}` in it, counts down
/// where scripts run. `similar` is asked for matters like the text as it is typed.
package func textArea(
    _ field: Field, value: String = "", rows: Int = 5, lengthMax: Int, lengthWords: String,
    leftWords: String, similar: Link? = nil
) -> HTML {
    let counterID = field.id + "-left"
    return labelled(
        field,
        """
        <textarea class="input" rows="\(rows)"\(field.attributes(also: counterID)) \
        maxlength="\(lengthMax)" data-counter="\(counterID)" data-counter-words="\(leftWords)"\
        \(attribute: "data-similar-src", similar)>
        \(value)</textarea><p class="hint counter" id="\(counterID)">\(lengthWords)</p>\
        \(HTML.when(similar) { _ in "<div data-similar aria-live=\"polite\"></div>" })
        """)
}

package func dateField(
    _ field: Field, value: String = "", earliest: String? = nil, latest: String? = nil
) -> HTML {
    labelled(
        field,
        """
        <input class="input input-narrow" type="date"\(field.attributes()) value="\(value)"\
        \(attribute: "min", earliest)\(attribute: "max", latest)>
        """)
}

package func hiddenField(_ name: String, value: String) -> HTML {
    "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
}

/// Photographs, shown before they are sent. `tooManyWords` and `tooLargeWords` are said by the
/// browser; the server checks again.
package func photoField(
    _ field: Field, filesMax: Int, bytesMax: Int, chooseWords: String, tooManyWords: String,
    tooLargeWords: String
) -> HTML {
    labelled(
        field,
        """
        <div class="photos"><label class="photo-drop" for="\(field.id)">\(icon(.camera))\
        <span>\(chooseWords)</span></label><input class="photo-input" type="file" accept="image/*" \
        multiple\(field.attributes()) data-photos data-files-max="\(filesMax)" \
        data-bytes-max="\(bytesMax)" data-too-many="\(tooManyWords)" \
        data-too-large="\(tooLargeWords)"><ul class="photo-previews" data-photo-previews></ul></div>
        """)
}

/// One file of the kinds that `accept` names.
package func fileField(_ field: Field, accept: String) -> HTML {
    labelled(
        field,
        "<input class=\"input\" type=\"file\" accept=\"\(accept)\"\(field.attributes())>")
}

/// A control under its label, hint and problem.
func labelled(_ field: Field, _ control: HTML) -> HTML {
    """
    <div class="field\(HTML.when(field.problem != nil, " has-problem"))">\
    <label for="\(field.id)">\(field.label)\(fieldMark(field))</label>\
    \(fieldNotes(field))\(control)</div>
    """
}

func fieldMark(_ field: Field) -> HTML {
    HTML.when(field.mark) { "<span class=\"mark\">\($0)</span>" }
}

func fieldNotes(_ field: Field) -> HTML {
    let hint = HTML.when(field.hint) { "<p class=\"hint\" id=\"\(field.hintID)\">\($0)</p>" }
    let problem = HTML.when(field.problem) { problem in
        """
        <p class="problem" id="\(field.problemID)">\(icon(.warning))\(problem.problemWords)</p>\
        \(HTML.when(problem.coverWords) {
            submitButton(
                $0, weight: .second, icon: .shield, name: SentForm.cover, value: field.name)
        })
        """
    }
    return "\(hint)\(problem)"
}
