import Actions
import Kernel
import Markup
import Storage

/// The form by which one registers, filled for a community that asked or with what was sent before.
struct EnrolForm {
    let frame: DeskFrame
    let own: OwnRegistrations
    let back: RegistrationReturn

    private var words: Words { frame.words }

    /// What may be sent once more: returned, or not answered yet.
    private var before: OwnRegistrations.One? {
        own.all.first { [.returned, .proposed].contains($0.enrolment.registration.state) }
    }

    private var standing: [String: String] {
        let query = frame.ask.query
        var standing: [String: String] = [:]
        if let before {
            standing = [
                "kind": before.enrolment.kind.rawValue,
                "place": before.enrolment.place.description,
                "unit": before.enrolment.unit?.description ?? "",
                "unitWords": before.details?.unit ?? "",
                "offers": before.details?.offers ?? "",
                "isNamed": before.enrolment.isNamed ? "yes" : "",
            ]
        }
        standing["kind"] = query["kind"] ?? standing["kind"] ?? Enrolment.Kind.reported.rawValue
        standing["place"] = query["place"] ?? standing["place"]
        return standing
    }

    func draw() -> HTML {
        if own.registers.isEmpty {
            return "<p>\(words("registration.enrol.nowhere"))</p>"
        }
        let fields = frame.registrationFields("enrol", back, standing: standing)
        return postForm(
            to: .registration(),
            content: """
                \(HTML.when(before != nil, "<p class=\"hint\">\(words("registration.again"))</p>"))\
                \(radioCards(
                    fields.field("kind"),
                    choices: Enrolment.Kind.allCases.map { kind in
                        Choice(
                            kind.rawValue, label: words("registration.kind.\(kind.rawValue)"),
                            detail: words("registration.kind.\(kind.rawValue).hint"),
                            isChosen: fields.value("kind") == kind.rawValue)
                    }))\
                \(selectField(
                    fields.field("place", hint: true),
                    choices: own.registers.map { place in
                        Choice(
                            place.id.description, label: words.name(place.name),
                            isChosen: fields.value("place") == place.id.description)
                    },
                    emptyWords: own.registers.count == 1
                        ? nil : words("registration.field.place.empty")))\
                \(unit(fields))\
                \(fields.area(
                    fields.field("offers", hint: true, isRequired: false),
                    most: Enrolment.offersCharactersMax))\
                \(checkbox(
                    fields.field("isNamed", hint: true, isRequired: false),
                    isChecked: fields.isTicked("isNamed")))\
                \(checkbox(fields.field("consents", hint: true)))\
                \(submitButton(words("registration.enrol.send"), weight: .first, icon: .check))
                """)
    }

    private func unit(_ fields: RegistrationFields) -> HTML {
        let units = own.units.values.sorted { $0.id < $1.id }
        let list = HTML.when(
            !units.isEmpty,
            selectField(
                fields.field("unit", hint: true, isRequired: false),
                choices: units.map { body in
                    Choice(
                        body.id.description, label: words.name(body.name),
                        isChosen: fields.value("unit") == body.id.description)
                }, emptyWords: words("registration.field.unit.empty")))
        return """
            \(list)\(textField(
                fields.field("unitWords", isRequired: false), value: fields.value("unitWords"),
                lengthMax: Enrolment.unitCharactersMax))
            """
    }
}
