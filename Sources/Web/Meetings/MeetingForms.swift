import Actions
import Kernel
import Markup
import Storage

/// The forms by which a meeting goes on, each behind its own button.
struct MeetingForms {
    let frame: DeskFrame
    let file: MeetingFile
    /// The form that comes back, open and filled, because it was refused.
    let act: MeetingAct?
    let complaints: [String: Trouble]
    let rooms: RoomChoice

    var words: Words { frame.words }
    private var meeting: Meeting { file.meeting }
    private var sent: SentForm { act == nil ? SentForm() : frame.ask.form }

    /// What may be done now, the usual next step first.
    var offered: [HTML] {
        switch meeting.state {
        case .called:
            return [opening(weight: .first), change(), cancellation()]
        case .opened:
            let recount = meeting.takesAttendance ? [opening(weight: .second)] : []
            let closing = closure(
                weight: meeting.motions.isEmpty && file.resolutions.isEmpty ? .second : .first)
            return (meeting.alliance == nil ? [] : [resolution()]) + [motion()] + recount
                + [closing]
        case .closed:
            return meeting.minutes == nil ? [closure(weight: .first)] : []
        case .cancelled:
            return []
        }
    }

    // MARK: - Opening

    private func opening(weight: ButtonWeight) -> HTML {
        let isFirst = meeting.state == .called
        let key = isFirst ? "meetings.opening" : "meetings.recount"
        let hint = isFirst ? "meetings.opening.hint" : "meetings.recount.hint"
        let content: HTML = """
            <p class="hint">\(words(
                "meetings.opening.lead", ["from": frame.times.moment(earliest)]))</p>\
            \(attendance())\
            \(checkbox(
                Field(
                    "ends", label: words("meetings.field.ends"), isRequired: false,
                    form: "opening"), isChecked: sent(.opening)["ends"] != nil))\
            \(submitButton(words(key), weight: .first))
            """
        return drawn(.opening, key, hint: hint, icon: .people, weight: weight, content)
    }

    private var earliest: Instant {
        meeting.startsAt.adding(minutes: -Meeting.earlyMinutes)
    }

    private func attendance() -> HTML {
        switch meeting.terms.roll {
        case .counted: counts()
        case .posts: names()
        case .members: unitBoxes()
        }
    }

    private func counts() -> HTML {
        HTML.each(["entitled", "present"]) { name in
            let stands = name == "entitled" ? meeting.entitled : meeting.present
            return number(
                name, .opening, value: sent(.opening)[name] ?? stands.map(String.init) ?? "")
        }
    }

    private func names() -> HTML {
        let ticked = Set(sent(.opening).texts["present"] ?? [])
        if file.roll.isEmpty { return "<p class=\"hint\">\(words("meetings.problem.noRoll"))</p>" }
        return checkCards(
            field("present", .opening, label: words("meetings.field.named"), isRequired: false),
            choices: file.roll.map { member in
                Choice(
                    member.person.description, label: member.name,
                    isChosen: ticked.contains(member.person.description)
                        || (act != .opening && member.isPresent == true))
            })
    }

    // MARK: - Motions

    private func motion() -> HTML {
        let numbers = HTML.each(["inFavour", "against", "abstained"]) { name in
            number(name, .motions, value: sent(.motions)[name] ?? "")
        }
        let content: HTML = """
            \(textField(
                field("text", .motions, label: words("meetings.field.text"), hint: true),
                value: sent(.motions)["text"] ?? "", lengthMax: Meeting.motionCharactersMax))\
            <div class="form-thirds">\(numbers)</div>\
            <p class="hint">\(words(
                "meetings.motions.\(meeting.alliance == nil ? "rule" : "units")",
                [
                    "present": String(meeting.present ?? 0),
                    "majority": words.whole(meeting.terms.majority),
                ]))</p>\
            \(submitButton(words("meetings.motions.put"), weight: .first))
            """
        return drawn(
            .motions, "meetings.motions.put", hint: "meetings.motions.put.hint", icon: .hands,
            weight: meeting.motions.isEmpty && meeting.alliance == nil ? .first : .second, content)
    }

    // MARK: - The rest

    private func closure(weight: ButtonWeight) -> HTML {
        let content: HTML = """
            \(textArea(
                field("minutes", .closure, label: words("meetings.field.minutes"), hint: true),
                value: sent(.closure)["minutes"] ?? "", rows: 10,
                lengthMax: Meeting.minutesCharactersMax,
                lengthWords: words(
                    "form.length", ["max": String(Meeting.minutesCharactersMax)]),
                leftWords: words("form.left")))\
            \(submitButton(words("meetings.closure"), weight: .first))
            """
        return drawn(.closure, "meetings.closure", icon: .check, weight: weight, content)
    }

    private func change() -> HTML {
        let fields = MeetingFields(
            words: words, sent: sent(.change), complaints: act == .change ? complaints : [:],
            standing: [
                "title": meeting.title, "venue": meeting.venue,
                "day": Day(of: meeting.startsAt, in: frame.times.zone).description,
                "time": clock, "agenda": meeting.agenda.joined(separator: "\n"),
                "room": rooms.room?.description ?? "",
            ], form: "change", rooms: rooms)
        let content: HTML = """
            <p class="hint">\(words(
                "meetings.change.lead", ["days": String(meeting.terms.notice.amount)]))</p>\
            \(fields.draw())\(submitButton(words("meetings.change"), weight: .first))
            """
        return drawn(.change, "meetings.change", icon: .clock, weight: .second, content)
    }

    /// `09:05`, as an input of the kind `time` wants it.
    private var clock: String {
        let text = frame.times.clock(meeting.startsAt)
        return text.count == 4 ? "0" + text : text
    }

    private func cancellation() -> HTML {
        let content: HTML = """
            \(textField(
                field(
                    "reason", .cancellation, label: words("meetings.field.reason"), hint: true),
                value: sent(.cancellation)["reason"] ?? "",
                lengthMax: Meeting.reasonCharactersMax))\
            \(submitButton(words("meetings.cancellation"), weight: .grave))
            """
        return drawn(
            .cancellation, "meetings.cancellation", icon: .warning, weight: .grave, content)
    }

    // MARK: - Parts

    func drawn(
        _ own: MeetingAct, _ key: String, hint: String? = nil, icon: Icon, weight: ButtonWeight,
        _ content: HTML
    ) -> HTML {
        actionPanel(
            words(key), hint: hint.map { words($0) }, icon: icon, weight: weight,
            id: "act-\(own.rawValue)", isOpen: act == own,
            form: postForm(
                to: .meetingAct(meeting.id, own),
                hidden: hiddenField("seen", value: String(meeting.version)), content: content))
    }

    func sent(_ own: MeetingAct) -> SentForm { act == own ? frame.ask.form : SentForm() }

    private func field(
        _ name: String, _ own: MeetingAct, label: String, hint: Bool = false,
        isRequired: Bool = true
    ) -> Field {
        Field(
            name, label: label, hint: hint ? words("meetings.field.\(name).hint") : nil,
            problem: act == own ? complaints[name] : nil, isRequired: isRequired,
            form: own.rawValue)
    }

    private func number(_ name: String, _ own: MeetingAct, value: String) -> HTML {
        textField(
            field(name, own, label: words("meetings.field.\(name)")), value: value,
            kind: .number, isNarrow: true)
    }
}
