import Actions
import Kernel
import Markup
import Storage

/// One meeting as the desk draws it.
struct MeetingView {
    let title: String
    let badges: [HTML]
    let facts: [(term: String, value: HTML)]
    let problem: HTML
    /// What only a joint meeting has.
    let joint: JointParts?
    let agendaTitle: String
    let agenda: [String]
    let attendanceTitle: String
    let attendance: (bar: TallyBar, how: String)?
    let motionsTitle: String
    let motions: [MotionResult]
    /// What is said where nothing was decided.
    let remark: String?
    let minutesTitle: String
    let minutes: String?
    let storyTitle: String
    let entries: [TimelineEntry]
    let actionsTitle: String
    let actionsJump: String?
    let actions: [HTML]
    let noActions: String
    let sides: [HTML]
}

func meetingPage(_ view: MeetingView) -> HTML {
    storyAndActions(
        story: """
            \(view.problem)\(matterHead(title: view.title, badges: view.badges, facts: view.facts))\
            \(HTML.when(view.actionsJump) {
                "<p class=\"jump\"><a class=\"button button-first\" href=\"#actions\">\($0)</a></p>"
            })\
            \(HTML.when(view.joint, reviewedPanel))\
            \(panel(view.agendaTitle, content: agendaList(view.agenda)))\
            \(HTML.when(view.attendance) { attendance in
                panel(
                    view.attendanceTitle,
                    content: """
                        \(tallyBar(attendance.bar))<p class="motion-how">\(attendance.how)</p>
                        """)
            })\
            \(HTML.when(
                !view.motions.isEmpty || view.remark != nil,
                panel(view.motionsTitle, content: decisions(view))))\
            \(HTML.when(view.joint, decidedPanel))\
            \(HTML.when(view.minutes) {
                panel(view.minutesTitle, content: "<p class=\"event-text\">\($0)</p>")
            })\
            \(panel(
                view.storyTitle, content: timeline(label: view.storyTitle, view.entries)))
            """,
        actions: """
            <div id="actions"></div>\(panel(
                view.actionsTitle,
                content: view.actions.isEmpty
                    ? "<p class=\"hint\">\(view.noActions)</p>" : actionList(view.actions)))\
            \(view.sides)
            """, actionsLabel: view.actionsTitle)
}

func agendaList(_ agenda: [String]) -> HTML {
    "<ol class=\"agenda\">\(HTML.each(agenda) { "<li>\($0)</li>" })</ol>"
}

private func decisions(_ view: MeetingView) -> HTML {
    "\(HTML.when(view.remark) { "<p>\($0)</p>" })\(motionResults(view.motions))"
}

extension MeetingView {
    static var example: MeetingView {
        MeetingView(
            title: "门口装不装路灯", badges: [chip("居民代表会议", tone: .jade)],
            facts: [("时间", "12月4日")], problem: .empty, joint: nil, agendaTitle: "议程",
            agenda: ["路灯"],
            attendanceTitle: "到会", attendance: (.example, "应到 60 人"), motionsTitle: "表决",
            motions: MeetingSummary.example.motions, remark: nil, minutesTitle: "记录",
            minutes: "同意", storyTitle: "经过", entries: [], actionsTitle: "可以做的",
            actionsJump: nil, actions: [], noActions: "没有", sides: [])
    }
}
