import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// One's own registrations: seen by oneself, sent by oneself, taken back by oneself.
    static func ownRegistration(
        _ ask: Ask, _ back: RegistrationReturn = RegistrationReturn()
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        let own = try await ask.installation.ownRegistrations(
            of: frame.visit.person.id, in: frame.visit.realm)
        let parts = OwnRegistrationParts(frame: frame, own: own, back: back)
        return frame.reply(
            RegistrationView(
                title: words("registration.nav.own"), lead: words("registration.own.lead"),
                filtersLabel: words("registration.title"),
                filters: frame.registrationFilters(.registration()),
                problem: frame.problem(back), main: parts.main,
                sideLabel: words("registration.rights"), side: parts.side), back)
    }

    static func enrol(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        do {
            try await Enrol(
                realm: visit.realm, holding: visit.holding, kind: ask.form["kind"] ?? "",
                place: ask.form["place"].flatMap { Place.ID($0) },
                unit: ask.form["unit"].flatMap { Body.ID($0) },
                unitWords: ask.form["unitWords"] ?? "", offers: ask.form["offers"] ?? "",
                isNamed: ask.form["isNamed"] == "yes", consents: ask.form["consents"] == "yes"
            ).run(in: ask.installation)
            return .see(.registration())
        } catch let error as ActionError where error.isOfForm {
            return try await ownRegistration(ask, RegistrationReturn(form: "enrol", refused: error))
        }
    }

    static func keepEnrolment(_ act: KeepEnrolment.Act, _ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        guard let id = Enrolment.ID(try ask.parameter("id")) else { throw ActionError.notFound }
        do {
            try await KeepEnrolment(
                realm: visit.realm, holding: visit.holding, enrolment: id,
                seen: ask.form["seen"].flatMap { Int($0) } ?? 0, act: act
            ).run(in: ask.installation)
            return .see(.registration())
        } catch let error as ActionError where error.isOfForm {
            return try await ownRegistration(
                ask, RegistrationReturn(form: act.rawValue, refused: error))
        }
    }
}

/// Draws one's own registrations.
struct OwnRegistrationParts {
    let frame: DeskFrame
    let own: OwnRegistrations
    let back: RegistrationReturn

    private var words: Words { frame.words }
    private var times: Times { frame.times }

    var main: [HTML] {
        let invited = own.all.filter { $0.enrolment.registration.state == .invited }
        let standing = own.all.filter {
            [.proposed, .confirmed, .returned].contains($0.enrolment.registration.state)
        }
        let ended = own.all.filter { $0.enrolment.registration.state == .ended }
        let none =
            standing.isEmpty
            ? [
                emptyState(
                    words("registration.none"), next: words("registration.none.next"))
            ] : []
        return invited.map(invitation) + [callUps] + standing.map(one) + none + form
            + ended.map(past)
    }

    var side: [HTML] { [rights] }

    /// The form, unless one is registered in both kinds.
    private var form: [HTML] {
        let isFull = Enrolment.Kind.allCases.allSatisfy { kind in
            own.all.contains {
                $0.enrolment.kind == kind && $0.enrolment.registration.state == .confirmed
            }
        }
        if isFull { return [] }
        return [
            panel(
                words("registration.enrol"),
                content: EnrolForm(frame: frame, own: own, back: back).draw())
        ]
    }

    /// Where hands are short in the communities where one is registered.
    private var callUps: HTML {
        if own.callUps.isEmpty { return .empty }
        let rows = HTML.each(own.callUps.prefix(3)) { callUp in
            "<li><a href=\"\(Link.callUp(callUp.id))\">\(callUp.title)</a></li>"
        }
        return noteMessage(
            "<p>\(words("registration.callUps"))</p><ul class=\"plain-list\">\(rows)</ul>",
            icon: .hands)
    }

    private func name(_ place: Place.ID) -> String {
        own.places[place].map { words.name($0.name) } ?? words("pairings.gone")
    }

    private func title(_ enrolment: Enrolment) -> String {
        words("registration.kind.\(enrolment.kind.rawValue)") + " · " + name(enrolment.place)
    }

    /// A community asks: the form filled for it, or a no without a reason.
    private func invitation(_ one: OwnRegistrations.One) -> HTML {
        let enrolment = one.enrolment
        return panel(
            words("registration.invited", ["place": name(enrolment.place)]),
            content: """
                <p>\(words("registration.invited.\(enrolment.kind.rawValue)"))</p>\
                <p class="hint">\(words("registration.invited.hint"))</p>\
                \(buttonRow([
                    buttonLink(
                        words("registration.invited.yes"),
                        to: .registration(kind: enrolment.kind, place: enrolment.place),
                        weight: .first, icon: .check),
                    act(.refusal, enrolment, weight: .quiet),
                ]))
                """)
    }

