import Actions
import Kernel
import Markup
import Storage

/// What a page comes back with after a form on it was refused.
struct RegistrationReturn {
    /// Which form of the page it was.
    var form: String?
    var refused: ActionError?
}

/// The fields of one form of this area, filled with what was sent or with what stands.
struct RegistrationFields {
    let words: Words
    /// Tells the fields of several forms on one page apart.
    let form: String
    let sent: SentForm
    let complaints: [String: Trouble]
    var standing: [String: String] = [:]

    /// - Parameter text: names its words, where they are not those of the name.
    func field(
        _ name: String, as text: String? = nil, hint isHinted: Bool = false,
        isRequired: Bool = true
    ) -> Field {
        let text = text ?? name
        return Field(
            name, label: words("registration.field.\(text)"),
            hint: isHinted ? words("registration.field.\(text).hint") : nil,
            problem: complaints[name], isRequired: isRequired,
            mark: isRequired ? nil : words("form.optional"), form: form)
    }

    func value(_ name: String) -> String { sent[name] ?? standing[name] ?? "" }

    /// Whether a box is ticked: as it was sent, or as it stands.
    func isTicked(_ name: String) -> Bool {
        sent.texts.isEmpty ? standing[name] == "yes" : sent[name] == "yes"
    }

    func area(_ field: Field, most: Int, rows: Int = 3) -> HTML {
        textArea(
            field, value: value(field.name), rows: rows, lengthMax: most,
            lengthWords: words("form.length", ["max": String(most)]),
            leftWords: words("form.left"))
    }
}

extension DeskFrame {
    func registrationFields(
        _ form: String, _ back: RegistrationReturn, standing: [String: String] = [:]
    ) -> RegistrationFields {
        let isBack = back.form == form
        return RegistrationFields(
            words: words, form: form, sent: isBack ? ask.form : SentForm(),
            complaints: isBack ? back.refused.map(complaints) ?? [:] : [:], standing: standing)
    }

    /// What was refused, above the page to which it comes back.
    func problem(_ back: RegistrationReturn) -> HTML {
        HTML.when(back.refused) {
            let failure = ask.failure(of: $0, words)
            return alertMessage(failure.title, detail: "<p>\(failure.detail)</p>")
        }
    }

    /// A page of this area, with the status of what was refused.
    func reply(_ view: RegistrationView, _ back: RegistrationReturn) -> Reply {
        var reply = page(view.title, current: .registration(), content: registrationPage(view))
        if let refused = back.refused { reply.status = ask.failure(of: refused, words).status }
        return reply
    }

    /// The ways among the pages of registrations that this post may take.
    func registrationFilters(_ current: Link) -> [NavItem] {
        let verbs = visit.holding.verbs
        var items = [
            NavItem(words("registration.nav.own"), .registration()),
            NavItem(words("registration.nav.handbook"), .handbook()),
            NavItem(words("registration.nav.callUps"), .callUps()),
        ]
        if mayReadUnits { items.append(NavItem(words("registration.nav.units"), .units)) }
        if verbs.contains(.keepRegister) {
            items.append(NavItem(words("registration.nav.register"), .register()))
        }
        return items.map { NavItem($0.words, $0.link, isCurrent: $0.link == current) }
    }

    var mayReadUnits: Bool { visit.mayReadUnits }

    func stateChip(_ registration: Registration, on day: Day) -> HTML {
        if registration.asksAgain(on: day) {
            return chip(words("registration.asked.chip"), tone: .amber, icon: .clock)
        }
        let tone: ChipTone =
            switch registration.state {
            case .confirmed: .jade
            case .proposed, .invited: .blue
            case .returned: .amber
            case .ended: .plain
            }
        return chip(words("registration.state.\(registration.state.rawValue)"), tone: tone)
    }
}
