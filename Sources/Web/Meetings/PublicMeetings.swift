import Actions
import Kernel
import Markup
import Storage

/// One meeting as everyone may read it.
struct PublicMeetingPage {
    let title: String
    let badges: [HTML]
    let back: NavItem
    let facts: [(term: String, value: HTML)]
    let remark: String?
    /// What only a joint meeting has.
    let joint: JointParts?
    let agendaTitle: String
    let agenda: [String]
    let attendanceTitle: String
    let attendance: (bar: TallyBar, how: String)?
    let motionsTitle: String
    let motions: [MotionResult]
}

extension PublicMeetingPage {
    static var example: PublicMeetingPage {
        PublicMeetingPage(
            title: "门口装不装路灯", badges: [chip("居民会议")], back: NavItem("所有会议", Link("x")),
            facts: [("时间", "12月4日")], remark: nil, joint: nil, agendaTitle: "议程", agenda: ["路灯"],
            attendanceTitle: "到会", attendance: (.example, "应到 60 人"), motionsTitle: "表决",
            motions: MeetingSummary.example.motions)
    }
}

func publicMeetingPage(_ page: PublicMeetingPage) -> HTML {
    readingColumn(
        title: page.title, above: "<p class=\"badges\">\(page.badges)</p>",
        content: """
            <div class="story">\
            \(HTML.when(page.remark) { noteMessage("<p>\($0)</p>", icon: .bell) })\
            <section class="panel">\(definitionList(page.facts))</section>\
            \(HTML.when(page.joint, reviewedPanel))\
            \(panel(page.agendaTitle, content: agendaList(page.agenda)))\
            \(HTML.when(page.attendance) { attendance in
                panel(
                    page.attendanceTitle,
                    content: """
                        \(tallyBar(attendance.bar))<p class="motion-how">\(attendance.how)</p>
                        """)
            })\
            \(HTML.when(
                !page.motions.isEmpty,
                panel(page.motionsTitle, content: motionResults(page.motions))))\
            \(HTML.when(page.joint, decidedPanel))\
            \(buttonRow([buttonLink(page.back.words, to: page.back.link, icon: .back)]))</div>
            """)
}

extension Neighbourhood {
    func meetingsReply() async throws -> Reply {
        let lists = try await installation.meetingLists(
            in: realm, after: ask.query["after"].flatMap { Meetings.Cursor($0) }, limit: 12)
        func summary(_ meeting: Meeting) -> MeetingSummary {
            times.summary(of: meeting, link: .publicMeeting(realm, meeting.id))
        }
        let page = ComingAndPastPage(
            title: words("meetings.public.title"), lead: words("meetings.public.lead"),
            upcomingTitle: words("meetings.upcoming"),
            upcoming: lists.upcoming.map { meetingSummary(summary($0)) },
            none: (words("meetings.none"), words("meetings.public.none.next")),
            pastTitle: words("meetings.past"), past: lists.past.map { meetingSummary(summary($0)) },
            pagerLabel: words("meetings.pager"),
            older: lists.older.map {
                NavItem(words("meetings.older"), .publicMeetings(realm, after: $0))
            },
            further: NavItem(words("diary.link"), .publicDiary(realm)), furtherIcon: .calendar)
        return try await self.page(page.title, at: .meetings, content: comingAndPastPage(page))
    }

    func meetingReply() async throws -> Reply {
        let file = try await ask.meetingFile(in: realm)
        let meeting = file.meeting
        let summary = times.summary(of: meeting)
        let page = PublicMeetingPage(
            title: meeting.title,
            badges: [
                chip(summary.kind, tone: .jade), chip(summary.state, tone: summary.stateTone),
            ] + (summary.countdown.map { [chip($0, tone: .amber, icon: .clock)] } ?? []),
            back: NavItem(words("meetings.public.all"), .publicMeetings(realm)),
            facts: [
                (words("meetings.fact.when"), "\(summary.when)"),
                (words("meetings.fact.venue"), "\(meeting.venue)"),
                (
                    words("meetings.fact.place"),
                    "\(file.placeLine.map { words.name($0.name) }.joined(separator: " › "))"
                ),
                (
                    words("meetings.fact.body"),
                    "\(file.body.map { words.name($0.name) } ?? "–")"
                ),
                (words("meetings.fact.rule"), "\(words.terms(meeting.terms))"),
                (words("meetings.fact.article"), "\(meeting.terms.article)"),
            ],
            remark: summary.remark, joint: times.jointParts(of: file) { .open(self.realm, $0) },
            agendaTitle: words("meetings.agenda"), agenda: meeting.agenda,
            attendanceTitle: words(
                meeting.alliance == nil ? "meetings.attendance" : "alliances.attendance"),
            attendance: summary.attendance, motionsTitle: words("meetings.motions"),
            motions: summary.motions)
        return try await self.page(page.title, at: .meetings, content: publicMeetingPage(page))
    }
}
