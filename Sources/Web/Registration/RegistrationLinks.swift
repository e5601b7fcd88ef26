import Actions
import Kernel
import Markup
import Storage

extension Link {
    /// One's own registrations; `kind` and `place` fill the form for a community that asked.
    static func registration(kind: Enrolment.Kind? = nil, place: Place.ID? = nil) -> Link {
        Link(
            "desk", "registration",
            query: ["kind": kind?.rawValue, "place": place?.description])
    }

    static func registrationAct(_ id: Enrolment.ID, _ act: KeepEnrolment.Act) -> Link {
        Link("desk", "registration", id.description, act.rawValue)
    }

    /// A year of one's own handbook; `corrects` opens the form for an entry that is put right.
    static func handbook(
        year: Int? = nil, of enrolment: Enrolment.ID? = nil, corrects: HandbookEntry.ID? = nil
    ) -> Link {
        Link(
            "desk", "registration", "handbook",
            query: [
                "year": year?.description, "of": enrolment?.description,
                "corrects": corrects?.description,
            ])
    }

    static func handbookSummary(year: Int, of enrolment: Enrolment.ID) -> Link {
        Link(
            "desk", "registration", "handbook", "summary",
            query: ["year": year.description, "of": enrolment.description])
    }

    /// The register that a post keeps.
    static func register(_ view: Enrolments.View? = nil, after: Enrolment.ID? = nil) -> Link {
        Link(
            "desk", "registration", "register",
            query: ["show": view?.rawValue, "after": after?.description])
    }

    static func enrolment(_ id: Enrolment.ID) -> Link {
        Link("desk", "registration", "register", id.description)
    }

    static func enrolmentAct(_ id: Enrolment.ID, _ act: EnrolmentAct) -> Link {
        Link("desk", "registration", "register", id.description, act.rawValue)
    }

    static func entryAnswer(_ id: HandbookEntry.ID) -> Link {
        Link("desk", "registration", "entries", id.description, "answer")
    }

    static let units = Link("desk", "units")
    static let newUnit = Link("desk", "units", "new")

    static func unit(_ id: UnitRegistration.ID) -> Link { Link("desk", "units", id.description) }

    static func unitAct(_ id: UnitRegistration.ID, _ act: KeepUnit.Act) -> Link {
        Link("desk", "units", id.description, act.rawValue)
    }

    static func homeLetters(_ id: UnitRegistration.ID) -> Link {
        Link("desk", "units", id.description, "letters")
    }

    static func homeLetter(_ id: UnitRegistration.ID, _ code: String) -> Link {
        Link("desk", "units", id.description, "letters", code)
    }

    static func callUps(before: CallUp.ID? = nil) -> Link {
        Link("desk", "call-ups", query: ["before": before?.description])
    }

    static let newCallUp = Link("desk", "call-ups", "new")

    static func callUp(_ id: CallUp.ID) -> Link { Link("desk", "call-ups", id.description) }

    static func callUpAct(_ id: CallUp.ID, _ act: CallUpAct) -> Link {
        Link("desk", "call-ups", id.description, act.rawValue)
    }
}

/// What those who keep the register may do from the page of one registration.
enum EnrolmentAct: String, CaseIterable {
    case answer, reading
}

/// What may be done to a call-up from its page.
enum CallUpAct: String, CaseIterable {
    case shifts, answer, closure
}

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
    let complaints: [String: String]
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

    /// Units are nobody's secret at the desk; who reads no place speaks for one at least.
    var mayReadUnits: Bool {
        !visit.holding.verbs.isDisjoint(with: [.offer, .read, .keepRegister])
    }

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

/// A page of registrations: what stands on the left, what can be done on the right.
struct RegistrationView {
    let title: String
    let lead: String
    let filtersLabel: String
    let filters: [NavItem]
    var actions: HTML = .empty
    var problem: HTML = .empty
    let main: [HTML]
    var sideLabel = ""
    var side: [HTML] = []
}

func registrationPage(_ view: RegistrationView) -> HTML {
    let head = deskHead(
        title: view.title, detail: view.lead, filters: view.filters,
        filtersLabel: view.filtersLabel, actions: view.actions)
    if view.side.isEmpty {
        return "\(head)\(view.problem)<div class=\"registration\">\(view.main)</div>"
    }
    return """
        \(head)\(view.problem)\(storyAndActions(
            story: "<div class=\"registration\">\(view.main)</div>",
            actions: "\(view.side)", actionsLabel: view.sideLabel))
        """
}

extension RegistrationView {
    static var example: RegistrationView {
        RegistrationView(
            title: "我的报到", lead: "只有自己和社区看得到", filtersLabel: "双报到",
            filters: [NavItem("我的报到", .registration())],
            main: [panel("岩岭社区", content: "<p>在职报到</p>")], sideLabel: "可以做的",
            side: [panel("报到", content: "<p>选社区</p>")])
    }
}

/// A line of a list of this area: what it is, where, and its marks.
struct RegistrationRow {
    let title: String
    let link: Link
    let detail: String
    let badges: HTML
}

func registrationRows(_ rows: [RegistrationRow]) -> HTML {
    """
    <ol class="registration-rows">\(HTML.each(rows) { row in
        """
        <li class="panel"><a class="pairing-title" href="\(row.link)">\(row.title)</a>\
        <span class="hint">\(row.detail)</span><span class="badges">\(row.badges)</span></li>
        """
    })</ol>
    """
}