    private func one(_ one: OwnRegistrations.One) -> HTML {
        let enrolment = one.enrolment
        let registration = enrolment.registration
        return """
            <section class="panel"><h2 class="panel-title">\(title(enrolment))</h2>\
            <p class="badges">\(frame.stateChip(registration, on: frame.today))</p>\
            \(HTML.when(registration.reason) { reason in
                noteMessage(
                    "<p>\(words("registration.returned", ["reason": reason]))</p>",
                    icon: .reply)
            })\(asking(enrolment))\(definitionList(facts(one)))\(readings(one))\
            \(actionList(acts(enrolment)))</section>
            """
    }

    /// Half a year has passed: whether it still holds.
    private func asking(_ enrolment: Enrolment) -> HTML {
        guard enrolment.registration.asksAgain(on: frame.today) else { return .empty }
        return noteMessage(
            """
            <p>\(words("registration.asked"))</p>\
            \(act(.reaffirmation, enrolment, weight: .first))
            """, icon: .clock)
    }

    private func facts(_ one: OwnRegistrations.One) -> [(term: String, value: HTML)] {
        let (enrolment, registration) = (one.enrolment, one.enrolment.registration)
        var facts: [(term: String, value: HTML)] = []
        if let day = registration.confirmedOn {
            facts.append((words("registration.fact.confirmed"), "\(times.day(day))"))
        }
        if let day = registration.reaffirmBy {
            facts.append((words("registration.fact.reaffirm"), "\(times.day(day))"))
        }
        let unit =
            enrolment.unit.flatMap { own.units[$0] }.map { words.name($0.name) }
            ?? one.details?.unit ?? ""
        if !unit.isEmpty { facts.append((words("registration.fact.unit"), "\(unit)")) }
        if let offers = one.details?.offers, !offers.isEmpty {
            facts.append((words("registration.fact.offers"), "\(offers)"))
        }
        if enrolment.unit != nil {
            facts.append(
                (
                    words("registration.fact.named"),
                    "\(words(enrolment.isNamed ? "registration.named" : "registration.counted"))"
                ))
        }
        if let at = one.consentedAt {
            facts.append((words("registration.fact.consent"), "\(times.moment(at))"))
        }
        return facts
    }

    private func readings(_ one: OwnRegistrations.One) -> HTML {
        guard !one.readings.isEmpty else {
            return "<p class=\"hint\">\(words("registration.readings.none"))</p>"
        }
        let rows = HTML.each(one.readings) { line in
            """
            <li><span>\(words.name(line.body)) · \(words("role.\(line.role)"))</span>\
            <span class="hint">\(times.moment(line.at)) · \(line.reason)</span></li>
            """
        }
        return folded(
            words("registration.readings", ["count": String(one.readings.count)]),
            content: "<ul class=\"plain-list\">\(rows)</ul>")
    }

    private func acts(_ enrolment: Enrolment) -> [HTML] {
        var acts: [HTML] = []
        if enrolment.registration.state == .confirmed, enrolment.unit != nil {
            acts.append(
                act(
                    .naming, enrolment,
                    words: words(
                        enrolment.isNamed
                            ? "registration.act.naming.off" : "registration.act.naming.on")))
        }
        acts.append(folding(.closure, enrolment, icon: .leave, weight: .second))
        acts.append(folding(.withdrawal, enrolment, icon: .hidden, weight: .grave))
        return acts
    }

    /// What cannot be taken back opens first, and says what becomes of everything.
    private func folding(
        _ act: KeepEnrolment.Act, _ enrolment: Enrolment, icon: Icon, weight: ButtonWeight
    ) -> HTML {
        actionPanel(
            words("registration.act.\(act.rawValue)"), icon: icon, weight: weight,
            id: "act-\(act.rawValue)-\(enrolment.id)",
            form: """
                <p class="hint">\(words("registration.act.\(act.rawValue).hint"))</p>\
                \(self.act(act, enrolment, weight: weight))
                """)
    }

    private func act(
        _ act: KeepEnrolment.Act, _ enrolment: Enrolment, weight: ButtonWeight = .second,
        words label: String? = nil
    ) -> HTML {
        postForm(
            to: .registrationAct(enrolment.id, act),
            hidden: hiddenField("seen", value: String(enrolment.version)),
            content: submitButton(
                label ?? words("registration.act.\(act.rawValue)"), weight: weight))
    }

    private func past(_ one: OwnRegistrations.One) -> HTML {
        let enrolment = one.enrolment
        let day = enrolment.registration.endedOn.map { times.day($0) } ?? ""
        return panel(
            title(enrolment),
            content: """
                <p class="hint">\(words("registration.ended", ["day": day]))</p>\
                \(buttonRow([
                    buttonLink(
                        words("registration.nav.handbook"), to: .handbook(of: enrolment.id),
                        icon: .list),
                    act(.withdrawal, enrolment, weight: .quiet),
                ]))
                """)
    }

    /// What is kept and who reads it, beside the form where it is decided.
    private var rights: HTML {
        panel(
            words("registration.rights"),
            content: """
                <ul class="plain-list">\(HTML.each(1...4) {
                    "<li>\(words("registration.rights.\($0)"))</li>"
                })</ul>
                """)
    }
}
