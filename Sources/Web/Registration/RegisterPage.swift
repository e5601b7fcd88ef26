import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// The register of a community, for those who keep it: counts, each kind for itself, and the
    /// names of those who sent themselves in.
    static func registerReply(
        _ ask: Ask, _ back: RegistrationReturn = RegistrationReturn()
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        let shown = ask.query["show"].flatMap(Enrolments.View.init) ?? .proposed
        let page = try await ask.installation.registerPage(
            shown, in: frame.visit.realm, for: frame.visit.holding,
            after: ask.query["after"].flatMap { Enrolment.ID($0) }, limit: rowsOnPage)
        let parts = RegisterParts(frame: frame, page: page, shown: shown, back: back)
        return frame.reply(
            RegistrationView(
                title: words("registration.nav.register"),
                lead: words("registration.register.lead"),
                filtersLabel: words("registration.title"),
                filters: frame.registrationFilters(.register()), problem: frame.problem(back),
                main: parts.main, sideLabel: words("registration.invite"), side: [parts.invite]),
            back)
    }

    private static let rowsOnPage = 50

    static func inviteToEnrol(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        do {
            try await InviteToEnrol(
                realm: visit.realm, holding: visit.holding, signIn: ask.form["signIn"] ?? "",
                kind: ask.form["kind"] ?? ""
            ).run(in: ask.installation)
            return .see(.register(.invited))
        } catch let error as ActionError where error.isOfForm {
            return try await registerReply(ask, RegistrationReturn(form: "invite", refused: error))
        }
    }
}

/// Draws a page of the register.
struct RegisterParts {
    let frame: DeskFrame
    let page: RegisterPage
    let shown: Enrolments.View
    let back: RegistrationReturn

    private var words: Words { frame.words }

    var main: [HTML] {
        [
            figureRow([
                tile("here", page.numbers.here), tile("reported", page.numbers.reported),
                tile("proposed", page.numbers.proposed), tile("asked", page.numbers.asked),
            ]),
            "<p class=\"hint\">\(words("registration.register.apart"))</p>",
            filterBar(label: words("registration.register.views"), views), list,
            pager(
                label: words("registration.nav.register"), newer: nil,
                older: page.next.map {
                    NavItem(words("page.older"), .register(shown, after: $0))
                }),
        ]
    }

    private func tile(_ name: String, _ count: Int) -> HTML {
        figureTile(words("registration.count.\(name)"), value: String(count))
    }

    private var views: [NavItem] {
        Enrolments.View.allCases.map { view in
            NavItem(
                words("registration.view.\(view.rawValue)"), .register(view),
                isCurrent: view == shown)
        }
    }

    private var list: HTML {
        if page.lines.isEmpty {
            return emptyState(
                words("registration.register.none"), next: words("registration.register.none.next"))
        }
        return registrationRows(
            page.lines.map { line in
                let enrolment = line.enrolment
                let place = page.places[enrolment.place].map { words.name($0.name) } ?? ""
                let waiting = HTML.when(
                    line.waiting > 0,
                    chip(
                        words("registration.waiting", ["count": String(line.waiting)]),
                        tone: .blue, icon: .list))
                return RegistrationRow(
                    title: line.name, link: .enrolment(enrolment.id),
                    detail: words("registration.kind.\(enrolment.kind.rawValue)") + " · " + place,
                    badges: """
                        \(frame.stateChip(enrolment.registration, on: frame.today))\(waiting)
                        """)
            })
    }

    /// 党组织找党员: the community asks by sign-in, and learns nothing but a yes.
    var invite: HTML {
        let fields = frame.registrationFields("invite", back)
        return panel(
            words("registration.invite"),
            content: postForm(
                to: .register(),
                content: """
                    <p class="hint">\(words("registration.invite.hint"))</p>\
                    \(textField(
                        fields.field("signIn"), value: fields.value("signIn"),
                        autocomplete: "off", lengthMax: 60))\
                    \(selectField(
                        fields.field("kind"),
                        choices: Enrolment.Kind.allCases.reversed().map { kind in
                            Choice(
                                kind.rawValue,
                                label: words("registration.kind.\(kind.rawValue)"),
                                isChosen: fields.value("kind") == kind.rawValue)
                        }))\
                    \(submitButton(words("registration.invite.send"), weight: .second))
                    """))
    }
}
