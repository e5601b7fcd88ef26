import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// One registration for those who keep the register. What was said with it is read by a logged
    /// act; entries of a handbook that were sent to be confirmed are read without one.
    static func enrolmentReply(
        _ ask: Ask, _ back: RegistrationReturn = RegistrationReturn(),
        told: ReadEnrolment.Told? = nil
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        guard
            let file = try await ask.installation.enrolmentFile(
                try ask.enrolmentID(), in: frame.visit.realm, for: frame.visit.holding)
        else { throw ActionError.notFound }
        let parts = EnrolmentParts(frame: frame, file: file, told: told, back: back)
        return frame.reply(
            RegistrationView(
                title: file.name,
                lead: words("registration.kind.\(file.enrolment.kind.rawValue)") + " · "
                    + (file.place.map { words.name($0.name) } ?? ""),
                filtersLabel: words("registration.title"),
                filters: frame.registrationFilters(.register()), problem: frame.problem(back),
                main: parts.main, sideLabel: words("registration.answer"), side: parts.side),
            back)
    }

    static func answerEnrolment(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        guard let answer = ask.form["answer"].flatMap(AnswerEnrolment.Answer.init) else {
            throw ActionError.invalid(["answer": .init("answer.notAChoice")])
        }
        do {
            let answered = try await AnswerEnrolment(
                realm: visit.realm, holding: visit.holding, enrolment: try ask.enrolmentID(),
                seen: ask.form["seen"].flatMap { Int($0) } ?? 0, answer: answer,
                reason: ask.form["reason"] ?? ""
            ).run(in: ask.installation)
            return .see(answer == .end ? .register() : .enrolment(answered.id))
        } catch let error as ActionError where error.isOfForm {
            return try await enrolmentReply(
                ask, RegistrationReturn(form: answer.rawValue, refused: error))
        }
    }

    static func readEnrolment(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        do {
            let told = try await ReadEnrolment(
                realm: visit.realm, holding: visit.holding, enrolment: try ask.enrolmentID(),
                reason: ask.form["reason"] ?? ""
            ).run(in: ask.installation)
            return try await enrolmentReply(ask, told: told)
        } catch let error as ActionError where error.isOfForm {
            return try await enrolmentReply(
                ask, RegistrationReturn(form: "reading", refused: error))
        }
    }

    static func answerEntry(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        guard let id = HandbookEntry.ID(try ask.parameter("id")) else {
            throw ActionError.notFound
        }
        let own = try await AnswerHandbookEntry(
            realm: visit.realm, holding: visit.holding, entry: id,
            isConfirmed: ask.form["answer"] == AnswerEnrolment.Answer.confirm.rawValue,
            reason: ask.form["reason"] ?? ""
        ).run(in: ask.installation)
        return .see(.enrolment(own.id))
    }
}

extension Ask {
    func enrolmentID() throws -> Enrolment.ID {
        guard let id = Enrolment.ID(try parameter("id")) else { throw ActionError.notFound }
        return id
    }
}

/// Draws one registration of a register.
struct EnrolmentParts {
    let frame: DeskFrame
    let file: EnrolmentFile
    let told: ReadEnrolment.Told?
    let back: RegistrationReturn

    private var words: Words { frame.words }
    private var times: Times { frame.times }
    private var enrolment: Enrolment { file.enrolment }

    var main: [HTML] {
        let registration = enrolment.registration
        let since = HTML.when(registration.confirmedOn) { day in
            "<span class=\"hint\">\(words("registration.since", ["day": times.day(day)]))</span>"
        }
        let returned = HTML.when(registration.reason) { reason in
            noteMessage("<p>\(words("registration.returned", ["reason": reason]))</p>")
        }
        return [
            "<p class=\"badges\">\(frame.stateChip(registration, on: frame.today))\(since)</p>",
            returned, details, waiting,
        ]
    }

    private var details: HTML {
        guard enrolment.registration.state != .invited else {
            return "<p>\(words("registration.invited.silent"))</p>"
        }
        guard let told else {
            return panel(words("registration.details"), content: readingForm)
        }
        let unit = file.unit.map { words.name($0.name) } ?? told.details.unit
        let entries = HTML.each(told.entries.filter { $0.entry.state == .confirmed }) { line in
            """
            <li><span>\(frame.day(of: line)) · \(frame.name(of: line.content))</span>\
            <span class="hint">\(line.content.words)</span></li>
            """
        }
        let none = words("registration.none.said")
        return panel(
            words("registration.details"),
            content: """
                \(definitionList([
                    (words("registration.fact.unit"), "\(unit.isEmpty ? none : unit)"),
                    (
                        words("registration.fact.offers"),
                        "\(told.details.offers.isEmpty ? none : told.details.offers)"
                    ),
                    (words("registration.fact.consent"), "\(times.moment(told.consentedAt))"),
                ]))\(HTML.when(!told.entries.isEmpty, """
                    <h3>\(words("registration.handbook.confirmed"))</h3>\
                    <ul class="plain-list">\(entries)</ul>
                    """))
                """)
    }

