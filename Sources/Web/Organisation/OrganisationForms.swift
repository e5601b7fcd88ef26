import Actions
import Kernel
import Markup

/// A form that came back: which one, what was sent, and what was wrong with it.
struct FormReturn {
    let form: String
    let sent: SentForm
    let failure: Failure
    let complaints: [String: ActionError.Complaint]
}

/// The forms by which the organisation is changed: each opens below its own button, and one that
/// was refused comes back open, as it was filled in.
struct OrganisationForms {
    let words: Words
    let back: FormReturn?

    func isBack(_ form: String) -> Bool { back?.form == form }

    /// What a field shows: what was sent with this form, else what holds now.
    func value(_ name: String, of form: String, now current: String = "") -> String {
        guard let back, back.form == form else { return current }
        return back.sent.texts[name]?.first ?? current
    }

    func field(
        _ name: String, of form: String, _ label: String, hint: String? = nil,
        isRequired: Bool = true
    ) -> Field {
        let complaint = isBack(form) ? back?.complaints[name] : nil
        return Field(
            name, label: words(label), hint: hint.map { words($0) },
            problem: complaint.map(words.trouble), isRequired: isRequired,
            mark: isRequired ? nil : words("form.optional"), form: form)
    }

    func text(
        _ name: String, of form: String, _ label: String, now: String = "", hint: String? = nil,
        isRequired: Bool = true, lengthMax: Int, isNarrow: Bool = false
    ) -> HTML {
        textField(
            field(name, of: form, label, hint: hint, isRequired: isRequired),
            value: value(name, of: form, now: now), autocomplete: "off", lengthMax: lengthMax,
            isNarrow: isNarrow)
    }

    func day(
        _ name: String, of form: String, _ label: String, now: Day, earliest: Day? = nil,
        hint: String? = nil
    ) -> HTML {
        dateField(
            field(name, of: form, label, hint: hint),
            value: value(name, of: form, now: now.description), earliest: earliest?.description)
    }

    func choice(
        _ name: String, of form: String, _ label: String, groups: [ChoiceGroup], now: String = "",
        hint: String? = nil, isRequired: Bool = true, emptyWords: String? = nil
    ) -> HTML {
        let chosen = value(name, of: form, now: now)
        return groupedSelect(
            field(name, of: form, label, hint: hint, isRequired: isRequired),
            groups: groups.map { group in
                ChoiceGroup(
                    label: group.label,
                    choices: group.choices.map {
                        Choice($0.value, label: $0.label, isChosen: $0.value == chosen)
                    })
            }, emptyWords: emptyWords ?? words("form.choose"))
    }

    /// A button that opens its form.
    func panel(
        _ form: String, _ title: String, hint: String? = nil, icon: Icon,
        weight: ButtonWeight = .second, to link: Link, submit: String? = nil, content: HTML
    ) -> HTML {
        let said = HTML.when(isBack(form) ? back : nil) { back in
            alertMessage(back.failure.title, detail: "<p>\(back.failure.detail)</p>")
        }
        return actionPanel(
            words(title), hint: hint.map { words($0) }, icon: icon, weight: weight,
            id: "action-\(form)", isOpen: isBack(form),
            form: postForm(
                to: link,
                content: """
                    \(said)\(content)\(submitButton(
                        words(submit ?? title), weight: weight == .grave ? .grave : .first))
                    """))
    }
}

extension Site {
    /// Runs a change; a form that was refused comes back with what was wrong.
    static func changing(
        _ form: String, _ ask: Ask, page: (FormReturn) async throws -> Reply,
        _ work: () async throws -> Reply
    ) async throws -> Reply {
        do {
            return try await work()
        } catch let error as ActionError {
            let complaints: [String: ActionError.Complaint]
            switch error {
            case .invalid(let found): complaints = found
            case .conflict: complaints = [:]
            default: throw error
            }
            let failure = ask.failure(of: error, ask.words)
            var reply = try await page(
                FormReturn(form: form, sent: ask.form, failure: failure, complaints: complaints))
            reply.status = failure.status
            return reply
        }
    }
}

extension DeskFrame {
    var today: Day { visit.book.day(of: ask.now) }

    /// Says that a change was made, after coming back from it.
    func doneMessage() -> HTML {
        HTML.when(ask.query["done"] != nil, statusMessage(words("org.done")))
    }

    /// Every place of today to choose from. Where there are too many for a list, a code or a name
    /// is typed instead.
    func placeField(
        _ forms: OrganisationForms, of form: String, _ label: String, now: Place.ID? = nil,
        isRequired: Bool = true, emptyWords: String? = nil
    ) async throws -> HTML {
        let places = try await ask.installation.places(in: visit.realm)
        guard places.count < Self.placesToChooseMax else {
            return forms.text(
                "place", of: form, label, now: now?.description ?? "", hint: "org.place.typed",
                isRequired: isRequired, lengthMax: 60)
        }
        return forms.choice(
            "place", of: form, label, groups: placeGroups(places, chosen: nil, words: words),
            now: now?.description ?? "", isRequired: isRequired, emptyWords: emptyWords)
    }

    private static let placesToChooseMax = 1_900

    /// The bodies of today, each kind under its own heading.
    func bodyGroups(but left: Body.ID? = nil) -> [ChoiceGroup] {
        let day = today
        let all = bodyNames.values.filter { $0.exists(on: day) && $0.id != left }
        return visit.book.profile.bodyKinds.compactMap { kind in
            let choices = all.filter { $0.kind == kind }
                .map { Choice($0.id.description, label: words.name($0.name)) }
                .sorted { $0.label < $1.label }
            return choices.isEmpty
                ? nil : ChoiceGroup(label: words("bodyKind.\(kind)"), choices: choices)
        }
    }
}

extension Ask {
    /// The place that a form names: by id, by code, or by a name that only one place bears.
    ///
    /// - Throws: `ActionError.invalid` for `place` when there is no such place, or several.
    func sentPlace(in realm: Realm) async throws -> Place.ID? {
        guard let text = form["place"] else { return nil }
        guard let place = try await installation.place(named: text, in: realm) else {
            throw ActionError.invalid(["place": .init("org.place.unknown")])
        }
        return place.id
    }
}
