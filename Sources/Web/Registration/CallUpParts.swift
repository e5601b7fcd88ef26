import Actions
import Kernel
import Markup
import Storage

/// Draws one call-up for one post: its shifts, what units answered, and what can be done.
struct CallUpParts {
    let frame: DeskFrame
    let file: CallUpFile
    let back: RegistrationReturn

    private var words: Words { frame.words }
    private var times: Times { frame.times }
    private var callUp: CallUp { file.callUp }
    private var isOpen: Bool { callUp.state == .open }

    var main: [HTML] {
        [
            """
            <section class="panel"><p class="badges">\(chip(
                words("callUps.state.\(callUp.state.rawValue)"), tone: isOpen ? .jade : .plain))\
            \(chip(words("activityKind.\(callUp.kind)")))</p>\
            <p class="event-text">\(callUp.about)</p>\(definitionList(facts))</section>
            """,
            section(words("callUps.shifts"), id: "shifts", content: shifts),
            panel(words("callUps.answers"), content: answers),
        ]
    }

    private var facts: [(term: String, value: HTML)] {
        var facts: [(term: String, value: HTML)] = [
            (words("activities.fact.venue"), "\(callUp.venue)"),
            (
                words("activities.fact.body"),
                "\(file.body.map { words.name($0.name) } ?? "–")"
            ),
        ]
        if let phone = file.body?.phone {
            facts.append((words("activities.fact.phone"), "\(phone)"))
        }
        return facts
    }

    private var shifts: HTML {
        if file.shifts.isEmpty {
            return emptyState(words("callUps.noShifts"), next: words("callUps.noShifts.next"))
        }
        return "<ol class=\"shifts\">\(HTML.each(file.shifts) { shift($0) })</ol>"
    }

    /// A shift, which one takes with one tap; what else there is to it is the activity's page.
    private func shift(_ shift: CallUpFile.Shift) -> HTML {
        let activity = shift.activity
        return """
            <li class="panel"><a class="pairing-title" href="\(Link.activity(activity.id))">\
            \(title(of: activity))</a>\
            <time datetime="\(times.machine(activity.startsAt))">\(times.span(of: activity))</time>\
            \(placesMeter(times.room(of: activity, (shift.placed, shift.waiting))))\
            <span class="badges">\(standing(shift))</span></li>
            """
    }

    /// What there is to do, without the title of the call-up that stands above.
    private func title(of activity: Activity) -> String {
        let tail = "（\(callUp.title)）"
        return activity.title.hasSuffix(tail)
            ? String(activity.title.dropLast(tail.count)) : activity.title
    }

    private func standing(_ shift: CallUpFile.Shift) -> HTML {
        let activity = shift.activity
        if let own = shift.own, own.standing != .withdrawn {
            if let minutes = own.minutes {
                return chip(
                    minutes == 0 ? words("activities.own.absent") : times.served(minutes),
                    tone: .jade, icon: .check)
            }
            return chip(
                words("activities.standing.\(own.standing.rawValue)"),
                tone: own.standing == .placed ? .jade : .amber, icon: .check)
        }
        guard activity.takesSignUps(at: frame.ask.now) else { return .empty }
        let isFull = activity.standing(afterPlaced: shift.placed) == .waiting
        return postForm(
            to: .activityAct(activity.id, .place),
            content: submitButton(
                words(isFull ? "activities.wait" : "callUps.take"),
                weight: isFull ? .second : .first, icon: .hands))
    }

    private var answers: HTML {
        if file.answers.isEmpty {
            return "<p class=\"hint\">\(words("callUps.answers.none"))</p>"
        }
        return dataTable(
            caption: words("callUps.answers.caption"),
            columns: ["unit", "hands", "words"].map { TableColumn(words("callUps.column.\($0)")) },
            rows: file.answers.map { answer in
                [
                    "\(file.bodies[answer.body].map { words.name($0.name) } ?? "")",
                    "\(answer.hands)", "\(answer.words)",
                ]
            })
    }

    // MARK: - What can be done

    var side: [HTML] {
        guard isOpen else { return [] }
        let holding = frame.visit.holding
        var forms: [HTML] = []
        if holding.grants(.organise, at: callUp.placePath, in: callUp.realm) {
            forms += [shiftForm, closure]
        }
        if holding.verbs.contains(.offer) { forms.append(answerForm) }
        if forms.isEmpty { return [] }
        return [panel(words("registration.answer"), content: actionList(forms))]
    }

    private var shiftForm: HTML {
        let fields = frame.registrationFields(
            CallUpAct.shifts.rawValue, back,
            standing: [
                "day": frame.today.adding(days: 1).description, "time": "08:00", "until": "11:00",
                "places": "4",
            ])
        return actionPanel(
            words("callUps.shift.new"), icon: .plus, weight: .first, id: "act-shifts",
            isOpen: back.form == CallUpAct.shifts.rawValue || file.shifts.isEmpty,
            form: postForm(
                to: .callUpAct(callUp.id, .shifts),
                content: """
                    \(textField(
                        fields.field("post", hint: true), value: fields.value("post"),
                        lengthMax: AddShift.postCharactersMax))\
                    \(dateField(
                        fields.field("day", as: "shiftDay"), value: fields.value("day"),
                        earliest: frame.today.description))\
                    <div class="form-pair">\
                    \(textField(
                        fields.field("time"), value: fields.value("time"), kind: .time,
                        isNarrow: true))\
                    \(textField(
                        fields.field("until", as: "shiftUntil"), value: fields.value("until"),
                        kind: .time, isNarrow: true))</div>\
                    \(textField(
                        fields.field("places"), value: fields.value("places"), kind: .number,
                        isNarrow: true))\
                    \(submitButton(words("callUps.shift.send"), weight: .first))
                    """))
    }

    private var answerForm: HTML {
        let own = file.answers.first { $0.body == frame.visit.holding.post.body }
        let fields = frame.registrationFields(
            CallUpAct.answer.rawValue, back,
            standing: ["hands": own.map { String($0.hands) } ?? "", "words": own?.words ?? ""])
        return actionPanel(
            words("callUps.answer"), hint: words("callUps.answer.hint"), icon: .hands,
            weight: .first, id: "act-answer", isOpen: back.form == CallUpAct.answer.rawValue,
            form: postForm(
                to: .callUpAct(callUp.id, .answer),
                content: """
                    \(textField(
                        fields.field("hands", as: "answerHands"), value: fields.value("hands"),
                        kind: .number, isNarrow: true))\
                    \(textField(
                        fields.field("words", as: "answerWords", isRequired: false),
                        value: fields.value("words"), lengthMax: CallUp.wordsCharactersMax))\
                    \(submitButton(words("callUps.answer.send"), weight: .first))
                    """))
    }

    private var closure: HTML {
        actionPanel(
            words("callUps.close"), icon: .check, weight: .second, id: "act-closure",
            form: postForm(
                to: .callUpAct(callUp.id, .closure),
                hidden: hiddenField("seen", value: String(callUp.version)),
                content: """
                    <p class="hint">\(words("callUps.close.hint"))</p>\
                    \(submitButton(words("callUps.close"), weight: .second))
                    """))
    }
}
