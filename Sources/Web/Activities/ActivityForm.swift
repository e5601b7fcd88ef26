import Actions
import Kernel
import Markup
import Storage

/// The fields that an announcement and a change share, filled with what was sent or what stands.
struct ActivityFields {
    let words: Words
    let kinds: [String]
    let sent: SentForm
    let complaints: [String: Trouble]
    var standing: [String: String] = [:]
    /// The agreements in force under which it may be held.
    var agreements: [Choice] = []
    /// The rooms of venues that it may take.
    var rooms = RoomChoice()
    /// Tells the fields of several forms on one page apart.
    var form: String?

    func draw() -> HTML {
        let risks = Activity.Risk.allCases.map { risk in
            Choice(
                risk.rawValue, label: words("activities.risk.\(risk.rawValue)"),
                detail: words("activities.risk.\(risk.rawValue).detail"),
                isChosen: risk.rawValue == (value("risk").isEmpty ? "ordinary" : value("risk")))
        }
        return """
            \(selectField(
                field("kind"),
                choices: kinds.map { kind in
                    Choice(
                        kind, label: words("activityKind.\(kind)"),
                        isChosen: kind == value("kind"))
                }))\
            \(textField(
                field("title", hint: true), value: value("title"),
                lengthMax: Activity.titleCharactersMax))\
            <div class="form-pair">\(dateField(field("day"), value: value("day")))\
            <div class="form-pair">\(textField(
                field("time"), value: value("time"), kind: .time, isNarrow: true))\
            \(textField(field("until"), value: value("until"), kind: .time, isNarrow: true))</div>\
            </div>\
            \(roomSelect(
                rooms, field("room", hint: true, isRequired: false), value("room"), words))\
            \(textField(
                field("venue", hint: true, isRequired: rooms.groups.isEmpty), value: value("venue"),
                lengthMax: Activity.venueCharactersMax))\
            \(textField(
                field("places", hint: true, isRequired: false), value: value("places"),
                kind: .number, isNarrow: true))\
            \(textArea(
                field("about", hint: true), value: value("about"), rows: 6,
                lengthMax: Activity.aboutCharactersMax,
                lengthWords: words(
                    "form.length", ["max": String(Activity.aboutCharactersMax)]),
                leftWords: words("form.left")))\
            \(HTML.when(
                !agreements.isEmpty,
                selectField(
                    field("agreement", hint: true, isRequired: false),
                    choices: agreements.map {
                        Choice(
                            $0.value, label: $0.label, isChosen: $0.value == value("agreement"))
                    }, emptyWords: words("activities.field.agreement.none"))))\
            \(radioCards(field("risk", hint: true), choices: risks))\
            \(textField(
                field("riskNote", hint: true, isRequired: false), value: value("riskNote"),
                lengthMax: Activity.riskCharactersMax))
            """
    }

    func field(_ name: String, hint: Bool = false, isRequired: Bool = true) -> Field {
        Field(
            name, label: words("activities.field.\(name)"),
            hint: hint ? words("activities.field.\(name).hint") : nil,
            problem: complaints[name], isRequired: isRequired, form: form)
    }

    func value(_ name: String) -> String { sent[name] ?? standing[name] ?? "" }
}

extension Times {
    /// What stands, as the fields of a form write it.
    func fields(
        of activity: Activity, under agreement: Reference?, in room: Room.ID?
    ) -> [String: String] {
        func clock(_ instant: Instant) -> String {
            let text = self.clock(instant)
            return text.count == 4 ? "0" + text : text
        }
        return [
            "kind": activity.kind, "title": activity.title, "about": activity.about,
            "venue": activity.venue,
            "day": Day(of: activity.startsAt, in: zone).description,
            "time": clock(activity.startsAt), "until": clock(activity.endsAt),
            "places": activity.places.map(String.init) ?? "", "risk": activity.risk.rawValue,
            "riskNote": activity.riskNote ?? "", "agreement": agreement?.description ?? "",
            "room": room?.description ?? "",
        ]
    }
}

extension Site {
    static func newActivity(_ ask: Ask, refused: ActionError? = nil) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let (words, visit) = (frame.words, frame.visit)
        let kinds = visit.book.profile.activityKinds
        let fields = ActivityFields(
            words: words, kinds: kinds, sent: ask.form,
            complaints: refused.map(frame.complaints) ?? [:],
            standing: [
                "time": "09:00", "until": "11:00", "agreement": ask.query["agreement"] ?? "",
            ], agreements: try await frame.agreementChoices(), rooms: try await frame.roomChoice())
        let places = try await ask.installation.places(
            in: visit.realm, under: visit.holding.post.reach)
        let chosen = ask.form["place"].flatMap { Place.ID($0) } ?? visit.holding.post.place
        let form =
            kinds.isEmpty
            ? emptyState(words("activities.new.off"), next: words("activities.new.off.next"))
            : postForm(
                to: .activities(), draft: frame.draft("activity"),
                content: """
                    \(groupedSelect(
                        fields.field("place", hint: true),
                        groups: placeGroups(places, chosen: chosen, words: words)))\
                    \(fields.draw())\
                    \(submitButton(words("activities.new.send"), weight: .first, icon: .bell))
                    """)
        let view = FormPage(
            title: words("activities.new"), lead: words("activities.new.lead"),
            problem: HTML.when(refused) {
                let failure = ask.failure(of: $0, words)
                return alertMessage(failure.title, detail: "<p>\(failure.detail)</p>")
            }, form: form)
        var reply = frame.page(view.title, current: .activities(), content: formPage(view))
        if let refused { reply.status = ask.failure(of: refused, words).status }
        return reply
    }

    static func announceActivity(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        do {
            guard let place = ask.form["place"].flatMap({ Place.ID($0) }) else {
                throw ActionError.invalid(["place": .init("answer.missing")])
            }
            let activity = try await AnnounceActivity(
                realm: visit.realm, holding: visit.holding, place: place,
                wish: ask.form.activityWish
            ).run(in: ask.installation)
            return .see(.activity(activity.id))
        } catch let error as ActionError where error.isOfForm {
            return try await newActivity(ask, refused: error)
        }
    }
}
