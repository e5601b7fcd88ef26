import Actions
import Kernel
import Markup
import Storage

/// One activity as the desk draws it: what it is, one's own place in it, and, for whoever
/// organises it, the list and what can be done.
struct ActivityView {
    let title: String
    let badges: [HTML]
    let facts: [(term: String, value: HTML)]
    let problem: HTML
    let about: (title: String, text: String)
    let risk: String?
    let own: HTML
    let list: HTML
    let actionsTitle: String
    let actions: [HTML]
    let back: NavItem
}

extension ActivityView {
    static var example: ActivityView {
        ActivityView(
            title: "一起把花坛理一理", badges: [chip("环境清扫", tone: .jade)],
            facts: [("时间", "12月5日")], problem: .empty, about: ("做什么", "带手套来"),
            risk: "小心枝条", own: .empty, list: .empty, actionsTitle: "可以做的", actions: [],
            back: NavItem("全部活动", Link("x")))
    }
}

func activityPage(_ view: ActivityView) -> HTML {
    let story: HTML = """
        \(view.problem)\(matterHead(title: view.title, badges: view.badges, facts: view.facts))\
        \(view.own)\
        \(panel(view.about.title, content: "<p class=\"event-text\">\(view.about.text)</p>"))\
        \(HTML.when(view.risk) { noteMessage("<p>\($0)</p>", icon: .warning) })\(view.list)\
        \(buttonRow([buttonLink(view.back.words, to: view.back.link, icon: .back)]))
        """
    if view.actions.isEmpty { return "<div class=\"story activity-story\">\(story)</div>" }
    return storyAndActions(
        story: story,
        actions: panel(view.actionsTitle, content: actionList(view.actions)),
        actionsLabel: view.actionsTitle)
}

/// Draws one activity for one person.
struct ActivityParts {
    let frame: DeskFrame
    let file: ActivityFile
    let roll: [SignUps.Name]
    let isOrganiser: Bool
    /// The agreements in force that a change may name.
    let agreements: [Choice]
    let rooms: RoomChoice
    /// The lines of work that it belongs to.
    let lines: HTML
    /// The form that comes back, open and filled, because it was refused.
    let act: ActivityAct?
    let refused: ActionError?

    var words: Words { frame.words }
    var activity: Activity { file.activity }
    private var isOpen: Bool { activity.takesSignUps(at: frame.ask.now) }

    var view: ActivityView {
        ActivityView(
            title: activity.title, badges: badges(words), facts: file.facts(frame.times, words),
            problem: problem, about: (words("activities.about"), activity.about),
            risk: file.risk(words), own: own, list: "\(HTML.when(isOrganiser, rollPanel))\(lines)",
            actionsTitle: words("activities.actions"), actions: isOrganiser ? forms : [],
            back: NavItem(words("activities.all"), .activities()))
    }

    private func badges(_ words: Words) -> [HTML] {
        [
            chip(words("activityKind.\(activity.kind)"), tone: .jade),
            chip(words("activities.state.\(activity.state.rawValue)")),
        ]
    }

    private var problem: HTML {
        HTML.when(refused) { error in
            let failure = frame.ask.failure(of: error, words)
            return alertMessage(failure.title, detail: "<p>\(failure.detail)</p>")
        }
    }

    /// Where the person who looks stands, and what they can do about it.
    private var own: HTML {
        let (sentence, buttons) = standing
        if sentence == nil && buttons.isEmpty { return .empty }
        return panel(
            words("activities.own"),
            content: """
                \(placesMeter(frame.times.room(of: activity, (file.placed, file.waiting))))\
                \(HTML.when(sentence) { "<p><strong>\($0)</strong></p>" })\
                \(HTML.when(!buttons.isEmpty, buttonRow(buttons)))\(contest)
                """)
    }

    private var standing: (sentence: String?, buttons: [HTML]) {
        switch file.own?.standing {
        case .placed where file.own?.minutes != nil:
            let minutes = file.own?.minutes ?? 0
            return (
                minutes == 0
                    ? words("activities.own.absent")
                    : words("activities.own.served", ["time": frame.times.served(minutes)]), []
            )
        case .placed: return (words("activities.own.placed"), isOpen ? [leave] : [])
        case .waiting:
            return (
                file.ahead == 0
                    ? words("activities.own.next")
                    : words("activities.own.waiting", ["count": String(file.ahead)]),
                isOpen ? [leave] : []
            )
        case .withdrawn, nil:
            return (nil, isOpen ? [signUp] : [])
        }
    }

