import Actions
import Kernel
import Markup
import Storage

/// The fields that a call and a change share, filled with what was sent or with what stands.
struct MeetingFields {
    let words: Words
    let sent: SentForm
    let complaints: [String: Trouble]
    /// The values of a meeting that is being changed.
    var standing: [String: String] = [:]
    /// Tells the fields of several forms on one page apart.
    var form: String?
    /// The rooms of venues that it may take.
    var rooms = RoomChoice()
    /// The first day that the notice allows, for the browser's calendar.
    var earliest: String?

    func draw() -> HTML {
        """
        \(line("title", most: Meeting.titleCharactersMax))\
        <div class="form-pair">\(dateField(
            field("day", hint: true), value: value("day"), earliest: earliest))\
        \(textField(field("time"), value: value("time"), kind: .time, isNarrow: true))</div>\
        \(roomSelect(rooms, field("room", hint: true, isRequired: false), value("room"), words))\
        \(line("venue", most: Meeting.venueCharactersMax, isRequired: rooms.groups.isEmpty))\
        \(textArea(
            field("agenda", hint: true), value: value("agenda"), rows: 5, lengthMax: 4_000,
            lengthWords: words("form.length", ["max": "4000"]), leftWords: words("form.left")))
        """
    }

    func field(_ name: String, hint: Bool = false, isRequired: Bool = true) -> Field {
        Field(
            name, label: words("meetings.field.\(name)"),
            hint: hint ? words("meetings.field.\(name).hint") : nil,
            problem: complaints[name], isRequired: isRequired, form: form)
    }

    func value(_ name: String) -> String { sent[name] ?? standing[name] ?? "" }

    private func line(_ name: String, most: Int, isRequired: Bool = true) -> HTML {
        textField(
            field(name, hint: true, isRequired: isRequired), value: value(name), lengthMax: most)
    }
}

extension SentForm {
    /// What a call or a change says.
    var meetingWish: MeetingWish {
        MeetingWish(
            title: self["title"] ?? "", venue: self["venue"] ?? "", day: self["day"] ?? "",
            time: self["time"] ?? "", agenda: self["agenda"] ?? "", room: self["room"] ?? "")
    }
}

extension DeskFrame {
    /// What is wrong with a form of meetings, by field, in sentences.
    func complaints(of error: ActionError) -> [String: Trouble] {
        switch error {
        case .invalid(let fields): fields.mapValues(words.trouble)
        case .meeting(let refusal):
            [refusal.field: Trouble(words: times.sentence(refusal), coverWords: nil)]
        default: [:]
        }
    }
}

extension Site {
    static func newMeetingForm(_ ask: Ask) async throws -> Reply {
        try await newMeeting(ask)
    }

    private static func newMeeting(
        _ ask: Ask, refused: ActionError? = nil
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        let named = ask.form["matter"] ?? ask.query["matter"]
        let about = try await matter(named, frame)
        let rules = frame.visit.book.profile.meetingRules
            .filter { $0.roll != .members && about?.meets.contains($0.id) ?? true }
        let view = FormPage(
            title: words("meetings.new.title"),
            lead: about.map { words("meetings.new.about", ["title": $0.matter.title]) }
                ?? words("meetings.new.lead"),
            problem: HTML.when(refused) {
                let failure = ask.failure(of: $0, words)
                return alertMessage(failure.title, detail: "<p>\(failure.detail)</p>")
            },
            form: rules.isEmpty
                ? emptyState(
                    words("meetings.new.noRule"), next: words("meetings.new.noRule.next"))
                : try await callForm(ask, frame, rules, about?.matter, refused))
        var reply = frame.page(view.title, current: .meetings(), content: formPage(view))
        if let refused { reply.status = ask.failure(of: refused, words).status }
        return reply
    }

    private static func matter(
        _ named: String?, _ frame: DeskFrame
    ) async throws -> (matter: Matter, meets: [MeetingRule.ID])? {
        guard let named else { return nil }
        guard let reference = try? Reference(parsing: named),
            let found = try await frame.ask.installation.matter(
                reference, in: frame.visit.realm, for: frame.visit.holding)
        else { throw ActionError.notFound }
        return found
    }

    private static func callForm(
        _ ask: Ask, _ frame: DeskFrame, _ rules: [MeetingRule], _ matter: Matter?,
        _ refused: ActionError?
    ) async throws -> HTML {
        let words = frame.words
        let complaints = refused.map(frame.complaints) ?? [:]
        let today = Day(of: ask.now, in: frame.times.zone)
        let chosen = ask.form["rule"] ?? ask.query["rule"] ?? rules.first?.id
        let fields = MeetingFields(
            words: words, sent: ask.form, complaints: complaints,
            standing: ["title": matter?.title ?? "", "time": "19:00"],
            rooms: try await frame.roomChoice())
        return postForm(
            to: .meetings(),
            hidden: HTML.when(matter) {
                hiddenField("matter", value: $0.reference.description)
            },
            content: """
                \(radioCards(
                    fields.field("rule"),
                    choices: rules.map { rule in
                        Choice(
                            rule.id, label: words("meeting.\(rule.id)"),
                            detail: words.terms(rule.terms) + " " + words(
                                "meetings.earliest",
                                [
                                    "day": frame.times.weekday(
                                        rule.terms.earliestDay(calledOn: today))
                                ]), isChosen: rule.id == chosen)
                    }))\
                \(try await placeField(fields, frame, matter))\(fields.draw())\
                \(noteMessage("<p>\(words("meetings.new.public"))</p>"))\
                \(submitButton(words("meetings.call.submit"), weight: .first, icon: .bell))
                """)
    }

    /// The places for which the post may convene, and which hold the matter.
    private static func placeField(
        _ fields: MeetingFields, _ frame: DeskFrame, _ matter: Matter?
    ) async throws -> HTML {
        let holding = frame.visit.holding
        let places = try await frame.ask.installation.places(
            in: frame.visit.realm, under: holding.post.reach
        ).filter { place in matter.map { place.path.contains($0.placePath) } ?? true }
        let chosen = fields.sent["place"].flatMap { Place.ID($0) } ?? holding.post.place
        return groupedSelect(
            fields.field("place", hint: true),
            groups: placeGroups(places, chosen: chosen, words: frame.words))
    }

    static func callMeeting(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        do {
            let frame = try await DeskFrame(ask)
            let about = try await matter(ask.form["matter"], frame)
            guard let place = ask.form["place"].flatMap({ Place.ID($0) }) else {
                throw ActionError.invalid(["place": .init("answer.missing")])
            }
            let meeting = try await CallMeeting(
                realm: visit.realm, holding: visit.holding, rule: ask.form["rule"] ?? "",
                matter: about?.matter.id, place: place, call: ask.form.meetingWish
            ).run(in: ask.installation)
            return .see(.meeting(meeting.id))
        } catch let error as ActionError where error.isOfForm {
            return try await newMeeting(ask, refused: error)
        }
    }
}

extension ActionError {
    /// Whether the form that was sent should come back filled, with what is wrong in it.
    var isOfForm: Bool {
        switch self {
        case .invalid, .meeting, .implausible, .conflict: true
        default: false
        }
    }
}
