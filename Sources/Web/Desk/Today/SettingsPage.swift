import Actions
import Kernel
import Markup
import Storage

extension Site {
    static let settingsRoutes: [Route] = [
        .get("/desk/settings", .post(.read)) { ask in
            let frame = try await DeskFrame(ask)
            return frame.page(
                frame.words("settings.title"), current: .deskSettings(),
                content: settingsPage(frame))
        },
        .post("/desk/settings", .post(.read)) { ask in
            let form = ask.form
            let minute = { (name: String, usual: Int) in
                form[name].flatMap(QuietHours.minute(parsing:)) ?? usual
            }
            try await SetDesk(
                visit: try ask.visit,
                setting: DeskSetting(
                    seenAt: nil,
                    quiet: QuietHours(
                        from: minute("quietFrom", QuietHours.usual.from),
                        until: minute("quietUntil", QuietHours.usual.until)),
                    emergencies: form["emergencies"] == "yes", moves: form["moves"] == "yes",
                    others: form["others"] == "yes", deadlines: form["deadlines"] == "yes",
                    singleKeys: form["singleKeys"] == "yes")
            ).run(in: ask.installation)
            return .see(.deskSettings(saved: true))
        },
    ]

    private static func settingsPage(_ frame: DeskFrame) -> HTML {
        let words = frame.words
        let setting = frame.own?.setting ?? .usual
        func check(_ name: String, _ isOn: Bool) -> HTML {
            checkbox(
                Field(
                    name, label: words("settings.\(name)"),
                    hint: words.optional("settings.\(name).hint"), isRequired: false),
                isChecked: isOn)
        }
        func time(_ name: String, _ minute: Int) -> HTML {
            textField(
                Field(name, label: words("settings.\(name)")), value: QuietHours.text(minute),
                kind: .time, isNarrow: true)
        }
        return readingColumn(
            title: words("settings.title"), lead: words("settings.lead"),
            content: """
                \(HTML.when(
                    frame.ask.query["saved"] != nil, statusMessage(words("settings.saved"))))\
                \(postForm(
                    to: .deskSettings(),
                    content: """
                        \(fieldset(
                            words("settings.quiet"), hint: words("settings.quiet.hint"),
                            content: """
                                <div class="filter-fields">\(time("quietFrom", setting.quiet.from))\
                                \(time("quietUntil", setting.quiet.until))</div>\
                                \(check("emergencies", setting.emergencies))
                                """))\
                        \(fieldset(
                            words("settings.kinds"), hint: words("settings.kinds.hint"),
                            content: """
                                \(check("moves", setting.moves))\(check("others", setting.others))\
                                \(check("deadlines", setting.deadlines))
                                """))\
                        \(fieldset(
                            words("desk.keys"), hint: nil,
                            content: check("singleKeys", setting.singleKeys)))\
                        \(submitButton(words("settings.save"), weight: .first))
                        """))
                """)
    }
}

/// Questions that belong together, under a heading of their own.
func fieldset(_ title: String, hint: String?, content: HTML) -> HTML {
    """
    <fieldset class="question"><legend>\(title)</legend>\
    \(HTML.when(hint) { "<p class=\"hint\">\($0)</p>" })\(content)</fieldset>
    """
}

extension QuietHours {
    /// `21:00` as a minute of the day; nil for anything else.
    static func minute(parsing text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 2, let hour = Int(parts[0]), let minute = Int(parts[1]),
            (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }

    static func text(_ minute: Int) -> String {
        let hour = minute / 60
        let rest = minute % 60
        return (hour < 10 ? "0" : "") + "\(hour):" + (rest < 10 ? "0" : "") + "\(rest)"
    }
}
