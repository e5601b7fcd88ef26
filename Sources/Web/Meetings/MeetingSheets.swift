import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// The notice that hangs on the wall until the day: what about, when, where, by which rule.
    static func noticeSheet(_ ask: Ask) async throws -> Reply {
        let (frame, file) = try await sheet(ask)
        guard file.meeting.state == .called else { throw ActionError.notFound }
        let (words, times, meeting) = (frame.words, frame.times, file.meeting)
        let invitation =
            switch meeting.terms.roll {
            case .counted: words("meetings.paper.come.text.counted")
            case .posts: words("meetings.paper.come.text.named")
            case .members: words("meetings.paper.come.text.units")
            }
        let notice = Paper(
            realm: words.name(frame.visit.realm.name), heading: words("meetings.paper.notice"),
            lead: meeting.title,
            facts: frame.paperFacts(file) + [
                (words("meetings.fact.rule"), "\(words.terms(meeting.terms))"),
                (words("meetings.fact.article"), "\(meeting.terms.article)"),
            ],
            parts: frame.reviewedPaper(file) + [
                (words("meetings.agenda"), agendaList(meeting.agenda)),
                (words("meetings.paper.come"), "<p>\(invitation)</p>"),
            ], signatures: [],
            footer: words(
                "meetings.paper.called",
                [
                    "body": file.body.map { words.name($0.name) } ?? "",
                    "day": times.day(Day(of: meeting.calledAt, in: times.zone)),
                ]))
        return paperReply(ask, frame, file, notice)
    }

    /// The minutes with every result and its arithmetic, and lines to sign on.
    static func minutesSheet(_ ask: Ask) async throws -> Reply {
        let (frame, file) = try await sheet(ask)
        let (words, times, meeting) = (frame.words, frame.times, file.meeting)
        guard let minutes = meeting.minutes, frame.readsMinutes(of: meeting) else {
            throw ActionError.notFound
        }
        let results = HTML.each(times.results(of: meeting)) { result in
            """
            <li><strong>\(result.text)</strong> — \(result.outcome)<br><span>\(result.how)</span>\
            </li>
            """
        }
        var parts: [(title: String, content: HTML)] =
            frame.reviewedPaper(file) + [(words("meetings.agenda"), agendaList(meeting.agenda))]
        if let attendance = times.attendance(of: meeting) {
            parts.append(
                (
                    words("meetings.attendance"),
                    "<p>\(attendance.how)</p>\(frame.unitsPaper(file))"
                ))
        }
        if !meeting.motions.isEmpty {
            parts.append((words("meetings.motions"), "<ol class=\"agenda\">\(results)</ol>"))
        }
        parts += frame.decidedPaper(file)
        parts.append(
            (words("meetings.minutes"), "<p class=\"event-text paper-minutes\">\(minutes)</p>"))
        let paper = Paper(
            realm: words.name(frame.visit.realm.name), heading: words("meetings.paper.minutes"),
            lead: meeting.title, facts: frame.paperFacts(file), parts: parts,
            signatures: ["chair", "writer", "resident"].map { words("meetings.paper.sign.\($0)") },
            footer: meeting.terms.article)
        return paperReply(ask, frame, file, paper)
    }

    private static func sheet(_ ask: Ask) async throws -> (DeskFrame, MeetingFile) {
        let frame = try await DeskFrame(ask)
        return (frame, try await ask.meetingFile(in: frame.visit.realm))
    }

    private static func paperReply(
        _ ask: Ask, _ frame: DeskFrame, _ file: MeetingFile, _ paper: Paper
    ) -> Reply {
        .page(
            paperPage(
                ask.frame(paper.heading + " · " + paper.lead, frame.words), paper,
                tools: buttonRow([
                    buttonLink(
                        frame.words("page.back"), to: .meeting(file.meeting.id), icon: .back),
                    printButton(frame.words("page.print")),
                ])))
    }
}

extension DeskFrame {
    fileprivate func paperFacts(_ file: MeetingFile) -> [(term: String, value: HTML)] {
        [
            (words("meetings.fact.kind"), "\(words("meeting.\(file.meeting.rule)"))"),
            (words("meetings.fact.when"), "\(times.when(file.meeting.startsAt))"),
            (words("meetings.fact.venue"), "\(file.meeting.venue)"),
            (
                words("meetings.fact.place"),
                "\(file.placeLine.map { words.name($0.name) }.joined(separator: " "))"
            ),
            (words("meetings.fact.body"), "\(file.body.map { words.name($0.name) } ?? "–")"),
        ]
    }
}
