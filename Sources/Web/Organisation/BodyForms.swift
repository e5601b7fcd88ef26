import Actions
import Kernel
import Markup
import Storage

extension DeskFrame {
    func bodyActions(_ file: BodyFile, _ forms: OrganisationForms) async throws -> [HTML] {
        let body = file.body
        let change = forms.panel(
            "particulars", "body.change", hint: "body.change.hint", icon: .letters, weight: .first,
            to: .bodyChange(body.id, "particulars"), submit: "org.save",
            content: """
                \(names(forms, of: "particulars", now: body.name))\
                \(try await particulars(forms, of: "particulars", now: body))
                """)
        let clause = forms.panel(
            "clauses", "clause.add", hint: "clause.add.hint", icon: .plus,
            to: .bodyChange(body.id, "clauses"),
            content: """
                \(forms.choice(
                    "stance", of: "clauses", "clause.stance",
                    groups: [
                        ChoiceGroup(
                            label: nil,
                            choices: DutyClause.Stance.allCases.map {
                                Choice($0.rawValue, label: words("clause.\($0.rawValue)"))
                            })
                    ]))\
                \(forms.text(
                    "code", of: "clauses", "clause.code", hint: "clause.code.hint",
                    lengthMax: AddClause.codeCharactersMax, isNarrow: true))\
                \(textArea(
                    forms.field("text", of: "clauses", "clause.text"),
                    value: forms.value("text", of: "clauses"), rows: 3,
                    lengthMax: AddClause.textCharactersMax,
                    lengthWords: words(
                        "form.length", ["max": String(AddClause.textCharactersMax)]),
                    leftWords: words("form.left")))
                """)
        return [change, clause, ending(file, forms)]
    }

    private func ending(_ file: BodyFile, _ forms: OrganisationForms) -> HTML {
        guard file.ties.isEmpty else {
            return tiesPanel(
                "end", "body.end",
                [
                    (file.ties.matters, "body.tie.matters", nil),
                    (file.ties.children, "body.tie.children", nil),
                    (file.ties.posts, "body.tie.posts", nil),
                    (file.ties.memberships, "body.tie.memberships", .alliances),
                    (file.ties.rules, "body.tie.rules", .catalogue()),
                ])
        }
        return forms.panel(
            "end", "body.end", hint: "body.end.hint", icon: .leave, weight: .grave,
            to: .bodyChange(file.body.id, "end"),
            content: forms.day("until", of: "end", "org.until", now: today, earliest: today))
    }

    /// Telephone, parent and place: what a new body is asked and a known one may change.
    private func particulars(
        _ forms: OrganisationForms, of form: String, now body: Body?
    ) async throws -> HTML {
        """
        \(textField(
            forms.field(
                "phone", of: form, "body.field.phone", hint: "body.phone.hint", isRequired: false),
            value: forms.value("phone", of: form, now: body?.phone ?? ""), kind: .tel,
            autocomplete: "off", lengthMax: BodyWish.phoneCharactersMax))\
        \(forms.choice(
            "parent", of: form, "body.field.parent", groups: bodyGroups(but: body?.id),
            now: body?.parent?.description ?? "", isRequired: false,
            emptyWords: words("body.parent.none")))\
        \(try await placeField(
            forms, of: form, "body.field.place", now: body?.place, isRequired: false,
            emptyWords: words("body.place.whole")))
        """
    }

    /// The page on which a body is added.
    func newBodyPage(back: FormReturn? = nil) async throws -> Reply {
        let forms = OrganisationForms(words: words, back: back)
        let kinds = visit.book.profile.bodyKinds.map { Choice($0, label: words("bodyKind.\($0)")) }
        return page(
            words("body.add"), current: .bodies(),
            content: """
                \(deskHead(title: words("body.add"), detail: words("body.add.detail")))\
                \(refusedMessage(back))\
                \(panel(
                    words("place.facts"),
                    content: postForm(
                        to: .bodies(),
                        content: """
                            \(forms.choice(
                                "kind", of: "new", "body.field.kind",
                                groups: [ChoiceGroup(label: nil, choices: kinds)]))\
                            \(names(forms, of: "new", now: nil))\
                            \(try await particulars(forms, of: "new", now: nil))\
                            \(forms.day("from", of: "new", "org.from", now: today))\
                            \(submitButton(words("body.add"), weight: .first))
                            """)))
                """)
    }

    /// Why a form that fills a page of its own came back.
    func refusedMessage(_ back: FormReturn?) -> HTML {
        HTML.when(back) { back in
            alertMessage(back.failure.title, detail: "<p>\(back.failure.detail)</p>")
        }
    }
}
