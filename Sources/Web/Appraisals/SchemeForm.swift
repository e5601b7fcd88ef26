import Actions
import Kernel
import Markup
import Storage

/// The form of a scheme, which starts from the version in force or from what the profile proposes.
struct SchemeForm {
    let frame: DeskFrame
    let places: [Place]
    let meetings: [Meeting]
    let standing: AppraisalScheme?
    let complaints: [String: Trouble]

    private var words: Words { frame.words }
    private var form: SentForm { frame.ask.form }
    private var rules: AppraisalRules? {
        standing?.rules ?? frame.visit.book.profile.appraisal
    }

    func draw() -> HTML {
        postForm(
            to: .appraisals,
            content: """
                \(groupedSelect(
                    field("place", hint: true),
                    groups: placeGroups(places, chosen: place, words: words)))\
                \(textField(
                    field("name"), value: value("name", standing?.name ?? ""),
                    lengthMax: AppraisalScheme.nameCharactersMax))\
                <fieldset class="criteria-fields"><legend>\(words("appraisal.criteria"))</legend>\
                <p class="hint">\(words("appraisal.criteria.hint"))</p>\(rows())</fieldset>\
                <div class="form-thirds">\(number("visits", rules?.visits))\
                \(number("flags", rules?.flags))\
                \(number("appealDays", rules?.appealDays))</div>\
                <fieldset class="criteria-fields"><legend>\(words("appraisal.adoption"))</legend>\
                <p class="hint">\(words("appraisal.adoption.hint"))</p>\(adoption())</fieldset>\
                \(noteMessage("<p>\(words("appraisal.new.note"))</p>"))\
                \(submitButton(words("appraisal.adopt.submit"), icon: .check))
                """)
    }

    private var place: Place.ID? {
        (form["place"] ?? frame.ask.query["place"]).flatMap { Place.ID($0) }
            ?? frame.visit.holding.post.place
    }

    private func rows() -> HTML {
        let shown = min((rules?.criteria.count ?? 0) + 1, AppraisalRules.criteriaMax)
        let hidden = Array((shown + 1)..<(AppraisalRules.criteriaMax + 1))
        let isSent = hidden.contains { form["criterion\($0)"] != nil }
        return """
            \(HTML.each(Array(1...shown), row))\
            \(HTML.when(
                !hidden.isEmpty,
                folded(
                    words("appraisal.criteria.more"), isOpen: isSent,
                    content: HTML.each(hidden, row))))
            """
    }

    private func row(_ number: Int) -> HTML {
        let criteria = rules?.criteria ?? []
        let known = number <= criteria.count ? criteria[number - 1] : nil
        let isNeeded = number == 1
        func label(_ key: String) -> String { words(key, ["number": String(number)]) }
        return """
            <div class="criterion-row">\
            \(textField(
                Field(
                    "criterion\(number)", label: label("appraisal.field.criterion"),
                    problem: complaints["criterion\(number)"], isRequired: isNeeded),
                value: value("criterion\(number)", known?.name ?? ""),
                lengthMax: AppraisalRules.nameCharactersMax))\
            \(textField(
                Field(
                    "max\(number)", label: words("appraisal.pointsMax"),
                    problem: complaints["max\(number)"], isRequired: isNeeded),
                value: value("max\(number)", known.map { String($0.pointsMax) } ?? ""),
                kind: .number, isNarrow: true))\
            \(textField(
                Field(
                    "looks\(number)", label: words("appraisal.looksAt"),
                    problem: complaints["looks\(number)"], isRequired: isNeeded),
                value: value("looks\(number)", known?.looksAt ?? ""),
                lengthMax: AppraisalRules.looksAtCharactersMax))</div>
            """
    }

    private func adoption() -> HTML {
        let chosen = form["meeting"]
        return """
            \(selectField(
                Field(
                    "meeting", label: words("appraisal.field.meeting"),
                    problem: complaints["meeting"], isRequired: false),
                choices: meetings.map { meeting in
                    Choice(
                        meeting.id.description,
                        label: frame.times.day(Day(of: meeting.startsAt, in: frame.times.zone))
                            + " · " + meeting.title,
                        isChosen: chosen == meeting.id.description)
                }, emptyWords: words("appraisal.field.meeting.none")))\
            \(dateField(
                Field(
                    "day", label: words("appraisal.field.day"),
                    hint: words("appraisal.field.day.hint"), problem: complaints["day"],
                    isRequired: false), value: form["day"] ?? ""))\
            \(textField(
                field("words", hint: true), value: form["words"] ?? "",
                lengthMax: AppraisalScheme.wordsCharactersMax))
            """
    }

    private func number(_ name: String, _ known: Int?) -> HTML {
        textField(
            field(name, hint: true), value: value(name, known.map(String.init) ?? ""),
            kind: .number, isNarrow: true)
    }

    private func field(_ name: String, hint: Bool = false) -> Field {
        Field(
            name, label: words("appraisal.field.\(name)"),
            hint: hint ? words("appraisal.field.\(name).hint") : nil,
            problem: complaints[name])
    }

    /// What was sent, or else what stands; an emptied field of a form that came back stays empty.
    private func value(_ name: String, _ standing: String) -> String {
        form.texts.isEmpty ? standing : form[name] ?? ""
    }
}

extension SentForm {
    fileprivate var appraisalWish: AppraisalWish {
        AppraisalWish(
            name: self["name"] ?? "",
            criteria: (1...AppraisalRules.criteriaMax).map { number in
                AppraisalWish.Row(
                    name: self["criterion\(number)"] ?? "",
                    points: self["max\(number)"] ?? "", looksAt: self["looks\(number)"] ?? "")
            },
            visits: self["visits"] ?? "", flags: self["flags"] ?? "",
            appealDays: self["appealDays"] ?? "",
            meeting: self["meeting"].flatMap { Meeting.ID($0) }, day: self["day"] ?? "",
            words: self["words"] ?? "")
    }
}

extension Site {
    static func schemeForm(_ ask: Ask, refused: ActionError? = nil) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        try frame.requireAppraisal()
        let (words, realm, holding) = (frame.words, frame.visit.realm, frame.visit.holding)
        let lowest = frame.visit.book.profile.levels.last
        let named = (ask.form["place"] ?? ask.query["place"]).flatMap { Place.ID($0) }
        let standing = try await ask.installation.appraisalInForce(
            at: named ?? holding.post.place, in: realm)
        let form = SchemeForm(
            frame: frame,
            places: try await ask.installation.places(in: realm, under: holding.post.reach)
                .filter { $0.level != lowest },
            meetings: try await ask.installation.meetingsThatCarried(in: realm),
            standing: standing, complaints: refused.map(frame.complaints) ?? [:])
        let title = words(standing == nil ? "appraisal.adopt" : "appraisal.newVersion")
        var reply = frame.page(
            title, current: .appraisals,
            content: readingColumn(
                title: title, lead: words("appraisal.new.lead"),
                content: "\(frame.problem(refused))\(form.draw())"))
        if let refused { reply.status = ask.failure(of: refused, words).status }
        return reply
    }

    static func adoptAppraisal(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        do {
            guard let place = ask.form["place"].flatMap({ Place.ID($0) }) else {
                throw ActionError.invalid(["place": .init("answer.missing")])
            }
            let scheme = try await AdoptAppraisal(
                realm: visit.realm, holding: visit.holding, place: place,
                wish: ask.form.appraisalWish
            ).run(in: ask.installation)
            return .see(.appraisal(scheme.id))
        } catch let error as ActionError where error.isOfForm {
            return try await schemeForm(ask, refused: error)
        }
    }
}
