import Actions
import Kernel
import Storage

// How meetings are written. Minutes and names stand in the file of one alone, for the posts that
// may read them.
extension Shapes {
    static let meetingTerms = Shape<MeetingRule.Terms>(
        "MeetingTerms",
        [
            .text("article") { terms, _ in terms.article },
            .number("noticeDays") { terms, _ in terms.notice.amount },
            .text("quorum", about: "Such as `more than 1/2 of entitled`.") { terms, _ in
                terms.quorum.description
            },
            .text("majority") { terms, _ in terms.majority.description },
            .text(
                "roll", .choice(["counted", "posts", "members"]),
                about: "How who came is taken: counted, by name, or by unit."
            ) { terms, _ in
                switch terms.roll {
                case .counted: "counted"
                case .posts: "posts"
                case .members: "members"
                }
            },
        ])

    static let meetingRule = Shape<MeetingRule>(
        "MeetingRule",
        [
            .text("rule", .word) { rule, _ in rule.id },
            .text("title") { rule, pen in pen.words("meeting.\(rule.id)") },
            .one("terms", meetingTerms) { rule, _ in rule.terms },
            .text("earliest", .day, about: "The first day of a meeting called today.") {
                rule, pen in
                rule.terms.earliestDay(calledOn: pen.book.day(of: pen.now)).description
            },
        ])

    static let meeting = Shape<Meeting>(
        "Meeting",
        [
            .id("id") { $0.id }, .number("version") { meeting, _ in meeting.version },
            .text("rule", .word) { meeting, _ in meeting.rule },
            .text("title") { meeting, _ in meeting.title },
            .text("state", .choice(Meeting.State.allCases.map(\.rawValue))) { meeting, _ in
                meeting.state.rawValue
            },
            .time("calledAt") { $0.calledAt }, .time("startsAt") { $0.startsAt },
            .text("venue") { meeting, _ in meeting.venue },
            .id("place") { $0.place }, .id("body") { $0.body },
            .maybeID("alliance", about: "Whose member units meet.") { $0.alliance },
            .texts("agenda") { meeting, _ in meeting.agenda },
            .maybeNumber("entitled") { meeting, _ in meeting.entitled },
            .maybeNumber("present") { meeting, _ in meeting.present },
            .flag("isQuorate") { meeting, _ in meeting.isQuorate },
            .many("motions", motion) { meeting, _ in meeting.motions },
            .maybe("reason", about: "Why it was called off.") { meeting, _ in meeting.reason },
            .maybeTime("openedAt") { $0.openedAt }, .maybeTime("closedAt") { $0.closedAt },
        ])

    static let motion = Shape<Motion>(
        "Motion",
        [
            .number("ordinal") { motion, _ in motion.ordinal },
            .text("text") { motion, _ in motion.text },
            .number("inFavour") { motion, _ in motion.inFavour },
            .number("against") { motion, _ in motion.against },
            .number("abstained") { motion, _ in motion.abstained },
            .text("outcome", .choice(Motion.Outcome.allCases.map(\.rawValue))) { motion, _ in
                motion.outcome.rawValue
            },
        ])

    static let meetingFile = Shape<MeetingSheet>(
        "MeetingFile",
        meeting.members { $0.file.meeting } + [
            .one("terms", meetingTerms, about: "As they were on the day of the call.") {
                sheet, _ in sheet.file.meeting.terms
            },
            .maybe("matter", .reference, about: "Where the post may read it.") { sheet, _ in
                sheet.file.matter.flatMap {
                    $0.isReadable(by: sheet.holding) ? $0.reference.description : nil
                }
            },
            .flag(
                "readsMinutes",
                about: "Whether the post may read the minutes and who came; else these are empty."
            ) { sheet, _ in sheet.readsMinutes },
            .maybe("minutes") { sheet, _ in sheet.readsMinutes ? sheet.file.meeting.minutes : nil },
            .many("roll", rollMember, about: "Who is entitled by name.") { sheet, _ in
                sheet.readsMinutes ? sheet.file.roll : []
            },
            .many("units", unitPresence, about: "The member units.") { sheet, _ in
                sheet.file.units.map { ($0, sheet.readsMinutes) }
            },
            .many("reviewed", reviewed, about: "Decisions of earlier meetings, as they stood.") {
                sheet, _ in sheet.file.reviewed
            },
            .many("resolutions", resolution, about: "What it decided and handed out.") {
                sheet, _ in sheet.file.resolutions.map(\.matter)
            },
            .many("story", meetingStory) { sheet, _ in sheet.file.story },
        ])

    static let rollMember = Shape<Rolls.Member>(
        "RollMember",
        [
            .id("person") { $0.person }, .text("name") { member, _ in member.name },
            Member("isPresent", .optional(.flag), about: "Null before it was opened.") {
                member, _ in member.isPresent.map(JSON.bool) ?? .null
            },
        ])

    static let unitPresence = Shape<(UnitPresence, Bool)>(
        "UnitPresence",
        [
            .id("unit") { $0.0.body },
            Member("isPresent", .optional(.flag), about: "Null before it was opened.") {
                pair, _ in pair.0.isPresent.map(JSON.bool) ?? .null
            },
            .maybe("through", about: "Who came for it, where the minutes are read.") { pair, _ in
                pair.1 ? pair.0.through : nil
            },
        ])

    static let resolution = Shape<MatterLine>(
        "Resolution",
        [
            .text("reference", .reference) { line, _ in line.reference.description },
            .text("title") { line, _ in line.title },
            .text("state", .word) { line, _ in line.state },
            .maybe("leadName") { line, pen in line.leadName.map(pen.words.name) },
            .maybeTime("dueAt") { $0.dueAt }, .maybeTime("endedAt") { $0.endedAt },
        ])

    static let reviewed = Shape<Resolutions.Reviewed>(
        "Reviewed",
        [
            .one("resolution", resolution) { reviewed, _ in reviewed.line.matter },
            .maybe(
                "stood", .choice(Resolution.Standing.allCases.map(\.rawValue)),
                about: "When the meeting opened; null before."
            ) { reviewed, _ in reviewed.standing?.rawValue },
        ])

    static let meetingStory = Shape<MeetingStories.Line>(
        "MeetingStory",
        [
            .time("at") { $0.at }, .text("action", .word) { line, _ in line.action },
            .maybe("name") { line, _ in line.personName },
            .maybe("role", .word) { line, _ in line.role },
            .maybe("text", about: "Of a motion, or of what was decided.") { line, _ in
                line.payload.text("motion") ?? line.payload.text("resolutionTitle")
            },
        ])
}