    private var readingForm: HTML {
        let fields = frame.registrationFields("reading", back)
        return postForm(
            to: .enrolmentAct(enrolment.id, .reading),
            content: """
                <p class="hint">\(words("registration.reading.hint"))</p>\
                \(textField(
                    fields.field("reason", as: "readingReason"), value: fields.value("reason"),
                    lengthMax: Pairing.reasonCharactersMax))\
                \(submitButton(words("registration.reading.send"), weight: .second, icon: .hidden))
                """)
    }

    /// What was sent to be confirmed.
    private var waiting: HTML {
        if file.waiting.isEmpty { return .empty }
        return panel(
            words("registration.waiting.title"),
            content: """
                <ol class="handbook">\(HTML.each(file.waiting) { line in
                    let content = line.content
                    return """
                        <li class="handbook-entry"><span class="handbook-day">\
                        \(frame.day(of: line))</span><span><strong>\(frame.name(of: content))\
                        </strong>\(HTML.when(
                            content.minutes > 0, " · \(times.served(Int64(content.minutes)))"))\
                        \(HTML.when(!content.words.isEmpty, "<br>\(content.words)"))</span>\
                        <span class="badges">\(confirmation(line.entry))</span>\
                        \(entryReturn(line.entry))</li>
                        """
                })</ol>
                """)
    }

    private func confirmation(_ entry: HandbookEntry) -> HTML {
        postForm(
            to: .entryAnswer(entry.id),
            content: submitButton(
                words("registration.entry.confirm"), weight: .first, icon: .check, name: "answer",
                value: AnswerEnrolment.Answer.confirm.rawValue))
    }

    private func entryReturn(_ entry: HandbookEntry) -> HTML {
        let field = Field(
            "reason", label: words("registration.field.returnReason"), form: entry.id.description)
        return folded(
            words("registration.entry.return"),
            content: postForm(
                to: .entryAnswer(entry.id),
                hidden: hiddenField("answer", value: AnswerEnrolment.Answer.return.rawValue),
                content: """
                    \(textField(field, lengthMax: Registration.reasonCharactersMax))\
                    \(submitButton(words("registration.entry.return"), weight: .second))
                    """))
    }

    // MARK: - What can be done

    var side: [HTML] {
        let forms: [HTML] =
            switch enrolment.registration.state {
            case .proposed: [confirm, giveBack]
            case .confirmed: [end]
            case .invited, .returned, .ended: []
            }
        return [
            panel(
                words("registration.answer"),
                content: forms.isEmpty
                    ? "<p class=\"hint\">\(words("registration.answer.none"))</p>"
                    : actionList(forms))
        ]
    }

    private var confirm: HTML {
        postForm(
            to: .enrolmentAct(enrolment.id, .answer), hidden: hidden(.confirm),
            content: submitButton(
                words("registration.confirm"), weight: .first, icon: .check))
    }

    private var giveBack: HTML {
        let fields = frame.registrationFields("return", back)
        return actionPanel(
            words("registration.return"), icon: .reply, weight: .second, id: "act-return",
            isOpen: back.form == "return",
            form: postForm(
                to: .enrolmentAct(enrolment.id, .answer), hidden: hidden(.return),
                content: """
                    \(fields.area(
                        fields.field("reason", as: "returnReason", hint: true),
                        most: Registration.reasonCharactersMax))\
                    \(submitButton(words("registration.return"), weight: .second))
                    """))
    }

    private var end: HTML {
        actionPanel(
            words("registration.end"), icon: .leave, weight: .grave, id: "act-end",
            form: postForm(
                to: .enrolmentAct(enrolment.id, .answer), hidden: hidden(.end),
                content: """
                    <p class="hint">\(words("registration.end.hint"))</p>\
                    \(submitButton(words("registration.end"), weight: .grave))
                    """))
    }

    private func hidden(_ answer: AnswerEnrolment.Answer) -> HTML {
        """
        \(hiddenField("answer", value: answer.rawValue))\
        \(hiddenField("seen", value: String(enrolment.version)))
        """
    }
}