    private var signUp: HTML {
        let isFull = activity.standing(afterPlaced: file.placed) == .waiting
        return postForm(
            to: .activityAct(activity.id, .place),
            content: submitButton(
                words(isFull ? "activities.wait" : "activities.signUp"), weight: .first,
                icon: .hands))
    }

    private var leave: HTML {
        postForm(
            to: .activityAct(activity.id, .withdrawal),
            content: submitButton(words("activities.leave"), weight: .second, icon: .leave))
    }

    /// Whoever served may say that the minutes are wrong.
    private var contest: HTML {
        guard let own = file.own, own.minutes != nil else { return .empty }
        if let said = own.contest {
            return noteMessage("<p>\(words("activities.contested", ["words": said]))</p>")
        }
        return actionPanel(
            words("activities.contest"), icon: .speak, weight: .quiet, id: "act-contest",
            isOpen: act == .contest,
            form: postForm(
                to: .activityAct(activity.id, .contest),
                content: """
                    \(textField(
                        Field("words", label: words("activities.contest.words"), form: "contest"),
                        value: act == .contest ? frame.ask.form["words"] ?? "" : "",
                        lengthMax: SignUp.contestCharactersMax))\
                    \(submitButton(words("activities.contest.send"), weight: .first))
                    """))
    }

    // MARK: - For whoever organises it

    private var forms: [HTML] {
        guard activity.state == .open else { return [] }
        return isOpen ? [change, cancellation] : [cancellation]
    }

    private var change: HTML {
        let fields = ActivityFields(
            words: words, kinds: frame.visit.book.profile.activityKinds,
            sent: act == .change ? frame.ask.form : SentForm(),
            complaints: act == .change ? refused.map(frame.complaints) ?? [:] : [:],
            standing: frame.times.fields(
                of: activity, under: file.agreement?.reference, in: rooms.room),
            agreements: agreements, rooms: rooms, form: "change")
        return actionPanel(
            words("activities.change"), icon: .tool, weight: .second, id: "act-change",
            isOpen: act == .change,
            form: postForm(
                to: .activityAct(activity.id, .change),
                hidden: hiddenField("seen", value: String(activity.version)),
                content: """
                    \(fields.draw())\(submitButton(words("activities.change.send"), weight: .first))
                    """))
    }

    private var cancellation: HTML {
        actionPanel(
            words("activities.cancel"), icon: .warning, weight: .grave, id: "act-cancellation",
            isOpen: act == .cancellation,
            form: postForm(
                to: .activityAct(activity.id, .cancellation),
                hidden: hiddenField("seen", value: String(activity.version)),
                content: """
                    \(textField(
                        Field(
                            "reason", label: words("activities.field.reason"),
                            hint: words("activities.field.reason.hint"), form: "cancellation"),
                        value: act == .cancellation ? frame.ask.form["reason"] ?? "" : "",
                        lengthMax: Activity.reasonCharactersMax))\
                    \(submitButton(words("activities.cancel"), weight: .grave))
                    """))
    }
}

extension ActivityFile {
    /// What everyone may read of it.
    func facts(_ times: Times, _ words: Words) -> [(term: String, value: HTML)] {
        var facts: [(term: String, value: HTML)] = [
            (words("activities.fact.when"), "\(times.span(of: activity))"),
            (words("activities.fact.venue"), "\(activity.venue)"),
            (
                words("activities.fact.place"),
                "\(placeLine.map { words.name($0.name) }.joined(separator: " › "))"
            ),
            (words("activities.fact.body"), "\(body.map { words.name($0.name) } ?? "–")"),
        ]
        if let phone = body?.phone {
            facts.append((words("activities.fact.phone"), "\(phone)"))
        }
        if let agreement {
            facts.append((words("activities.field.agreement"), "\(agreement.title)"))
        }
        if let reason = activity.reason {
            facts.append((words("activities.fact.reason"), "\(reason)"))
        }
        return facts
    }

    /// What may happen, and whether there is insurance: told before anyone signs up.
    func risk(_ words: Words) -> String? {
        activity.riskNote.map { note in
            words("activities.risk.\(activity.risk.rawValue).note", ["note": note])
        }
    }
}
