import Actions
import Kernel
import Storage

extension Shapes {
    static let roster = Shape<Roster>(
        "Roster",
        [
            .id("id") { $0.id }, .number("version") { roster, _ in roster.version },
            .text("title") { roster, _ in roster.title },
            .text("about") { roster, _ in roster.about },
            .maybe("phone", about: "Of the office.") { roster, _ in roster.phone },
            .id("body") { $0.body }, .id("place") { $0.place },
            .texts("spans", about: "The shifts of a day.") { roster, _ in
                roster.spans.map(\.description)
            },
            .texts("turn", about: "Who takes turns: `post-…` or `body-…`.") { roster, _ in
                roster.turn.map(\.description)
            },
            .flag("onDaysOff") { roster, _ in roster.onDaysOff },
            .flag("isPublic") { roster, _ in roster.isPublic },
            .day("openedOn") { $0.openedOn }, .maybeDay("until") { $0.until },
            .maybeDay("endedOn") { $0.endedOn },
        ])

    static let rosterFile = Shape<RosterSheet>(
        "RosterFile",
        roster.members { $0.file.roster } + [
            .text("month", .month) { sheet, _ in sheet.file.month.description },
            .many("shifts", dutyLine, about: "Of the month.") { sheet, _ in sheet.lines },
            .many("ahead", dutyLine, about: "That have not begun: what swaps are about.") {
                sheet, _ in sheet.ahead
            },
            .many("swaps", swap, about: "Not answered, of the post or its body.") { sheet, _ in
                sheet.swaps
            },
        ])

    static let dutyLine = Shape<ToldDuty>(
        "Shift",
        [
            .id("id") { $0.line.shift.id }, .id("roster") { $0.line.roster.id },
            .text("rosterTitle") { told, _ in told.line.roster.title },
            .time("startsAt") { $0.line.shift.startsAt },
            .time("endsAt") { $0.line.shift.endsAt },
            .text("holder", about: "`post-…` or `body-…`.") { told, _ in
                told.line.shift.holder.description
            },
            .maybe("role", .word, about: "Of the post.") { told, _ in told.line.post?.post.role },
            .maybe("bodyName") { told, pen in told.line.body.map { pen.words.name($0.name) } },
            .maybe("name", about: "For colleagues, and for those who take turns.") { told, _ in
                told.namesPeople ? told.line.post?.personName : nil
            },
        ])

    static let swap = Shape<DutySwap>(
        "Swap",
        [
            .id("id") { $0.id }, .id("given") { $0.given }, .id("wanted") { $0.wanted },
            .time("askedAt") { $0.askedAt },
            .text("state", .choice(DutySwap.State.allCases.map(\.rawValue))) { swap, _ in
                swap.state.rawValue
            },
        ])
}
