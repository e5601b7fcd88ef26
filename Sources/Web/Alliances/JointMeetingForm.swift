import Actions
import Kernel
import Markup
import Storage

/// Where the joint meeting of an alliance is called.
extension Site {
    static func jointMeetingForm(
        _ ask: Ask, refused: ActionError? = nil
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        let file = try await frame.allianceFile(ask.allianceID())
        guard frame.mayCallJointMeeting(file) else { throw ActionError.forbidden }
        let view = FormPage(
            title: words("alliances.call"),
            lead: words(
                "alliances.call.lead", ["alliance": words.name(file.alliance.body.name)]),
            problem: HTML.when(refused) {
                let failure = ask.failure(of: $0, words)
                return alertMessage(failure.title, detail: "<p>\(failure.detail)</p>")
            },
            form: frame.jointMeetingForm(file, refused, try await frame.roomChoice()))
        var reply = frame.page(view.title, current: .alliances, content: formPage(view))
        if let refused { reply.status = ask.failure(of: refused, words).status }
        return reply
    }

    static func callJointMeeting(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        do {
            let meeting = try await CallJointMeeting(
                realm: visit.realm, holding: visit.holding, alliance: ask.allianceID(),
                rule: ask.form["rule"] ?? "", call: ask.form.meetingWish
            ).run(in: ask.installation)
            return .see(
                visit.holding.verbs.contains(.read)
                    ? .meeting(meeting.id) : .alliance(try ask.allianceID(), done: true))
        } catch let error as ActionError where error.isOfForm {
            return try await jointMeetingForm(ask, refused: error)
        }
    }
}

extension DeskFrame {
    fileprivate func jointMeetingForm(
        _ file: AllianceFile, _ refused: ActionError?, _ rooms: RoomChoice
    ) -> HTML {
        let rules = visit.book.profile.meetingRules.filter { $0.roll == .members }
        let chosen = ask.form["rule"] ?? rules.first?.id
        let standing =
            file.open.isEmpty
            ? "" : words("alliances.call.agenda", ["count": String(file.open.count)])
        let fields = MeetingFields(
            words: words, sent: ask.form, complaints: refused.map(complaints) ?? [:],
            standing: [
                "title": words(
                    "alliances.call.title", ["monthName": words("month.\(proposedMonth(file))")]),
                "time": "14:30", "agenda": standing,
            ], rooms: rooms)
        return """
            <div class="story">\(chairNote(file))\(openNote(file))</div>\
            \(postForm(
                to: .jointMeetings(file.alliance.body.id),
                content: """
                    \(radioCards(
                        fields.field("rule"),
                        choices: rules.map { rule in
                            Choice(
                                rule.id, label: words("meeting.\(rule.id)"),
                                detail: words.terms(rule.terms) + " " + words(
                                    "meetings.earliest",
                                    [
                                        "day": times.weekday(
                                            rule.terms.earliestDay(calledOn: today))
                                    ]), isChosen: rule.id == chosen)
                        }))\
                    \(fields.draw())\
                    \(noteMessage("<p>\(words("meetings.new.public"))</p>"))\
                    \(submitButton(words("meetings.call.submit"), weight: .first, icon: .bell))
                    """))
            """
    }

    /// The month of the first day on which a meeting called today may be held.
    private var soonest: Month {
        let terms = visit.book.profile.meetingRules.first { $0.roll == .members }?.terms
        return Month(of: terms?.earliestDay(calledOn: today) ?? today)
    }

    /// The month for which a meeting called now is most likely meant.
    private func proposedMonth(_ file: AllianceFile) -> Int {
        let now = soonest
        let own = file.rota.turns.values.filter {
            $0.month >= now && $0.body == visit.holding.post.body
        }.map(\.month).min()
        let convenes = visit.holding.grants(
            .convene, at: file.alliance.place.path, in: visit.realm.id)
        return convenes ? now.month : own?.month ?? now.month
    }

    /// Whose month it is; a unit that only chairs may call in its own months alone.
    private func chairNote(_ file: AllianceFile) -> HTML {
        let convenes = visit.holding.grants(
            .convene, at: file.alliance.place.path, in: visit.realm.id)
        let now = soonest
        let own = file.rota.turns.values.filter {
            $0.month >= now && $0.body == visit.holding.post.body
        }.map(\.month).sorted()
        if !convenes {
            let months = own.map(monthName).joined(separator: words("page.comma"))
            return noteMessage(
                "<p>\(words("alliances.call.months", ["months": months]))</p>", icon: .flag)
        }
        return HTML.when(file.rota.turns[now]) { turn in
            noteMessage(
                """
                <p>\(words(
                    "alliances.call.chair",
                    ["month": monthName(now), "body": bodyName(turn.body)]))</p>
                """, icon: .flag)
        }
    }

    /// With what the meeting will open by itself.
    private func openNote(_ file: AllianceFile) -> HTML {
        guard !file.open.isEmpty else { return .empty }
        let items = HTML.each(file.open.prefix(12)) { row in
            "<li>\(title(of: row.matter))<small> · \(owner(of: row.matter))</small></li>"
        }
        return panel(
            words("alliances.call.opens", ["count": String(file.open.count)]),
            content: "<ol class=\"agenda\">\(items)</ol>")
    }
}
