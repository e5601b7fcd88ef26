import Markup

/// A meeting in short: the day, what was decided, and the drawn vote. Names stand nowhere in it.
struct MeetingSummary: Sendable {
    let kind: String
    let title: String
    let link: Link?
    let state: String
    let stateTone: ChipTone
    let when: String
    let whenISO: String
    let venue: String
    /// Such as `还有 5 天`; nil once it is over.
    let countdown: String?
    /// The act and article by which it decides.
    let article: String
    /// Who came, drawn, with the arithmetic in words; nil before it was opened.
    let attendance: (bar: TallyBar, how: String)?
    let motions: [MotionResult]
    /// What is said where nothing was decided, or why it was called off.
    let remark: String?
}

/// One decision with its arithmetic.
struct MotionResult: Sendable {
    let ordinal: Int
    let text: String
    let outcome: String
    let isCarried: Bool
    let bar: TallyBar
    /// Such as `到会 52 人，赞成 31 人；要超过 1/2，就是至少 27 人：通过`.
    let how: String
}

extension MeetingSummary {
    static var example: MeetingSummary {
        MeetingSummary(
            kind: "居民代表会议", title: "门口装不装路灯", link: nil, state: "已开完", stateTone: .plain,
            when: "11月21日 星期六 19:00", whenISO: "2026-11-21T11:00:00Z", venue: "社区活动室",
            countdown: nil, article: "第二十八条", attendance: (.example, "应到 60 人，实到 52 人"),
            motions: [
                MotionResult(
                    ordinal: 1, text: "同意装路灯", outcome: "通过", isCarried: true, bar: .example,
                    how: "到会 52 人，赞成 31 人；要超过 1/2，就是至少 27 人")
            ], remark: nil)
    }
}

extension TallyBar {
    static var example: TallyBar {
        TallyBar(
            parts: [
                Part(kind: .favour, count: 31, words: "赞成"),
                Part(kind: .against, count: 15, words: "反对"),
                Part(kind: .abstained, count: 6, words: "弃权"),
            ], whole: 52, lineAt: 500, lineWords: "超过 1/2：至少 27 人")
    }
}

func meetingSummary(_ model: MeetingSummary) -> HTML {
    """
    <article class="panel meeting"><p class="badges">\(chip(model.kind, tone: .jade))\
    \(chip(model.state, tone: model.stateTone))\
    \(HTML.when(model.countdown) { chip($0, tone: .amber, icon: .clock) })</p>\
    <h3 class="meeting-title">\(meetingTitle(model))</h3>\
    <p class="meeting-when"><time datetime="\(model.whenISO)">\(model.when)</time>\
    <span>\(icon(.pin))\(model.venue)</span></p>\
    \(HTML.when(model.remark) { "<p class=\"meeting-remark\">\($0)</p>" })\
    \(HTML.when(model.attendance) { "<p class=\"hint\">\($0.how)</p>" })\
    \(motionResults(model.motions))\
    <p class="meeting-article">\(model.article)</p></article>
    """
}

private func meetingTitle(_ model: MeetingSummary) -> HTML {
    model.link.map { "<a href=\"\($0)\">\(model.title)</a>" } ?? "\(model.title)"
}

/// Every decision of a meeting, each with its bar and its arithmetic.
func motionResults(_ motions: [MotionResult]) -> HTML {
    if motions.isEmpty { return .empty }
    return "<ol class=\"motions\">\(HTML.each(motions, motionResult))</ol>"
}

private func motionResult(_ motion: MotionResult) -> HTML {
    """
    <li class="motion"><p class="motion-text"><span class="motion-number" aria-hidden="true">\
    \(motion.ordinal)</span><strong>\(motion.text)</strong>\
    \(chip(
        motion.outcome, tone: motion.isCarried ? .jade : .cinnabar,
        icon: motion.isCarried ? .check : nil))</p>\
    \(tallyBar(motion.bar))<p class="motion-how">\(motion.how)</p></li>
    """
}
