import Actions
import Kernel
import Markup
import Storage

extension DeskFrame {
    func readsMinutes(of meeting: Meeting) -> Bool { visit.holding.readsMinutes(of: meeting) }

    func view(
        of file: MeetingFile, rooms: RoomChoice, act: MeetingAct? = nil,
        refused: ActionError? = nil
    ) -> MeetingView {
        let meeting = file.meeting
        let mayAct = visit.holding.grants(.convene, at: meeting.placePath, in: visit.realm.id)
        let forms = MeetingForms(
            frame: self, file: file, act: act,
            complaints: refused.map(complaints) ?? [:], rooms: rooms)
        let actions = mayAct ? forms.offered : []
        let summary = times.summary(of: meeting)
        return MeetingView(
            title: meeting.title,
            badges: [
                chip(summary.kind, tone: .jade), chip(summary.state, tone: summary.stateTone),
            ] + (summary.countdown.map { [chip($0, tone: .amber, icon: .clock)] } ?? []),
            facts: facts(of: file),
            problem: HTML.when(refused) {
                let failure = ask.failure(of: $0, words)
                return alertMessage(failure.title, detail: "<p>\(failure.detail)</p>")
            },
            joint: times.jointParts(of: file) { .matter($0) },
            agendaTitle: words("meetings.agenda"), agenda: meeting.agenda,
            attendanceTitle: words(
                meeting.alliance == nil ? "meetings.attendance" : "alliances.attendance"),
            attendance: summary.attendance,
            motionsTitle: words("meetings.motions"), motions: summary.motions,
            remark: summary.remark, minutesTitle: words("meetings.minutes"),
            minutes: readsMinutes(of: meeting) ? meeting.minutes : nil,
            storyTitle: words("meetings.story"), entries: file.story.map(entry),
            actionsTitle: words("meetings.actions"),
            actionsJump: actions.isEmpty ? nil : words("meetings.actions.jump"),
            actions: actions,
            noActions: words(mayAct ? "meetings.actions.over" : "meetings.actions.none"),
            sides: [unitsPanel(file), rollPanel(file), sheetsPanel(file)])
    }

    private func facts(of file: MeetingFile) -> [(term: String, value: HTML)] {
        let meeting = file.meeting
        var facts: [(term: String, value: HTML)] = [
            (
                words("meetings.fact.when"),
                """
                <time datetime="\(times.machine(meeting.startsAt))">\
                \(times.when(meeting.startsAt))</time>
                """
            ),
            (words("meetings.fact.venue"), "\(meeting.venue)"),
            (
                words("meetings.fact.place"),
                "\(file.placeLine.map { words.name($0.name) }.joined(separator: " › "))"
            ),
            (words("meetings.fact.body"), "\(file.body.map { words.name($0.name) } ?? "–")"),
            (words("meetings.fact.rule"), "\(words.terms(meeting.terms))"),
            (words("meetings.fact.article"), "\(meeting.terms.article)"),
        ]
        if let alliance = file.alliance {
            facts.append(
                (
                    words("alliances.fact"),
                    "<a href=\"\(Link.alliance(alliance.id))\">\(words.name(alliance.name))</a>"
                ))
        }
        if let callers = callers(of: file.rule) {
            facts.append((words("meetings.fact.callers"), "\(callers)"))
        }
        if let matter = file.matter, matter.isReadable(by: visit.holding) {
            facts.append(
                (
                    words("meetings.fact.matter"),
                    """
                    <a href="\(Link.matter(matter.reference))">\(matter.reference.description) \
                    \(matter.title)</a>
                    """
                ))
        }
        return facts
    }

    private func callers(of rule: MeetingRule?) -> String? {
        guard let callers = rule?.callers, !callers.isEmpty else { return nil }
        return callers.map {
            words(
                "meetings.caller.\($0.group.rawValue)",
                ["fraction": $0.fraction.description])
        }.joined(separator: words("meetings.or"))
    }

    private func entry(_ line: MeetingStories.Line) -> TimelineEntry {
        let who = [line.personName, line.role.map { words("role.\($0)") }].compactMap { $0 }
        return TimelineEntry(
            .step, title: words("meetings.done.\(line.action)"),
            who: who.joined(separator: " · "), when: times.moment(line.at),
            whenISO: times.machine(line.at),
            text: (line.payload["motion"] ?? line.payload["resolutionTitle"])?.textOrNil)
    }

    /// Who is entitled by name, and who came; counts alone for posts that have no part in it.
    private func rollPanel(_ file: MeetingFile) -> HTML {
        guard !file.roll.isEmpty else { return .empty }
        let title = words("meetings.roll", ["count": String(file.roll.count)])
        guard readsMinutes(of: file.meeting) else {
            return panel(title, content: maskedText(words("meetings.roll.hidden")))
        }
        let rows = HTML.each(file.roll) { member in
            """
            <li><span>\(member.name)</span>\(HTML.when(member.isPresent) {
                $0 ? chip(words("meetings.part.present"), tone: .jade, icon: .check)
                    : chip(words("meetings.part.absent"))
            })</li>
            """
        }
        return panel(
            title,
            content: folded(
                words("meetings.roll.show"), content: "<ul class=\"roll\">\(rows)</ul>"))
    }

    private func sheetsPanel(_ file: MeetingFile) -> HTML {
        let meeting = file.meeting
        var sheets: [HTML] = []
        if meeting.state == .called {
            sheets.append(
                buttonLink(
                    words("meetings.sheet.notice"), to: .meetingSheet(meeting.id, .notice),
                    icon: .print))
        }
        if meeting.minutes != nil, readsMinutes(of: meeting) {
            sheets.append(
                buttonLink(
                    words("meetings.sheet.minutes"), to: .meetingSheet(meeting.id, .minutes),
                    icon: .print))
        }
        return sheets.isEmpty
            ? .empty : panel(words("meetings.sheets"), content: buttonRow(sheets))
    }
}

extension Payload {
    fileprivate var textOrNil: String? { if case .text(let text) = self { text } else { nil } }
}
