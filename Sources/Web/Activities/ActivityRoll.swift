import Actions
import Kernel
import Markup
import Storage

/// The list of an activity: who signed up, and, once it has begun, the roll that is kept.
extension ActivityParts {
    var rollPanel: HTML {
        let now = frame.ask.now
        return panel(
            words("activities.list"),
            content: activity.takesRoll(at: now)
                ? rollForm
                : roll.isEmpty
                    ? "<p class=\"hint\">\(words("activities.list.none"))</p>" : namesTable)
    }

    private var namesTable: HTML {
        dataTable(
            caption: words("activities.list"),
            columns: [
                TableColumn(words("activities.column.name")),
                TableColumn(words("activities.column.standing")),
                TableColumn(words("activities.column.at")),
            ],
            rows: roll.map { name in
                [
                    "\(name.name)",
                    "\(words("activities.standing.\(name.signUp.standing.rawValue)"))",
                    "\(frame.times.moment(name.signUp.at))",
                ]
            })
    }

    private var sent: SentForm { act == .roll ? frame.ask.form : SentForm() }
    private var complaints: [String: Trouble] {
        act == .roll ? refused.map(frame.complaints) ?? [:] : [:]
    }

    private var rollForm: HTML {
        let names = Dictionary(
            roll.map { ($0.signUp.person, $0.name) }, uniquingKeysWith: { first, _ in first })
        let doubts = HTML.when(act == .roll ? refused?.doubts : nil) { doubts in
            alertMessage(
                words("activities.doubt.title"),
                detail: """
                    <ul>\(HTML.each(doubts) {
                        "<li>\(frame.times.sentence($0) { names[$0] ?? "" })</li>"
                    })</ul><p>\(words("activities.doubt.next"))</p>
                    """)
        }
        return postForm(
            to: .activityAct(activity.id, .roll),
            hidden: hiddenField("seen", value: String(activity.version)),
            content: """
                <p class="hint">\(words(
                    "activities.roll.lead", ["max": String(activity.minutes)]))</p>\(doubts)\
                <div class="roll">\(HTML.each(roll, rollLine))</div>\
                \(textField(
                    field("walkIns", hint: true, isRequired: false), value: sent["walkIns"] ?? "",
                    lengthMax: 2_000))\
                \(textField(
                    field("visitors", hint: true, isRequired: false),
                    value: sent["visitors"] ?? activity.visitors.map(String.init) ?? "",
                    kind: .number, isNarrow: true))\
                \(textField(
                    field("reason", hint: true, isRequired: false), value: sent["reason"] ?? "",
                    lengthMax: Activity.reasonCharactersMax))\
                \(submitButton(
                    words(activity.state == .held ? "activities.roll.again" : "activities.roll"),
                    weight: .first, icon: .check))
                """)
    }

    private func field(_ name: String, hint: Bool, isRequired: Bool) -> Field {
        Field(
            name, label: words("activities.field.roll.\(name)"),
            hint: hint ? words("activities.field.roll.\(name).hint") : nil,
            problem: complaints[name], isRequired: isRequired, form: "roll")
    }

    /// One person: the whole time stands there already, since most who have a place come.
    private func rollLine(_ name: SignUps.Name) -> HTML {
        let key = "minutes-\(name.signUp.person)"
        let isWaiting = name.signUp.standing == .waiting
        let usual = isWaiting ? "" : String(activity.minutes)
        let line = textField(
            Field(
                key, label: name.name,
                hint: isWaiting ? words("activities.standing.waiting") : nil,
                problem: complaints[key], isRequired: false, form: "roll"),
            value: sent[key] ?? name.signUp.minutes.map { String($0) } ?? usual, kind: .number,
            isNarrow: true)
        let contest = HTML.when(name.signUp.contest) {
            noteMessage("<p>\(words("activities.contested", ["words": $0]))</p>", icon: .speak)
        }
        return "<div class=\"roll-line\">\(line)\(contest)</div>"
    }
}

extension ActionError {
    /// What looks wrong about hours; nil for any other error.
    var doubts: [HoursDoubt]? {
        if case .implausible(let doubts) = self { doubts } else { nil }
    }
}

extension Times {
    func sentence(_ doubt: HoursDoubt, name: (Person.ID) -> String) -> String {
        switch doubt {
        case .overlap(let person):
            words("activities.doubt.overlap", ["name": name(person)])
        case .longDay(let person, let minutes):
            words(
                "activities.doubt.longDay",
                ["name": name(person), "time": served(minutes)])
        case .late(let days): words("activities.doubt.late", ["days": String(days)])
        }
    }
}
